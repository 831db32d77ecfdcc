import { readFile } from 'node:fs/promises';
import { decodeFrame } from './frame-codec.ts';
import { scanFrames } from './scan-frames.ts';
import type { SegmentFacts } from './segment.ts';
import { type DamageReport, setAside } from './set-aside.ts';
import type { SpoolFrame } from './spool-frame.ts';

/**
 * The undamaged frames of a segment in the order of their appends. Each is checked; what is damaged is set aside.
 * @throws when the file can't be read, or a damaged part can't be set aside
 */
export async function* readFrames(segment: SegmentFacts, report: DamageReport): AsyncGenerator<SpoolFrame> {
  const bytes = (await readFile(segment.path)).subarray(0, segment.bytes);
  const { frames, damages } = scanFrames(bytes);
  await setAside(segment.path, bytes, damages, report);
  for (const frame of frames) yield decodeFrame(bytes, frame.start, frame);
}
