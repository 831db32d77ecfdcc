import { EVENT_COLUMNS, FACT_COLUMNS } from '@breakeven/ingest/contract/columns';
import type { EventRow } from '@breakeven/ingest/contract/event-row';
import type { GenerationFacts } from '@breakeven/ingest/contract/generation-facts';
import { newEventRow } from '@breakeven/ingest/contract/new-event-row';
import { arbitraryRow } from '@breakeven/ingest/spool/native/arbitrary-row';
import { Block } from '@breakeven/ingest/spool/native/block';
import { encodeStoredEvents } from '@breakeven/ingest/spool/native/event-block';
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

const NO_FACTS: GenerationFacts = {
  requested_at: 0,
  country: '',
  platform: '',
  app_version: '',
  surface: '',
  variant: '',
  model: '',
  user_key: '',
  photo_hash: '',
  prompt_hash: '',
};

/** Microseconds since 1970 as DateTime64(6) reads them from JSON. */
function asText(microseconds: number): string {
  const milliseconds = new Date(Math.floor(microseconds / 1000)).toISOString().slice(0, -1).replace('T', ' ');
  return milliseconds + String(microseconds % 1000).padStart(3, '0');
}

async function rowsOnlyIn(table: string, other: string): Promise<unknown[]> {
  const query = `SELECT * FROM (SELECT * FROM ${table} EXCEPT SELECT * FROM ${other}) LIMIT 3`;
  return await (await clickHouse.client.query({ query, format: 'JSONEachRow' })).json();
}

test('a Native block stores exactly what the same rows store as JSON, whatever is in them', async () => {
  const version = 700_000_000_001;
  const arbitrary = fc.tuple(
    arbitraryRow<EventRow>(EVENT_COLUMNS, newEventRow),
    arbitraryRow<GenerationFacts>(FACT_COLUMNS, () => ({ ...NO_FACTS })),
  );
  // Large blocks have nearly all columns, blocks of one row leave most of them out.
  for (const [block, size] of [400, 400, 1, 1, 1].entries()) {
    const pairs = fc.sample(arbitrary, size);
    for (const [index, [event]] of pairs.entries()) event.id = `${block}-${index}-${event.id}`;
    const events = pairs.map(([event]) => event);
    const facts = pairs.map(([, fact]) => fact);
    await insertBytes(
      clickHouse.client,
      'from_native',
      'Native',
      encodeStoredEvents(events, facts, version),
      `${block}`,
    );
    await clickHouse.client.insert({
      table: 'from_json',
      format: 'JSONEachRow',
      values: pairs.map(([event, fact]) => ({
        ...event,
        ...fact,
        version,
        time: asText(event.time),
        requested_at: asText(fact.requested_at),
      })),
      clickhouse_settings: { precise_float_parsing: 1, async_insert: 0 },
    });
  }
  const counted = await clickHouse.client.query({
    query: 'SELECT count() AS n FROM from_native',
    format: 'JSONEachRow',
  });
  expect(await counted.json()).toEqual([{ n: 803 }]);
  expect(await rowsOnlyIn('from_native', 'from_json')).toEqual([]);
  expect(await rowsOnlyIn('from_json', 'from_native')).toEqual([]);
});

test('ClickHouse stores what a block of columns holds, whatever is in it, with facts, outcomes and version', async () => {
  const version = 700_000_000_002;
  for (const table of ['from_columns', 'from_lines']) {
    await clickHouse.client.command({
      query: `CREATE TABLE ${table} AS events ENGINE = MergeTree PARTITION BY tuple() ORDER BY id`,
    });
    await clickHouse.client.command({
      query: `ALTER TABLE ${table} ADD COLUMN IF NOT EXISTS outcomes UInt8`,
    });
  }
  const facts = fc.sample(
    arbitraryRow<GenerationFacts>(FACT_COLUMNS, () => ({ ...NO_FACTS })),
    30,
  );
  const groups = [300, 1, 1, 40].map((size, group) =>
    fc
      .sample(arbitraryRow<EventRow>(EVENT_COLUMNS, newEventRow), size)
      .map((event, index) => ({ ...event, id: `${group}-${index}-${event.id}` })),
  );
  const events = groups.flat();
  const factsOf = Uint32Array.from(events, (_, index) => index % facts.length);
  const outcomes = Uint8Array.from(events, (_, index) => index % 64);
  const block = Block.concat(groups.map((group) => Block.of(group)));
  await insertBytes(
    clickHouse.client,
    'from_columns',
    'Native',
    block.encode({ facts, factsOf, outcomes, version }),
    'columns',
  );
  await clickHouse.client.insert({
    table: 'from_lines',
    format: 'JSONEachRow',
    values: events.map((event, index) => {
      const fact = facts[factsOf[index]!]!;
      const times = { time: asText(event.time), requested_at: asText(fact.requested_at) };
      return { ...event, ...fact, ...times, outcomes: outcomes[index], version };
    }),
    clickhouse_settings: { precise_float_parsing: 1, async_insert: 0 },
  });
  const counted = await clickHouse.client.query({
    query: 'SELECT count() AS n FROM from_columns',
    format: 'JSONEachRow',
  });
  expect(await counted.json()).toEqual([{ n: events.length }]);
  expect(await rowsOnlyIn('from_columns', 'from_lines')).toEqual([]);
  expect(await rowsOnlyIn('from_lines', 'from_columns')).toEqual([]);
});
