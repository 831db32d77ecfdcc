import { readdir, readFile, truncate, unlink } from 'node:fs/promises';
import { FRAME_HEADER_BYTES } from './frame-codec.ts';
import { hopFrames } from './hop-frames.ts';
import { KeptSegment } from './kept-segment.ts';
import { scanFrames } from './scan-frames.ts';
import { sequenceOf } from './segment-name.ts';
import { type DamageReport, setAside } from './set-aside.ts';
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
 * Finds what a spool that was closed or killed has left. Only the newest segment is read: what a crash cut off at its
 * end was never acknowledged and is cut. Damage elsewhere is found when the segment is written, but damage that hides
 * where frames are is set aside now.
 */
export async function recoverSegments(directory: string, report: DamageReport): Promise<RecoveredSegments> {
  const sequences = (await readdir(directory))
    .flatMap((name) => sequenceOf(name) ?? [])
    .sort((a, b) => a - b);
  const lastSequence = sequences.at(-1) ?? 0;
  const segments: KeptSegment[] = [];
  let reminder: string | undefined;
  for (const sequence of sequences) {
    const segment = new KeptSegment(directory, sequence, true);
    if (sequence === lastSequence) await cutTornEnd(segment, report);
    await recover(segment, report);
    if (!segment.isEmpty) segments.push(segment);
    else if (sequence === lastSequence) reminder = segment.path;
    else await unlink(segment.path);
  }
  return { segments, lastSequence, reminder };
}

async function cutTornEnd({ path, sequence }: KeptSegment, { logger }: DamageReport): Promise<void> {
  const bytes = await readFile(path);
  const tail = scanFrames(bytes).damages.at(-1);
  if (tail?.end !== bytes.length) return;
  await truncate(path, tail.start);
  await syncPath(path);
  logger.warn(
    { segment: sequence, bytes: tail.end - tail.start },
    'spool: cut the unfinished end of the newest segment',
  );
}

async function recover(segment: KeptSegment, report: DamageReport): Promise<void> {
  segment.state = 'ready';
  const headers = await hopFrames(segment.path);
  if (headers !== undefined) {
    for (const header of headers)
      segment.add(header, segment.bytes + FRAME_HEADER_BYTES + header.payloadBytes);
    return;
  }
  const bytes = await readFile(segment.path);
  const { frames, damages } = scanFrames(bytes);
  await setAside(segment.path, bytes, damages, report);
  for (const frame of frames) segment.add(frame, frame.end);
}
