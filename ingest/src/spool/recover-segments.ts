import { readdir, readFile, truncate, unlink } from 'node:fs/promises';
import type { Logger } from 'pino';
import { KeptSegment } from './kept-segment.ts';
import { scanFrames } from './scan-frames.ts';
import { sequenceOf } from './segment-name.ts';
import { setAside } from './set-aside.ts';
import { syncPath } from './sync-path.ts';

export interface RecoveredSegments {
  /** Those with frames, oldest first, ready to be taken. */
  segments: KeptSegment[];
  /** The highest sequence that was ever used here; 0 when none was. */
  lastSequence: number;
  /** The empty file that only remembers `lastSequence`. */
  reminder: string | undefined;
}

/**
 * Reads what a spool that was closed or killed has left. What a crash cut off at the end of the newest segment was never
 * acknowledged: it is cut. What is damaged otherwise may have been: it is set aside, and the rest is kept.
 */
export async function recoverSegments(directory: string, logger: Logger): Promise<RecoveredSegments> {
  const sequences = (await readdir(directory))
    .flatMap((name) => sequenceOf(name) ?? [])
    .sort((a, b) => a - b);
  const lastSequence = sequences.at(-1) ?? 0;
  const segments: KeptSegment[] = [];
  let reminder: string | undefined;
  for (const sequence of sequences) {
    const segment = new KeptSegment(directory, sequence, logger);
    await recover(segment, sequence === lastSequence, logger);
    if (!segment.isEmpty) segments.push(segment);
    else if (sequence === lastSequence) reminder = segment.path;
    else await unlink(segment.path);
  }
  return { segments, lastSequence, reminder };
}

async function recover(segment: KeptSegment, isNewest: boolean, logger: Logger): Promise<void> {
  const bytes = await readFile(segment.path);
  const { frames, damages } = scanFrames(bytes);
  for (const frame of frames) segment.add(frame, frame.end);
  segment.state = 'ready';
  segment.mayBeWritten = true;

  const tail = damages.at(-1);
  if (isNewest && tail?.end === bytes.length) {
    damages.pop();
    await truncate(segment.path, tail.start);
    await syncPath(segment.path);
    logger.warn(
      { segment: segment.sequence, bytes: tail.end - tail.start },
      'spool: cut the unfinished end of the newest segment',
    );
  }
  await setAside(segment.path, bytes, damages, logger);
}
