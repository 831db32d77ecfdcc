import { mkdir, readdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Logger } from 'pino';
import { FileSpool } from './file-spool.ts';
import { recoverSegments } from './recover-segments.ts';
import { SET_ASIDE } from './set-aside.ts';
import type { Spool, SpoolStats } from './spool.ts';
import { syncPath } from './sync-path.ts';

export interface SpoolOptions {
  /** Made when it is not there. Nobody else may write to it. */
  directory: string;
  logger: Logger;
  /** The spool is full at this size; no limit when absent. */
  maxBytes?: number;
  /** Called with every change, before the append that makes it is acknowledged. */
  onChange?: (stats: SpoolStats) => void;
  /** Called for each damaged part of a segment that is set aside, also for those of an earlier time. */
  onSetAside?: () => void;
  /** Milliseconds since 1970. */
  now?: () => number;
}

const nobody = () => {};

/** Opens the spool of a directory with all that was appended there and not forgotten. */
export async function openSpool(options: SpoolOptions): Promise<Spool> {
  const { directory, logger, maxBytes = Number.POSITIVE_INFINITY, now = Date.now } = options;
  const { onChange = nobody, onSetAside = nobody } = options;
  await mkdir(directory, { recursive: true });
  await syncPath(dirname(directory));
  for (const name of await readdir(directory)) if (name.endsWith(SET_ASIDE)) onSetAside();
  const recovered = await recoverSegments(directory, { logger, onSetAside });
  return new FileSpool({ directory, logger, maxBytes, onChange, now }, recovered);
}
