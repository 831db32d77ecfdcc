import type { RawEvent } from '../reference/raw-event.ts';
import type { MakeEvent } from './event-maker.ts';
import type { Random } from './random.ts';
import { words } from './words.ts';

/** An ad impression or a correction, of this generation or of none. */
export function randomAdvertising(
  random: Random,
  make: MakeEvent,
  subject: string | undefined,
  time: number,
): RawEvent {
  const placement = random.maybe(0.7, () => random.pick(words.placement));
  const ad_network = random.maybe(0.7, () => random.pick(words.ad_network));
  const currency = random.pick(words.currency);
  if (random.chance(0.15)) {
    const revenue_micros = random.int(-900_000, 300_000);
    const reason = random.maybe(0.5, () => 'invalid traffic');
    return make('ad.revenue_adjusted', time, subject, {
      revenue_micros,
      currency,
      placement,
      ad_network,
      reason,
    });
  }
  return make('ad.impression', time, subject, {
    ...{ revenue_micros: random.pick([0, random.int(1, 9_999), random.int(1, 2_000_000_000)]), currency },
    ...{ placement, ad_network, country: random.maybe(0.7, () => random.pick(words.country)) },
    impressions: random.maybe(0.5, () => random.int(1, 30)),
  });
}
