import type { ReactNode } from 'react';
import { MetricInfo } from '../catalog/metric-info.tsx';
import { useCatalog } from '../catalog/use-catalog.ts';
import { ChartPanel } from '../components/charts/chart-panel.tsx';
import type { TimeMarker, TimePoint, TimeSeries } from '../components/charts/time-chart-data.ts';
import type { ColorName } from '../components/color.ts';
import { axisFormat, describeSeries } from './chart-data.ts';
import { metricSeries, previousSeries } from './metric-series.ts';
import { panelStateOf } from './panel-state-of.ts';
import { toRecords } from './records.ts';
import { timePoints } from './time-points.ts';
import { unitOf } from './unit-of.ts';
import { useClock } from './use-clock.ts';
import type { ReportResult } from './use-report.ts';
import { useZoom } from './use-zoom.ts';

interface MetricChartProps {
  title: string;
  subtitle?: ReactNode;
  tools?: ReactNode;
  /** A report over time without dimensions. */
  result: ReportResult;
  metrics: string[];
  shape?: 'line' | 'bar';
  colors?: ColorName[];
  /** Fills the area between the first two metrics. */
  band?: boolean;
  /** Told in legend, tooltip and table beside the drawn ones. */
  alsoTell?: string[];
  /** Draws the period before behind a single metric. */
  previous?: boolean;
  markers?: (points: TimePoint[]) => TimeMarker[];
  height?: number;
  empty?: ReactNode;
}

/** Metrics of one report over time: all that a page says is which. */
export function MetricChart({
  title,
  subtitle,
  tools,
  result,
  metrics,
  shape = 'line',
  colors,
  band = false,
  alsoTell = [],
  previous = false,
  markers,
  height,
  empty,
}: MetricChartProps) {
  const catalog = useCatalog();
  const now = useClock();
  const zoom = useZoom();
  const report = result.data;
  const state = panelStateOf(result);
  const info = <MetricInfo subject={title} metrics={[...metrics, ...alsoTell]} />;
  const shared = { title, subtitle, tools, info, state, height, empty };
  if (!report) return <ChartPanel {...shared} data={undefined} description="" />;

  const rows = toRecords(report.answer.columns, report.answer.rows);
  const points = timePoints(report, rows, now);
  const series: TimeSeries[] = metrics.map((name, index) =>
    metricSeries(report, rows, points.length, catalog, name, { shape, color: colors?.[index] }),
  );
  for (const name of alsoTell)
    series.push(metricSeries(report, rows, points.length, catalog, name, { shape: 'none' }));
  const before = previous ? previousSeries(report, points.length, catalog, metrics[0]!) : undefined;
  if (before) series.push(before);
  return (
    <ChartPanel
      {...shared}
      data={{
        points,
        series,
        band: band ? [metrics[0]!, metrics[1]!] : undefined,
        markers: markers?.(points),
        ...axisFormat(
          series.filter((one) => one.shape !== 'none'),
          unitOf(report, metrics[0]!),
        ),
      }}
      description={describeSeries(
        series,
        points.map((point) => point.label),
      )}
      onZoom={(from, to) => zoom(points, from, to)}
    />
  );
}
