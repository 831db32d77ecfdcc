import { exponential } from '../distributions/exponential.ts';
import { logNormal } from '../distributions/log-normal.ts';
import { weighted } from '../distributions/weighted.ts';
import { FLOODING_USER } from '../scenarios/flooding-user.ts';
import { generateClip } from './generate-clip.ts';
import { contentHash } from './identifiers.ts';
import { publish } from './publish.ts';
import type { User, Variant } from './user.ts';
import type { World } from './world.ts';

/** Generations of a mean visit, for turning wished generations into visits. */
export const GENERATIONS_PER_VISIT = 1.43;
/** Clips that pass the last check, for each generation. */
export const POSTS_PER_GENERATION = 0.318;

const TRIES_MAX = 6;
const PROMPT_BLOCK_RATE = 0.03;
/** Of the clips that are shown: kept, made again with another prompt; the others are thrown away. */
const KEEP_RATE: Readonly<Record<Variant, number>> = {
  control: 0.58,
  fewer_steps: 0.54,
  standard_quality: 0.64,
};
const REGENERATE_RATE = 0.3;
const RETRY_AFTER_BLOCK_RATE = 0.4;
const POST_RATE_OF_KEPT = 0.62;

const pickSurface = weighted([
  ['story_camera', 78],
  ['profile', 9],
  ['creator_tools', 8],
  ['inbox', 5],
]);

/** One visit of one user: a photo, and tries until a clip is kept or the user has had enough. */
export function visit(world: World, user: User, start: number): void {
  const { random } = world;
  const photoHash = contentHash(random);
  const surface = pickSurface(random);
  let time = start;
  for (let attempt = 0; attempt < TRIES_MAX; attempt += 1) {
    const ending = generateClip(world, {
      user,
      time,
      surface,
      photoHash,
      promptBlockRate: PROMPT_BLOCK_RATE,
    });
    const seconds = logNormal(random, 20, 0.7);
    time = ending.time + seconds * 1000;
    if (ending.kind === 'shown') {
      const outcome = rate(world, user, ending.generation, time);
      if (outcome === 'kept') {
        if (random() < POST_RATE_OF_KEPT)
          publish(world, user, ending.generation, ending.bytes, time + exponential(random, 40_000));
        return;
      }
      if (outcome === 'discarded') return;
    } else if (random() >= RETRY_AFTER_BLOCK_RATE) return;
  }
}

function rate(
  world: World,
  user: User,
  generation: string,
  time: number,
): 'kept' | 'regenerated' | 'discarded' {
  const { random, emit } = world;
  const draw = random();
  const keep = KEEP_RATE[user.variant];
  const outcome = draw < keep ? 'kept' : draw < keep + REGENERATE_RATE ? 'regenerated' : 'discarded';
  const stars = outcome === 'kept' ? 3 + Math.floor(random() * 3) : 1 + Math.floor(random() * 3);
  // Most of those who throw a clip away just close it: the app hears nothing.
  if (outcome === 'discarded' && random() < 0.6) return outcome;
  emit({
    source: 'app',
    type: 'clip.rated',
    time,
    generation,
    name: 'rated',
    data: { outcome, ...(random() < 0.15 && { rating: stars }) },
  });
  return outcome;
}

/** One request of the flooding user: nothing is ever kept, and much is blocked. */
export function floodRequest(world: World, time: number): void {
  const photoHash = 'f100d'.padEnd(32, '0');
  generateClip(world, {
    user: FLOODING_USER,
    time,
    surface: 'creator_tools',
    photoHash,
    promptBlockRate: 0.2,
  });
}
