import type { Value } from '../../api/types.ts';
import { dimensionValueLabel } from '../../catalog/dimension-value-label.ts';
import { formatValue } from '../../catalog/format-value.ts';
import { MetricInfo } from '../../catalog/metric-info.tsx';
import { Panel } from '../../components/panel.tsx';
import { type FunnelPart, type FunnelStep, StageFunnel } from '../../components/stage-funnel.tsx';
import { buildQuery } from '../../reports/build-query.ts';
import { panelStateOf } from '../../reports/panel-state-of.ts';
import { type Row, toRecords } from '../../reports/records.ts';
import { unitOf } from '../../reports/unit-of.ts';
import { type Report, useReport } from '../../reports/use-report.ts';
import type { ReportScope } from '../../reports/use-report-state.ts';
import { STAGES } from './stages.ts';

const METRICS = ['decisions', 'blocks', 'reviews', 'block_rate', 'review_rate', 'blocked_cost'];

/** Every check that a clip meets, in order: how many decisions, how they went, and what the blocks had cost. */
export function DecisionFunnel({ scope }: { scope: ReportScope }) {
  const result = useReport(buildQuery(scope, { metrics: METRICS, dimensions: ['stage'] }), {
    live: scope.range.live,
  });
  return (
    <Panel
      title="Decisions from photo to story"
      subtitle="The wider a bar, the more decisions the stage took; its colours say how they went."
      info={<MetricInfo subject="Decisions by stage" metrics={METRICS} />}
      state={panelStateOf(result)}
      height={300}
    >
      {result.data ? <StageFunnel label="Decisions by stage" steps={steps(result.data)} /> : null}
    </Panel>
  );
}

function steps(report: Report): FunnelStep[] {
  const rows = toRecords(report.answer.columns, report.answer.rows);
  const known = STAGES.map((stage) => rows.find((row) => row.stage === stage)).filter(
    (row) => row !== undefined,
  );
  const widest = Math.max(1, ...known.map((row) => Number(row.decisions ?? 0)));
  const unit = unitOf(report, 'blocked_cost');
  return known.map((row) => {
    const decisions = Number(row.decisions ?? 0);
    const burned = formatValue(row.blocked_cost ?? null, unit);
    return {
      key: String(row.stage),
      label: dimensionValueLabel('stage', String(row.stage)),
      decisions: formatValue(decisions, { kind: 'count' }),
      width: decisions / widest,
      parts: parts(row, decisions),
      note:
        row.blocked_cost === null
          ? '· no price for what it blocked'
          : `· ${burned} burned on what it blocked`,
    };
  });
}

function parts(row: Row, decisions: number): FunnelPart[] {
  const blocks = Number(row.blocks ?? 0);
  const reviews = Number(row.reviews ?? 0);
  const allowed = decisions - blocks - reviews;
  const part = (key: FunnelPart['key'], label: string, count: number, rate: Value): FunnelPart => ({
    key,
    label,
    share: rate === null ? null : Number(rate),
    count: formatValue(count, { kind: 'count' }),
    rate: formatValue(
      rate,
      { kind: 'ratio' },
      { scale: { shift: 2, minDigits: 2, maxDigits: 2, suffix: '%' } },
    ),
  });
  return [
    part('allow', 'Allowed', allowed, decisions === 0 ? null : allowed / decisions),
    part('review', 'To review', reviews, row.review_rate ?? null),
    part('block', 'Blocked', blocks, row.block_rate ?? null),
  ];
}
