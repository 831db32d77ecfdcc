import type { DifferenceKind } from '@breakeven/ingest/verifier/difference';
import { verify } from '@breakeven/ingest/verifier/verify';
import type { ClickHouseClient } from '@clickhouse/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IngestLab } from '../support/ingest-lab.ts';
import type { RawEvent } from '../support/reference/raw-event.ts';
import { type StartedClickHouse, startClickHouse } from '../support/start-clickhouse.ts';
import { eventStream } from '../support/streams/event-stream.ts';

let clickHouse: StartedClickHouse;
let lab: IngestLab;

beforeAll(async () => {
  clickHouse = await startClickHouse();
  lab = new IngestLab(clickHouse.client);
});
afterAll(() => clickHouse?.stop());

const RANGE = { from: Date.parse('2026-09-01') / 1000, to: Date.parse('2026-12-01') / 1000 };

const NOTHING = { counts: {}, listed: [] };

function look(options: { from?: number; to?: number; repair?: boolean } = {}) {
  return verify({ client: lab.client, ...RANGE, repair: false, confirmAfterMs: 0, ...options });
}

/** Writes and settles a random stream with late and repeated events of several days, and nothing else. */
async function writeStream(seed: number, events: number): Promise<void> {
  await lab.clear();
  const windows: [string, string][] = [['2026-09-30T20:00:00Z', '2026-10-02T06:00:00Z']];
  const stream = eventStream({ seed, events, windows });
  const invalid = new Set(stream.invalid.map(({ event }) => event));
  const valid = stream.arrivals.filter((event) => !invalid.has(event)) as RawEvent[];
  for (let taken = 0; taken < valid.length; taken += 200) await lab.write(valid.slice(taken, taken + 200));
  await lab.settle();
}

/** What every answer is made of, without versions. */
async function totals() {
  return {
    rollups: await lab.query('SELECT * EXCEPT (version) FROM rollups FINAL ORDER BY ALL'),
    blockedUsage: await lab.query('SELECT * EXCEPT (version) FROM blocked_usage FINAL ORDER BY ALL'),
    dirty: await lab.query('SELECT bucket FROM buckets GROUP BY bucket HAVING sum(marks) > max(settled)'),
  };
}

async function settleAll(): Promise<void> {
  await lab.client.command({ query: 'INSERT INTO buckets SELECT DISTINCT bucket, 1, 0 FROM buckets' });
  await lab.settle();
}

it.each([11, 12])('nothing differs after a random stream, in whatever order it came (%i)', async (seed) => {
  await writeStream(seed, 600);
  expect(await look()).toEqual(NOTHING);
  // Most generations of an hour have events before or after it.
  const from = Date.parse('2026-10-01T12:00:00Z') / 1000;
  expect(await look({ from, to: from + 3600 })).toEqual(NOTHING);
});

/** Damages that have nothing to do with each other, with the number of rows that differ by each. */
const damages: [what: string, kind: DifferenceKind, rows: number, ...statements: string[]][] = [
  [
    'facts of one event that are not those of its generation',
    'facts',
    1,
    `INSERT INTO events SELECT * REPLACE ('Atlantis' AS country, version + 1 AS version) FROM events FINAL
     WHERE type = 'clip.viewed' AND generation_id != '' ORDER BY bucket, id LIMIT 1`,
  ],
  [
    'outcomes that are not there, and one that is at the wrong event',
    'outcomes',
    3,
    `INSERT INTO events SELECT * REPLACE (0 AS outcomes, version + 1 AS version) FROM (
       SELECT * FROM events FINAL WHERE type = 'generation.requested' AND outcomes != 0 ORDER BY bucket, id LIMIT 2)`,
    `INSERT INTO events SELECT * REPLACE (2 AS outcomes, version + 1 AS version) FROM (
       SELECT * FROM events FINAL WHERE type = 'clip.viewed' ORDER BY bucket DESC, id LIMIT 1)`,
  ],
  [
    'a key that is not there, and one of no event',
    'event_keys',
    2,
    `DELETE FROM event_keys WHERE key = (SELECT min(key) FROM event_keys) SETTINGS lightweight_deletes_sync = 2`,
    `INSERT INTO event_keys VALUES (1, toDateTime('2026-10-01 12:00:00', 'UTC'))`,
  ],
  [
    'generations that are not found where they have events, or found where they have none',
    'generation_buckets',
    3,
    `DELETE FROM generation_buckets WHERE key = (SELECT min(key) FROM generation_buckets GROUP BY key
       HAVING uniqExact(bucket) = 1 ORDER BY key LIMIT 1) SETTINGS lightweight_deletes_sync = 2`,
    `INSERT INTO generation_buckets VALUES (1, toDateTime('2026-10-01 12:00:00', 'UTC'), 1)`,
    `INSERT INTO generation_buckets SELECT key, bucket, 1024 FROM generation_buckets ORDER BY key DESC, bucket LIMIT 1`,
  ],
  [
    'blocked usage that is not there, has another quantity, or is of no block',
    'blocked_usage',
    3,
    `INSERT INTO blocked_usage SELECT * REPLACE (version + 1 AS version, 1 AS is_deleted) FROM blocked_usage FINAL
     ORDER BY bucket, generation_id, id, resource LIMIT 1`,
    `INSERT INTO blocked_usage SELECT * REPLACE (version + 1 AS version, quantity + 1 AS quantity) FROM blocked_usage FINAL
     ORDER BY bucket DESC, generation_id, id, resource LIMIT 1`,
    `INSERT INTO blocked_usage SELECT * REPLACE ('nobody' AS generation_id) FROM blocked_usage FINAL
     ORDER BY bucket DESC, generation_id, id, resource LIMIT 1`,
  ],
];

