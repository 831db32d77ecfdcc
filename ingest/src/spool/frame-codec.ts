import { crc32 } from 'node:zlib';
import type { RejectedEvent } from '../contract/rejected-event.ts';
import { decodeEvents, encodeEvents } from './native/event-block.ts';
import type { SpoolFrame } from './spool-frame.ts';

/**
 * A frame in a file, all numbers little-endian: magic, bytes of the payload, CRC-32 of what follows it, number of
 * events, number of rejected events, bytes of the events' block (4 bytes each), when it was appended (8 bytes, double,
 * milliseconds since 1970); then the payload: the block, and the rejected events as JSON lines.
 */
export const FRAME_HEADER_BYTES = 32;
export const FRAME_MAGIC = Buffer.from('BEF1', 'latin1');

export interface FrameHeader {
  payloadBytes: number;
  crc: number;
  events: number;
  rejected: number;
  blockBytes: number;
  appendedAt: number;
}

/** @param appendedAt milliseconds since 1970 */
export function encodeFrame(
  { events, rejected }: SpoolFrame,
  appendedAt: number,
): { bytes: Buffer; header: FrameHeader } {
  const block = events.length === 0 ? Buffer.alloc(0) : encodeEvents(events);
  const lines = Buffer.from(rejected.map((event) => `${JSON.stringify(event)}\n`).join(''));
  const frame = Buffer.concat([Buffer.alloc(FRAME_HEADER_BYTES), block, lines]);
  FRAME_MAGIC.copy(frame);
  frame.writeUInt32LE(block.length + lines.length, 4);
  frame.writeUInt32LE(events.length, 12);
  frame.writeUInt32LE(rejected.length, 16);
  frame.writeUInt32LE(block.length, 20);
  frame.writeDoubleLE(appendedAt, 24);
  const crc = crc32(frame.subarray(12));
  frame.writeUInt32LE(crc, 8);
  const header = {
    payloadBytes: block.length + lines.length,
    crc,
    events: events.length,
    rejected: rejected.length,
    blockBytes: block.length,
    appendedAt,
  };
  return { bytes: frame, header };
}

/** @returns undefined when no whole and undamaged frame starts at `at` */
export function frameHeaderAt(bytes: Buffer, at: number): FrameHeader | undefined {
  const start = at + FRAME_HEADER_BYTES;
  if (start > bytes.length || bytes.compare(FRAME_MAGIC, 0, 4, at, at + 4) !== 0) return undefined;
  const payloadBytes = bytes.readUInt32LE(at + 4);
  const crc = bytes.readUInt32LE(at + 8);
  if (start + payloadBytes > bytes.length || crc32(bytes.subarray(at + 12, start + payloadBytes)) !== crc)
    return undefined;
  return {
    payloadBytes,
    crc,
    events: bytes.readUInt32LE(at + 12),
    rejected: bytes.readUInt32LE(at + 16),
    blockBytes: bytes.readUInt32LE(at + 20),
    appendedAt: bytes.readDoubleLE(at + 24),
  };
}

/** @param at where the whole frame with this header starts */
export function decodeFrame(bytes: Buffer, at: number, header: FrameHeader): SpoolFrame {
  const start = at + FRAME_HEADER_BYTES;
  const split = start + header.blockBytes;
  const lines = bytes.toString('utf8', split, start + header.payloadBytes).split('\n', header.rejected);
  return {
    events: header.events === 0 ? [] : decodeEvents(bytes.subarray(start, split)),
    rejected: header.rejected === 0 ? [] : lines.map((line) => JSON.parse(line) as RejectedEvent),
  };
}
