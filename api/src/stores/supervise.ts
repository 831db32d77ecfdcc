import type { Logger } from 'pino';
import type { EmbeddedEngine } from './embedded-engine.ts';

/** A process that is ready to be used. */
export interface RunningProcess {
  /** Settles with `code 1` or `SIGKILL` and the like when the process has ended, for whatever reason. */
  ended: Promise<string>;
  /** Ends the process cleanly; settles when it is gone. */
  stop(): Promise<void>;
  /** Ends it at once, without waiting. */
  kill(): void;
}

const restartsMax = 3;
const restartsWithinMs = 10 * 60_000;

/**
 * Keeps a process running: when it ends unasked it is started again, at most three times in ten minutes. After that
 * `failed` settles with a sentence, so that the whole of Breakeven can stop rather than stay half alive.
 * @throws what the first `start` throws.
 */
export async function supervise(
  name: string,
  start: () => Promise<RunningProcess>,
  logger: Logger,
): Promise<Omit<EmbeddedEngine<never>, 'access'>> {
  const restarts: number[] = [];
  let running: Promise<RunningProcess> = start();
  let current: RunningProcess | undefined;
  let stopping = false;
  let fail: (sentence: string) => void;
  const failed = new Promise<string>((resolve) => {
    fail = resolve;
  });

  const watch = async (process: RunningProcess): Promise<void> => {
    current = process;
    const how = await process.ended;
    if (stopping) return;
    logger.error(`${name} ended unexpectedly (${how})`);
    const now = Date.now();
    restarts.push(now);
    if (restarts.filter((at) => at > now - restartsWithinMs).length > restartsMax) {
      fail(`${name} ended ${restarts.length} times and is not started again.`);
      return;
    }
    running = start();
    try {
      void watch(await running);
      logger.warn(`${name} was started again`);
    } catch (error) {
      fail(`${name} ended unexpectedly and could not be started again: ${(error as Error).message}`);
    }
  };

  void watch(await running);
  return {
    failed,
    async stop() {
      stopping = true;
      await running.then(
        (process) => process.stop(),
        () => undefined, // it did not come back: nothing is left to stop
      );
    },
    kill() {
      stopping = true;
      current?.kill();
    },
  };
}
