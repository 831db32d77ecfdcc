import { pseudonym } from '@breakeven/ingest/contract/pseudonym';
import { ROLLUP_FAMILIES } from '@breakeven/ingest/contract/rollup-families';
import { ROLLUP_SETS, type RollupFamily } from '@breakeven/ingest/contract/rollup-sets';
import { verify } from '@breakeven/ingest/verifier/verify';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { failingClient } from '../support/failing-client.ts';
import { IngestLab, pseudonymKey } from '../support/ingest-lab.ts';
import { lines } from '../support/reference/lines.ts';
import type { RawEvent } from '../support/reference/raw-event.ts';
import { type StartedClickHouse, startClickHouse } from '../support/start-clickhouse.ts';
import { eventStream } from '../support/streams/event-stream.ts';
import { random as seeded } from '../support/streams/random.ts';

let clickHouse: StartedClickHouse;
let lab: IngestLab;

beforeAll(async () => {
  clickHouse = await startClickHouse();
  lab = new IngestLab(clickHouse.client);
});
afterAll(() => clickHouse?.stop());
beforeEach(() => lab.clear());

/** Valid events in random order, with repeats and conflicts among them, in segments of all sizes. */
function segments(seed: number, events: number): RawEvent[][] {
  const windows: [string, string][] = [['2026-09-30T20:00:00Z', '2026-10-01T06:00:00Z']];
  const stream = eventStream({ seed, events, windows });
  const random = seeded(seed);
  const invalid = new Set(stream.invalid.map(({ event }) => event));
  const valid = stream.arrivals.filter((event) => !invalid.has(event)) as RawEvent[];
  const conflicts = stream.conflicts;
  const arrivals = [...valid, ...conflicts.flatMap((event) => [event, event])];
  const found: RawEvent[][] = [];
  for (let taken = 0; taken < arrivals.length; ) {
    const size = random.pick([1, random.int(2, 50), 400]);
    found.push(arrivals.slice(taken, taken + size));
    taken += size;
  }
  return found;
}

/** Some attempts before the one that counts: each fails at any statement, with or without its effect. */
async function failAtRandom(segment: RawEvent[], random: ReturnType<typeof seeded>): Promise<void> {
  while (random.chance(0.3)) {
    const last = random.int(0, 11);
    const how = random.pick(['before', 'after'] as const);
    const { client } = failingClient(clickHouse.client, (n) => (n >= last ? how : undefined));
    const failed = await lab.write(segment, client, { livesOn: random.chance(0.5) }).then(
      () => false,
      () => true,
    );
    // It had fewer statements than that, so it is written; then it is written again as what senders repeat.
    if (!failed) return;
  }
}

/** What is stored is what follows from the stored events. */
async function expectVerified(): Promise<void> {
  await lab.settle();
  const all = { from: Date.parse('2026-01-01') / 1000, to: Date.parse('2027-01-01') / 1000 };
  const found = await verify({ client: lab.client, ...all, repair: false, confirmAfterMs: 0 });
  expect(found).toEqual({ counts: {}, listed: [] });
}

const FACTS = [
  'country',
  'platform',
  'app_version',
  'surface',
  'variant',
  'model',
  'photo_hash',
  'prompt_hash',
];

/** The generation facts of a line of the reference, as our tables write them. */
function facts({
  requestedAt,
  dimensions,
}: {
  requestedAt: number | null;
  dimensions: Record<string, string | null>;
}) {
  const user = dimensions.user_key;
  return {
    requested_at: requestedAt ?? 0,
    ...Object.fromEntries(FACTS.map((name) => [name, dimensions[name] ?? ''])),
    user_key: user ? pseudonym(user, pseudonymKey) : '',
  };
}

const FACT_COLUMNS = `toUnixTimestamp64Micro(t.requested_at) AS requested_at, ${FACTS.join(', ')}, user_key`;

function sorted(rows: object[]): string[] {
  return rows.map((row) => JSON.stringify(Object.fromEntries(Object.entries(row).sort()))).sort();
}

