import { expect, test } from 'vitest';
import type { Value } from '../../api/types.ts';
import type { ReportResult } from '../../reports/use-report.ts';
import { renderWithCatalog } from '../../testing/render.tsx';
import { Sentence } from './sentence.tsx';

function textOf(totals: Record<string, Value>, live = true): string {
  const result = {
    data: { answer: { columns: [{ name: 'server_cost', kind: 'metric', unit: 'USD' }], totals } },
    error: null,
  } as unknown as ReportResult;
  const { container } = renderWithCatalog(
    <Sentence result={result} words="in the last 30 days" live={live} />,
  );
  return container.querySelector('p')!.textContent!.replaceAll('\u00a0', ' ');
}

const loss = {
  generations_requested: 1000,
  ad_impressions: 7600,
  server_cost: '54',
  ad_revenue: '38',
  cost_per_generation: '0.054',
  revenue_per_generation: '0.038',
  ecpm: '5',
  break_even_ecpm: '7.1',
  unpriced_share: 0,
};

test('a loss is said with its break-even price', () => {
  expect(textOf(loss)).toBe(
    'Each generation costs 5.40 ct and earns 3.80 ct. You break even at an eCPM of 7.10 USD; in the last 30 days it is 5.00 USD.',
  );
});

test('both amounts of a pair share a unit', () => {
  expect(textOf({ ...loss, cost_per_generation: '1.2' })).toContain('costs 1.20 USD and earns 0.04 USD');
});

test('a past range is told in the past', () => {
  expect(textOf(loss, false)).toContain('it was 5.00 USD');
});

test('usage without a price is never called free', () => {
  const text = textOf({
    ...loss,
    server_cost: null,
    cost_per_generation: null,
    break_even_ecpm: null,
    unpriced_share: 1,
  });
  expect(text).toBe(
    'Each generation earns 3.80 ct. What it costs is unknown: no price covers this usage yet. Add a price',
  );
});

test('a part without a price is named beside the numbers', () => {
  expect(textOf({ ...loss, unpriced_share: 0.032 })).toContain('3.20 % of the usage has no price');
});
