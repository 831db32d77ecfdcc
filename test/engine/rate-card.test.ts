import { StoredFxRate } from '@breakeven/api/stores/entities/stored-fx-rate';
import { StoredRate } from '@breakeven/api/stores/entities/stored-rate';
import { RateCard } from '@breakeven/api/stores/rate-card';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type StartedPostgres, startPostgres } from '../support/start-postgres.ts';

let postgres: StartedPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres?.stop());
beforeEach(() => postgres.dataSource.query('TRUNCATE rates, fx_rates'));

const addRate = (price: string) =>
  postgres.dataSource.manager.insert(StoredRate, {
    ...{
      resource: 'gpu',
      match: { gpu_model: 'H100' },
      unit: 'gpu_hour',
      price,
      currency: 'USD',
      months: null,
    },
    validFrom: new Date('2026-10-01T00:00:00Z'),
  });
const addFxRate = (rate: string) =>
  postgres.dataSource.manager.insert(StoredFxRate, { date: '2026-10-01', base: 'EUR', quote: 'USD', rate });

describe('the rate card', () => {
  test('keeps every digit of a price and the order in which rates were added', async () => {
    await addRate('0.100000000000000001');
    await addRate('3.990');
    await addFxRate('1.09');
    const { rates, fxRates } = await new RateCard(postgres.dataSource).current();
    expect(rates.map(({ price }) => price)).toEqual(['0.100000000000000001', '3.990']);
    expect(rates[0]).toMatchObject({
      match: { gpu_model: 'H100' },
      validFrom: Date.UTC(2026, 9, 1),
      months: null,
    });
    expect(rates[0]!.id).toBeLessThan(rates[1]!.id);
    expect(fxRates).toMatchObject([{ date: '2026-10-01', base: 'EUR', quote: 'USD', rate: '1.09' }]);
  });

  test('has a version that grows with every rate, seen at once by every process', async () => {
    const here = new RateCard(postgres.dataSource);
    const there = new RateCard(postgres.dataSource);
    expect((await there.current()).rateVersion).toBe(0);
    await addRate('1');
    await addFxRate('1.1');
    expect(await here.current()).toMatchObject({ rateVersion: 2 });
    expect(await there.current()).toMatchObject({ rateVersion: 2 });
    expect(await there.current()).toBe(await there.current()); // not read again
  });

  test('goes on with the rates known last while PostgreSQL is away, and names their version', async () => {
    await addRate('1');
    let isAway = false;
    const dataSource = new Proxy(postgres.dataSource, {
      get(target, name) {
        if (isAway) return () => Promise.reject(new Error('connect ECONNREFUSED'));
        const value = Reflect.get(target, name);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    const rateCard = new RateCard(dataSource);
    const known = await rateCard.current();
    isAway = true;
    expect(await rateCard.current()).toBe(known);
    await expect(new RateCard(dataSource).current()).rejects.toThrow('ECONNREFUSED');
  });
});
