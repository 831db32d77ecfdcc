import { exponential } from '../distributions/exponential.ts';
import { weighted } from '../distributions/weighted.ts';
import { decide } from './decide.ts';
import { label } from './label.ts';
import { showAds } from './show-ads.ts';
import type { User } from './user.ts';
import { view } from './view.ts';
import type { World } from './world.ts';

const HOUR_MS = 3_600_000;
const PASSED_ON_RATE = 0.22;

const pickChannel = weighted([
  ['message', 38],
  ['feed', 27],
  ['external', 20],
  ['download', 15],
]);

/** A kept clip is posted as a story: the last check, then views, shares and ads. */
export function publish(world: World, user: User, generation: string, bytes: number, time: number): void {
  const { random, emit } = world;
  const story = decide(world, {
    generation,
    stage: 'story',
    time,
    classifier: 'story-guard',
    version: '1.9.0',
    blockRate: 0.007,
    reviewRate: 0.001,
    latencyMs: 900,
    overturnRate: 0.3,
  });
  if (!story.allowed) return;
  label(world, generation, story.time + 200, 'share');
  emit({
    source: 'app',
    type: 'clip.shared',
    time: story.time + 400,
    generation,
    name: 'share-story',
    data: { channel: 'story' },
  });
  for (let n = 1; random() < PASSED_ON_RATE; n += 1) {
    const channel = pickChannel(random);
    const shared = story.time + exponential(random, 9 * HOUR_MS);
    emit({
      source: 'app',
      type: 'clip.shared',
      time: shared,
      generation,
      name: `share-${n}`,
      data: { channel },
    });
  }
  const impressions = showAds(world, user, generation, story.time);
  view(world, generation, bytes, story.time, impressions);
}
