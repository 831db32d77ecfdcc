import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import type { Value } from '../api/types.ts';
import { renderWithCatalog } from '../testing/render.tsx';
import { BreakdownList } from './breakdown-list.tsx';
import type { Report } from './use-report.ts';

function report(rows: Value[][], totals: Record<string, Value>): Report {
  return {
    query: { metrics: [], time_range: { start: '', end: '' } },
    answer: {
      columns: [
        { name: 'model', kind: 'dimension' },
        { name: 'server_cost', kind: 'metric', unit: 'USD' },
        { name: 'ad_revenue', kind: 'metric', unit: 'USD' },
      ],
      rows,
      totals,
      meta: {},
    },
  } as unknown as Report;
}

const priced = report(
  [
    ['big', '60', '10'],
    ['small', '30', '70'],
    [null, '10', '0'],
  ],
  { server_cost: '100', ad_revenue: '80' },
);

const list = (data: Report, extra = {}) => (
  <BreakdownList
    label="Cost by model"
    report={data}
    dimension="model"
    metrics={['server_cost', 'ad_revenue']}
    {...extra}
  />
);

const firstColumn = () => screen.getAllByRole('rowheader').map((cell) => cell.textContent);

test('pressing a head sorts by it, from high to low and then from low to high', async () => {
  renderWithCatalog(list(priced));
  expect(firstColumn()).toEqual(['big', 'small', 'Unknown', 'Total']);
  await userEvent.click(screen.getByRole('button', { name: /Ad revenue/ }));
  expect(firstColumn()).toEqual(['small', 'big', 'Unknown', 'Total']);
  expect(screen.getByRole('columnheader', { name: /Ad revenue/ }).getAttribute('aria-sort')).toBe(
    'descending',
  );
  await userEvent.click(screen.getByRole('button', { name: /Ad revenue/ }));
  expect(firstColumn()).toEqual(['Unknown', 'big', 'small', 'Total']);
});

test('what is not shown is one row, and shares and parts add up to the total', () => {
  const rows = Array.from({ length: 12 }, (_, index) => [`m${index}`, String(12 - index), '0']);
  renderWithCatalog(list(report(rows, { server_cost: '78', ad_revenue: '0' }), { show: 4 }));
  const amounts = screen
    .getAllByRole('row')
    .slice(1)
    .map((row) => within(row).getAllByRole('cell'));
  const costs = amounts.map((cells) => Number(cells[0]!.textContent));
  expect(screen.getByText('8 others')).toBeTruthy();
  expect(costs.slice(0, -1).reduce((sum, cost) => sum + cost, 0)).toBe(costs.at(-1));
  expect(costs.at(-1)).toBe(78);
});

test('an unknown cost reads "no price" and stays apart from a cost of zero', () => {
  renderWithCatalog(
    list(
      report(
        [
          ['unpriced', null, '1'],
          ['free', '0', '1'],
        ],
        { server_cost: '0', ad_revenue: '2' },
      ),
    ),
  );
  const cell = (name: string) =>
    within(screen.getByRole('row', { name: new RegExp(name) })).getAllByRole('cell')[0]!.textContent;
  expect(cell('unpriced')).toBe('no price');
  expect(cell('free')).toBe('0');
});

test('pressing a row hands over its value, null for the unknown ones', async () => {
  const onSelect = vi.fn();
  renderWithCatalog(list(priced, { onSelect }));
  await userEvent.click(screen.getByRole('button', { name: 'Unknown' }));
  expect(onSelect).toHaveBeenCalledWith(null);
});
