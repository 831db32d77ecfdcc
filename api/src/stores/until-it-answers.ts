import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { StartError } from '../common/start-error.ts';

const askAgainAfterMs = 1000;

/**
 * Does the first thing with a database, again and again as long as nothing is there to answer: databases in containers
 * are started at the same time as we are. Any other refusal ends the start.
 * @throws StartError with the database's own words; the signal's reason when the start was given up.
 */
export async function untilItAnswers<T>(
  name: string,
  attempt: () => Promise<T>,
  { logger, signal }: { logger: Logger; signal: AbortSignal },
): Promise<T> {
  for (let tries = 1; ; tries++) {
    signal.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (!notThereYet.has(code ?? ''))
        throw new StartError(`${name} can't be used: ${message}`, { cause: error });
      if (tries === 1) logger.warn(`${name} does not answer yet (${code}); waiting for it`);
    }
    await sleep(askAgainAfterMs, undefined, { signal });
  }
}

const notThereYet = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  '57P03', // PostgreSQL: cannot_connect_now, it is starting up
]);
