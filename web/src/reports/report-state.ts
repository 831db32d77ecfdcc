import type { Grain } from '../api/types.ts';

export const PRESETS = ['24h', '7d', '30d', 'month', 'last-month'] as const;
export type Preset = (typeof PRESETS)[number];

/** A preset moves with the clock; a fixed range is half-open, dates or instants as in a query. */
export type Range = { preset: Preset } | { start: string; end: string };

export const GRAINS = ['15m', 'hour', 'day', 'week', 'month'] as const satisfies Grain[];

export const FILTER_DIMENSIONS = ['country', 'model', 'variant', 'platform'] as const;
export type FilterDimension = (typeof FILTER_DIMENSIONS)[number];

/** null stands for "unknown". */
export type Filters = Partial<Record<FilterDimension, (string | null)[]>>;

/** What every page can be asked; the URL is its only home, so back, reload and a sent link all work. */
export interface ReportState {
  range: Range;
  grain: Grain | 'auto';
  /** null follows the workspace. */
  zone: string | null;
  compare: boolean;
  filters: Filters;
}

const DEFAULT_PRESET: Preset = '30d';

const isPreset = (text: string | null): text is Preset => PRESETS.includes(text as Preset);
const isGrain = (text: string | null): text is (typeof GRAINS)[number] =>
  GRAINS.includes(text as (typeof GRAINS)[number]);
const isMoment = (text: string | null): text is string => text !== null && !Number.isNaN(Date.parse(text));

function isZone(text: string | null): text is string {
  if (!text) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}

/** Reads the state; what a person mistyped in the URL falls back to its default. */
export function parseReportState(params: URLSearchParams): ReportState {
  const [start, end, preset] = [params.get('start'), params.get('end'), params.get('range')];
  const fixed = isMoment(start) && isMoment(end) && Date.parse(start) < Date.parse(end);
  const grain = params.get('grain');
  const zone = params.get('zone');
  const filters: Filters = {};
  for (const dimension of FILTER_DIMENSIONS) {
    // An empty value cannot occur in the data, so it is free to mean "unknown".
    const values = params.getAll(dimension).map((value) => (value === '' ? null : value));
    if (values.length > 0) filters[dimension] = values;
  }
  return {
    range: fixed ? { start, end } : { preset: isPreset(preset) ? preset : DEFAULT_PRESET },
    grain: isGrain(grain) ? grain : 'auto',
    zone: isZone(zone) ? zone : null,
    compare: params.get('compare') !== 'none',
    filters,
  };
}

/** Writes the state over `params`, leaving out defaults and leaving alone what belongs to a page. */
export function writeReportState(state: ReportState, params: URLSearchParams): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const name of ['range', 'start', 'end', 'grain', 'zone', 'compare', ...FILTER_DIMENSIONS])
    next.delete(name);
  if ('start' in state.range) {
    next.set('start', state.range.start);
    next.set('end', state.range.end);
  } else if (state.range.preset !== DEFAULT_PRESET) next.set('range', state.range.preset);
  if (state.grain !== 'auto') next.set('grain', state.grain);
  if (state.zone !== null) next.set('zone', state.zone);
  if (!state.compare) next.set('compare', 'none');
  for (const dimension of FILTER_DIMENSIONS)
    for (const value of state.filters[dimension] ?? []) next.append(dimension, value ?? '');
  return next;
}
