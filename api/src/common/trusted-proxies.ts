import { isIP } from 'node:net';
import { z } from 'zod';

const NAMES = new Set(['loopback', 'linklocal', 'uniquelocal']);

/**
 * The proxies whose X-Forwarded-For is believed, by their addresses. Not by their number: then anybody who reaches the
 * port past them would be whoever he says he is.
 */
export const trustedProxies = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .refine(
    (list) => list.every(isAddress),
    'must be a list of addresses such as 10.0.0.0/8,192.168.1.7 or of the words loopback, linklocal, uniquelocal',
  );

function isAddress(text: string): boolean {
  if (NAMES.has(text)) return true;
  const [address = '', bits, ...more] = text.split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}
