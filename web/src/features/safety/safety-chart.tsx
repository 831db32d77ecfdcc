import { Button } from '@mantine/core';
import { dimensionValueLabel } from '../../catalog/dimension-value-label.ts';
import { useCatalog } from '../../catalog/use-catalog.ts';
import { buildQuery } from '../../reports/build-query.ts';
import { DimensionChart } from '../../reports/dimension-chart.tsx';
import { MetricChart } from '../../reports/metric-chart.tsx';
import { type ReportResult, useReport } from '../../reports/use-report.ts';
import type { ReportScope } from '../../reports/use-report-state.ts';
import { STAGE_BARS, STAGE_LINES, STAGES } from './stages.ts';
import type { SafetyView } from './use-safety-view.ts';

interface SafetyChartProps {
  scope: ReportScope;
  /** The tiles' report over time. */
  totals: ReportResult;
  view: SafetyView;
}

const HEIGHT = 300;

/** The chosen tile over time: by stage where the metric can be split by it, else as one line. */
export function SafetyChart({ scope, totals, view }: SafetyChartProps) {
  const catalog = useCatalog();
  if (view.focus) return <FocusChart scope={scope} view={view} />;
  const metric = catalog.metric(view.metric);
  if (metric.dimensions.includes('stage')) return <StageChart scope={scope} totals={totals} view={view} />;
  return (
    <MetricChart
      title={`${metric.label} over time`}
      subtitle={metric.description}
      result={totals}
      metrics={[view.metric]}
      previous
      height={HEIGHT}
    />
  );
}

function StageChart({ scope, totals, view }: SafetyChartProps) {
  const metric = useCatalog().metric(view.metric);
  const result = useReport(
    buildQuery(scope, { metrics: [view.metric], dimensions: ['stage'], overTime: true }),
    { live: scope.range.live },
  );
  // Parts that add up are stacked; rates are lines, because a stack of rates means nothing.
  const shape = metric.additive ? 'bar' : 'line';
  const known = result.data?.query.metrics[0] === view.metric ? result : { ...result, data: undefined };
  return (
    <DimensionChart
      title={`${metric.label} by stage`}
      subtitle={metric.description}
      result={known as ReportResult}
      axis={totals.data}
      metric={view.metric}
      dimension="stage"
      values={STAGES}
      colors={shape === 'bar' ? STAGE_BARS : STAGE_LINES}
      shape={shape}
      height={HEIGHT}
    />
  );
}

function FocusChart({ scope, view }: { scope: ReportScope; view: SafetyView }) {
  const catalog = useCatalog();
  const focus = view.focus!;
  // Allowed decisions name no policy, so a policy has blocks but no rate.
  const metric = focus.dimension === 'policy' ? 'blocks' : 'block_rate';
  const result = useReport(
    buildQuery(scope, { metrics: [metric], overTime: true, compare: true, only: focus }),
    { live: scope.range.live },
  );
  const name = dimensionValueLabel(focus.dimension, focus.value);
  return (
    <MetricChart
      title={`${catalog.metric(metric).label}: ${name}`}
      subtitle={`Only decisions of this ${catalog.dimension(focus.dimension).label.toLowerCase()}.`}
      tools={
        <Button size="compact-sm" variant="default" onClick={() => view.toggleFocus(focus)}>
          Show all
        </Button>
      }
      result={result}
      metrics={[metric]}
      previous
      height={HEIGHT}
    />
  );
}
