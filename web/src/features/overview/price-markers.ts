import type { Rate } from '../../api/types.ts';
import { formatNumber } from '../../catalog/format-value.ts';
import type { TimeMarker, TimePoint } from '../../components/charts/time-chart-data.ts';

/**
 * The price changes that fall into the buckets of a chart: a rate that takes over from an earlier one with the same
 * resource and match. A first price is not a change.
 */
export function priceMarkers(rates: Rate[], points: TimePoint[], rangeEnd: number): TimeMarker[] {
  const first = points[0] ? Date.parse(points[0].key) : Number.POSITIVE_INFINITY;
  return rates.flatMap((rate) => {
    const from = Date.parse(rate.valid_from);
    const before = latestBefore(rates, rate);
    if (from < first || from >= rangeEnd || !before || before.price === rate.price) return [];
    const index = points.findLastIndex((point) => Date.parse(point.key) <= from);
    return [{ index, label: `${subject(rate)} ${price(before)} → ${price(rate)} ${rate.currency}` }];
  });
}

function latestBefore(rates: Rate[], rate: Rate): Rate | undefined {
  const place = matchKey(rate);
  return rates
    .filter((one) => matchKey(one) === place && Date.parse(one.valid_from) < Date.parse(rate.valid_from))
    .sort((a, b) => Date.parse(b.valid_from) - Date.parse(a.valid_from) || b.id - a.id)[0];
}

const matchKey = (rate: Rate) => JSON.stringify([rate.resource, Object.entries(rate.match).sort()]);

const price = (rate: Rate) => formatNumber(rate.price, { shift: 0, minDigits: 2, maxDigits: 6, suffix: '' });

const subject = (rate: Rate) => Object.values(rate.match).join(' ') || rate.resource.replaceAll('_', ' ');
