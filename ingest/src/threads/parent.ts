import { parentPort } from 'node:worker_threads';
import pino, { type Logger } from 'pino';
import type { ThreadSignal } from './thread-signal.ts';

/** The thread that started this one, as this one sees it. */
export const parent = {
  /** @param own of the messages that the two have agreed on */
  post(own: unknown): void {
    parentPort!.postMessage({ own });
  },

  ready(): void {
    signal({ ready: true });
  },

  onMessage<Message>(listener: (message: Message) => void): void {
    parentPort!.on('message', listener);
  },

  /** Ends this thread once it has nothing else to do. */
  close(): void {
    parentPort!.close();
  },

  /** A log that the parent writes. */
  logger(level: string): Logger {
    return pino({ level }, { write: (logLine) => signal({ logLine }) });
  },
};

function signal(message: ThreadSignal): void {
  parentPort!.postMessage(message);
}
