import { drawHour, type HourOptions } from './draw-hour.ts';
import type { SampleEvent } from './sample-event.ts';

const HOUR_MS = 3_600_000;

export interface SampleOptions extends HourOptions {
  /** First request, in milliseconds since 1970; rounded down to the hour. */
  start: number;
  /** Nothing that is sent later is given. Infinity for a stream without end. */
  end: number;
}

/**
 * The traffic of the sample service, in the order in which it is sent.
 *
 * The same options give the same events, and another `start` or `end` only cuts another piece out of the same traffic:
 * each hour is drawn on its own. Memory holds the events that are still to come of the hours drawn so far (up to 12 days
 * of views and ads).
 */
export function* sampleEvents(options: SampleOptions): Generator<SampleEvent> {
  const waiting = new Map<number, SampleEvent[]>();
  const take = (sample: SampleEvent): void => {
    const hour = Math.floor(sample.sentAt / HOUR_MS);
    const others = waiting.get(hour);
    if (others === undefined) waiting.set(hour, [sample]);
    else others.push(sample);
  };
  for (let hour = Math.floor(options.start / HOUR_MS); hour * HOUR_MS <= options.end; hour += 1) {
    drawHour(hour, options, take);
    const due = waiting.get(hour) ?? [];
    waiting.delete(hour);
    due.sort((a, b) => a.sentAt - b.sentAt || (a.event.id < b.event.id ? -1 : 1));
    for (const sample of due) {
      if (sample.sentAt > options.end) return;
      yield sample;
    }
  }
}
