import { crc32 } from 'node:zlib';
import { eventKey } from '../contract/event-key.ts';
import type { RejectedEvent } from '../contract/rejected-event.ts';
import { decodeEvents } from './native/event-block.ts';
import type { SpoolFrame } from './spool-frame.ts';

/**
 * A frame in a file, all numbers little-endian: magic, bytes of the payload, CRC-32 of the magic and of all that follows
 * the CRC, number of events, number of rejected events, bytes of the events' block (4 bytes each), when it was appended
 * (8 bytes, double, milliseconds since 1970); then the payload: the block, the key of each event (8 bytes, double), and
 * the rejected events as JSON lines.
 */
export const FRAME_HEADER_BYTES = 32;
const MAGIC = 'BEF2';
/** Frames of this magic hold no keys. They are read, so that a spool outlives an update of the program. */
const OLD_MAGIC = 'BEF1';
/** What every magic starts with. */
export const FRAME_START = Buffer.from('BEF', 'latin1');
const KEY_BYTES = 8;
/** The magic is in the checksum, so that a damaged one never passes for another. In frames of the old one it is not. */
const MAGIC_CRC = crc32(MAGIC);

export interface FrameHeader {
  /** It is a frame of the old magic. */
  isOld: boolean;
  payloadBytes: number;
  crc: number;
  events: number;
  rejected: number;
  blockBytes: number;
  keysBytes: number;
  appendedAt: number;
}

/** @param appendedAt milliseconds since 1970 */
export function encodeFrame(
  { events, block, keys, rejected }: SpoolFrame,
  appendedAt: number,
): { bytes: Buffer; header: FrameHeader } {
  const lines = Buffer.from(rejected.map((event) => `${JSON.stringify(event)}\n`).join(''));
  const keyBytes = new Uint8Array(keys.buffer, keys.byteOffset, keys.byteLength);
  const bytes = Buffer.concat([Buffer.alloc(FRAME_HEADER_BYTES), block, keyBytes, lines]);
  bytes.write(MAGIC, 'latin1');
  bytes.writeUInt32LE(bytes.length - FRAME_HEADER_BYTES, 4);
  bytes.writeUInt32LE(events, 12);
  bytes.writeUInt32LE(rejected.length, 16);
  bytes.writeUInt32LE(block.length, 20);
  bytes.writeDoubleLE(appendedAt, 24);
  bytes.writeUInt32LE(crc32(bytes.subarray(12), MAGIC_CRC), 8);
  return { bytes, header: readFrameHeader(bytes, 0)! };
}

/** @returns undefined when there is no header at `at`. Whether the frame is whole and undamaged is not looked at */
export function readFrameHeader(bytes: Buffer, at: number): FrameHeader | undefined {
  if (at + FRAME_HEADER_BYTES > bytes.length) return undefined;
  const magic = bytes.toString('latin1', at, at + 4);
  if (magic !== MAGIC && magic !== OLD_MAGIC) return undefined;
  const isOld = magic === OLD_MAGIC;
  const events = bytes.readUInt32LE(at + 12);
  const header = {
    isOld,
    payloadBytes: bytes.readUInt32LE(at + 4),
    crc: bytes.readUInt32LE(at + 8),
    events,
    rejected: bytes.readUInt32LE(at + 16),
    blockBytes: bytes.readUInt32LE(at + 20),
    keysBytes: isOld ? 0 : events * KEY_BYTES,
    appendedAt: bytes.readDoubleLE(at + 24),
  };
  return header.blockBytes + header.keysBytes > header.payloadBytes ? undefined : header;
}

/** @returns undefined when no whole and undamaged frame starts at `at` */
export function wholeFrameAt(bytes: Buffer, at: number): FrameHeader | undefined {
  const header = readFrameHeader(bytes, at);
  if (header === undefined) return undefined;
  const end = at + FRAME_HEADER_BYTES + header.payloadBytes;
  if (end > bytes.length) return undefined;
  const crc = crc32(bytes.subarray(at + 12, end), header.isOld ? 0 : MAGIC_CRC);
  return crc === header.crc ? header : undefined;
}

/**
 * @param at where the whole frame with this header starts
 * @returns a frame whose block is a view of `bytes`
 */
export function decodeFrame(bytes: Buffer, at: number, header: FrameHeader): SpoolFrame {
  const { isOld, events, keysBytes, rejected } = header;
  const blockAt = at + FRAME_HEADER_BYTES;
  const keysAt = blockAt + header.blockBytes;
  const linesAt = keysAt + keysBytes;
  const block = bytes.subarray(blockAt, keysAt);
  const lines = bytes.toString('utf8', linesAt, blockAt + header.payloadBytes).split('\n', rejected);
  return {
    events,
    block,
    keys: isOld && events > 0 ? keysOf(block) : readKeys(bytes.subarray(keysAt, linesAt)),
    rejected: rejected === 0 ? [] : lines.map((line) => JSON.parse(line) as RejectedEvent),
  };
}

/** Copies them, because they may stand at any byte. */
function readKeys(bytes: Uint8Array): Float64Array {
  const keys = new Float64Array(bytes.length / KEY_BYTES);
  new Uint8Array(keys.buffer).set(bytes);
  return keys;
}

function keysOf(block: Uint8Array): Float64Array {
  return Float64Array.from(decodeEvents(block), ({ source, id }) => eventKey(source, id));
}
