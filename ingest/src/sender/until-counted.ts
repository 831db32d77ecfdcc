import { setTimeout as sleep } from 'node:timers/promises';
import { SendFailed } from './send-failed.ts';

const ASK_EVERY_MS = 250;

export interface CountingServer {
  url: string;
  key: string;
  /** How long to wait, in milliseconds. */
  giveUpAfterMs: number;
  signal: AbortSignal;
}

/**
 * Waits until every event that was acknowledged before the call is in every answer. Compares the server's lag with the
 * time that has passed here, so the two clocks need not agree.
 * @throws SendFailed when that takes longer than `giveUpAfterMs`. The events are safe all the same.
 */
export async function untilCounted({ url, key, giveUpAfterMs, signal }: CountingServer): Promise<void> {
  const acknowledged = performance.now();
  for (;;) {
    const asked = performance.now();
    const lag = await lagOf(url, key, signal);
    if (lag !== undefined && lag < asked - acknowledged) return;
    if (asked - acknowledged > giveUpAfterMs) {
      throw new SendFailed(`${url} has taken every event but has not counted all of them yet.`);
    }
    await sleep(ASK_EVERY_MS, undefined, { signal });
  }
}

/** In milliseconds; undefined when the server does not say. */
async function lagOf(url: string, key: string, signal: AbortSignal): Promise<number | undefined> {
  try {
    const headers = { authorization: `Bearer ${key}` };
    const response = await fetch(`${url}/v1/ingest/status`, { headers, signal });
    const { lag_seconds } = (await response.json()) as { lag_seconds?: number };
    return lag_seconds === undefined ? undefined : lag_seconds * 1000;
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}
