import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Logger } from 'pino';
import { FileSpool } from './file-spool.ts';
import { recoverSegments } from './recover-segments.ts';
import type { Spool } from './spool.ts';
import { syncPath } from './sync-path.ts';

export interface SpoolOptions {
  /** Made when it is not there. Nobody else may write to it. */
  directory: string;
  logger: Logger;
  /** The spool is full at this size; 10 GiB when absent. */
  maxBytes?: number;
  /** Milliseconds since 1970. */
  now?: () => number;
}

const DEFAULT_MAX_BYTES = 10 * 1024 ** 3;

/** Opens the spool of a directory with all that was appended there and not forgotten. */
export async function openSpool(options: SpoolOptions): Promise<Spool> {
  const { directory, logger, maxBytes = DEFAULT_MAX_BYTES, now = Date.now } = options;
  await mkdir(directory, { recursive: true });
  await syncPath(dirname(directory));
  return new FileSpool({ directory, logger, maxBytes, now }, await recoverSegments(directory, logger));
}
