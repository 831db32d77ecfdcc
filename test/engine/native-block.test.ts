import { FACT_COLUMNS } from '@breakeven/ingest/contract/columns';
import { type GenerationFacts, NO_FACTS } from '@breakeven/ingest/contract/generation-facts';
import { arbitraryEvent } from '@breakeven/ingest/spool/native/arbitrary-event';
import { arbitraryRow } from '@breakeven/ingest/spool/native/arbitrary-row';
import { Block } from '@breakeven/ingest/spool/native/block';
import { insertBytes } from '@breakeven/ingest/writer/insert-bytes';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StartedClickHouse, startClickHouse } from '../support/start-clickhouse.ts';

let clickHouse: StartedClickHouse;

beforeAll(async () => {
  clickHouse = await startClickHouse();
  for (const table of ['from_native', 'from_json']) {
    await clickHouse.client.command({
      query: `CREATE TABLE ${table} AS events ENGINE = MergeTree PARTITION BY tuple() ORDER BY id`,
    });
  }
});
afterAll(() => clickHouse?.stop());

/** Microseconds since 1970 as DateTime64(6) reads them from JSON. */
function asText(microseconds: number): string {
  const milliseconds = new Date(Math.floor(microseconds / 1000)).toISOString().slice(0, -1).replace('T', ' ');
  return milliseconds + String(microseconds % 1000).padStart(3, '0');
}

async function rowsOnlyIn(table: string, other: string): Promise<unknown[]> {
  const query = `SELECT * FROM (SELECT * FROM ${table} EXCEPT SELECT * FROM ${other}) LIMIT 3`;
  return await (await clickHouse.client.query({ query, format: 'JSONEachRow' })).json();
}

test('ClickHouse stores what a block of columns holds exactly as it stores the same rows as JSON', async () => {
  const version = 700_000_000_001;
  const facts = fc.sample(
    arbitraryRow<GenerationFacts>(FACT_COLUMNS, () => ({ ...NO_FACTS })),
    30,
  );
  let stored = 0;
  // Blocks of many events have nearly all columns, blocks of one leave most of them out; blocks become one block.
  for (const [block, sizes] of [[400], [300, 1, 1, 40], [1], [1], [1]].entries()) {
    const groups = sizes.map((size, group) =>
      fc
        .sample(arbitraryEvent, size)
        .map((event, index) => ({ ...event, id: `${block}-${group}-${index}-${event.id}` })),
    );
    const events = groups.flat();
    const factsOf = Uint32Array.from(events, (_, index) => (index + block) % facts.length);
    const outcomes = Uint8Array.from(events, (_, index) => index % 64);
    const whole = Block.concat(groups.map((group) => Block.of(group)));
    const bytes = whole.encode({ facts, factsOf, outcomes, version });
    await insertBytes(clickHouse.client, 'from_native', 'Native', bytes, `${block}`);
    await clickHouse.client.insert({
      table: 'from_json',
      format: 'JSONEachRow',
      values: events.map((event, index) => {
        const fact = facts[factsOf[index]!]!;
        const times = { time: asText(event.time), requested_at: asText(fact.requested_at) };
        return { ...event, ...fact, ...times, outcomes: outcomes[index], version };
      }),
      clickhouse_settings: { precise_float_parsing: 1, async_insert: 0 },
    });
    stored += events.length;
  }
  const counted = await clickHouse.client.query({
    query: 'SELECT count() AS n FROM from_native',
    format: 'JSONEachRow',
  });
  expect(await counted.json()).toEqual([{ n: stored }]);
  expect(await rowsOnlyIn('from_native', 'from_json')).toEqual([]);
  expect(await rowsOnlyIn('from_json', 'from_native')).toEqual([]);
});
