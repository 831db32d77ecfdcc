import type { Random } from '../distributions/random.ts';
import type { Emit } from '../emit.ts';
import type { Story } from '../scenarios/story.ts';

/** What every generator of one hour shares. */
export interface World {
  seed: number;
  generationsPerDay: number;
  story: Story;
  random: Random;
  /** A number from 0 to 1, evenly spread over the clips of the hour. */
  spread(): number;
  emit: Emit;
}
