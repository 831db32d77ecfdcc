import { FRAME_HEADER_BYTES, FRAME_START, type FrameHeader, wholeFrameAt } from './frame-codec.ts';

export interface ScannedFrame extends FrameHeader {
  start: number;
  end: number;
}

/** Bytes that are no frame. */
export interface Damage {
  start: number;
  end: number;
}

/**
 * Finds all undamaged frames of a segment, also those after a damaged place: each was acknowledged.
 * @param bytes the whole segment
 */
export function scanFrames(bytes: Buffer): { frames: ScannedFrame[]; damages: Damage[] } {
  const frames: ScannedFrame[] = [];
  const damages: Damage[] = [];
  for (let at = 0; at < bytes.length; ) {
    const header = wholeFrameAt(bytes, at);
    if (header !== undefined) {
      const end = at + FRAME_HEADER_BYTES + header.payloadBytes;
      frames.push({ ...header, start: at, end });
      at = end;
    } else {
      const end = nextFrame(bytes, at + 1);
      damages.push({ start: at, end });
      at = end;
    }
  }
  return { frames, damages };
}

function nextFrame(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(FRAME_START, from); at !== -1; at = bytes.indexOf(FRAME_START, at + 1)) {
    if (wholeFrameAt(bytes, at) !== undefined) return at;
  }
  return bytes.length;
}
