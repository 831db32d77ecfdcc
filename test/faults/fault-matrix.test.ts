import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { examiner } from '../support/examiner.ts';
import type { FailingDisk } from '../support/failing-disk.ts';
import { type ReferenceAnswer, reference } from '../support/reference/answer.ts';
import type { ReportQuery } from '../support/reference/report-query.ts';
import { storedOtherwise } from '../support/stored-otherwise.ts';
import { type Fault, faults, framesSetAside } from './faults.ts';
import { Scene, stream } from './scene.ts';

const range = { start: '2026-01-01', end: '2026-12-01' };
const atOnce = 2;

interface Row {
  fault: string;
  acknowledged: number;
  counted: number;
  'duplicates dropped': number;
  resends: number;
  'seconds to recover': number;
  verify: string;
}
const table: Row[] = [];
afterAll(() => console.table(table));

const { unique: arrivals, rates, fxRates } = stream;
const world = { arrivals, rates, fxRates, reportingCurrency: 'USD' };

/** What the reference says of the whole stream, worked out once. */
const known = new Map<string, ReferenceAnswer>();
let askWhole: ((query: ReportQuery) => ReferenceAnswer) | undefined;
function askReference(query: ReportQuery): ReferenceAnswer {
  const text = JSON.stringify(query);
  askWhole ??= reference(world);
  const answer = known.get(text) ?? askWhole(query);
  known.set(text, answer);
  return answer;
}

const identity = (source: string, id: string) => JSON.stringify([source, id]);

/** How often each event is in the list of stored events. */
async function storedEvents({ api }: Scene): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  let cursor = '';
  do {
    const search = `?limit=1000${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
    const { status, body, text } = await api.request('GET', `/v1/events${search}`);
    expect(status, text).toBe(200);
    for (const { source, id } of body.items) {
      found.set(identity(source, id), (found.get(identity(source, id)) ?? 0) + 1);
    }
    cursor = body.next_cursor ?? '';
  } while (cursor !== '');
  return found;
}

/**
 * Every acknowledged event is counted and none twice, except those in the frames of the spool that the server reports as
 * damaged. These come back when they are sent again; then every total is that of the reference.
 * @returns how many events were counted without being sent again
 */
async function expectCounted(scene: Scene, damaged: Buffer[]): Promise<number> {
  await scene.api.untilComplete();
  const stored = await storedEvents(scene);
  expect([...stored].filter(([, times]) => times > 1)).toEqual([]);
  const missing = stream.unique.filter(({ source, id }) => !stored.has(identity(source, id)));
  expect(stored.size).toBe(scene.traffic.acknowledged() - missing.length);
  const lost = missing.filter(({ id }) => !damaged.some((frame) => frame.includes(id)));
  // The damage itself may be in the id of one.
  expect(
    lost.length,
    `events that were acknowledged and are not there, such as ${JSON.stringify(lost[0])}`,
  ).toBeLessThanOrEqual(damaged.length);
  if (damaged.length > 0) {
    expect(missing.length).toBeGreaterThan(0);
    await scene.sendAllAgain();
    await scene.api.untilComplete();
  }
  const asked = await examiner(scene.api, world, range, askReference);
  await asked.expectEqual({ metrics: asked.metricsFor([]), time_range: range });
  for (const dimension of ['country', 'stage', 'gpu_model']) {
    const metrics = asked.metricsFor([dimension]);
    await asked.expectEqual({ metrics, dimensions: [dimension], time_range: range });
  }
  return stored.size;
}

async function meet(fault: Fault, seed: number): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'breakeven-fault-'));
  const disk: FailingDisk | undefined = await fault.disk?.(dataDir);
  const clock = { BREAKEVEN_TEST_CLOCK: join(dataDir, 'clock') };
  let scene: Scene | undefined;
  try {
    scene = await Scene.start({
      dataDir,
      seed,
      env: { ...clock, ...disk?.env, ...fault.env },
      cut: fault.cut,
    });
    await scene.moreAcknowledged(2000);
    await fault.happen(scene, disk as FailingDisk, dataDir);
    const healed = performance.now();
    await scene.recovered();
    const seconds = (performance.now() - healed) / 1000;
    await scene.traffic.finish();
    const damaged = await framesSetAside(dataDir);
    expect(damaged.length).toBe(fault.damages ? 1 : 0);
    const counted = await expectCounted(scene, damaged);
    const how = [disk && `by ${disk.how}`, damaged.length > 0 && 'reported as damaged'].filter(Boolean);
    const differences = await storedOtherwise(scene.api);
    table.push({
      fault: `${fault.name}${how.length > 0 ? ` (${how.join(', ')})` : ''}`,
      acknowledged: scene.traffic.acknowledged(),
      counted,
      'duplicates dropped': scene.traffic.repeats(),
      resends: scene.traffic.resends(),
      'seconds to recover': Math.round(seconds * 10) / 10,
      verify: `${differences.length} differences`,
    });
    expect(differences.slice(0, 10)).toEqual([]);
  } finally {
    await scene?.remove();
    await disk?.remove();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** No more servers at once than the machine can bear. */
let running = 0;
const waiting: (() => void)[] = [];
async function oneOfFew<Result>(work: () => Promise<Result>): Promise<Result> {
  if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

describe.concurrent('counts every acknowledged event exactly once', () => {
  it.each(faults.map((fault, index) => [fault.name, fault, index] as const))(
    'after: %s',
    (_, fault, index) => oneOfFew(() => meet(fault, index + 1)),
    600_000,
  );
});
