import { describe, expect, test } from 'vitest';
import { oneOrMany } from '../common/one-or-many.ts';
import { newFxRate } from './fx-rate.schemas.ts';
import { newRate } from './rate.schemas.ts';

const gpu = {
  resource: 'gpu',
  match: { gpu_model: 'H100', gpu_region: 'eu-west' },
  unit: 'gpu_hour',
  price: '3.99',
  currency: 'USD',
  valid_from: '2026-10-01T00:00:00Z',
};

/** The paths of what is wrong with a body of one rate or an array. */
async function wrongPaths(
  body: unknown,
  schema: Parameters<typeof oneOrMany>[0] = newRate,
): Promise<string[]> {
  const result = await oneOrMany(schema, 10)['~standard'].validate(body);
  return (result.issues ?? []).map(({ path = [] }) => path.map(String).join('.')).sort();
}

describe('a new rate', () => {
  test.each([
    gpu,
    { ...gpu, match: {} },
    { ...gpu, match: undefined },
    { ...gpu, price: '0' },
    { ...gpu, price: '0.000000000000000001' },
    { ...gpu, resource: 'moderation_check', unit: '1000_checks', match: { stage: 'photo', classifier: 'c' } },
    { ...gpu, resource: 'human_review', unit: 'hour', match: { stage: 'story' } },
    { ...gpu, resource: 'delivery', unit: 'GB', match: {} },
    { ...gpu, resource: 'storage', unit: 'GB_month', match: {}, months: '12' },
  ])('%# is right', async (rate) => {
    expect(await wrongPaths(rate)).toEqual([]);
  });

  test.each<[string, object, string]>([
    ['a number as price, which is no exact decimal', { price: 3.99 }, 'price'],
    ['a negative price', { price: '-1' }, 'price'],
    ['an exponent in the price', { price: '1e3' }, 'price'],
    ['more than 18 decimals', { price: '0.0000000000000000001' }, 'price'],
    ['the unit of another resource', { unit: 'hour' }, 'unit'],
    ['a currency that is none', { currency: 'ABC' }, 'currency'],
    ['a currency in small letters', { currency: 'usd' }, 'currency'],
    ['an empty match value, which would match nothing', { match: { gpu_model: '' } }, 'match.gpu_model'],
    ['a match key of another resource', { match: { stage: 'photo' } }, 'match'],
    ['months for something that is not stored', { months: '12' }, ''],
    ['an unknown resource', { resource: 'coffee' }, 'resource'],
  ])('with %s is refused', async (_, change, path) => {
    expect(await wrongPaths({ ...gpu, ...change })).toEqual([path]);
  });

  test('of a stage that does not exist is refused', async () => {
    const rate = { ...gpu, resource: 'human_review', unit: 'hour', match: { stage: 'audio' } };
    expect(await wrongPaths(rate)).toEqual(['match.stage']);
  });

  test('paid for 0 months is refused: it would make storage free', async () => {
    const rate = { ...gpu, resource: 'storage', unit: 'GB_month', match: {}, months: '0.0' };
    expect(await wrongPaths(rate)).toEqual(['months']);
  });

  test('is one of many of which every problem is named with its place', async () => {
    const wrong = { ...gpu, price: 1, valid_from: '2026-10-01T00:01:00Z' };
    expect(await wrongPaths([gpu, wrong, { ...gpu, currency: 'EURO' }])).toEqual([
      '1.price',
      '1.valid_from',
      '2.currency',
    ]);
    expect(await wrongPaths([])).toEqual(['']);
    expect(await wrongPaths('gpu')).toEqual(['']);
  });
});

describe('a new exchange rate', () => {
  const fx = { date: '2026-10-01', base: 'EUR', quote: 'USD', rate: '1.09' };

  test('is right with a day, two currencies and a rate above 0', async () => {
    expect(await wrongPaths(fx, newFxRate)).toEqual([]);
    expect(await wrongPaths([fx, fx], newFxRate)).toEqual([]);
  });

  test.each<[string, object, string]>([
    ['a day that does not exist', { date: '2026-02-30' }, 'date'],
    ['a time instead of a day', { date: '2026-10-01T00:00:00Z' }, 'date'],
    ['a rate of 0', { rate: '0.00' }, 'rate'],
    ['a number as rate', { rate: 1.09 }, 'rate'],
    ['twice the same currency', { quote: 'EUR' }, 'quote'],
    ['an unknown field', { source: 'ECB' }, ''],
  ])('with %s is refused', async (_, change, path) => {
    expect(await wrongPaths({ ...fx, ...change }, newFxRate)).toEqual([path]);
  });
});