const damagedTotals = [
  `INSERT INTO rollups SELECT * REPLACE (events + 1 AS events, version + 1000001 AS version) FROM rollups FINAL
   WHERE family = 'count' AND dimension = 'country' ORDER BY bucket, value LIMIT 1`,
  `INSERT INTO rollups SELECT * REPLACE ('Atlantis' AS value) FROM rollups FINAL
   WHERE family = 'usage' AND dimension = 'country' ORDER BY bucket, value, resource LIMIT 1`,
  `INSERT INTO rollups SELECT * REPLACE (version + 1 AS version, 1 AS is_deleted) FROM rollups FINAL
   WHERE family = 'revenue' AND dimension = '' ORDER BY bucket, currency LIMIT 1`,
];

async function damage(statements: readonly string[]): Promise<void> {
  for (const query of statements) await lab.client.command({ query });
}

describe('what differs is found, all of it and nothing else, and mended', () => {
  let sound: Awaited<ReturnType<typeof totals>>;
  beforeAll(async () => {
    await writeStream(21, 700);
    sound = await totals();
  });

  /** Each test leaves everything as it was: that is what it tests. */
  async function expectMended(range = RANGE): Promise<void> {
    await look({ ...range, repair: true });
    await lab.settle();
    expect(await look()).toEqual(NOTHING);
    expect(await totals()).toEqual(sound);
  }

  it(`${damages.map(([what]) => what).join('; ')}; totals that are too high, of nothing, or gone`, async () => {
    await damage(damages.flatMap(([, , , ...statements]) => statements));
    // Else the totals, which were settled before, would differ too.
    await settleAll();
    await damage(damagedTotals);
    const { counts, listed } = await look();
    expect(counts).toEqual({
      ...Object.fromEntries(damages.map(([, kind, rows]) => [kind, rows])),
      rollups: 3,
    });
    for (const [kind, rows] of Object.entries(counts))
      expect(listed.filter((difference) => difference.kind === kind)).toHaveLength(rows);
    await expectMended();
  });

  it('an event that is stored twice: the first stays, its totals too', async () => {
    await damage([
      `INSERT INTO events SELECT * REPLACE (bucket + 86400 AS bucket, time + 86400 AS time, version + 4 AS version)
       FROM events FINAL WHERE type = 'clip.viewed' ORDER BY bucket, id LIMIT 1`,
      `INSERT INTO events SELECT * REPLACE ('clip.shared' AS type, version + 4 AS version)
       FROM (SELECT * FROM events FINAL WHERE type = 'clip.viewed' ORDER BY bucket, id LIMIT 1 OFFSET 1)`,
    ]);
    expect((await look()).counts.duplicates).toBe(2);
    await expectMended();
  });

  it('an event that is stored twice, first outside of the range', async () => {
    // Noted where it is, as everything that is written.
    await damage([
      `INSERT INTO events SELECT * REPLACE (bucket + 20 * 86400 AS bucket, time + 20 * 86400 AS time, version + 4 AS version)
       FROM events FINAL WHERE type = 'clip.viewed' ORDER BY bucket, id LIMIT 1`,
      `INSERT INTO event_keys SELECT bitShiftRight(xxHash64(concat(source, '\\0', id)), 24), bucket
       FROM events WHERE bucket > toDateTime('2026-10-15 00:00:00', 'UTC')`,
    ]);
    const later = { from: Date.parse('2026-10-15') / 1000, to: RANGE.to };
    expect((await look(later)).counts.duplicates).toBe(1);
    await expectMended(later);
  });

  it('an event that is stored under another time than its own, in whatever range the right one lies', async () => {
    await damage([
      `INSERT INTO events SELECT * REPLACE (bucket + 20 * 86400 AS bucket)
       FROM events FINAL WHERE type = 'clip.viewed' AND generation_id != '' ORDER BY bucket, id LIMIT 1`,
      `DELETE FROM events WHERE (source, id) IN (SELECT source, id FROM events WHERE bucket > toDateTime('2026-10-15 00:00:00', 'UTC'))
       AND bucket < toDateTime('2026-10-15 00:00:00', 'UTC') SETTINGS lightweight_deletes_sync = 2`,
    ]);
    const later = { from: Date.parse('2026-10-15') / 1000, to: RANGE.to };
    expect((await look(later)).counts.event_buckets).toBe(1);
    await expectMended(later);
  });

  it('more than is listed, in one run', async () => {
    await damage([
      `INSERT INTO event_keys SELECT number, toDateTime('2026-10-01 12:00:00', 'UTC') FROM numbers(3000)`,
      `INSERT INTO generation_buckets SELECT number, toDateTime('2026-10-01 12:00:00', 'UTC'), 1 FROM numbers(3000)`,
      `INSERT INTO events SELECT * REPLACE ('Atlantis' AS country, version + 1 AS version) FROM events FINAL WHERE country != ''`,
      `INSERT INTO events SELECT * EXCEPT (copy) REPLACE (bucket + 86400 * copy AS bucket, time + 86400 * copy AS time, version + 4 AS version)
       FROM (SELECT * FROM events FINAL WHERE type = 'clip.viewed') AS first, (SELECT number + 1 AS copy FROM numbers(20)) AS copies`,
    ]);
    const { counts, listed } = await look();
    expect(counts.generation_buckets).toBeGreaterThan(2999);
    expect(counts.duplicates).toBeGreaterThan(1000);
    expect(listed.length).toBe(1000);
    await expectMended();
  });

  it('a lost mark: the bucket is settled again', async () => {
    await lab.client.command({
      query: 'INSERT INTO buckets SELECT bucket, 0, sum(marks) + 1000 FROM buckets GROUP BY bucket',
    });
    await lab.client.command({
      query: "DELETE FROM rollups WHERE family = 'count' SETTINGS lightweight_deletes_sync = 2",
    });
    await lab.settle();
    expect((await look()).counts.rollups).toBeGreaterThan(100);
    await look({ repair: true });
    await lab.settle();
    expect(await look()).toEqual(NOTHING);
  });
});

