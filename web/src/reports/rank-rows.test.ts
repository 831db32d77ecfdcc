import { Decimal } from 'decimal.js';
import { expect, test } from 'vitest';
import type { Metric } from '../api/types.ts';
import { rankRows } from './rank-rows.ts';

const metric = (name: string, unit: Metric['unit'], additive: boolean): Metric => ({
  name,
  label: name,
  description: '',
  lower_is_better: null,
  unit,
  dimensions: [],
  additive,
  estimated: false,
});
const cost = metric('server_cost', 'money', true);
const rate = metric('block_rate', 'ratio', false);

const rows = ['0.1', '0.2', '0.3', '0.4', '0.000000001'].map((server_cost) => ({
  server_cost,
  block_rate: 0.5,
}));

test('the shown rows and the others add up to the total, to the last digit', () => {
  const { shown, others } = rankRows(rows, { server_cost: '1.000000001' }, [cost], 2);
  const sum = [...shown, others!.row].reduce((left, row) => left.plus(row.server_cost!), new Decimal(0));
  expect(sum.toFixed()).toBe('1.000000001');
  expect(others!.count).toBe(3);
});

test('a ratio has no value for the others', () => {
  expect(rankRows(rows, { block_rate: 0.5 }, [rate], 2).others!.row.block_rate).toBeNull();
});

test('an unknown total leaves the others unknown, not zero', () => {
  const unpriced = rows.map(() => ({ server_cost: null }));
  expect(rankRows(unpriced, { server_cost: null }, [cost], 2).others!.row.server_cost).toBeNull();
});

test('a single row beyond the limit is shown itself', () => {
  expect(rankRows(rows, { server_cost: '1' }, [cost], 4)).toEqual({ shown: rows, others: null });
});
