import { SegmentedControl, Skeleton, Stack } from '@mantine/core';
import { dimensionValueLabel } from '../../catalog/dimension-value-label.ts';
import { formatValue } from '../../catalog/format-value.ts';
import { useCatalog } from '../../catalog/use-catalog.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { OptionList } from '../../components/option-list.tsx';
import { buildQuery } from '../build-query.ts';
import { toRecords } from '../records.ts';
import { FILTER_DIMENSIONS, type FilterDimension } from '../report-state.ts';
import { useReport } from '../use-report.ts';
import type { ReportScope } from '../use-report-state.ts';

interface DimensionFilterProps {
  scope: ReportScope;
  dimension: FilterDimension;
  onDimension: (dimension: FilterDimension) => void;
}

/** The values that a dimension has in this time range, with how many generations each stands for. */
export function DimensionFilter({ scope, dimension, onDimension }: DimensionFilterProps) {
  const catalog = useCatalog();
  const { state, change } = scope;
  const result = useReport(
    buildQuery(scope, {
      metrics: ['generations_requested'],
      dimensions: [dimension],
      orderBy: { field: 'generations_requested', direction: 'desc' },
      limit: 1000,
      ignoreFilter: dimension,
    }),
    { live: false },
  );
  const chosen = state.filters[dimension] ?? [];
  const report = result.data?.query.dimensions?.[0] === dimension ? result.data : undefined;
  const found = report
    ? toRecords(report.answer.columns, report.answer.rows).map((row) => ({
        value: row[dimension] as string | null,
        count: row.generations_requested ?? null,
      }))
    : [];
  // A value chosen earlier may not occur in this range; it must still be there to be switched off.
  const missing = chosen.filter((value) => !found.some((one) => one.value === value));
  const options = [...missing.map((value) => ({ value, count: 0 })), ...found].map(({ value, count }) => ({
    key: JSON.stringify(value),
    label: dimensionValueLabel(dimension, value),
    checked: chosen.includes(value),
    note: formatValue(count, { kind: 'count' }),
  }));

  function toggle(key: string) {
    const value = JSON.parse(key) as string | null;
    const next = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value];
    change({ filters: { ...state.filters, [dimension]: next.length > 0 ? next : undefined } });
  }

  return (
    <Stack gap="xs">
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label="Filter by"
        value={dimension}
        onChange={(value) => onDimension(value as FilterDimension)}
        data={FILTER_DIMENSIONS.map((name) => ({ value: name, label: catalog.dimension(name).label }))}
      />
      {result.error ? (
        <ErrorNote message={result.error.message} onRetry={() => void result.refetch()} />
      ) : report ? (
        <OptionList
          key={dimension}
          label={`Values of ${catalog.dimension(dimension).label}`}
          options={options}
          onToggle={toggle}
        />
      ) : (
        <Skeleton height={220} />
      )}
    </Stack>
  );
}
