import { FACT_COLUMNS } from '../../contract/columns.ts';
import type { GenerationFacts } from '../../contract/generation-facts.ts';
import type { ByteWriter } from './byte-writer.ts';
import { codecOf } from './codec-of.ts';
import { firstRows } from './first-rows.ts';
import { indexesFor, type WordIndexes, writeDictionary } from './low-cardinality-codec.ts';

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

type Write = (writer: ByteWriter) => void;

/** A column ready to be written. */
export interface ReadyColumn {
  name: string;
  type: string;
  write: Write;
}

const WORD_TYPE = 'LowCardinality(String)';

/**
 * The columns of `events` that are no event's own. Columns in which all rows have the default are left out.
 *
 * All texts are written as LowCardinality, also for columns of the type String, which ClickHouse turns them into: the
 * events of a generation share its texts, so most of the bytes need not be written.
 */
export function factColumns({ facts, factsOf, outcomes, version }: StoredFacts): ReadyColumn[] {
  const columns: ReadyColumn[] = [];
  for (const [name, type] of Object.entries(FACT_COLUMNS)) {
    const values = facts.map((fact) => fact[name as keyof GenerationFacts]);
    if (name === 'requested_at') columns.push({ name, type, write: times(values as number[], factsOf) });
    else if (values.some((value) => value !== ''))
      columns.push({ name, type: WORD_TYPE, write: words(values as string[], factsOf) });
  }
  columns.push({ name: 'outcomes', type: 'UInt8', write: (writer) => writer.copy(outcomes) });
  columns.push({ name: 'version', type: 'UInt64', write: constant(version, factsOf.length) });
  return columns;
}

function times(values: readonly number[], factsOf: Uint32Array): Write {
  const low = new Uint32Array(values.length);
  const high = new Int32Array(values.length);
  for (let at = 0; at < values.length; at += 1) {
    high[at] = Math.floor(values[at]! / 2 ** 32);
    low[at] = values[at]! - high[at]! * 2 ** 32;
  }
  return (writer) => {
    const at = writer.reserve(factsOf.length * 8);
    const { view } = writer;
    for (let row = 0; row < factsOf.length; row += 1) {
      const fact = factsOf[row]!;
      view.setUint32(at + row * 8, low[fact]!, true);
      view.setInt32(at + row * 8 + 4, high[fact]!, true);
    }
  };
}

function words(values: readonly string[], factsOf: Uint32Array): Write {
  const numbers = new Map<string, number>([['', 0]]);
  const ofFact = new Uint32Array(values.length);
  for (let fact = 0; fact < values.length; fact += 1) {
    const word = values[fact]!;
    let number = numbers.get(word);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(word, number);
    }
    ofFact[fact] = number;
  }
  const indexes: WordIndexes = indexesFor(numbers.size, factsOf.length);
  for (let row = 0; row < factsOf.length; row += 1) indexes[row] = ofFact[factsOf[row]!]!;
  return (writer) => writeDictionary(writer, [...numbers.keys()], indexes);
}

function constant(value: number, rows: number): Write {
  return (writer) =>
    codecOf('UInt64').write(writer, new Array(rows).fill({ value }), 'value', firstRows(rows));
}
