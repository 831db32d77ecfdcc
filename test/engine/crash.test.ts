import { afterAll, beforeAll, expect, test } from 'vitest';
import { failingClient } from '../support/failing-client.ts';
import { anEvent, IngestLab, type Tables } from '../support/ingest-lab.ts';
import type { RawEvent } from '../support/reference/raw-event.ts';
import { type StartedClickHouse, startClickHouse } from '../support/start-clickhouse.ts';

let clickHouse: StartedClickHouse;
let lab: IngestLab;

beforeAll(async () => {
  clickHouse = await startClickHouse();
  lab = new IngestLab(clickHouse.client);
});
afterAll(() => clickHouse?.stop());

// The second segment makes the writer do everything that it can do: new events of two months, a repeat and a conflict,
// facts for stored events, an outcome that moves, a block that moves to an earlier bucket.
const known = anEvent('clip.viewed', 70, { views: 2, delivered_bytes: 500 });
const history: RawEvent[] = [
  known,
  anEvent('generation.completed', 5, { status: 'succeeded', gpu_seconds: 10, gpu_model: 'H100' }),
  anEvent('moderation.decided', 40, { stage: 'video', verdict: 'block', policy: 'late' }),
  anEvent('clip.shared', 90, { channel: 'feed' }),
];
const crashing: RawEvent[] = [
  anEvent('generation.requested', 0, { user_id: 'anna', country: 'DE' }),
  anEvent('moderation.decided', 20, { stage: 'photo', verdict: 'block', policy: 'early' }),
  anEvent('clip.shared', 60, { channel: 'story' }),
  anEvent('clip.viewed', 60, { views: 1 }, { time: '2026-09-30T23:00:00Z' }),
  anEvent('ad.impression', 61, { revenue_micros: 1500, currency: 'EUR' }),
  known,
  { ...known, data: { views: 999 } },
];
const later: RawEvent[] = [
  anEvent('moderation.decided', 95, { stage: 'photo', verdict: 'allow' }),
  anEvent('moderation.decided', 96, { stage: 'video', verdict: 'allow' }),
];

/** @param livesOn whether the writer that failed tries again itself, or one that remembers nothing */
async function run(
  fails: (statement: number) => 'before' | 'after' | undefined,
  livesOn: boolean,
): Promise<Tables> {
  await lab.clear();
  await lab.write(history);
  await lab.settle();
  const { client } = failingClient(clickHouse.client, fails);
  const crashed = await lab.write(crashing, client, { livesOn }).then(
    () => false,
    () => true,
  );
  await lab.settle(); // what is half written may be settled before the segment is written again
  if (crashed) await lab.write(crashing);
  await lab.write(later);
  await lab.settle();
  return lab.tables();
}

test('a segment that is written again after a crash at any step leaves the same tables', async () => {
  const expected = await run(() => undefined, true);
  expect(expected.rejected_events).toHaveLength(1);
  expect(expected.dirty).toEqual([]);

  const counting = failingClient(clickHouse.client, () => undefined);
  await lab.clear();
  await lab.write(history);
  await lab.write(crashing, counting.client);
  const steps = counting.statements();
  expect(steps).toBe(10);

  // To die before a statement and after the one before it is the same for the tables; the last one needs an 'after'.
  for (let step = 0; step <= steps; step += 1) {
    for (const livesOn of [false, true]) {
      const tables = await run((statement) => {
        if (statement === step) return 'before';
        return statement === steps - 1 && step === steps ? 'after' : undefined;
      }, livesOn);
      expect(tables, `${livesOn ? 'failure' : 'crash'} after ${step} statements`).toEqual(expected);
    }
  }
});
