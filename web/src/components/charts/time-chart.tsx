import { useId, useState } from 'react';
import {
  Area,
  Bar,
  CartesianGrid,
  ComposedChart,
  type DotItemDotProps,
  Line,
  Rectangle,
  ReferenceArea,
  ReferenceDot,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { color } from '../color.ts';
import { axisTicks } from './axis-ticks.ts';
import { bandStops } from './band-stops.ts';
import { ChartTooltip } from './chart-tooltip.tsx';
import { spreadLabels } from './spread-labels.ts';
import type { TimeChartData, TimeSeries } from './time-chart-data.ts';

interface TimeChartProps extends TimeChartData {
  height: number;
  /** Called with the first and last bucket of a range that was dragged over. */
  onZoom?: (from: number, to: number) => void;
}

/** Pixels above and below the plot, for markers and ticks. */
const FRAME = 50;

type Datum = Record<string, number | null | [number, number]>;

/** The finished part of a line, and the piece into the unfinished bucket that is drawn dashed. */
const solidKey = (series: TimeSeries) => `${series.key}|solid`;
const openKey = (series: TimeSeries) => `${series.key}|open`;

function toData({ points, series, band }: TimeChartData): Datum[] {
  const firstOpen = points.findIndex((point) => point.unfinished);
  const solidEnd = firstOpen < 0 ? points.length : firstOpen;
  const [loss, gain] = (band ?? []).map((key) => series.find((one) => one.key === key));
  return points.map((_, index) => {
    const datum: Datum = { index };
    for (const one of series) {
      const value = one.values[index] ?? null;
      if (one.shape === 'line') {
        datum[solidKey(one)] = index < solidEnd ? value : null;
        datum[openKey(one)] = index >= solidEnd - 1 ? value : null;
      } else datum[one.key] = value;
    }
    const low = loss?.values[index] ?? null;
    const high = gain?.values[index] ?? null;
    datum.band = low !== null && high !== null ? [low, high] : null;
    return datum;
  });
}

/** A dot only where a value stands alone between gaps, because a line of one point is invisible. */
function lonelyDot(values: (number | null)[], stroke: string) {
  return ({ index, cx, cy, key }: DotItemDotProps) => {
    const alone = (values[index - 1] ?? null) === null && (values[index + 1] ?? null) === null;
    return alone && values[index] !== null && cy != null ? (
      <circle key={key} cx={cx} cy={cy} r={3} fill={stroke} />
    ) : (
      <g key={key} />
    );
  };
}

/** Lines, stacked bars and the band between cost and revenue over time. Loaded only when a page shows a chart. */
export default function TimeChart(props: TimeChartProps) {
  const { points, series, band, markers = [], formatAxis, height, onZoom } = props;
  const gradient = useId();
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null);
  const loss = series.find((one) => one.key === band?.[0]);
  const gain = series.find((one) => one.key === band?.[1]);
  const bars = series.filter((one) => one.shape === 'bar');
  const lines = series.filter((one) => one.shape === 'line');
  const ghosts = series.filter((one) => one.shape === 'ghost');
  const indexOf = (label: string | number | undefined) => (label === undefined ? null : Number(label));

  // Three lines and more are hard to tell apart by shade alone: each carries its name at its end.
  const named = lines.length > 2;
  const heights = points.map((_, index) => bars.reduce((sum, bar) => sum + (bar.values[index] ?? 0), 0));
  const drawn = [
    ...heights,
    ...[...lines, ...ghosts].flatMap((one) => one.values.map((value) => value ?? 0)),
  ];
  const ticks = axisTicks(Math.min(...drawn), Math.max(...drawn));
  const ends = named ? lines.flatMap(endOf) : [];
  const lineHeight = (15 * (ticks.at(-1)! - ticks[0]!)) / (height - FRAME);
  const heightsOfNames = spreadLabels(
    ends.map((end) => end.value),
    lineHeight,
  );

  function finishDrag() {
    if (drag && drag.from !== drag.to) onZoom?.(Math.min(drag.from, drag.to), Math.max(drag.from, drag.to));
    setDrag(null);
  }

  return (
    <ResponsiveContainer width="100%" height={height}>
      <ComposedChart
        data={toData(props)}
        margin={{ top: 22, right: named ? 56 : 8, bottom: 0, left: 0 }}
        barCategoryGap={points.length > 45 ? 1 : '18%'}
        onMouseDown={({ activeLabel }) => {
          const index = indexOf(activeLabel);
          if (onZoom && index !== null) setDrag({ from: index, to: index });
        }}
        onMouseMove={({ activeLabel }) => {
          const index = indexOf(activeLabel);
          if (drag && index !== null) setDrag({ ...drag, to: index });
        }}
        onMouseUp={finishDrag}
        onMouseLeave={() => setDrag(null)}
        style={{ userSelect: 'none' }}
      >
        {loss && gain ? (
          <defs>
            <linearGradient id={gradient} x1="0" x2="1" y1="0" y2="0">
              {bandStops(loss.values, gain.values).map((stop, index) => (
                <stop
                  // biome-ignore lint/suspicious/noArrayIndexKey: two stops share one offset, their order is their identity
                  key={index}
                  offset={stop.offset}
                  stopColor={color(stop.side === 'loss' ? 'cost' : 'revenue')}
                  stopOpacity={0.16}
                />
              ))}
            </linearGradient>
          </defs>
        ) : null}
        <CartesianGrid vertical={false} stroke="var(--grid)" />
        <XAxis
          dataKey="index"
          tickFormatter={(index: number) => points[index]?.tick ?? ''}
          interval="equidistantPreserveStart"
          minTickGap={28}
          tickLine={false}
          axisLine={{ stroke: 'var(--line-strong)' }}
          tick={{ fill: 'var(--text-soft)', fontSize: 12 }}
          tickMargin={8}
          height={28}
          padding={bars.length > 0 ? undefined : { left: 18, right: named ? 6 : 24 }}
        />
        <YAxis
          width="auto"
          tickFormatter={formatAxis}
          tickLine={false}
          axisLine={false}
          tick={{ fill: 'var(--text-soft)', fontSize: 12 }}
          tickMargin={4}
          ticks={ticks}
          interval={0}
          domain={[ticks[0]!, ticks.at(-1)!]}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={
            bars.length > 0 ? { fill: 'var(--hover)' } : { stroke: 'var(--line-strong)', strokeWidth: 1 }
          }
          content={({ active, label }) => {
            const index = indexOf(label as number | undefined);
            return active && index !== null ? <ChartTooltip data={props} index={index} /> : null;
          }}
        />
        {band ? (
          <Area
            dataKey="band"
            type="linear"
            stroke="none"
            fill={`url(#${gradient})`}
            fillOpacity={1}
            isAnimationActive={false}
            activeDot={false}
            tooltipType="none"
            legendType="none"
          />
        ) : null}
        <ReferenceLine y={0} stroke="var(--line-strong)" />
        {ghosts.map((one) => (
          <Line
            key={one.key}
            dataKey={one.key}
            type="linear"
            stroke="var(--text-faint)"
            strokeOpacity={0.7}
            strokeWidth={1.5}
            dot={false}
            activeDot={false}
            isAnimationActive={false}
          />
        ))}
        {bars.map((one) => (
          <Bar
            key={one.key}
            dataKey={one.key}
            stackId="all"
            fill={color(one.color)}
            isAnimationActive={false}
            shape={({ index, ...rest }) => (
              <Rectangle
                {...rest}
                fillOpacity={points[index]?.unfinished ? 0.4 : 1}
                stroke={points[index]?.unfinished ? color(one.color) : 'none'}
                strokeDasharray="3 3"
              />
            )}
          />
        ))}
        {lines.flatMap((one) => [
          <Line
            key={openKey(one)}
            dataKey={openKey(one)}
            type="linear"
            stroke={color(one.color)}
            strokeWidth={2}
            strokeDasharray="3 4"
            dot={lonelyDot(one.values, color(one.color))}
            activeDot={{ r: 3.5, strokeWidth: 0 }}
            isAnimationActive={false}
          />,
          <Line
            key={solidKey(one)}
            dataKey={solidKey(one)}
            type="linear"
            stroke={color(one.color)}
            strokeWidth={2}
            strokeLinejoin="round"
            dot={lonelyDot(one.values, color(one.color))}
            activeDot={{ r: 3.5, strokeWidth: 0, fill: color(one.color) }}
            isAnimationActive={false}
          />,
        ])}
        {ends.map(({ label, index }, rank) => (
          <ReferenceDot
            key={label}
            x={index}
            y={heightsOfNames[rank]!}
            r={0}
            ifOverflow="visible"
            label={{ value: label, position: 'right', fill: 'var(--text-soft)', fontSize: 12 }}
          />
        ))}
        {markers.map((marker) => (
          <ReferenceLine
            key={`${marker.index} ${marker.label}`}
            x={marker.index}
            stroke="var(--text-faint)"
            strokeDasharray="2 3"
            label={{
              value: marker.label,
              position: 'top',
              fill: 'var(--text-soft)',
              fontSize: 12,
              textAnchor: anchor(marker.index, points.length),
            }}
          />
        ))}
        {drag && drag.from !== drag.to ? (
          <ReferenceArea
            x1={Math.min(drag.from, drag.to)}
            x2={Math.max(drag.from, drag.to)}
            fill="var(--text)"
            fillOpacity={0.08}
          />
        ) : null}
      </ComposedChart>
    </ResponsiveContainer>
  );
}

/** Where a line ends, for its name. */
function endOf({ label, values }: TimeSeries): { label: string; index: number; value: number }[] {
  const index = values.findLastIndex((value) => value !== null);
  return index < 0 ? [] : [{ label, index, value: values[index]! }];
}

/** Labels near an edge lean inwards, so that none is cut off. */
function anchor(index: number, count: number): 'start' | 'middle' | 'end' {
  const share = index / Math.max(1, count - 1);
  return share < 0.2 ? 'start' : share > 0.8 ? 'end' : 'middle';
}
