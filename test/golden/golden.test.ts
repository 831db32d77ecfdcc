import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Api, apiOf } from '../support/api.ts';
import { emptyValues, reference } from '../support/reference/answer.ts';
import { type Breakeven, startBreakeven } from '../support/start-breakeven.ts';
import { comparable, goldenCases } from './golden-cases.ts';

let breakeven: Breakeven;
let api: Api;

beforeAll(async () => {
  breakeven = await startBreakeven();
  api = apiOf(breakeven);
  for (const { events, rates, fx_rates } of goldenCases) {
    await api.addRates(rates, fx_rates);
    expect((await api.sendEvents(events)).body).toMatchObject({ accepted: events.length, rejected: 0 });
  }
  await api.untilComplete();
});
afterAll(() => breakeven?.remove());

describe.each(goldenCases)('$name: $about', ({ queries, events, rates, fx_rates }) => {
  it.each(queries)(
    'the product answers $query as worked out by hand',
    async ({ query, rows, totals, refused }) => {
      if (refused) {
        const answer = await api.request('POST', '/v1/query', { json: query });
        expect(answer.body).toMatchObject({ status: 400, code: refused });
        return;
      }
      const answer = await api.query({ ...query });
      expect(comparable(answer.rows)).toEqual(comparable(rows));
      expect(comparable([Object.values(answer.totals)])).toEqual(comparable([Object.values(totals)]));
      expect(Object.keys(answer.totals)).toEqual(query.metrics);
    },
  );

  it.each(queries.filter(({ refused }) => !refused))(
    'the reference answers $query as worked out by hand',
    ({ query, rows, totals }) => {
      const world = { arrivals: events, rates, fxRates: fx_rates, reportingCurrency: 'USD' };
      const answer = reference(world)(query);
      // The reference has a row wherever any line is, and none where time passed without one.
      const empty = JSON.stringify(Object.values(emptyValues(query.metrics)));
      const isFull = (row: unknown[]) => JSON.stringify(row.slice(-query.metrics.length)) !== empty;
      const cells = answer.rows.map(({ time, dimensions, values }) => [
        ...(time === null ? [] : [new Date(time / 1000).toISOString()]),
        ...dimensions,
        ...query.metrics.map((name) => values[name] ?? null),
      ]);
      expect(comparable(cells.filter(isFull))).toEqual(comparable(rows.filter(isFull)));
      expect(comparable([Object.values(answer.totals)])).toEqual(comparable([Object.values(totals)]));
    },
  );
});
