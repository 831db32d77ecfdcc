import { writeFile } from 'node:fs/promises';
import type { Logger } from 'pino';
import type { Damage } from './scan-frames.ts';

/** What the files of damaged parts end with. */
export const SET_ASIDE = '.corrupt';

/** Who is told of damage. */
export interface DamageReport {
  logger: Logger;
  /** Called for each damaged part that was set aside now. */
  onSetAside: () => void;
}

/**
 * Keeps the damaged parts of a segment for a person to look at, each in a file beside it, because events that were
 * acknowledged may be in them. What was set aside before stays as it is and is not reported again.
 * @param bytes what is in the segment's file
 */
export async function setAside(
  path: string,
  bytes: Uint8Array,
  damages: readonly Damage[],
  { logger, onSetAside }: DamageReport,
): Promise<void> {
  for (const { start, end } of damages) {
    const aside = path.replace(/\.seg$/, `-${start}${SET_ASIDE}`);
    try {
      await writeFile(aside, bytes.subarray(start, end), { flag: 'wx', flush: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
      throw error;
    }
    logger.error({ path, start, end, aside }, 'spool: a segment is damaged; the damaged part was set aside');
    onSetAside();
  }
}
