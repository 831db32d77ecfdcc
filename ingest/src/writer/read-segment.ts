import type { RejectedEvent } from '../contract/rejected-event.ts';
import { Block } from '../spool/native/block.ts';
import type { Segment } from '../spool/segment.ts';

/** A segment with all that is in it. */
export interface SegmentContent extends Pick<Segment, 'sequence' | 'token'> {
  /** The accepted events of all frames. */
  block: Block;
  /** The eventKey of each of them. */
  keys: Float64Array;
  rejected: RejectedEvent[];
}

/** @throws when its file can't be read */
export async function readSegment(segment: Segment): Promise<SegmentContent> {
  const blocks: Block[] = [];
  const keys = new Float64Array(segment.events);
  const rejected: RejectedEvent[] = [];
  let events = 0;
  for await (const frame of segment.read()) {
    if (frame.events > 0) {
      blocks.push(Block.decode(frame.block));
      keys.set(frame.keys, events);
      events += frame.events;
    }
    for (const event of frame.rejected) rejected.push(event);
  }
  // Damaged frames are left out, so there may be fewer events than the segment had.
  return {
    sequence: segment.sequence,
    token: segment.token,
    block: Block.concat(blocks),
    keys: keys.subarray(0, events),
    rejected,
  };
}
