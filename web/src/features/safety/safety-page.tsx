import { Columns, Page } from '../../components/page.tsx';
import { TileStrip } from '../../components/tile-strip.tsx';
import { buildQuery } from '../../reports/build-query.ts';
import { FilterBar } from '../../reports/filter-bar/filter-bar.tsx';
import { MetricTile } from '../../reports/metric-tile.tsx';
import { useReport } from '../../reports/use-report.ts';
import { useReportState } from '../../reports/use-report-state.ts';
import { DecisionFunnel } from './decision-funnel.tsx';
import { RankedDecisions } from './ranked-decisions.tsx';
import { SafetyChart } from './safety-chart.tsx';
import { useSafetyView } from './use-safety-view.ts';

const TILES = [
  'block_rate',
  'review_rate',
  'decisions',
  'blocks',
  'blocked_generations',
  'suppression_rate',
  'blocked_cost',
];

/** Where do clips die, and what does it cost? */
export default function SafetyPage() {
  const scope = useReportState();
  const view = useSafetyView(TILES);
  const result = useReport(buildQuery(scope, { metrics: TILES, overTime: true, compare: true }), {
    live: scope.range.live,
  });
  return (
    <Page title="Safety">
      <FilterBar report={result.data} metrics={TILES} />
      <TileStrip label="Key numbers: press one to see its course">
        {TILES.map((name) => (
          <MetricTile
            key={name}
            metric={name}
            result={result}
            selected={view.focus === null && name === view.metric}
            onSelect={() => view.showMetric(name)}
          />
        ))}
      </TileStrip>
      <SafetyChart scope={scope} totals={result} view={view} />
      <DecisionFunnel scope={scope} />
      <Columns>
        <RankedDecisions
          scope={scope}
          view={view}
          dimension="policy"
          title="Blocks by policy"
          subtitle="Press a policy to see its course."
          metrics={['blocks', 'blocked_cost']}
          heads={{ blocked_cost: 'Burned' }}
        />
        <RankedDecisions
          scope={scope}
          view={view}
          dimension="classifier"
          title="Blocks by classifier"
          subtitle="Press a classifier to see its block rate over time."
          metrics={['blocks', 'decisions', 'block_rate']}
          heads={{}}
        />
      </Columns>
    </Page>
  );
}
