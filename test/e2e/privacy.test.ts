import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { startEmbeddedClickHouse } from '@breakeven/api/stores/embedded-clickhouse';
import { ClickHouseLogLevel, createClient } from '@clickhouse/client';
import pino from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Api, apiOf } from '../support/api.ts';
import { type Breakeven, startBreakeven } from '../support/start-breakeven.ts';

/** Every raw user id of these tests starts like this, also the part of one that is cut off. */
const mark = 'person-of-flesh-and-blood';
let breakeven: Breakeven;
let api: Api;

const person = (where: string) => `${mark}-${where}@example.com`;
const requested = (id: string, user_id: unknown, data = {}) => ({
  ...{ specversion: '1.0', id, source: 'privacy', type: 'generation.requested', subject: `g-${id}` },
  ...{ time: '2026-10-01T10:00:00Z', data: { user_id, country: 'DE', ...data } },
});
const send = (body: string, type = 'application/x-ndjson') =>
  api.request('POST', '/v1/events', {
    ...{ body, headers: { 'content-type': type }, key: breakeven.ingestKey },
  });
const sendAll = (events: unknown[], search = '') => api.sendEvents(events, search);

beforeAll(async () => {
  breakeven = await startBreakeven({ env: { LOG_LEVEL: 'trace' } });
  api = apiOf(breakeven);
});
afterAll(() => breakeven?.remove());

/** Sends raw user ids in every way that a sender could, right and wrong. */
async function sendUserIdsEverywhere(round: string): Promise<void> {
  const id = (name: string) => `${round}-${name}`;
  const statuses: number[] = [];
  const say = async (answer: Promise<{ status: number }>) => statuses.push((await answer).status);

  // Taken.
  await say(sendAll([requested(id('accepted'), person('accepted'))]));
  const shared = { ...requested(id('other-type'), person('other-type')), type: 'clip.shared' };
  await say(sendAll([{ ...shared, data: { ...shared.data, channel: 'feed' } }]));
  // Rejected, with the user id in its place.
  await say(sendAll([requested(id('rejected'), person('rejected'), { country: 'Germany' })]));
  await say(sendAll([requested(id('long'), person('long').repeat(60))]));
  await say(sendAll([requested(id('nul'), `${person('nul')}\0`)]));
  await say(sendAll([{ ...requested(id('type'), person('type')), type: 'generation.started' }]));
  await say(sendAll([{ ...requested(id('time'), person('time')), time: '3026-10-01T10:00:00Z' }]));
  // Rejected, with the user id where it does not belong.
  await say(sendAll([requested(id('object'), { id: person('object') })]));
  await say(sendAll([requested(id('array'), [person('array')])]));
  await say(sendAll([{ ...requested(id('attribute'), undefined), user_id: person('attribute') }]));
  await say(sendAll([{ ...requested(id('camel'), undefined), userId: person('camel') }]));
  await say(sendAll([{ ...requested(id('nested'), 7), data: { user: { user_id: person('nested') } } }]));
  await say(sendAll([{ ...requested(id('text'), 7), data: `{"user_id":"${person('text')}"}` }]));
  await say(sendAll([requested(id('unknown-field'), person('unknown-field'), { user_id_2: 1, x: 2 })]));
  // Larger than an event may be; the cut after 64 KiB goes through the user id.
  const filler = 'x'.repeat(65_536 - 200);
  for (let shift = 0; shift < 200; shift += 25) {
    const large = requested(id(`large-${shift}`), '', { prompt: filler.slice(shift) });
    const text = JSON.stringify({ ...large, data: { ...large.data, user_id: undefined } });
    await say(send(`${text.slice(0, -2)},"user_id":"${person('large')}","more":"${filler}"}}`));
  }
  // The same identity with another content: known at once, and found later.
  await say(sendAll([requested(id('conflict'), person('conflict-first'))]));
  await say(sendAll([requested(id('conflict'), person('conflict-second'))]));
  // No JSON at all.
  await say(send(`{"data":{"user_id":"${person('broken')}","country":}}`));
  await say(send(`{"data":{"user_id":"${person('cut')}`));
  await say(send(JSON.stringify(requested(id('pretty'), person('pretty')), null, 2)));
  await say(send(`{'user_id': '${person('single-quotes')}'}`));
  await say(send(`user_id=${person('form')}&country=DE`));
  await say(send(`{"data":{"user_\\u0069d":"${person('escaped')}",}}`));
  await say(send(`[{"data":{"user_id":"${person('array-broken')}",}}]`, 'application/json'));
  await say(send(`{"data":{"user_id":"${person('wrong-type')}"}}`, 'text/plain'));
  // In questions and addresses.
  await say(api.request('DELETE', `/v1/users/${encodeURIComponent(person('address'))}`));
  const filters = [{ dimension: 'user_key', operator: 'in', values: [person('filter')] }];
  const time_range = { start: '2026-10-01', end: '2026-10-02' };
  await say(api.request('POST', '/v1/query', { json: { metrics: ['attempts'], time_range, filters } }));
  // The server took them all and broke over none.
  expect(statuses.filter((status) => status >= 500)).toEqual([]);
  expect(statuses).toEqual(expect.arrayContaining([200, 422, 400, 415]));
}

