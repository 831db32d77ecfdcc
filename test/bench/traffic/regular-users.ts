import type { DayEvent } from './day-of-traffic.ts';

const REGULAR_GENERATIONS = 4;

/** The users who ask for so many clips on one day that they come every day. */
export function regularUsers(day: readonly DayEvent[]): Set<unknown> {
  const requests = new Map<unknown, number>();
  for (const { event } of day) {
    if (event.type !== 'generation.requested') continue;
    const user = event.data.user_id;
    requests.set(user, (requests.get(user) ?? 0) + 1);
  }
  return new Set([...requests].filter(([, count]) => count >= REGULAR_GENERATIONS).map(([user]) => user));
}
