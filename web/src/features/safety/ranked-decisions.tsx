import { MetricInfo } from '../../catalog/metric-info.tsx';
import { Panel } from '../../components/panel.tsx';
import { BreakdownList } from '../../reports/breakdown-list.tsx';
import { buildQuery } from '../../reports/build-query.ts';
import { panelStateOf } from '../../reports/panel-state-of.ts';
import { useReport } from '../../reports/use-report.ts';
import type { ReportScope } from '../../reports/use-report-state.ts';
import type { Focus } from './focus.ts';
import type { SafetyView } from './use-safety-view.ts';

interface RankedDecisionsProps {
  scope: ReportScope;
  view: SafetyView;
  dimension: Focus['dimension'];
  title: string;
  subtitle: string;
  metrics: string[];
  heads: Record<string, string>;
}

/** Policies or classifiers by how much they block; pressing one shows its course above. */
export function RankedDecisions({
  scope,
  view,
  dimension,
  title,
  subtitle,
  metrics,
  heads,
}: RankedDecisionsProps) {
  const result = useReport(
    buildQuery(scope, {
      metrics,
      dimensions: [dimension],
      orderBy: { field: metrics[0]!, direction: 'desc' },
      limit: 1000,
    }),
    { live: scope.range.live },
  );
  const selected = view.focus?.dimension === dimension ? [view.focus.value] : [];
  return (
    <Panel
      title={title}
      subtitle={subtitle}
      info={<MetricInfo subject={title} metrics={metrics} />}
      state={panelStateOf(result)}
      height={280}
    >
      {result.data ? (
        <BreakdownList
          label={title}
          report={result.data}
          dimension={dimension}
          metrics={metrics}
          heads={heads}
          selected={selected}
          onSelect={(value) => view.toggleFocus({ dimension, value })}
          actionHint="Show its course"
        />
      ) : null}
    </Panel>
  );
}