it('what waits to be settled is no difference', async () => {
  await writeStream(21, 300);
  const windows: [string, string][] = [['2026-10-03T20:00:00Z', '2026-10-03T22:00:00Z']];
  const stream = eventStream({ seed: 23, events: 200, windows });
  const invalid = new Set(stream.invalid.map(({ event }) => event));
  await lab.write(stream.arrivals.filter((event) => !invalid.has(event)) as RawEvent[]);
  expect((await look()).counts).toEqual({});
});

it('reads what the range holds, however much is stored beside it', async () => {
  await writeStream(21, 300);
  const before = await rowsRead();
  await damage([
    `INSERT INTO events (bucket, type, source, id, time, generation_id, version)
     SELECT toStartOfFifteenMinutes(at), 'generation.requested', 'other', toString(number), at, toString(number), 4
     FROM (SELECT number, toDateTime('2025-03-01 00:00:00', 'UTC') + number AS at FROM numbers(1000000))`,
  ]);
  expect(await rowsRead()).toBeLessThan(before * 1.5);
});

/** How many rows ClickHouse reads to verify the range. */
async function rowsRead(): Promise<number> {
  let rows = 0;
  const client = new Proxy(lab.client, {
    get: (target, name: keyof ClickHouseClient) =>
      name !== 'query'
        ? target[name]
        : async (params: Parameters<ClickHouseClient['query']>[0]) => {
            const result = await target.query({
              ...params,
              clickhouse_settings: { ...params.clickhouse_settings, wait_end_of_query: 1 },
            });
            rows += Number(JSON.parse(String(result.response_headers['x-clickhouse-summary'])).read_rows);
            return result;
          },
  });
  expect(await verify({ client, ...RANGE, repair: false, confirmAfterMs: 0 })).toEqual(NOTHING);
  return rows;
}
