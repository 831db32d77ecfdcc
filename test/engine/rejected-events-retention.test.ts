import { retainRejectedEvents } from '@breakeven/api/events/rejected/rejected-events-retention';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StartedClickHouse, startClickHouse } from '../support/start-clickhouse.ts';

let clickhouse: StartedClickHouse;
beforeAll(async () => {
  clickhouse = await startClickHouse();
});
afterAll(() => clickhouse?.stop());

async function left(): Promise<string[]> {
  const result = await clickhouse.client.query({
    query: 'SELECT rejected_event_id AS id FROM rejected_events FINAL ORDER BY id',
    format: 'JSONEachRow',
  });
  return (await result.json<{ id: string }>()).map(({ id }) => id);
}

async function merged(): Promise<void> {
  await clickhouse.client.command({ query: 'OPTIMIZE TABLE rejected_events FINAL' });
}

test('rejected events are deleted when their days are over, and kept for ever without a number of days', async () => {
  const { client } = clickhouse;
  await client.command({
    query: `INSERT INTO rejected_events (received_at, rejected_event_id, code, status, version)
      SELECT now64(3) - toIntervalDay(number), concat('of-', toString(number), '-days'), 'invalid_value', 'open', 1
      FROM numbers(3) ARRAY JOIN [1, 2] AS version`,
  });
  await retainRejectedEvents(client, 0);
  await merged();
  expect(await left()).toEqual(['of-0-days', 'of-1-days', 'of-2-days']);

  await retainRejectedEvents(client, 2);
  await retainRejectedEvents(client, 2);
  await merged();
  expect(await left()).toEqual(['of-0-days', 'of-1-days']);

  await retainRejectedEvents(client, 0);
  const { statement } = (
    await (
      await client.query({ query: 'SHOW CREATE TABLE rejected_events', format: 'JSONEachRow' })
    ).json<{ statement: string }>()
  )[0]!;
  expect(statement).not.toContain('TTL');
});
