import { open } from 'node:fs/promises';
import { FRAME_HEADER_BYTES, type FrameHeader, readFrameHeader } from './frame-codec.ts';

const WINDOW_BYTES = 64 * 1024;

/**
 * The headers of a segment's frames, each found by the length of the one before: it reads little of a file with large
 * frames, and does not see damage within a frame.
 * @returns undefined when the headers do not lead to the end of the file
 */
export async function hopFrames(path: string): Promise<FrameHeader[] | undefined> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const headers: FrameHeader[] = [];
    const buffer = Buffer.allocUnsafe(WINDOW_BYTES);
    let window = buffer.subarray(0, 0);
    let windowAt = 0;
    let at = 0;
    while (at < size) {
      if (at + FRAME_HEADER_BYTES > windowAt + window.length) {
        window = buffer.subarray(0, (await file.read(buffer, 0, WINDOW_BYTES, at)).bytesRead);
        windowAt = at;
      }
      const header = readFrameHeader(window, at - windowAt);
      if (header === undefined) return undefined;
      headers.push(header);
      at += FRAME_HEADER_BYTES + header.payloadBytes;
    }
    return at === size ? headers : undefined;
  } finally {
    await file.close();
  }
}
