import { type ResourceLimits, type TransferListItem, Worker } from 'node:worker_threads';
import type { Logger } from 'pino';
import { relayLogLine } from './relay-log-line.ts';
import type { ThreadSignal } from './thread-signal.ts';

export interface ThreadOptions<Received> {
  /** In sentences for people: 'collect thread'. */
  name: string;
  program: URL;
  data: object;
  transfer: TransferListItem[];
  limits: ResourceLimits;
  logger: Logger;
  onMessage: (message: Received) => void;
}

/** A thread of ours, as the one that started it sees it. */
export class Thread<Sent, Received> {
  /** Resolves when the thread says so; rejects when it ends before. */
  readonly ready: Promise<void>;
  /** Resolves with a sentence when the thread ends without having been told to. */
  readonly failed: Promise<string>;
  readonly #worker: Worker;
  readonly #ended: Promise<Error>;
  #isStopping = false;

  constructor({ name, program, data, transfer, limits, logger, onMessage }: ThreadOptions<Received>) {
    // Without the arguments of this process: a debugger or a loader that was asked for here is not meant for the thread.
    const worker = new Worker(program, {
      ...{ name, workerData: data, transferList: transfer, resourceLimits: limits, execArgv: [] },
    });
    this.#worker = worker;
    let reason: Error | undefined;
    worker.on('error', (error) => {
      reason = error;
    });
    this.#ended = new Promise((resolve) => {
      worker.once('exit', (code) => resolve(reason ?? new Error(`It ended with exit code ${code}.`)));
    });
    this.ready = new Promise((resolve, reject) => {
      void this.#ended.then(reject);
      worker.on('message', (message: ThreadSignal | { own: Received }) => {
        if ('own' in message) onMessage(message.own);
        else if ('logLine' in message) relayLogLine(message.logLine, logger);
        else resolve();
      });
    });
    this.failed = new Promise((resolve) => {
      void this.#ended.then((error) => {
        if (this.#isStopping) return;
        logger.error({ err: error }, `The ${name} died`);
        resolve(`The ${name} died: ${error.message}`);
      });
    });
  }

  post(message: Sent, transfer: readonly TransferListItem[] = []): void {
    this.#worker.postMessage(message, transfer);
  }

  /** Tells the thread to end, and resolves when it has. */
  async stop(message: Sent): Promise<void> {
    this.#isStopping = true;
    this.post(message);
    await this.#ended;
  }
}
