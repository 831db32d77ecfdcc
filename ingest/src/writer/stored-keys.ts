import type { ClickHouseClient } from '@clickhouse/client';
import { keyAt } from './key-bytes.ts';
import { KnownKeys } from './known-keys.ts';

const KEY_BYTES = 8;

/** Which keys a table holds, as far as can be said without asking: "no" is certain, "perhaps" has to be looked up. */
export class StoredKeys {
  readonly #table: 'event_keys' | 'generation_buckets';
  readonly #known = new KnownKeys();
  #isFilled = false;

  constructor(table: 'event_keys' | 'generation_buckets') {
    this.#table = table;
  }

  /** True for every key before the table was read. */
  mayHave(key: number): boolean {
    return !this.#isFilled || this.#known.has(key);
  }

  /** To be called once the key is in the table. */
  add(key: number): void {
    this.#known.add(key);
  }

  /**
   * Reads the table as a stream. Keys may be asked for and added meanwhile.
   * @param isStopping asked now and then: ends the reading, with nothing won
   */
  async fill(client: ClickHouseClient, isStopping: () => boolean = () => false): Promise<void> {
    if (this.#isFilled) return;
    const { stream } = await client.exec({ query: `SELECT key FROM ${this.#table} FORMAT RowBinary` });
    let rest: Buffer = Buffer.alloc(0);
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      if (isStopping()) return;
      const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      const whole = bytes.length - (bytes.length % KEY_BYTES);
      for (let at = 0; at < whole; at += KEY_BYTES) this.#known.add(keyAt(bytes, at));
      rest = bytes.subarray(whole);
    }
    this.#isFilled = true;
  }
}
