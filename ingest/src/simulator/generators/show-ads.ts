import { logNormalOfMean } from '../distributions/log-normal.ts';
import type { Random } from '../distributions/random.ts';
import { weighted } from '../distributions/weighted.ts';
import { adPriceFactor } from '../scenarios/slow-advertisers.ts';
import { COUNTRIES, COUNTRY_BY_CODE, COUNTRY_WEIGHT_TOTAL, type Country } from './countries.ts';
import { usdRate } from './exchange.ts';
import { delayOfView, reach, sharedOut } from './reach.ts';
import type { User } from './user.ts';
import type { World } from './world.ts';

/** What a thousand impressions earn on average, in USD. */
const MEAN_ECPM_USD = 4.8;
const ECPM_PER_AD_PRICE =
  MEAN_ECPM_USD /
  (COUNTRIES.reduce((sum, { adPrice, weight }) => sum + adPrice * weight, 0) / COUNTRY_WEIGHT_TOTAL);

/** Share of the viewers who live in the creator's country. */
const AT_HOME_RATE = { usual: 0.85, viral: 0.2 } as const;
const REPORTS_MAX = 24;
const INVALID_TRAFFIC_RATE = 0.012;
const DAY_MS = 86_400_000;

const pickCountry = weighted(COUNTRIES.map((country) => [country, country.weight] as const));
const pickNetwork = weighted<readonly [name: string, priceFactor: number]>([
  [['northwind', 1.06], 50],
  [['adlane', 0.97], 32],
  [['house', 0.86], 18],
]);
const pickPlacement = weighted([
  ['between_clips', 62],
  ['clip_end', 24],
  ['story_tray', 14],
]);

/** Ads beside a posted clip, as the ad server reports them: several impressions a report. @returns all impressions. */
export function showAds(world: World, user: User, generation: string, posted: number): number {
  const { random } = world;
  const { impressions, viral } = reach(random, world.spread());
  const atHomeRate = viral ? AT_HOME_RATE.viral : AT_HOME_RATE.usual;
  if (impressions === 0) return 0;
  const reports = Math.min(REPORTS_MAX, Math.ceil(impressions ** 0.38));
  for (const [n, count] of sharedOut(impressions, reports).entries()) {
    reportAds(
      world,
      viewerCountry(user, atHomeRate, random),
      generation,
      n,
      count,
      posted + delayOfView(random),
    );
  }
  return impressions;
}

function reportAds(
  world: World,
  country: Country,
  generation: string,
  n: number,
  count: number,
  time: number,
): void {
  const { random, emit, story, seed } = world;
  const [network, networkFactor] = pickNetwork(random);
  const placement = pickPlacement(random);
  const price =
    country.adPrice *
    ECPM_PER_AD_PRICE *
    networkFactor *
    adPriceFactor(time, story) *
    logNormalOfMean(random, 1, 0.2);
  const { currency } = country;
  const micros = Math.round((count * price * 1000) / usdRate(currency, time, seed));
  emit({
    source: 'ads',
    type: 'ad.impression',
    time,
    generation,
    name: `ads-${n}`,
    data: {
      revenue_micros: micros,
      currency,
      impressions: count,
      placement,
      ad_network: network,
      country: country.code,
    },
  });
  if (random() < INVALID_TRAFFIC_RATE) {
    emit({
      source: 'ads',
      type: 'ad.revenue_adjusted',
      time,
      generation,
      name: `ads-${n}-adjusted`,
      data: {
        revenue_micros: -Math.round(micros * (0.2 + 0.5 * random())),
        currency,
        ad_network: network,
        placement,
        reason: 'invalid_traffic',
      },
      // The network finds out later and corrects the day on which it was booked.
      sentAt: time + 2 * DAY_MS,
    });
  }
}

function viewerCountry(user: User, atHomeRate: number, random: Random): Country {
  const home = random() < atHomeRate ? COUNTRY_BY_CODE.get(user.country) : undefined;
  return home ?? pickCountry(random);
}
