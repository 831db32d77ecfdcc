import { z } from 'zod';

/** An IANA time zone that this machine knows, such as Asia/Kathmandu. */
export const timeZone = z.string().refine(isTimeZone, 'must be an IANA time zone, such as "Europe/Berlin"');

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
