import { writeFile } from 'node:fs/promises';
import type { Logger } from 'pino';
import type { Damage } from './scan-frames.ts';

/**
 * Keeps the damaged parts of a segment for a person to look at, each in a file beside it, because events that were
 * acknowledged may be in them. Doing it again changes nothing.
 * @param bytes what is in the segment's file
 */
export async function setAside(
  path: string,
  bytes: Buffer,
  damages: readonly Damage[],
  logger: Logger,
): Promise<void> {
  for (const { start, end } of damages) {
    const aside = path.replace(/\.seg$/, `-${start}.corrupt`);
    await writeFile(aside, bytes.subarray(start, end), { flush: true });
    logger.error({ path, start, end, aside }, 'spool: a segment is damaged; the damaged part was set aside');
  }
}
