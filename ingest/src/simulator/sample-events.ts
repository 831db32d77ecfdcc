import { poisson } from './distributions/poisson.ts';
import { randomFor } from './distributions/random.ts';
import { spreadNumber } from './distributions/spread-sequence.ts';
import { emitTo } from './emit.ts';
import { activity, activityBefore } from './generators/activity.ts';
import { COUNTRIES } from './generators/countries.ts';
import { reportCapacity } from './generators/gpu-pools.ts';
import { visitor } from './generators/user.ts';
import { floodRequest, GENERATIONS_PER_VISIT, POSTS_PER_GENERATION, visit } from './generators/visit.ts';
import type { World } from './generators/world.ts';
import type { SampleEvent } from './sample-event.ts';
import { floodRequests } from './scenarios/flooding-user.ts';
import type { Story } from './scenarios/story.ts';

const HOUR_MS = 3_600_000;

export interface SampleOptions {
  seed: number;
  /** Generations of a mean day; everything else follows from it. */
  generationsPerDay: number;
  /** First request, in milliseconds since 1970; rounded down to the hour. */
  start: number;
  /** Nothing that is sent later is given. Infinity for a stream without end. */
  end: number;
  story: Story;
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

/** Everything that follows from the requests of one hour, in no order. */
function drawHour(hour: number, options: SampleOptions, take: (sample: SampleEvent) => void): void {
  const { seed, generationsPerDay, story } = options;
  const hourStart = hour * HOUR_MS;
  const random = randomFor(seed, 'hour', hour);
  const emit = emitTo(take);
  // Goes on about where the hours before have ended, without the need to draw them.
  let posted = seed + Math.floor(activityBefore(hour) * generationsPerDay * POSTS_PER_GENERATION);
  const spread = () => {
    posted += 1;
    return spreadNumber(posted);
  };
  const world: World = { seed, generationsPerDay, story, random, spread, emit };
  reportCapacity(emit, hourStart, generationsPerDay);
  for (const country of COUNTRIES) {
    const visits = poisson(
      random,
      (activity(country, hourStart) * generationsPerDay) / GENERATIONS_PER_VISIT,
    );
    for (let n = 0; n < visits; n += 1) {
      visit(world, visitor(country, seed, generationsPerDay, random), hourStart + random() * HOUR_MS);
    }
  }
  for (const time of floodRequests(hourStart, story, generationsPerDay, random)) floodRequest(world, time);
}