/** The files under the data directory that contain the mark, as `grep -r` finds them. */
async function filesWithMark(): Promise<string[]> {
  const search = ['-r', '-l', '-a', '-F', mark, breakeven.dataDir];
  const found = await promisify(execFile)('grep', search).catch((error) => error);
  // grep ends with 1 when it found nothing and with 2 when it could not look; files may vanish while it looks.
  return String(found.stdout).split('\n').filter(Boolean);
}

it('writes no raw user id into DATA_DIR or its output, whatever way it is sent', async () => {
  await sendUserIdsEverywhere('first');
  // The spool of the last events is still there.
  await breakeven.kill();
  expect(await filesWithMark()).toEqual([]);
  expect(breakeven.output()).not.toContain(mark);

  // After a start nothing is remembered, so the same conflicts are found by the writer.
  breakeven = await breakeven.restart();
  api = apiOf(breakeven);
  await sendUserIdsEverywhere('first');
  await sendUserIdsEverywhere('second');
  await api.untilComplete();
  expect(await filesWithMark()).toEqual([]);
});

it('answers no raw user id in rejected events, and keeps enough to mend and resend them', async () => {
  const { text, body } = await api.request('GET', '/v1/rejected-events?limit=1000');
  expect(text).not.toContain(mark);
  expect(body.items.length).toBeGreaterThan(20);
  const rejected = body.items.find(({ event_id }: { event_id: string }) => event_id === 'second-rejected');
  const event = typeof rejected.payload === 'string' ? JSON.parse(rejected.payload) : rejected.payload;
  expect(event.data).toMatchObject({ country: 'Germany', user_id: expect.stringMatching(/[0-9a-f]{32}/) });

  event.data.country = 'DE';
  const resent = await api.request('POST', `/v1/rejected-events/${rejected.id}/resend`, { json: { event } });
  expect(resent.body).toMatchObject({ accepted: 1, rejected: 0 });
  await api.untilComplete();
  const counted = await api.query({
    metrics: ['generations_requested', 'active_users'],
    dimensions: ['generation_id', 'user_key'],
    time_range: { start: '2026-10-01', end: '2026-10-02' },
    filters: [{ dimension: 'generation_id', operator: 'in', values: ['g-second-rejected'] }],
    limit: 10,
  });
  expect(counted.rows).toHaveLength(1);
  expect(counted.rows[0]?.[1]).toMatch(/^[0-9a-f]{32}$/);
});

it('gives the same person the same user key as before, also through a rejected event that was resent', async () => {
  const again = requested('again', person('rejected'));
  expect((await sendAll([again], '?refresh=wait_for')).body).toMatchObject({ accepted: 1 });
  const { rows } = await api.query({
    metrics: ['generations_requested'],
    dimensions: ['user_key'],
    time_range: { start: '2026-10-01', end: '2026-10-02' },
    filters: [{ dimension: 'generation_id', operator: 'in', values: ['g-again', 'g-second-rejected'] }],
    limit: 10,
  });
  expect(rows).toEqual([[expect.stringMatching(/^[0-9a-f]{32}$/), 2]]);
});

it('has no raw user id in any column of any table, where compression could hide it from grep', async () => {
  expect(await breakeven.stop()).toBe(0);
  expect(breakeven.output()).not.toContain(mark);
  expect(await filesWithMark()).toEqual([]);
  const engine = await startEmbeddedClickHouse(breakeven.dataDir, pino({ level: 'silent' }));
  const { reader: _, ...writer } = engine.access;
  const client = createClient({ ...writer, log: { level: ClickHouseLogLevel.OFF } });
  try {
    const ask = async (query: string) =>
      (await client.query({ query, format: 'JSONEachRow' })).json<Record<string, string>>();
    const tables = await ask(
      `SELECT name FROM system.tables WHERE database = currentDatabase() AND engine LIKE '%MergeTree'`,
    );
    expect(tables.map(({ name }) => name)).toEqual(expect.arrayContaining(['events', 'rejected_events']));
    for (const { name } of tables) {
      const [found] = await ask(
        `SELECT count() AS rows, countIf(toString(tuple(*)) LIKE '%${mark}%') AS marked FROM ${name}`,
      );
      expect(Number(found?.marked), name).toBe(0);
      if (name === 'events') expect(Number(found?.rows)).toBeGreaterThan(5);
    }
  } finally {
    await client.close();
    await engine.stop();
  }
});
