import type { Content } from '../load/generator-messages.ts';
import { CpuMeter } from '../machine/cpu-meter.ts';
import { type Product, startProduct } from '../servers/product.ts';
import type { BenchServers } from './bench-servers.ts';
import { answersOf, perMillion, threadsPerMillion } from './measured.ts';
import { ProductWatch } from './product-watch.ts';

export interface ProductCase {
  content: Content;
  encoding?: 'gzip';
  connections: number;
  seconds: number;
  events?: number;
}

export type ProductResult = Awaited<ReturnType<typeof measureProduct>>;

/** A product with nothing in it takes one load: from the first event sent until the last one is stored and settled. */
export async function measureProduct(servers: BenchServers, { content, encoding, ...limits }: ProductCase) {
  const product = await startProduct(servers);
  try {
    const { generator } = servers;
    const { pid, postgresPid, clickhouse } = product;
    const roots = {
      generator: generator.pid,
      server: pid,
      postgresql: postgresPid,
      clickhouse: clickhouse.pid,
    };
    const watch = await ProductWatch.start(product);
    const meter = await new CpuMeter(roots).start();
    const load = await generator.load({ ...product.events(encoding), ...limits }, content);
    const loadSeconds = (load.lastAnsweredAt - load.firstSentAt) / 1000;
    await product.untilSettled();
    const settledAt = Date.now();
    const atEnd = await meter.read();
    watch.stop();
    const memory = await watch.memory();
    const unmerged = await clickhouse.bytesByTable();
    await clickhouse.untilMerged();
    const merged = await meter.read();
    await checkCounts(product, load.accepted);
    const answers = answersOf(load);
    return {
      ...answers,
      settled_per_second: Math.round((load.accepted / (settledAt - load.firstSentAt)) * 1000),
      settled_after_seconds: (settledAt - load.lastAnsweredAt) / 1000,
      spool: watch.spool(loadSeconds, answers.accepted_per_second),
      memory,
      cpu_s_per_million: {
        generator: perMillion(atEnd.byRole.generator, load.accepted),
        server: perMillion(atEnd.byRole.server, load.accepted),
        server_threads: threadsPerMillion(atEnd, load.accepted),
        postgresql: perMillion(atEnd.byRole.postgresql, load.accepted),
        clickhouse_at_end: perMillion(atEnd.byRole.clickhouse, load.accepted),
        clickhouse: perMillion(merged.byRole.clickhouse, load.accepted),
      },
      disk: {
        ndjson_bytes_per_event: Math.round((load.plainBytes / load.accepted) * 10) / 10,
        sent_bytes_per_event: Math.round((load.sentBytes / load.accepted) * 10) / 10,
        when_settled: diskUse(unmerged, load),
        when_merged: diskUse(await clickhouse.bytesByTable(), load),
      },
    };
  } finally {
    await product.remove();
  }
}

/** Stored bytes for each event by table, and all of them as a share of what was sent. */
function diskUse(
  tables: Record<string, number>,
  { accepted, plainBytes }: { accepted: number; plainBytes: number },
) {
  const all = Object.values(tables).reduce((sum, bytes) => sum + bytes, 0);
  const perEvent = (bytes: number) => Math.round((bytes / accepted) * 10) / 10;
  return {
    bytes_per_event: perEvent(all),
    of_ndjson: Math.round((all / plainBytes) * 10_000) / 10_000,
    by_table: Object.fromEntries(Object.entries(tables).map(([table, bytes]) => [table, perEvent(bytes)])),
  };
}

/** What was acknowledged is stored once and is in the totals, or the speed is worth nothing. */
async function checkCounts({ clickhouse, status }: Product, accepted: number): Promise<void> {
  const [stored] = await clickhouse.query('SELECT count() AS events FROM events FINAL');
  const [settled] = await clickhouse.query(
    "SELECT sum(events) AS events FROM rollups FINAL WHERE family = 'count' AND dimension = ''",
  );
  const counts = {
    status: (await status()).accepted,
    events: Number(stored?.events),
    rollups: Number(settled?.events),
  };
  if (Object.values(counts).every((count) => count === accepted)) return;
  throw new Error(`${accepted} events were acknowledged, but there are ${JSON.stringify(counts)}.`);
}
