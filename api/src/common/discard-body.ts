import type { IncomingMessage } from 'node:http';

/**
 * Reads on and throws away, until the body has ended or either bound is reached. A client that is still sending would
 * miss an answer whose connection ends at once: its system throws away what it has received when the other end is gone.
 */
export function discardBody(request: IncomingMessage, bytesMax: number, ms: number): Promise<void> {
  return new Promise((resolve) => {
    let bytes = 0;
    const timer = setTimeout(resolve, ms);
    const end = () => {
      clearTimeout(timer);
      resolve();
    };
    request.on('data', (piece: Buffer) => {
      bytes += piece.length;
      if (bytes > bytesMax) end();
    });
    request.on('end', end).on('close', end).on('error', end).resume();
  });
}
