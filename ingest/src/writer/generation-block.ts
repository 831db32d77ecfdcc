import { ByteWriter } from '../spool/native/byte-writer.ts';
import { codecOf } from '../spool/native/codec-of.ts';
import type { Row } from '../spool/native/column-codec.ts';
import { type GenerationState, STATE_PARTS, type StatePart } from './generation-state.ts';

/**
 * Where a part that keeps the earliest is not known, the table holds a time after all others (of the year 2255, the
 * last that a JS number holds exactly in microseconds): min leaves it out. For max the default, 1970, does the same.
 * Either way the id is '', which no event has.
 */
export const NEVER = Number.MAX_SAFE_INTEGER;

const TEXT = codecOf('String');
const TIME = codecOf("DateTime64(6, 'UTC')");
const FLAG = codecOf('UInt8');
const SECONDS = codecOf("DateTime('UTC')"); // a UInt32
const BYTES_PER_ROW = 512;

/** States as a block of the ClickHouse format Native: the body of `INSERT INTO generations FORMAT Native`. */
export function encodeGenerations(generations: ReadonlyMap<string, GenerationState>): Buffer {
  const states = [...generations.values()];
  const parts = Object.keys(STATE_PARTS) as StatePart[];
  const writer = new ByteWriter(1024 + states.length * BYTES_PER_ROW);
  writer.varint(parts.length + 3);
  writer.varint(states.length);
  const header = (name: string, type: string) => {
    writer.text(name);
    writer.text(type);
  };
  header('generation_id', 'String');
  const ids = [...generations.keys()].map((id) => ({ id }));
  TEXT.write(writer, ids, 'id');
  for (const part of parts) {
    const { keep, words } = STATE_PARTS[part];
    const texts = ['id', ...words];
    const unknown = {
      time: keep === 'earliest' ? NEVER : 0,
      ...Object.fromEntries(texts.map((text) => [text, ''])),
    };
    const moments = states.map((state) => (state[part] ?? unknown) as Row);
    // A tuple is its elements' columns one after the other.
    header(part, `Tuple(DateTime64(6, 'UTC'), ${texts.map(() => 'String').join(', ')})`);
    TIME.write(writer, moments, 'time');
    for (const text of texts) TEXT.write(writer, moments, text);
  }
  header('succeeded', 'UInt8');
  FLAG.write(
    writer,
    states.map(({ succeeded }) => ({ succeeded: succeeded ? 1 : 0 })),
    'succeeded',
  );
  header('buckets', 'Array(UInt32)');
  writeBuckets(writer, states);
  return writer.finish();
}

/** An array column: where each array ends among all elements, then all elements. */
function writeBuckets(writer: ByteWriter, states: readonly GenerationState[]): void {
  let end = 0;
  for (const { buckets } of states) {
    end += buckets.length;
    writer.uint64(end);
  }
  const elements = states.flatMap(({ buckets }) => buckets.map((bucket) => ({ bucket })));
  SECONDS.write(writer, elements, 'bucket');
}
