import type { ReactNode } from 'react';
import { dimensionValueLabel } from '../catalog/dimension-value-label.ts';
import { exactValue, nullText } from '../catalog/format-value.ts';
import { MetricInfo } from '../catalog/metric-info.tsx';
import { ChartPanel } from '../components/charts/chart-panel.tsx';
import type { TimeSeries } from '../components/charts/time-chart-data.ts';
import type { ColorName } from '../components/color.ts';
import { axisFormat, describeSeries } from './chart-data.ts';
import { panelStateOf } from './panel-state-of.ts';
import { toRecords } from './records.ts';
import { timePoints } from './time-points.ts';
import { unitOf } from './unit-of.ts';
import { useClock } from './use-clock.ts';
import type { Report, ReportResult } from './use-report.ts';
import { useZoom } from './use-zoom.ts';

interface DimensionChartProps {
  title: string;
  subtitle?: ReactNode;
  tools?: ReactNode;
  /** A report over time, split by `dimension`. */
  result: ReportResult;
  /** A report without dimensions over the same time: its rows have no holes, so they make the axis. */
  axis: Report | undefined;
  metric: string;
  dimension: string;
  /** The values to draw, in order, each in its colour. */
  values: (string | null)[];
  colors: ColorName[];
  shape: 'line' | 'bar';
  height?: number;
}

/** One metric over time, one series for each of some values of a dimension. */
export function DimensionChart({
  title,
  subtitle,
  tools,
  result,
  axis,
  metric,
  dimension,
  values,
  colors,
  shape,
  height,
}: DimensionChartProps) {
  const now = useClock();
  const zoom = useZoom();
  const report = result.data;
  const info = <MetricInfo subject={title} metrics={[metric]} />;
  const state = panelStateOf(result);
  const shared = { title, subtitle, tools, info, height };
  if (!report || !axis)
    return (
      <ChartPanel {...shared} state={{ ...state, loading: !state.failure }} data={undefined} description="" />
    );

  const points = timePoints(axis, toRecords(axis.answer.columns, axis.answer.rows), now);
  const unit = unitOf(report, metric);
  const cells = new Map(
    toRecords(report.answer.columns, report.answer.rows).map((row) => [
      JSON.stringify([row.time, row[dimension]]),
      row[metric] ?? null,
    ]),
  );
  const series: TimeSeries[] = values.map((value, index) => {
    const inOrder = points.map((point) => cells.get(JSON.stringify([point.key, value])));
    return {
      key: String(value),
      label: dimensionValueLabel(dimension, value),
      color: colors[index] ?? 'neutral6',
      shape,
      values: inOrder.map((cell) => (cell === undefined || cell === null ? null : Number(cell))),
      texts: inOrder.map((cell) => (cell === undefined ? nullText(unit, false) : exactValue(cell, unit))),
    };
  });
  return (
    <ChartPanel
      {...shared}
      state={state}
      data={{ points, series, ...axisFormat(series, unit) }}
      description={describeSeries(
        series,
        points.map((point) => point.label),
      )}
      onZoom={(from, to) => zoom(points, from, to)}
    />
  );
}
