import { postRates } from '@breakeven/ingest/simulator/post-rates';
import { sampleExchangeRates, sampleRates } from '@breakeven/ingest/simulator/sample-rates';
import { storyUntil } from '@breakeven/ingest/simulator/scenarios/story';
import { serverAt } from '@breakeven/ingest/simulator/server';
import { CpuMeter } from '../machine/cpu-meter.ts';
import { type Product, startProduct } from '../servers/product.ts';
import { slope } from '../statistics/slope.ts';
import { DAY_MS } from '../traffic/day-of-traffic.ts';
import type { BenchServers } from './bench-servers.ts';
import { answersOf, perMillion, threadsPerMillion } from './measured.ts';
import { ProductWatch } from './product-watch.ts';
import { Reader } from './reader.ts';

export interface SoakOptions {
  seconds: number;
  /** Events that are there before it begins: the 60 days that the Overview looks at. */
  eventsBefore: number;
  /** Openings of the page with nothing else to do. */
  idlePages: number;
  connections: number;
  perRequest: number;
}

const SHARE_OF_MAXIMUM = 0.8;

export type SoakResult = Awaited<ReturnType<typeof measureSoak>>;

/** A product takes most of what it can take for a long time, while somebody looks at the Overview once a second. */
export async function measureSoak(
  servers: BenchServers,
  { seconds, eventsBefore, idlePages, connections, perRequest }: SoakOptions,
) {
  const product = await startProduct(servers);
  try {
    const { generator } = servers;
    let today = 0;
    const target = { ...product.events(), connections };
    const filling = await generator.load(
      { ...target, seconds: 3600, events: eventsBefore },
      { kind: 'new-events', perRequest },
      (progress) => {
        today = progress.today;
      },
    );
    await product.untilSettled();
    const maximum = filling.accepted / ((Date.now() - filling.firstSentAt) / 1000);
    await addRates(product, today);
    await product.clickhouse.untilMerged();

    const idle = new Reader(product);
    let left = idlePages;
    await idle.read(
      () => today,
      () => left-- === 0,
    );

    const { pid, postgresPid, clickhouse } = product;
    const roots = {
      generator: generator.pid,
      server: pid,
      postgresql: postgresPid,
      clickhouse: clickhouse.pid,
    };
    const meter = await new CpuMeter(roots).start();
    const watch = await ProductWatch.start(product);
    const busy = new Reader(product);
    let isOver = false;
    const reading = busy.read(
      () => today,
      () => isOver,
    );
    const load = await generator.load(
      { ...target, seconds, eventsPerSecond: maximum * SHARE_OF_MAXIMUM },
      { kind: 'new-events', perRequest, goesOn: true },
      (progress) => {
        today = progress.today;
      },
    );
    isOver = true;
    await reading;
    await product.untilSettled();
    watch.stop();
    const cpu = await meter.read();
    const loadSeconds = (load.lastAnsweredAt - load.firstSentAt) / 1000;
    const [idleReads, busyReads] = [idle.result(), busy.result()];
    return {
      ...answersOf(load),
      maximum_settled_per_second: Math.round(maximum),
      spool: watch.spool(loadSeconds, load.accepted / loadSeconds),
      memory: { ...(await watch.memory()), ...growthOf(watch) },
      cpu_s_per_million: {
        ...Object.fromEntries(
          Object.entries(cpu.byRole).map(([role, used]) => [role, perMillion(used, load.accepted)]),
        ),
        server_threads: threadsPerMillion(cpu, load.accepted),
      },
      overview: {
        idle: idleReads,
        busy: busyReads,
        p95_ratio: busyReads.query_ms.p95 / idleReads.query_ms.p95,
      },
    };
  } finally {
    await product.remove();
  }
}

/** Whether memory without ClickHouse is flat: its growth in the second half, which has nothing to warm up. */
function growthOf({ samples }: ProductWatch) {
  const points = samples.map(({ at, serverMb, postgresMb }) => [at / 60, serverMb + postgresMb] as const);
  const means = [0, 1, 2, 3].map((quarter) => {
    const from = Math.floor((points.length * quarter) / 4);
    const part = points.slice(from, Math.floor((points.length * (quarter + 1)) / 4));
    return Math.round(part.reduce((sum, [, mb]) => sum + mb, 0) / part.length);
  });
  const growth = slope(points.slice(Math.floor(points.length / 2)));
  return { mb_by_quarter: means, growth_mb_per_minute: Math.round(growth * 100) / 100 };
}

async function addRates({ url, adminKey }: Product, today: number): Promise<void> {
  const start = today - 90 * DAY_MS;
  const rates = sampleRates(start, storyUntil(today));
  await postRates(serverAt(url, adminKey), rates, sampleExchangeRates(start, today, 7));
}
