import { Decimal } from './decimal.ts';
import type { Lines } from './line.ts';
import type { OutcomeKind } from './outcomes.ts';
import type { Prices } from './prices.ts';
import type { Resource } from './rate.ts';
import type { UniqueEvent } from './unique-events.ts';

/** money = decimal text, count = integer, number = any number. */
export type Unit = 'money' | 'count' | 'number';

export interface ReferenceMetric {
  unit: Unit;
  /** Its value for one group of lines; null = undefined. */
  value(group: Lines, prices: Prices): Decimal | null;
}

type Value = ReferenceMetric['value'];

const money = (value: Value): ReferenceMetric => ({ unit: 'money', value: remembered(value) });
const number = (value: Value): ReferenceMetric => ({ unit: 'number', value: remembered(value) });
const count = (value: (group: Lines) => number): ReferenceMetric => ({
  unit: 'count',
  value: remembered((group) => new Decimal(value(group))),
});

/** Computed once a group (which belongs to one query, so to one set of prices): ratios ask for their parts again. */
function remembered(value: Value): Value {
  const known = new WeakMap<Lines, Decimal | null>();
  return (group, prices) => {
    if (!known.has(group)) known.set(group, value(group, prices));
    return known.get(group) ?? null;
  };
}

const eventsWhere = (matches: (event: UniqueEvent) => boolean) =>
  count((group) => group.events.filter(({ event }) => matches(event)).length);
const isDecision = ({ type }: UniqueEvent, verdict?: string, data?: UniqueEvent['data']) =>
  type === 'moderation.decided' && (verdict === undefined || data?.verdict === verdict);
const sumOf = (type: string, field: string) =>
  count((group) =>
    group.events
      .filter(({ event }) => event.type === type)
      .reduce((sum, { event }) => sum + Number(event.data[field] ?? 1), 0),
  );
const outcomesOf = (kind: OutcomeKind) =>
  count((group) => group.outcomes.filter((line) => line.kind === kind).length);
const costOf = (resource: Resource) =>
  money((group, prices) => prices.cost(group.usage.filter((line) => line.resource === resource)));

/** Null if either is null or the divisor is 0. */
function divide(dividend: Decimal | null, divisor: Decimal | null): Decimal | null {
  return dividend === null || divisor === null || divisor.isZero() ? null : dividend.div(divisor);
}
const ratio = (top: ReferenceMetric, bottom: ReferenceMetric, times = 1): Value => {
  return (group, prices) =>
    divide(top.value(group, prices), bottom.value(group, prices))?.times(times) ?? null;
};

const generationsRequested = outcomesOf('requested');
const clipsShown = outcomesOf('shown');
const clipsKept = outcomesOf('kept');
const clipsPosted = outcomesOf('posted');
const clipsShared = outcomesOf('shared');
const blockedGenerations = outcomesOf('blocked');
const adImpressions = sumOf('ad.impression', 'impressions');
const decisions = eventsWhere((event) => isDecision(event));
const blocks = eventsWhere((event) => isDecision(event, 'block', event.data));
const reviews = eventsWhere((event) => isDecision(event, 'review', event.data));
const automated = eventsWhere(
  (event) => isDecision(event) && (event.data.decided_by ?? 'automated') === 'automated',
);
const serverCost = money((group, prices) => prices.cost(group.usage));
const adRevenue = money((group, prices) => prices.revenue(group.revenue));
const margin = money((group, prices) => {
  const revenue = adRevenue.value(group, prices);
  const cost = serverCost.value(group, prices);
  return revenue === null || cost === null ? null : revenue.minus(cost);
});

/** The metrics of the contract, by name. */
export const referenceMetrics: Record<string, ReferenceMetric> = {
  generations_requested: generationsRequested,
  attempts: eventsWhere(({ type }) => type === 'generation.completed'),
  failed_attempts: eventsWhere(
    ({ type, data }) => type === 'generation.completed' && data.status !== 'succeeded',
  ),
  clips_shown: clipsShown,
  clips_kept: clipsKept,
  clips_posted: clipsPosted,
  clips_shared: clipsShared,
  shares: eventsWhere(({ type }) => type === 'clip.shared'),
  views: sumOf('clip.viewed', 'views'),
  ad_impressions: adImpressions,
  active_users: count((group) => {
    const requested = group.outcomes.filter((line) => line.kind === 'requested');
    return new Set(requested.map((line) => line.dimensions.user_key)).size;
  }),
  gpu_seconds: number((group) =>
    group.usage
      .filter((line) => line.resource === 'gpu')
      .reduce((sum, line) => sum.plus(line.quantity), new Decimal(0)),
  ),
  gpu_cost: costOf('gpu'),
  moderation_cost: costOf('moderation_check'),
  review_cost: costOf('human_review'),
  delivery_cost: costOf('delivery'),
  storage_cost: costOf('storage'),
  server_cost: serverCost,
  ad_revenue: adRevenue,
  margin,
  margin_rate: number(ratio(margin, adRevenue)),
  cost_coverage: number(ratio(adRevenue, serverCost)),
  ecpm: money(ratio(adRevenue, adImpressions, 1000)),
  break_even_ecpm: money(ratio(serverCost, adImpressions, 1000)),
  cost_per_generation: money(ratio(serverCost, generationsRequested)),
  cost_per_shown_clip: money(ratio(serverCost, clipsShown)),
  cost_per_kept_clip: money(ratio(serverCost, clipsKept)),
  cost_per_posted_clip: money(ratio(serverCost, clipsPosted)),
  cost_per_shared_clip: money(ratio(serverCost, clipsShared)),
  revenue_per_generation: money(ratio(adRevenue, generationsRequested)),
  decisions,
  blocks,
  reviews,
  block_rate: number(ratio(blocks, decisions)),
  review_rate: number(ratio(reviews, decisions)),
  automated_decisions: automated,
  automation_rate: number(ratio(automated, decisions)),
  blocked_generations: blockedGenerations,
  suppression_rate: number(ratio(blockedGenerations, generationsRequested)),
  blocked_cost: money((group, prices) => prices.cost(group.blockedUsage)),
  unpriced_share: number((group, prices) => {
    const unpriced = group.usage.filter((line) => !prices.isPriced(line)).length;
    return divide(new Decimal(unpriced), new Decimal(group.usage.length));
  }),
};

/** Additive: the sum over any breakdown equals the total. */
export const additiveMetrics = [
  ...['generations_requested', 'attempts', 'failed_attempts', 'clips_shown', 'clips_kept', 'clips_posted'],
  ...['clips_shared', 'shares', 'views', 'ad_impressions', 'gpu_seconds', 'decisions', 'blocks', 'reviews'],
  'automated_decisions',
  ...['blocked_generations', 'gpu_cost', 'moderation_cost', 'review_cost', 'delivery_cost', 'storage_cost'],
  ...['server_cost', 'ad_revenue', 'margin', 'blocked_cost'],
];
