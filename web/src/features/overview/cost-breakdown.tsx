import { SegmentedControl } from '@mantine/core';
import { useSearchParams } from 'react-router';
import { MetricInfo } from '../../catalog/metric-info.tsx';
import { useCatalog } from '../../catalog/use-catalog.ts';
import { Panel } from '../../components/panel.tsx';
import { BreakdownList } from '../../reports/breakdown-list.tsx';
import { buildQuery } from '../../reports/build-query.ts';
import { panelStateOf } from '../../reports/panel-state-of.ts';
import { FILTER_DIMENSIONS, type FilterDimension } from '../../reports/report-state.ts';
import { useReport } from '../../reports/use-report.ts';
import type { ReportScope } from '../../reports/use-report-state.ts';

const METRICS = ['server_cost', 'margin', 'cost_per_generation'];

/** Who causes the cost and who loses money; pressing a row filters the whole page by it. */
export function CostBreakdown({ scope }: { scope: ReportScope }) {
  const catalog = useCatalog();
  const [params, setParams] = useSearchParams();
  const dimension = FILTER_DIMENSIONS.find((name) => name === params.get('by')) ?? 'model';
  const result = useReport(
    buildQuery(scope, {
      metrics: METRICS,
      dimensions: [dimension],
      orderBy: { field: 'server_cost', direction: 'desc' },
      limit: 1000,
    }),
    { live: scope.range.live },
  );
  const report = result.data;
  const shown = (report?.query.dimensions?.[0] ?? dimension) as FilterDimension;
  const selected = scope.state.filters[shown] ?? [];

  function toggle(value: string | null) {
    const next = selected.includes(value) ? selected.filter((one) => one !== value) : [value];
    scope.change({ filters: { ...scope.state.filters, [shown]: next.length > 0 ? next : undefined } });
  }

  return (
    <Panel
      title={`Cost by ${catalog.dimension(dimension).label.toLowerCase()}`}
      info={<MetricInfo subject="Cost by group" metrics={METRICS} />}
      state={panelStateOf(result)}
      height={280}
      tools={
        <SegmentedControl
          size="xs"
          aria-label="Split cost by"
          value={dimension}
          onChange={(value) =>
            setParams(
              (current) => {
                current.set('by', value);
                return current;
              },
              { preventScrollReset: true },
            )
          }
          data={['model', 'country', 'variant', 'platform'].map((name) => ({
            value: name,
            label: catalog.dimension(name).label,
          }))}
        />
      }
    >
      {report ? (
        <BreakdownList
          key={shown}
          label={`Cost by ${shown}`}
          report={report}
          dimension={shown}
          metrics={METRICS}
          heads={{ cost_per_generation: 'Per generation' }}
          selected={selected}
          onSelect={toggle}
          actionHint="Show only this"
        />
      ) : null}
    </Panel>
  );
}
