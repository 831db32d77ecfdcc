import type { Random } from '../distributions/random.ts';
import type { User } from '../generators/user.ts';
import type { Story } from './story.ts';

/** How many generations the flooding user asks for in the span of the story, as a share of a usual day's. */
const SHARE_OF_A_DAY = 0.4;
const HOUR_MS = 3_600_000;

/** One user with a script: always the same photo, through the web, at any hour. */
export const FLOODING_USER: User = {
  id: 'sample-user-VN-flood',
  country: 'VN',
  platform: 'web',
  variant: 'control',
  updateLagDays: 0,
};

/** The times in the hour that starts at `hourStart` at which the flooding user asks for a clip. */
export function floodRequests(
  hourStart: number,
  story: Story,
  generationsPerDay: number,
  random: Random,
): number[] {
  const { start, end } = story.flood;
  if (hourStart < start || hourStart >= end) return [];
  const count = Math.round((generationsPerDay * SHARE_OF_A_DAY * HOUR_MS) / (end - start));
  return Array.from({ length: count }, (_, i) => hourStart + ((i + random()) / count) * HOUR_MS);
}
