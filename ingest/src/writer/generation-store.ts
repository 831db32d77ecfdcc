import type { ClickHouseClient } from '@clickhouse/client';
import { externalRows, parseLines, runWithTable } from './external-table.ts';
import { encodeGenerations } from './generation-block.ts';
import { GENERATION_COLUMNS, generationOfColumns } from './generation-columns.ts';
import { type GenerationState, UNKNOWN_GENERATION } from './generation-state.ts';
import { insertBytes } from './insert-bytes.ts';

/** A state takes about a kilobyte, so this is some 50 MB: the last minutes of a busy service. */
const REMEMBERED = 50_000;

/** What is known of each generation: the table `generations`, with the recent ones in memory. */
export class GenerationStore {
  readonly #client: ClickHouseClient;
  /** Only what is stored. Least recently used first. */
  readonly #recent = new Map<string, GenerationState>();

  constructor(client: ClickHouseClient) {
    this.#client = client;
  }

  /** The state of each of these generations; one that nothing is known of has UNKNOWN_GENERATION. */
  async load(ids: readonly string[]): Promise<Map<string, GenerationState>> {
    const found = await this.#lookUp(ids.filter((id) => !this.#recent.has(id)));
    const states = new Map(
      ids.map((id) => [id, this.#recent.get(id) ?? found.get(id) ?? UNKNOWN_GENERATION]),
    );
    this.#remember(found);
    return states;
  }

  /** Stores what has changed. To be called after all that follows from the change is stored. */
  async save(states: ReadonlyMap<string, GenerationState>, token: string): Promise<void> {
    if (states.size === 0) return;
    await insertBytes(this.#client, 'generations', 'Native', encodeGenerations(states), token);
    this.#remember(states);
  }

  async #lookUp(ids: readonly string[]): Promise<Map<string, GenerationState>> {
    if (ids.length === 0) return new Map();
    const wanted = ids.map((generation_id) => ({ generation_id }));
    const answer = await runWithTable(
      this.#client,
      `SELECT ${GENERATION_COLUMNS} FROM generations WHERE generation_id IN wanted
       GROUP BY generation_id FORMAT JSONCompactEachRow`,
      externalRows('wanted', 'generation_id String', wanted),
      { date_time_output_format: 'unix_timestamp' },
    );
    const generations = parseLines<unknown[]>(answer).map(generationOfColumns);
    return new Map(generations.map(({ generationId, state }) => [generationId, state]));
  }

  #remember(states: ReadonlyMap<string, GenerationState>): void {
    for (const [id, state] of states) {
      this.#recent.delete(id);
      this.#recent.set(id, state);
      if (this.#recent.size > REMEMBERED) this.#recent.delete(this.#recent.keys().next().value!);
    }
  }
}
