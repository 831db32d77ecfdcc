import { expect, it } from 'vitest';
import { SqlParameters } from './sql-parameters.ts';

it('sends a long array in pieces that the server takes, in order and complete', () => {
  const parameters = new SqlParameters();
  const texts = Array.from({ length: 10_000 }, (_, i) => `${'é'.repeat(20)}${i}`);
  const expression = parameters.addArray('filter_0', 'String', texts);
  const pieces = Object.values(parameters.values) as string[][];
  expect(pieces.flat()).toEqual(texts);
  expect(Math.max(...pieces.map((piece) => Buffer.byteLength(JSON.stringify(piece))))).toBeLessThan(65_536);
  expect(expression).toMatch(
    /^arrayConcat\(\{filter_0_0:Array\(String\)\}, \{filter_0_1:Array\(String\)\}, /,
  );
});

it('sends a short array as it is, and an empty one too', () => {
  const parameters = new SqlParameters();
  expect(parameters.addArray('grid', 'UInt32', [])).toBe('{grid:Array(UInt32)}');
  expect(parameters.addDecimalTable('prices', 2, [['1.50', null], []])).toBe(
    '{prices:Array(Array(Nullable(Decimal(76, 2))))}',
  );
  expect(parameters.values).toEqual({ grid: [], prices: '[[1.50,NULL],[]]' });
});
