import { Anchor, Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Value } from '../../api/types.ts';
import { exactValue, formatValue } from '../../catalog/format-value.ts';
import { scaleFor } from '../../catalog/scale.ts';
import { unitOf } from '../../reports/unit-of.ts';
import type { ReportResult } from '../../reports/use-report.ts';
import classes from './sentence.module.css';
import { type Verdict, verdictOf } from './verdict.ts';

interface SentenceProps {
  result: ReportResult;
  /** `in the last 30 days`: the time that the sentence speaks of. */
  words: string;
  /** The range ends now: the present tense is right. */
  live: boolean;
}

/** The answer to the page's question in plain words. */
export function Sentence({ result, words, live }: SentenceProps) {
  const report = result.data;
  // The panels below say what went wrong; a sentence without numbers would only repeat it.
  if (!report && result.error) return null;
  if (!report) return <Skeleton height={30} maw={760} my={6} />;
  const totals = report.answer.totals;
  const unit = unitOf(report, 'server_cost');
  const of = (name: string): Value => totals[name] ?? null;
  const verdict = verdictOf({
    generations: of('generations_requested'),
    impressions: of('ad_impressions'),
    revenue: of('ad_revenue'),
    cost: of('server_cost'),
    costPerGeneration: of('cost_per_generation'),
    revenuePerGeneration: of('revenue_per_generation'),
    ecpm: of('ecpm'),
    breakEvenEcpm: of('break_even_ecpm'),
  });
  // The two amounts of a comparison share a unit: 5.4 ct and 103.8 ct, not 5.4 ct and 1.04 USD.
  const pair = (values: Value[]) => {
    const scale = scaleFor(values, unit);
    return values.map((value) => (
      <strong key={value} className="number" title={exactValue(value, unit)}>
        {formatValue(value, unit, { scale })}
      </strong>
    ));
  };
  const unpriced = Number(totals.unpriced_share ?? 0);
  return (
    <p className={classes.sentence}>
      {text(verdict, pair, words, live)}
      {unpriced > 0 && totals.server_cost !== null ? (
        <span className={classes.aside}>
          {' '}
          {formatValue(unpriced, { kind: 'ratio' })} of the usage has no price and is not in these numbers.{' '}
          <Anchor component={Link} to="/settings" inherit underline="always">
            Add a price
          </Anchor>
        </span>
      ) : null}
    </p>
  );
}

function text(
  verdict: Verdict,
  pair: (values: Value[]) => ReactNode[],
  words: string,
  live: boolean,
): ReactNode {
  const is = live ? 'is' : 'was';
  switch (verdict.kind) {
    case 'empty':
      return `Nothing was generated and no ad was shown ${words}.`;
    case 'no_price':
      return (
        <>
          {verdict.earns === null ? null : <>Each generation earns {pair([verdict.earns])}. </>}
          What it costs is unknown: no price covers this usage yet.{' '}
          <Anchor component={Link} to="/settings" inherit underline="always">
            Add a price
          </Anchor>
        </>
      );
    case 'no_generations':
      return `Ads earned money, but nothing was generated ${words}.`;
    case 'no_revenue_rate':
      return (
        <>
          Each generation costs {pair([verdict.costs])}. What it earns is unknown: its currency has no
          exchange rate.{' '}
          <Anchor component={Link} to="/settings" inherit underline="always">
            Add an exchange rate
          </Anchor>
        </>
      );
    case 'no_ads':
      return (
        <>
          Each generation costs {pair([verdict.costs])} and earns nothing: no ad was shown {words}.
        </>
      );
    default: {
      const [costs, earns] = pair([verdict.costs, verdict.earns]);
      const [breakEven, actual] = pair([verdict.breakEven, verdict.actual]);
      const [cost, earn] = live ? ['costs', 'earns'] : ['cost', 'earned'];
      return (
        <>
          Each generation {cost} {costs} and {earn} {earns}. You break even at an eCPM of {breakEven}; {words}{' '}
          it {is} {actual}.
        </>
      );
    }
  }
}
