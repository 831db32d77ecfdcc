import { memoryOf, resetPeak, sharedMemoryOf } from '../machine/memory.ts';
import { processes, treeOf } from '../machine/processes.ts';
import type { Product } from '../servers/product.ts';
import { slope } from '../statistics/slope.ts';

interface Sample {
  /** Seconds since the start. */
  at: number;
  spoolEvents: number;
  settlingBuckets: number;
  lagSeconds: number;
  serverMb: number;
  postgresMb: number;
  clickhouseMb: number;
}

const EVERY_MS = 1000;

/** Looks at a product once a second while it works. */
export class ProductWatch {
  readonly samples: Sample[] = [];
  readonly #product: Product;
  readonly #startedAt = Date.now();
  #timer: NodeJS.Timeout | undefined;
  #failure: unknown;

  private constructor(product: Product) {
    this.#product = product;
  }

  static async start(product: Product): Promise<ProductWatch> {
    await Promise.all([resetPeak(product.pid), resetPeak(product.clickhouse.pid)]);
    const watch = new ProductWatch(product);
    watch.#timer = setInterval(() => {
      watch.#sample().catch((error) => {
        watch.#failure ??= error;
      });
    }, EVERY_MS);
    return watch;
  }

  /** @throws what went wrong while it watched */
  stop(): void {
    clearInterval(this.#timer);
    if (this.#failure !== undefined) throw this.#failure;
  }

  /** Events that waited in the spool; whether they became more and more while the load ran, its first third left out. */
  spool(loadSeconds: number, acceptedPerSecond: number) {
    const under = this.samples.filter(({ at }) => at <= loadSeconds);
    const growth = slope(
      under.filter(({ at }) => at > loadSeconds / 3).map(({ at, spoolEvents }) => [at, spoolEvents]),
    );
    return {
      max_events: Math.max(0, ...under.map(({ spoolEvents }) => spoolEvents)),
      max_lag_seconds: Math.max(0, ...under.map(({ lagSeconds }) => Math.round(lagSeconds * 10) / 10)),
      growth_per_second: Math.round(growth),
      growing: growth > acceptedPerSecond * 0.05,
      events_each_second: under.map(({ spoolEvents }) => spoolEvents),
    };
  }

  /** Peaks in megabytes (10^6 bytes). */
  async memory() {
    const [server, clickhouse] = await Promise.all([
      memoryOf(this.#product.pid),
      memoryOf(this.#product.clickhouse.pid),
    ]);
    const postgresql = Math.max(0, ...this.samples.map(({ postgresMb }) => postgresMb));
    const withoutClickHouse = this.samples.map(({ serverMb, postgresMb }) => serverMb + postgresMb);
    return {
      server_mb: Math.round(server.peak),
      postgresql_mb: Math.round(postgresql),
      without_clickhouse_mb: Math.round(Math.max(0, ...withoutClickHouse)),
      clickhouse_mb: Math.round(clickhouse.peak),
    };
  }

  async #sample(): Promise<void> {
    const { pid, postgresPid, clickhouse } = this.#product;
    const at = (Date.now() - this.#startedAt) / 1000;
    const all = await processes();
    const [status, server, store, postgresMb] = await Promise.all([
      this.#product.status(),
      memoryOf(pid),
      memoryOf(clickhouse.pid),
      sharedMemoryOf(treeOf(postgresPid, all)),
    ]);
    this.samples.push({
      at,
      spoolEvents: status.spool_events,
      settlingBuckets: status.settling_buckets,
      lagSeconds: status.lag_seconds,
      serverMb: server.now,
      postgresMb,
      clickhouseMb: store.now,
    });
  }
}