test.each([1, 2, 3])(
  'events, outcomes and blocked usage are those of the reference, whatever the order, failures and restarts (stream %i)',
  async (seed) => {
    const written = segments(seed, 1500);
    const random = seeded(seed + 100);
    for (const segment of written) {
      if (random.chance(0.1)) await lab.restart({ fill: random.chance(0.5) });
      await failAtRandom(segment, random);
      await lab.write(segment);
    }
    const expected = lines(written.flat());

    const events = await lab.query<object>(
      `SELECT source, id, toUnixTimestamp64Micro(t.time) AS time, ${FACT_COLUMNS} FROM events AS t FINAL`,
    );
    expect(sorted(events)).toEqual(
      sorted(
        expected.events.map((line) => ({
          source: line.event.source,
          id: line.event.id,
          time: line.time,
          ...facts(line),
        })),
      ),
    );

    const outcomes = await lab.query<object>(
      `SELECT transform(arrayJoin(bitmaskToArray(t.outcomes)), [1, 2, 4, 8, 16, 32],
         ['requested', 'shown', 'kept', 'posted', 'shared', 'blocked'], '') AS kind,
       toUnixTimestamp64Micro(t.time) AS time, generation_id, ${FACT_COLUMNS} FROM events AS t FINAL`,
    );
    expect(sorted(outcomes)).toEqual(
      sorted(
        expected.outcomes.map((line) => ({
          kind: line.kind,
          time: line.time,
          generation_id: line.dimensions.generation_id,
          ...facts(line),
        })),
      ),
    );

    const own = [
      'stage',
      'policy',
      'classifier',
      'classifier_version',
      'decided_by',
      'gpu_model',
      'gpu_region',
    ];
    const blocked = await lab.query<object>(
      `SELECT resource, toString(t.quantity) AS quantity, toUnixTimestamp64Micro(t.time) AS time,
       toUnixTimestamp(t.usage_bucket) AS usage_bucket, generation_id, ${own.join(', ')}, ${FACT_COLUMNS}
     FROM blocked_usage AS t FINAL`,
    );
    expect(sorted(blocked)).toEqual(
      sorted(
        expected.blockedUsage.map((line) => ({
          resource: line.resource,
          quantity: line.quantity.toFixed(),
          time: line.time,
          usage_bucket: Math.floor(line.usedAt / 900_000_000) * 900,
          generation_id: line.dimensions.generation_id,
          ...Object.fromEntries(own.map((name) => [name, line.dimensions[name] ?? ''])),
          ...facts(line),
        })),
      ),
    );
    expect(expected.blockedUsage.length).toBeGreaterThan(50);
    await expectVerified();
  },
);

test('many segments leave what one segment leaves, with crashes and restarts between them', async () => {
  const written = segments(6, 1500);
  await lab.write(written.flat());
  const { rejected_events: _, dirty: __, ...expected } = await lab.tables();
  await lab.clear();
  const random = seeded(7);
  for (const segment of written) {
    if (random.chance(0.2)) await lab.restart({ fill: random.chance(0.5) });
    await failAtRandom(segment, random);
    await lab.write(segment);
  }
  for (const [table, rows] of Object.entries(expected)) {
    expect(withoutVersion((await lab.tables())[table]!), table).toEqual(withoutVersion(rows));
  }
  await expectVerified();
});

function withoutVersion(rows: string[]): string[] {
  return rows.map((row) => row.replace(/"version":"?\d+"?/, '')).sort();
}

test('the rollups of every set are the lines grouped directly, also after buckets were settled many times', async () => {
  const random = seeded(9);
  for (const segment of segments(4, 2500)) {
    await lab.write(segment);
    if (random.chance(0.3)) await lab.settle();
  }
  await lab.settle();
  for (const family of Object.keys(ROLLUP_SETS) as RollupFamily[]) {
    const { view, keys, measures } = ROLLUP_FAMILIES[family];
    for (const dimension of ROLLUP_SETS[family]) {
      const value = dimension === '' ? "''" : `toString(${dimension})`;
      const groups = ['bucket', `${value} AS value`, ...keys].join(', ');
      const totals = (sum: (measure: string) => string) =>
        measures.map((name) => `toString(${sum(name)})`).join(', ');
      const recomputed = await lab.query<object>(
        `SELECT * FROM (SELECT ${groups}, [${totals((name) => (name === 'lines' ? 'count()' : `sum(${name})`))}] AS totals
         FROM ${view} GROUP BY ALL) ORDER BY ALL`,
      );
      const settled = await lab.query<object>(
        `SELECT bucket, value, ${[...keys, `[${totals((name) => name)}] AS totals`].join(', ')}
         FROM rollups FINAL WHERE family = '${family}' AND dimension = '${dimension}' ORDER BY ALL`,
      );
      expect(settled, `${family} by ${dimension}`).toEqual(recomputed);
      expect(settled.length, `${family} by ${dimension}`).toBeGreaterThan(0);
    }
  }
  const [kept] = await lab.query<{ sets: number }>(
    'SELECT uniqExact(family, dimension) AS sets FROM rollups FINAL',
  );
  expect(kept?.sets).toBe(Object.values(ROLLUP_SETS).flat().length);
  await expectVerified();
});

test('a bucket is published by one part, so that nobody reads a mix of old and new', async () => {
  for (const segment of segments(5, 800)) await lab.write(segment);
  await lab.client.command({ query: 'SYSTEM STOP MERGES rollups' }).catch(() => {});
  await lab.settle();
  const parts = await lab.query<{ month: string; parts: number }>(
    'SELECT toString(toYYYYMM(bucket)) AS month, uniqExact(_part) AS parts FROM rollups GROUP BY month ORDER BY month',
  );
  expect(parts.length).toBeGreaterThan(1);
  for (const { parts: count } of parts) expect(count).toBe(1);
});
