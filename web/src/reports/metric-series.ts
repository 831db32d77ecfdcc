import type { Value } from '../api/types.ts';
import type { CatalogView } from '../catalog/catalog-view.ts';
import { exactValue, formatValue } from '../catalog/format-value.ts';
import { seriesColor } from '../catalog/series-color.ts';
import type { TimeSeries } from '../components/charts/time-chart-data.ts';
import type { ColorName } from '../components/color.ts';
import { lacksPrice, type Row } from './records.ts';
import { unitOf } from './unit-of.ts';
import type { Report } from './use-report.ts';

const plotted = (value: Value): number | null => (value === null ? null : Number(value));

interface SeriesOptions {
  shape?: TimeSeries['shape'];
  color?: ColorName;
}

/** One metric of a report over time as a series; `count` buckets, those of the axis. */
export function metricSeries(
  report: Report,
  rows: Row[],
  count: number,
  catalog: CatalogView,
  name: string,
  { shape = 'line', color = seriesColor(name) }: SeriesOptions = {},
): TimeSeries {
  const metric = catalog.metric(name);
  const unit = unitOf(report, name);
  const shown = rows.slice(0, count);
  return {
    key: name,
    label: metric.label,
    color,
    shape,
    values: shown.map((row) => plotted(row[name] ?? null)),
    texts: shown.map((row) => exactValue(row[name] ?? null, unit, lacksPrice(row, catalog))),
    definition: metric.description,
    total: formatValue(report.answer.totals[name] ?? null, unit, {
      unpriced: lacksPrice(report.answer.totals, catalog),
    }),
  };
}

/** The same metric in the period before, bucket beside bucket; undefined when nothing is compared. */
export function previousSeries(
  report: Report,
  count: number,
  catalog: CatalogView,
  name: string,
): TimeSeries | undefined {
  const { comparison, columns } = report.answer;
  if (!comparison) return undefined;
  const at = columns.findIndex((column) => column.name === name);
  const unit = unitOf(report, name);
  const values = Array.from({ length: count }, (_, index) => comparison.rows[index]?.[at] ?? null);
  // A bucket that the range cuts at its start is not comparable with a whole one.
  const first = comparison.rows[0]?.[0];
  const isCut = first !== undefined && Date.parse(String(first)) < Date.parse(comparison.time_range.start);
  if (isCut) values[0] = null;
  return {
    key: `${name} before`,
    label: 'Period before',
    color: 'neutral3',
    shape: 'ghost',
    values: values.map(plotted),
    texts: values.map((value) => exactValue(value, unit)),
    definition: `${catalog.metric(name).label} in as long a time just before.`,
    total: formatValue(comparison.totals[name] ?? null, unit),
  };
}
