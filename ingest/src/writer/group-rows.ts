import { EVENT_TYPES } from '../contract/event-types.ts';
import type { Block } from '../spool/native/block.ts';
import { STATEFUL_TYPES } from './generation-state.ts';
import { KnownGeneration } from './known-generation.ts';

/** For each number of a type 1 when its events make states. */
const IS_STATEFUL = Uint8Array.from([
  0,
  ...EVENT_TYPES.map((type) => ((STATEFUL_TYPES as readonly string[]).includes(type) ? 1 : 0)),
]);
const RATED = EVENT_TYPES.indexOf('clip.rated') + 1;

/** The events by generation, and for each row the number of its group: 1 = the first group, 0 = no generation. */
export interface GroupedRows {
  groups: KnownGeneration[];
  groupOf: Uint32Array;
  /** For each row 1 when it makes states. */
  stateful: Uint8Array;
}

export function groupRows(block: Block): GroupedRows {
  const groups: KnownGeneration[] = [];
  const groupOf = new Uint32Array(block.rows);
  const stateful = new Uint8Array(block.rows);
  const numbers = new Map<string, number>();
  const ids = block.texts('generation_id');
  const types = block.typeCodes();
  for (let row = 0; row < block.rows; row += 1) {
    const id = ids[row]!;
    if (id === '') continue;
    let number = numbers.get(id);
    if (number === undefined) {
      number = groups.push(new KnownGeneration(id));
      numbers.set(id, number);
    }
    groupOf[row] = number;
    const group = groups[number - 1]!;
    group.rows.push(row);
    if (IS_STATEFUL[types[row]!] === 1 && (types[row] !== RATED || block.text('outcome', row) !== '')) {
      stateful[row] = 1;
      group.isStateful = true;
    }
  }
  return { groups, groupOf, stateful };
}
