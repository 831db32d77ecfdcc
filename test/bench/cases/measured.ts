import type { LoadResult } from '../load/send-load.ts';
import type { CpuUse } from '../machine/cpu-meter.ts';

/** CPU seconds for each million of events. */
export const perMillion = (cpu: number | undefined, events: number): number =>
  Math.round(((cpu ?? 0) / events) * 1e6 * 1000) / 1000;

/** The figures of the load generator that every case prints. */
export function answersOf(load: LoadResult) {
  const seconds = (load.lastAnsweredAt - load.firstSentAt) / 1000;
  return {
    seconds: Math.round(seconds * 100) / 100,
    requests: load.requests,
    requests_per_second: Math.round(load.requests / seconds),
    accepted: load.accepted,
    accepted_per_second: Math.round(load.accepted / seconds),
    ...(load.duplicates > 0 && { duplicates: load.duplicates }),
    ...(load.rejected > 0 && { rejected: load.rejected }),
    ...(load.retries > 0 && { retries: load.retries }),
    ...(load.ranOut && { ran_out: true }),
    answer_ms: Object.fromEntries(
      Object.entries(load.answerMs).map(([name, value]) => [
        name,
        value === null ? null : Math.round(value * 100) / 100,
      ]),
    ),
  };
}

/** The threads of the server, each in CPU seconds for a million of events. */
export function threadsPerMillion({ serverThreads }: CpuUse, events: number): Record<string, number> {
  return Object.fromEntries(serverThreads.map(({ thread, cpu }) => [thread, perMillion(cpu, events)]));
}
