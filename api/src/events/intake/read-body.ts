import type { IncomingMessage } from 'node:http';
import { Problem } from '../../common/problem.ts';

export interface BodyOptions {
  /** How long the client may send nothing. */
  stallMs: number;
  /** Told of each piece that came; what it throws ends the reading. */
  onBytes(bytes: number): void;
}

/** The client hung up before its request was here: there is nobody to answer. */
export class ClientGone extends Error {}

/**
 * The whole body, copied: the pieces that come are parts of buffers that are much larger.
 * @throws Problem 408 if the client stops sending, ClientGone if it goes away, and what `onBytes` throws
 */
export function readBody(request: IncomingMessage, options: BodyOptions): Promise<Buffer> {
  const { stallMs, onBytes } = options;
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    let bytes = 0;
    let isOver = false;
    const end = (settle: () => void) => {
      isOver = true;
      clearTimeout(stalled);
      settle();
    };
    const stalled = setTimeout(() => {
      const detail = 'The body of the request stopped coming. Nothing was stored; send all of it again.';
      end(() => reject(new Problem({ status: 408, code: 'request_timeout', detail })));
    }, stallMs);
    const onGone = () => end(() => reject(new ClientGone()));
    // Listeners stay where they are: to take them off costs more than all else here, and once it is over they do nothing.
    request
      .on('data', (piece: Buffer) => {
        if (isOver) return;
        bytes += piece.length;
        pieces.push(piece);
        stalled.refresh();
        try {
          onBytes(piece.length);
        } catch (error) {
          end(() => reject(error));
        }
      })
      .on('end', () => end(() => resolve(Buffer.concat(pieces, bytes))))
      .on('close', onGone)
      .on('error', onGone);
  });
}
