import { type ReactNode, useState } from 'react';
import type { Value } from '../api/types.ts';
import { dimensionValueLabel } from '../catalog/dimension-value-label.ts';
import { exactValue, formatNumber, formatValue, nullText } from '../catalog/format-value.ts';
import { scaleFor } from '../catalog/scale.ts';
import { seriesColor } from '../catalog/series-color.ts';
import { useCatalog } from '../catalog/use-catalog.ts';
import type { ColorName } from '../components/color.ts';
import { type RankedColumn, RankedList, type RankedRow } from '../components/ranked-list.tsx';
import { rankRows } from './rank-rows.ts';
import { lacksPrice, type Row, toRecords } from './records.ts';
import { sortRows } from './sort-rows.ts';
import { unitOf } from './unit-of.ts';
import type { Report } from './use-report.ts';

interface BreakdownListProps {
  label: string;
  report: Report;
  dimension: string;
  /** The first is ranked, drawn as bars and given as a share of the total. */
  metrics: string[];
  /** Shorter heads than the catalog's labels, where the list's title already says the rest. */
  heads?: Record<string, string>;
  show?: number;
  barColor?: ColorName;
  selected?: readonly (string | null)[];
  onSelect?: (value: string | null) => void;
  actionHint?: string;
  head?: ReactNode;
}

/** A breakdown of one report as a ranked table with shares, an "others" row and a total. Pressing a head sorts by it. */
export function BreakdownList({
  label,
  report,
  dimension,
  metrics,
  heads = {},
  show = 7,
  barColor,
  selected = [],
  onSelect,
  actionHint,
  head,
}: BreakdownListProps) {
  const catalog = useCatalog();
  const [main] = metrics as [string];
  const [sort, setSort] = useState<{ metric: string; direction: 'asc' | 'desc' }>({
    metric: main,
    direction: 'desc',
  });
  const { columns, rows, totals } = report.answer;
  const definitions = metrics.map((name) => catalog.metric(name));
  const mainMetric = catalog.metric(main);
  const sorted = sortRows(
    toRecords(columns, rows),
    metrics.includes(sort.metric) ? sort : { ...sort, metric: main },
  );
  const { shown, others } = rankRows(sorted, totals, definitions, show);
  const all = others ? [...shown, others.row] : shown;
  const largest = Math.max(0, ...all.map((row) => Math.abs(Number(row[main] ?? 0))));
  const units = metrics.map((name) => unitOf(report, name));
  const scales = metrics.map((name, index) =>
    scaleFor([...all.map((row) => row[name] ?? null), totals[name] ?? null], units[index]!, { fold: false }),
  );

  const cellsOf = (row: Row): RankedRow['cells'] => [
    ...metrics.map((name, index) => {
      const value = row[name] ?? null;
      const unpriced = lacksPrice(row, catalog);
      const unit = units[index]!;
      return {
        text: value === null ? nullText(unit, unpriced) : formatNumber(value, scales[index]!),
        exact: exactValue(value, unit, unpriced),
        negative: unit.kind === 'money' && Number(value ?? 0) < 0,
      };
    }),
    ...(mainMetric.additive ? [shareCell(row[main] ?? null, totals[main] ?? null)] : []),
  ];

  const listRows: RankedRow[] = [
    ...shown.map((row): RankedRow => {
      const value = row[dimension] as string | null;
      return {
        key: JSON.stringify(value),
        label: dimensionValueLabel(dimension, value),
        kind: 'value',
        bar: largest === 0 ? 0 : Number(row[main] ?? 0) / largest,
        cells: cellsOf(row),
        selected: selected.includes(value),
        onSelect: onSelect ? () => onSelect(value) : undefined,
      };
    }),
    ...(others
      ? [
          {
            key: 'others',
            label: `${others.count} others`,
            kind: 'others' as const,
            bar: largest === 0 ? 0 : Number(others.row[main] ?? 0) / largest,
            cells: cellsOf(others.row),
          },
        ]
      : []),
    { key: 'total', label: 'Total', kind: 'total', bar: 0, cells: cellsOf(totals) },
  ];

  const listColumns: RankedColumn[] = [
    ...metrics.map((name, index) => ({
      key: name,
      label: heads[name] ?? definitions[index]!.label,
      unit: scales[index]!.suffix,
      sorted: sort.metric === name ? sort.direction : null,
      onSort: () =>
        setSort({
          metric: name,
          direction: sort.metric === name && sort.direction === 'desc' ? 'asc' : 'desc',
        }),
    })),
    ...(mainMetric.additive ? [{ key: 'share', label: 'Share', sorted: null }] : []),
  ];

  return (
    <RankedList
      label={label}
      head={head ?? catalog.dimension(dimension).label}
      columns={listColumns}
      rows={listRows}
      barColor={barColor ?? seriesColor(main)}
      actionHint={actionHint}
    />
  );
}

/** Part of the total. A total of zero or of mixed signs has no meaningful shares. */
function shareCell(value: Value, total: Value) {
  const share = value === null || total === null || Number(total) <= 0 ? null : Number(value) / Number(total);
  const text = formatValue(
    share,
    { kind: 'ratio' },
    { scale: { shift: 2, minDigits: 1, maxDigits: 1, suffix: '%' } },
  );
  return { text, exact: text };
}
