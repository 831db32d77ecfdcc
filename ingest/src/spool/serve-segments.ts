import type { MessagePort } from 'node:worker_threads';
import type { SegmentAnswer, SegmentRequest } from './segment-messages.ts';
import type { Spool } from './spool.ts';

/** Lets a RemoteSegments at the other end of the port take the segments of this spool. */
export function serveSegments(spool: Spool, port: MessagePort): void {
  const answer = (message: SegmentAnswer) => port.postMessage(message);
  port.on('message', (request: SegmentRequest) => {
    if ('take' in request) void spool.takeSegment().then((taken) => answer({ taken }));
    else {
      const forgotten = request.forget;
      spool.forget(forgotten).then(
        () => answer({ forgotten }),
        (error: Error) => answer({ forgotten, error }),
      );
    }
  });
}
