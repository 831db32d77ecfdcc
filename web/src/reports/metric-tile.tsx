import { describeChange } from '../catalog/describe-change.ts';
import { exactValue, formatValue } from '../catalog/format-value.ts';
import { seriesColor } from '../catalog/series-color.ts';
import { useCatalog } from '../catalog/use-catalog.ts';
import { ChangeBadge } from '../components/change-badge.tsx';
import { color } from '../components/color.ts';
import { Sparkline } from '../components/sparkline.tsx';
import { StatTile } from '../components/stat-tile.tsx';
import { bucketLabel } from './bucket-label.ts';
import { firstComparedBucket } from './first-compared-bucket.ts';
import { lacksPrice, toRecords } from './records.ts';
import { timePoints } from './time-points.ts';
import { unitOf } from './unit-of.ts';
import { useClock } from './use-clock.ts';
import type { ReportResult } from './use-report.ts';

interface MetricTileProps {
  metric: string;
  /** A report over time that holds the metric. */
  result: ReportResult;
  selected: boolean;
  onSelect: () => void;
}

/** One metric of the page: its total, its change against the period before, and its course. */
export function MetricTile({ metric: name, result, selected, onSelect }: MetricTileProps) {
  const catalog = useCatalog();
  const metric = catalog.metric(name);
  const now = useClock();
  const { data: report, isPlaceholderData, error } = result;
  if (!report)
    return (
      <StatTile
        label={metric.label}
        value={error ? '–' : undefined}
        exact={error?.message}
        change={error ? 'could not be loaded' : null}
        sparkline={null}
        selected={selected}
        dimmed={false}
        onSelect={onSelect}
      />
    );
  const { columns, rows, totals, comparison } = report.answer;
  const unit = unitOf(report, name);
  const unpriced = lacksPrice(totals, catalog);
  const total = totals[name] ?? null;
  const previous = comparison?.totals[name] ?? null;
  const change = comparison ? describeChange(total, previous, unit, metric) : null;
  const { grain = 'day', time_zone = 'UTC' } = report.query.time_range;
  const firstCompared = firstComparedBucket(report.answer);
  const begun = firstCompared && bucketLabel(firstCompared, grain, time_zone).tick;
  const records = toRecords(columns, rows);
  const points = timePoints(report, records, now);
  return (
    <StatTile
      label={metric.label}
      value={formatValue(total, unit, { unpriced })}
      exact={`${exactValue(total, unit, unpriced)}\n${metric.description}`}
      change={
        begun ? (
          <span style={{ color: 'var(--text-faint)' }} title="The period before is not there in full.">
            no data before {begun}
          </span>
        ) : change ? (
          <ChangeBadge {...change} title={`Period before: ${exactValue(previous, unit)}`} />
        ) : comparison ? (
          <span style={{ color: 'var(--text-faint)' }}>nothing to compare</span>
        ) : null
      }
      sparkline={
        <Sparkline
          values={points.map((_, index) => toNumber(records[index]?.[name] ?? null))}
          stroke={color(seriesColor(name))}
          unfinished={points.at(-1)?.unfinished ?? false}
        />
      }
      selected={selected}
      dimmed={isPlaceholderData}
      onSelect={onSelect}
    />
  );
}

const toNumber = (value: string | number | null) => (value === null ? null : Number(value));
