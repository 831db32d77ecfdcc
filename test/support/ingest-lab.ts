import { eventKey } from '@breakeven/ingest/contract/event-key';
import type { EventRow } from '@breakeven/ingest/contract/event-row';
import { validateEvent } from '@breakeven/ingest/contract/validate-event';
import { findDirtyBuckets } from '@breakeven/ingest/settler/dirty-buckets';
import { settleBuckets } from '@breakeven/ingest/settler/settle-buckets';
import { Block } from '@breakeven/ingest/spool/native/block';
import { GenerationMemory } from '@breakeven/ingest/writer/generation-memory';
import { StoredKeys } from '@breakeven/ingest/writer/stored-keys';
import { type WrittenSegment, writeSegment } from '@breakeven/ingest/writer/write-segment';
import type { ClickHouseClient } from '@clickhouse/client';
import type { RawEvent } from './reference/raw-event.ts';

export const pseudonymKey = Buffer.alloc(32, 7);

const TABLES = [
  'events',
  'event_keys',
  'generation_buckets',
  'blocked_usage',
  'buckets',
  'rollups',
  'rejected_events',
];

/** What the tables say when every row that is replaced or deleted is left out. */
export type Tables = Record<string, string[]>;

/** Writes events to ClickHouse segment by segment, without a spool, so that a test decides what is in a segment. */
export class IngestLab {
  readonly client: ClickHouseClient;
  #memory = newMemory();
  #sequence = 0;
  /** An attempt at the next segment has failed, and nobody knows what it has done. */
  #mayBeWritten = false;

  constructor(client: ClickHouseClient) {
    this.client = client;
  }

  /** Empties all tables and forgets all that was written. */
  async clear(): Promise<void> {
    for (const table of TABLES) await this.client.command({ query: `TRUNCATE TABLE ${table}` });
    this.#memory = newMemory();
    this.#sequence = 0;
    this.#mayBeWritten = false;
  }

  /**
   * What the writer remembers is gone, as after a start of the program.
   * @param fill whether it has read what is stored before it writes; otherwise it looks up everything
   */
  async restart({ fill = true } = {}): Promise<void> {
    this.#memory = newMemory();
    if (!fill) return;
    await this.#memory.events.fill(this.client);
    await this.#memory.generations.stored.fill(this.client);
  }

  /** Writes one segment. With another client it may fail: then the process is taken to have died, unless it lives on. */
  async write(
    events: readonly RawEvent[],
    through: ClickHouseClient = this.client,
    { livesOn = false } = {},
  ): Promise<WrittenSegment> {
    const sequence = this.#sequence + 1;
    const rows = events.map(rowOf);
    const content = {
      sequence,
      token: `segment ${sequence}`,
      block: Block.of(rows),
      keys: Float64Array.from(rows, ({ source, id }) => eventKey(source, id)),
      rejected: [],
    };
    const attempt = { careful: this.#mayBeWritten, refused: new Map<string, string>() };
    this.#mayBeWritten = true;
    try {
      const written = await writeSegment(content, { client: through, ...this.#memory }, attempt);
      this.#sequence = sequence;
      this.#mayBeWritten = false;
      return written;
    } catch (error) {
      if (!livesOn) this.#memory = newMemory();
      throw error;
    }
  }

  /** Settles all buckets that were touched. */
  async settle(): Promise<void> {
    const dirty = await findDirtyBuckets(this.client);
    if (dirty.length > 0) await settleBuckets(this.client, dirty);
  }

  /** Every row of every table, as JSON and sorted; without versions, which depend on how often something was settled. */
  async tables(): Promise<Tables> {
    const read = async (query: string) => {
      const result = await this.client.query({ query, format: 'JSONEachRow' });
      return (await result.text()).split('\n').filter(Boolean).sort();
    };
    return {
      events: await read('SELECT * FROM events FINAL'),
      event_keys: await read('SELECT DISTINCT * FROM event_keys'),
      generation_buckets: await read(
        'SELECT key, bucket, groupBitOr(types) FROM generation_buckets GROUP BY key, bucket',
      ),
      blocked_usage: await read('SELECT * FROM blocked_usage FINAL'),
      rollups: await read('SELECT * EXCEPT (version) FROM rollups FINAL'),
      rejected_events: await read('SELECT * FROM rejected_events FINAL'),
      dirty: await read('SELECT bucket FROM buckets GROUP BY bucket HAVING sum(marks) > max(settled)'),
    };
  }

  async query<T>(query: string): Promise<T[]> {
    const result = await this.client.query({
      query,
      format: 'JSONEachRow',
      clickhouse_settings: {
        output_format_json_quote_64bit_integers: 0,
        output_format_json_quote_decimals: 1,
      },
    });
    return result.json<T>();
  }
}

function newMemory() {
  return { generations: new GenerationMemory(), events: new StoredKeys('event_keys') };
}

/** The row of a valid event, received half an hour after midnight of 1 November 2026. */
export function rowOf(event: RawEvent): EventRow {
  const text = JSON.stringify(event);
  const now = Date.parse('2026-11-01T00:30:00Z');
  const { row, errors } = validateEvent(event, text, {
    now,
    maxEventAgeDays: 0,
    pseudonymKey,
    resent: false,
  });
  if (errors.length > 0) throw new Error(`${text} is not valid: ${JSON.stringify(errors)}`);
  return row;
}

let made = 0;

/** A valid event of the generation `g`; its time is 12:00 of 1 October 2026 plus the minutes given. */
export function anEvent(
  type: string,
  minute: number,
  data: Record<string, unknown>,
  attributes: Partial<RawEvent> = {},
): RawEvent {
  made += 1;
  const time = new Date(Date.parse('2026-10-01T12:00:00Z') + minute * 60_000).toISOString();
  return {
    specversion: '1.0',
    id: `event ${made}`,
    source: 'test',
    type,
    time,
    subject: 'g',
    data,
    ...attributes,
  };
}
