import type { DifferenceKind } from '@breakeven/ingest/verifier/difference';
import { verify } from '@breakeven/ingest/verifier/verify';
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

function look(repair = false) {
  return verify({ client: lab.client, ...RANGE, repair, confirmAfterMs: 0 });
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
  await writeStream(seed, 1500);
  expect(await look()).toEqual({ counts: {}, listed: [] });
});

const damages: [name: string, found: Partial<Record<DifferenceKind, number>>, ...statements: string[]][] = [
  [
    'facts of one event that are not those of its generation',
    { facts: 1 },
    `INSERT INTO events SELECT * REPLACE ('Atlantis' AS country, version + 1 AS version) FROM events FINAL
     WHERE type = 'clip.viewed' AND generation_id != '' ORDER BY bucket, id LIMIT 1`,
  ],
  [
    'outcomes that are not there, and one that is at the wrong event',
    { outcomes: 3 },
    `INSERT INTO events SELECT * REPLACE (0 AS outcomes, version + 1 AS version) FROM (
       SELECT * FROM events FINAL WHERE type = 'generation.requested' AND outcomes != 0 ORDER BY bucket, id LIMIT 2)`,
    `INSERT INTO events SELECT * REPLACE (2 AS outcomes, version + 1 AS version) FROM (
       SELECT * FROM events FINAL WHERE type = 'clip.viewed' ORDER BY bucket, id LIMIT 1)`,
  ],
  [
    'a key that is not there, and one of no event',
    { event_keys: 2 },
    `DELETE FROM event_keys WHERE key = (SELECT min(key) FROM event_keys) SETTINGS lightweight_deletes_sync = 2`,
    `INSERT INTO event_keys VALUES (1, toDateTime('2026-10-01 12:00:00', 'UTC'))`,
  ],
  [
    'generations that are not found where they have events, or found where they have none',
    { generation_buckets: 3 },
    `DELETE FROM generation_buckets WHERE key = (SELECT min(key) FROM generation_buckets GROUP BY key
       HAVING uniqExact(bucket) = 1 ORDER BY key LIMIT 1) SETTINGS lightweight_deletes_sync = 2`,
    `INSERT INTO generation_buckets VALUES (1, toDateTime('2026-10-01 12:00:00', 'UTC'), 1)`,
    `INSERT INTO generation_buckets SELECT key, bucket, 1024 FROM generation_buckets ORDER BY key DESC, bucket LIMIT 1`,
  ],
  [
    'blocked usage that is not there, has another quantity, or is of no block',
    { blocked_usage: 3 },
    `INSERT INTO blocked_usage SELECT * REPLACE (version + 1 AS version, 1 AS is_deleted) FROM blocked_usage FINAL
     ORDER BY bucket, generation_id, id, resource LIMIT 1`,
    `INSERT INTO blocked_usage SELECT * REPLACE (version + 1 AS version, quantity + 1 AS quantity) FROM blocked_usage FINAL
     ORDER BY bucket DESC, generation_id, id, resource LIMIT 1`,
    `INSERT INTO blocked_usage SELECT * REPLACE ('nobody' AS generation_id) FROM blocked_usage FINAL
     ORDER BY bucket DESC, generation_id, id, resource LIMIT 1`,
  ],
  [
    'totals that are too high, of nothing, or gone',
    { rollups: 3 },
    `INSERT INTO rollups SELECT * REPLACE (events + 1 AS events, version + 1000001 AS version) FROM rollups FINAL
     WHERE family = 'count' AND dimension = 'country' ORDER BY bucket, value LIMIT 1`,
    `INSERT INTO rollups SELECT * REPLACE ('Atlantis' AS value) FROM rollups FINAL
     WHERE family = 'usage' AND dimension = 'country' ORDER BY bucket, value, resource LIMIT 1`,
    `INSERT INTO rollups SELECT * REPLACE (version + 1 AS version, 1 AS is_deleted) FROM rollups FINAL
     WHERE family = 'revenue' AND dimension = '' ORDER BY bucket, currency LIMIT 1`,
  ],
];

describe('what differs is found, all of it and nothing else, and mended', () => {
  // Each test leaves everything as it was: that is what it tests.
  beforeAll(() => writeStream(21, 700));

  it.each(damages)('%s', async (_, found, ...statements) => {
    const sound = await totals();
    for (const query of statements) await lab.client.command({ query });
    const [kind, count] = Object.entries(found)[0]!;
    // Else the totals, which were settled before, would differ too.
    if (kind !== 'rollups') await settleAll();
    const first = await look();
    expect(first.counts).toEqual(found);
    expect(first.listed.map((difference) => difference.kind)).toEqual(new Array(count).fill(kind));

    expect((await look(true)).counts).toMatchObject(found);
    await lab.settle();
    expect(await look()).toEqual({ counts: {}, listed: [] });
    expect(await totals()).toEqual(sound);
  });

  it('an event that is stored twice: the first stays, its totals too', async () => {
    const sound = await totals();
    await lab.client.command({
      query: `INSERT INTO events SELECT * REPLACE (bucket + 86400 AS bucket, time + 86400 AS time, version + 4 AS version)
        FROM events FINAL WHERE type = 'clip.viewed' ORDER BY bucket, id LIMIT 1`,
    });
    expect((await look()).counts.duplicates).toBe(1);
    await look(true);
    await lab.settle();
    expect(await look()).toEqual({ counts: {}, listed: [] });
    expect(await totals()).toEqual(sound);
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
    await look(true);
    await lab.settle();
    expect(await look()).toEqual({ counts: {}, listed: [] });
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
