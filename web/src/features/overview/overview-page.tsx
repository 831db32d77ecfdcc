import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useSearchParams } from 'react-router';
import { ratesQuery } from '../../api/rates.ts';
import { useCatalog } from '../../catalog/use-catalog.ts';
import type { TimePoint } from '../../components/charts/time-chart-data.ts';
import { Columns, Page } from '../../components/page.tsx';
import { TileStrip } from '../../components/tile-strip.tsx';
import { buildQuery } from '../../reports/build-query.ts';
import { FilterBar } from '../../reports/filter-bar/filter-bar.tsx';
import { MetricChart } from '../../reports/metric-chart.tsx';
import { MetricTile } from '../../reports/metric-tile.tsx';
import { NoPriceHint } from '../../reports/no-price-hint.tsx';
import { lacksPrice } from '../../reports/records.ts';
import { useReport } from '../../reports/use-report.ts';
import { useReportState } from '../../reports/use-report-state.ts';
import { BlockedByStage } from './blocked-by-stage.tsx';
import { CostBreakdown } from './cost-breakdown.tsx';
import { priceMarkers } from './price-markers.ts';
import { Sentence } from './sentence.tsx';

const TILES = [
  'margin',
  'server_cost',
  'ad_revenue',
  'cost_per_generation',
  'revenue_per_generation',
  'blocked_cost',
];
const RESOURCES = ['gpu_cost', 'moderation_cost', 'review_cost', 'delivery_cost', 'storage_cost'];
const METRICS = [
  ...TILES,
  ...RESOURCES,
  'ecpm',
  'break_even_ecpm',
  'generations_requested',
  'ad_impressions',
  'unpriced_share',
];

/** Does the free tier pay? */
export default function OverviewPage() {
  const catalog = useCatalog();
  const scope = useReportState();
  const [params, setParams] = useSearchParams();
  const { data: rates } = useQuery(ratesQuery);
  const result = useReport(buildQuery(scope, { metrics: METRICS, overTime: true, compare: true }), {
    live: scope.range.live,
  });
  const report = result.data;
  const hasUnpriced = Number(report?.answer.totals.unpriced_share ?? 0) > 0;
  // An empty chart has one of three reasons, and each another remedy.
  const isUnpriced = report !== undefined && lacksPrice(report.answer.totals, catalog);
  const nothing = isUnpriced ? <NoPriceHint /> : <strong>There was nothing to count in this time.</strong>;
  const noAds = report?.answer.totals.ad_impressions === 0 && (
    <>
      <strong>No ad was shown in this time.</strong>
      <span>Without impressions there is neither an eCPM nor one that breaks even.</span>
    </>
  );
  const tiles = hasUnpriced ? [...TILES, 'unpriced_share'] : TILES;
  const chosen = tiles.find((name) => name === params.get('chart')) ?? 'margin';

  const markers = useCallback(
    (points: TimePoint[]) => {
      const end = scope.range.end;
      return priceMarkers(rates?.items ?? [], points, Date.parse(end));
    },
    [rates, scope.range.end],
  );
  const choose = (name: string) =>
    setParams(
      (current) => {
        if (name === 'margin') current.delete('chart');
        else current.set('chart', name);
        return current;
      },
      { preventScrollReset: true },
    );

  return (
    <Page title="Overview">
      <FilterBar report={report} metrics={METRICS} />
      <Sentence result={result} words={scope.range.words} live={scope.range.live} />
      <TileStrip label="Key numbers: press one to see its course">
        {tiles.map((name) => (
          <MetricTile
            key={name}
            metric={name}
            result={result}
            selected={name === chosen}
            onSelect={() => choose(name)}
          />
        ))}
      </TileStrip>
      {chosen === 'margin' ? (
        <MetricChart
          title="Server cost against ad revenue"
          subtitle="The band between them is the margin: blue where the free tier pays, orange where it does not."
          result={result}
          metrics={['server_cost', 'ad_revenue']}
          alsoTell={['margin']}
          band
          markers={markers}
          height={320}
          empty={nothing}
        />
      ) : (
        <MetricChart
          title={catalog.metric(chosen).label}
          subtitle={catalog.metric(chosen).description}
          result={result}
          metrics={[chosen]}
          previous
          markers={markers}
          height={320}
          empty={nothing}
        />
      )}
      <Columns>
        <MetricChart
          title="Actual eCPM against break-even eCPM"
          subtitle="The free tier pays while the blue line is above the orange one."
          result={result}
          metrics={['break_even_ecpm', 'ecpm']}
          band
          empty={noAds || nothing}
        />
        <MetricChart
          title="What costs"
          subtitle="Server cost by resource."
          result={result}
          metrics={RESOURCES}
          shape="bar"
          colors={['cost2', 'cost1', 'cost3', 'cost4', 'cost5']}
          empty={nothing}
        />
      </Columns>
      <Columns>
        <CostBreakdown scope={scope} />
        <BlockedByStage scope={scope} />
      </Columns>
    </Page>
  );
}
