import { cpus, totalmem } from 'node:os';
import { migrateClickHouse } from '@breakeven/migrations/migrate';
import { ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { measureProduct, type ProductCase, type ProductResult } from './cases/product.ts';
import { measureRaw, prepareNative, type RawResult } from './cases/raw-clickhouse.ts';
import { measureSingleEvents, type SingleEvents } from './cases/single-events.ts';
import { measureSoak, type SoakResult } from './cases/soak.ts';
import { startGenerator } from './load/generator.ts';
import type { BenchOptions } from './options.ts';
import { startClickHouse } from './servers/clickhouse.ts';

/** What the benchmark prints, with the ratios of these figures. */
export interface BenchResult {
  machine: { processors: number; model: string; memory_gb: number; node: string };
  raw_json: RawResult[];
  raw_native: RawResult[];
  /** Batches of 1,000 events, by encoding and number of connections. */
  batches: Record<string, ProductResult>;
  bursts: ProductResult[];
  /** Batches of 100 events. */
  small_batches?: ProductResult;
  /** Batches of 1,000 events that are all of now. */
  live?: ProductResult;
  single: SingleEvents;
  soak?: SoakResult;
  /** Cases that ended with an error. */
  failures: string[];
}

const NATIVE_REQUESTS = 20;
const BATCH = { kind: 'new-events', perRequest: 1000 } as const;
/** What is prepared when the plain case, which tells how much is needed, was not run. */
const GUESSED_EVENTS_PER_SECOND = 200_000;
const TWO_MONTHS_OF_EVENTS = 20_000_000;

/** Runs the cases that were asked for, on one machine and in turns: what is compared is measured side by side. */
export async function runCases({
  only,
  seconds,
  soakSeconds,
  repeats,
  port,
  nodeFlags,
}: BenchOptions): Promise<BenchResult> {
  tell('Preparing events');
  const generator = await startGenerator();
  const clickhouse = await startClickHouse();
  const servers = { generator, clickhouse, port, nodeFlags };
  const isQuick = repeats === 1;
  const result: BenchResult = {
    machine: machine(),
    ...{ raw_json: [], raw_native: [], batches: {}, bursts: [], single: [], failures: [] },
  };

  /** Runs one case; what fails is told at the end, after the others. */
  async function attempt<Result>(
    name: string,
    run: () => Promise<Result>,
    figures: (result: Result) => string,
  ): Promise<Result | undefined> {
    try {
      const done = await run();
      tell(`${name}: ${figures(done)}`);
      return done;
    } catch (error) {
      tell(`${name} failed: ${(error as Error).stack}`);
      result.failures.push(`${name}: ${(error as Error).message}`);
      return undefined;
    }
  }
  const product = (name: string, one: ProductCase) =>
    attempt(name, () => measureProduct(servers, one), speedOf);
  const raw = async () => {
    const json = () => measureRaw(servers, 'JSONEachRow', seconds / 4);
    result.raw_json.push(...present(await attempt('ClickHouse, JSONEachRow', json, rawSpeedOf)));
    if (result.raw_native.length >= repeats) return;
    const native = () => measureRaw(servers, 'Native', seconds);
    result.raw_native.push(...present(await attempt('ClickHouse, Native', native, rawSpeedOf)));
  };
  const batches = async (encoding: 'plain' | 'gzip') => {
    for (const connections of [64, 16]) {
      const content = encoding === 'gzip' ? ({ kind: 'gzipped-events' } as const) : BATCH;
      const one = { content, ...(encoding === 'gzip' && { encoding }), connections, seconds };
      const measured = await product(`${encoding}, ${connections} connections`, one);
      if (measured !== undefined) result.batches[`${encoding}_${connections}`] = measured;
      await raw();
    }
  };

  try {
    const client = createClient({ url: clickhouse.url, log: { level: ClickHouseLogLevel.OFF } });
    await migrateClickHouse(client);
    await client.close();
    if (only.has('plain') || only.has('gzip') || only.has('burst')) {
      tell('Preparing blocks for ClickHouse');
      await prepareNative(servers, isQuick ? 4 : NATIVE_REQUESTS);
      await raw();
    }
    if (only.has('plain')) await batches('plain');
    if (only.has('gzip')) {
      tell('Compressing bodies');
      const speeds = Object.values(result.batches).map((one) => one.accepted_per_second);
      const perSecond = Math.min(GUESSED_EVENTS_PER_SECOND, ...speeds.map((speed) => speed * 1.5));
      const requests = Math.ceil((perSecond * seconds) / BATCH.perRequest);
      await generator.prepare({ kind: 'prepare-gzipped-events', perRequest: BATCH.perRequest, requests });
      await batches('gzip');
    }
    for (let n = 0; only.has('burst') && n < repeats; n += 1) {
      const burst = { content: BATCH, connections: 64, seconds: seconds / 3 };
      result.bursts.push(...present(await product('burst', burst)));
      await raw();
    }
    if (only.has('small-batches')) {
      const content = { ...BATCH, perRequest: 100 };
      result.small_batches = await product('100 events a request', {
        content,
        connections: 64,
        seconds: seconds / 2,
      });
    }
    if (only.has('live')) {
      const content = { ...BATCH, live: true };
      result.live = await product('live', { content, connections: 64, seconds: seconds / 2 });
    }
    if (only.has('single')) {
      const one = () => measureSingleEvents(servers, { connections: 128, seconds: seconds / 8, repeats });
      const speeds = (rounds: SingleEvents) =>
        rounds.map(({ stored }) => `${stored.accepted_per_second}/s accepted`).join(', ');
      result.single = (await attempt('single events', one, speeds)) ?? [];
    }
    if (only.has('soak')) {
      const size = isQuick
        ? { eventsBefore: 200_000, idlePages: 5 }
        : { eventsBefore: TWO_MONTHS_OF_EVENTS, idlePages: 60 };
      const one = { seconds: soakSeconds, ...size, connections: 16, perRequest: BATCH.perRequest };
      result.soak = await attempt('soak', () => measureSoak(servers, one), soakFigures);
    }
    return result;
  } finally {
    await Promise.all([generator.stop(), clickhouse.remove()]);
  }
}

function machine(): BenchResult['machine'] {
  const [first] = cpus();
  return {
    ...{ processors: cpus().length, model: first?.model ?? '' },
    ...{ memory_gb: Math.round(totalmem() / 1e9), node: process.version },
  };
}

function present<T>(one: T | undefined): T[] {
  return one === undefined ? [] : [one];
}

const speedOf = (one: ProductResult) =>
  `${one.accepted_per_second}/s accepted, ${one.settled_per_second}/s settled`;
const rawSpeedOf = (one: RawResult) => `${one.accepted_per_second} rows/s`;
const soakFigures = ({ memory, overview }: SoakResult) =>
  `${memory.without_clickhouse_mb} MB without ClickHouse, p95 ${overview.busy.query_ms.p95} ms`;

function tell(text: string): void {
  console.error(`${new Date().toISOString().slice(11, 19)} ${text}`);
}
