import { eventKey } from '@breakeven/ingest/contract/event-key';
import { generationKey } from '@breakeven/ingest/contract/generation-key';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StartedClickHouse, startClickHouse } from '../support/start-clickhouse.ts';

let clickHouse: StartedClickHouse;

beforeAll(async () => {
  clickHouse = await startClickHouse();
});
afterAll(() => clickHouse?.stop());

test('ClickHouse computes the same keys of events and generations, whatever their texts', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1 }),
    fc.string({ unit: 'grapheme', minLength: 1 }),
    fc.string({ unit: 'grapheme', minLength: 300, maxLength: 1024 }),
    fc.constantFrom('ä', '生成', '🎬', 'e1'),
  );
  const events = fc
    .sample(fc.record({ source: text, id: text }), 500)
    // No text of an event has a NUL.
    .map(({ source, id }) => ({ source: source.replaceAll('\0', ''), id: id.replaceAll('\0', '') }));
  const values = events.map(({ source, id }) => ({
    source,
    id,
    event_key: eventKey(source, id),
    generation_key: generationKey(id),
  }));
  await clickHouse.client.command({
    query: `CREATE TABLE keyed (source String, id String, event_key UInt64, generation_key UInt64)
            ENGINE = MergeTree ORDER BY event_key`,
  });
  await clickHouse.client.insert({ table: 'keyed', format: 'JSONEachRow', values });
  const answer = await clickHouse.client.query({
    query: `SELECT
              toUInt32(count()) AS rows,
              toUInt32(countIf(event_key != bitShiftRight(xxHash64(concat(source, '\\0', id)), 24))) AS other_event_keys,
              toUInt32(countIf(generation_key != bitShiftRight(xxHash64(id), 24))) AS other_generation_keys
            FROM keyed`,
    format: 'JSONEachRow',
  });
  expect(await answer.json()).toEqual([{ rows: 500, other_event_keys: 0, other_generation_keys: 0 }]);
});
