import { exponential } from '../distributions/exponential.ts';
import { powerRank } from '../distributions/power-rank.ts';
import { type Random, randomFor } from '../distributions/random.ts';
import { weighted } from '../distributions/weighted.ts';
import { COUNTRY_WEIGHT_TOTAL, type Country } from './countries.ts';

export interface User {
  /** What the app calls the user; the server turns it into a pseudonym. */
  id: string;
  country: string;
  platform: 'ios' | 'android' | 'web' | 'other';
  /** Arm of the running experiment. */
  variant: Variant;
  /** Days until this user's phone has a new app version. */
  updateLagDays: number;
}

export type Variant = 'control' | 'fewer_steps' | 'standard_quality';

/** People who might use the feature, for each generation of a day. */
const USERS_PER_DAILY_GENERATION = 14;
/** Makes 0.5 % of the active users cause about 12 % of the GPU seconds. */
const CONCENTRATION = 0.42;

const pickVariant = weighted<Variant>([
  ['control', 65],
  ['fewer_steps', 33],
  ['standard_quality', 2],
]);
const pickPlatformRich = weighted<User['platform']>([
  ['ios', 54],
  ['android', 40],
  ['web', 5],
  ['other', 1],
]);
const pickPlatformPoor = weighted<User['platform']>([
  ['ios', 18],
  ['android', 77],
  ['web', 4],
  ['other', 1],
]);

/** Draws the user who opens the feature; a user is the same person at every visit. */
export function visitor(country: Country, seed: number, generationsPerDay: number, random: Random): User {
  const share = country.weight / COUNTRY_WEIGHT_TOTAL;
  const population = Math.max(1, Math.round(generationsPerDay * USERS_PER_DAILY_GENERATION * share));
  const rank = powerRank(random, population, CONCENTRATION);
  const own = randomFor(seed, 'user', country.code, rank);
  return {
    id: `sample-user-${country.code}-${rank}`,
    country: country.code,
    platform: (country.adPrice > 3 ? pickPlatformRich : pickPlatformPoor)(own),
    variant: pickVariant(own),
    updateLagDays: exponential(own, 4),
  };
}

const DAY_MS = 86_400_000;
const RELEASE_EVERY_DAYS = 9;

/** The app version on a user's phone: a release every nine days, which reaches phones one after the other. */
export function appVersion(user: User, time: number): string {
  const day = time / DAY_MS - user.updateLagDays;
  return `41.${Math.floor(day / RELEASE_EVERY_DAYS) % 100}.0`;
}
