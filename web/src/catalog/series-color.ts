import type { ColorName } from '../components/color.ts';

/** One meaning, one colour, on every page: what costs is orange, what earns is blue, what is blocked is vermilion. */
const COLORS: [RegExp, ColorName][] = [
  [/^(margin|margin_rate)$/, 'margin'],
  [/^(blocked_|block|suppression)/, 'block'],
  [/^review(s|_rate)$/, 'review'],
  [/^allow/, 'allow'],
  [/revenue|^ecpm$|^cost_coverage$/, 'revenue'],
  [/cost|break_even/, 'cost'],
];

/** The colour of a metric's line or bar; neutral when it is none of the product's five meanings. */
export function seriesColor(metric: string): ColorName {
  return COLORS.find(([pattern]) => pattern.test(metric))?.[1] ?? 'neutral1';
}
