import { setTimeout as sleep } from 'node:timers/promises';
import type { Product } from '../servers/product.ts';
import { percentile } from '../statistics/percentile.ts';
import { overviewQueries } from './overview-queries.ts';

const EVERY_MS = 1000;

/** A person who opens the Overview once a second. */
export class Reader {
  /** Milliseconds of each query; and of each opening, until its last query was answered. */
  readonly #queries: number[] = [];
  readonly #pages: number[] = [];
  readonly #product: Product;

  constructor(product: Product) {
    this.#product = product;
  }

  /**
   * Opens the page again and again.
   * @param today the day on which it is opened
   * @param isOver asked before each opening
   */
  async read(today: () => number, isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      const startedAt = performance.now();
      await Promise.all(overviewQueries(today()).map((query) => this.#ask(query)));
      const took = performance.now() - startedAt;
      this.#pages.push(took);
      await sleep(Math.max(0, EVERY_MS - took));
    }
  }

  result() {
    return { pages: this.#pages.length, query_ms: of(this.#queries), page_ms: of(this.#pages) };
  }

  async #ask(query: unknown): Promise<void> {
    const { url, adminKey } = this.#product;
    const startedAt = performance.now();
    const answer = await fetch(`${url}/v1/query`, {
      method: 'POST',
      headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(query),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`A query was answered ${answer.status}: ${text.slice(0, 500)}`);
    this.#queries.push(performance.now() - startedAt);
  }
}

function of(times: readonly number[]) {
  const at = (share: number) => Math.round((percentile(times, share) ?? 0) * 10) / 10;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}
