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

export interface HourOptions {
  seed: number;
  /** Generations of a mean day; everything else follows from it. */
  generationsPerDay: number;
  story: Story;
}

/**
 * Everything that follows from the requests of one hour, in no order: the latest of it 14 days later.
 * @param hour whole hours since 1970
 */
export function drawHour(hour: number, options: HourOptions, take: (sample: SampleEvent) => void): void {
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
