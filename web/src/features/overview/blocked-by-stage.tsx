import { Anchor } from '@mantine/core';
import { Link, useSearchParams } from 'react-router';
import { MetricInfo } from '../../catalog/metric-info.tsx';
import { Panel } from '../../components/panel.tsx';
import { BreakdownList } from '../../reports/breakdown-list.tsx';
import { buildQuery } from '../../reports/build-query.ts';
import { panelStateOf } from '../../reports/panel-state-of.ts';
import { parseReportState, writeReportState } from '../../reports/report-state.ts';
import { useReport } from '../../reports/use-report.ts';
import type { ReportScope } from '../../reports/use-report-state.ts';

const METRICS = ['blocked_cost', 'blocks', 'block_rate'];

/** What was already spent on clips when a check stopped them, and at which check. */
export function BlockedByStage({ scope }: { scope: ReportScope }) {
  const [params] = useSearchParams();
  const result = useReport(
    buildQuery(scope, {
      metrics: METRICS,
      dimensions: ['stage'],
      orderBy: { field: 'blocked_cost', direction: 'desc' },
    }),
    { live: scope.range.live },
  );
  const search = writeReportState(parseReportState(params), new URLSearchParams()).toString();
  return (
    <Panel
      title="Burned on blocked clips"
      subtitle="Server cost already spent on a generation when it was blocked."
      info={<MetricInfo subject="Burned on blocked clips" metrics={METRICS} />}
      state={panelStateOf(result)}
      height={280}
      tools={
        <Anchor component={Link} to={{ pathname: '/safety', search }} fz="sm" c="dimmed">
          More on Safety
        </Anchor>
      }
    >
      {result.data?.answer.rows.length === 0 ? (
        <p style={{ color: 'var(--text-soft)' }}>No check took a decision in this time.</p>
      ) : result.data ? (
        <BreakdownList
          label="Burned on blocked clips by stage"
          report={result.data}
          dimension="stage"
          metrics={METRICS}
          heads={{ blocked_cost: 'Burned' }}
        />
      ) : null}
    </Panel>
  );
}
