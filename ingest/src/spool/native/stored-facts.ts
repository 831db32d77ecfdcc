import { FACT_COLUMNS } from '../../contract/columns.ts';
import type { GenerationFacts } from '../../contract/generation-facts.ts';
import { setInteger64 } from './byte-writer.ts';
import type { Column } from './column.ts';
import { FixedColumn } from './fixed-column.ts';
import { indexesFor } from './low-cardinality-codec.ts';
import { WordColumn } from './word-column.ts';

/** What the writer knows of the rows of a block besides what the events say themselves. */
export interface StoredFacts {
  /** The facts that occur among the rows, each once. */
  facts: readonly GenerationFacts[];
  /** For each row which of `facts` are its generation's. */
  factsOf: Uint32Array;
  /** For each row the outcomes that became true with it, as the column `events.outcomes` holds them. */
  outcomes: Uint8Array;
  /** Of all rows. */
  version: number;
}

/**
 * The columns of `events` that are no event's own. Columns in which all rows have the default are left out.
 *
 * All texts are LowCardinality, also for columns of the type String, which ClickHouse turns them into: the events of a
 * generation share its texts, so most of the bytes need not be written.
 */
export function factColumns({ facts, factsOf, outcomes, version }: StoredFacts): [string, Column][] {
  const columns: [string, Column][] = [];
  for (const [name, type] of Object.entries(FACT_COLUMNS)) {
    const values = facts.map((fact) => fact[name as keyof GenerationFacts]);
    if (name === 'requested_at') columns.push([name, integers(type, values as number[], factsOf)]);
    else if (values.some((value) => value !== '')) columns.push([name, words(values as string[], factsOf)]);
  }
  columns.push(['outcomes', FixedColumn.of('UInt8', outcomes)]);
  columns.push(['version', integers('UInt64', [version], new Uint32Array(factsOf.length))]);
  return columns;
}

/** @param type of integers of 64 bits */
function integers(type: string, values: readonly number[], placeOf: Uint32Array): FixedColumn {
  const different = new DataView(new ArrayBuffer(values.length * 8));
  for (const [index, value] of values.entries()) setInteger64(different, index * 8, value);
  const all = new DataView(new ArrayBuffer(placeOf.length * 8));
  for (let row = 0; row < placeOf.length; row += 1) {
    const at = placeOf[row]! * 8;
    all.setUint32(row * 8, different.getUint32(at));
    all.setUint32(row * 8 + 4, different.getUint32(at + 4));
  }
  return FixedColumn.of(type, new Uint8Array(all.buffer));
}

function words(values: readonly string[], placeOf: Uint32Array): WordColumn {
  const numbers = new Map<string, number>([['', 0]]);
  const numberOf = new Uint32Array(values.length);
  for (const [index, word] of values.entries()) {
    const number = numbers.get(word) ?? numbers.size;
    if (number === numbers.size) numbers.set(word, number);
    numberOf[index] = number;
  }
  const indexes = indexesFor(numbers.size, placeOf.length);
  for (let row = 0; row < placeOf.length; row += 1) indexes[row] = numberOf[placeOf[row]!]!;
  return new WordColumn([...numbers.keys()], indexes);
}
