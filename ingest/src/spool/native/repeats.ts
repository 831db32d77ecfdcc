import type { Block } from './block.ts';
import type { RowNumbers } from './column.ts';

/**
 * The earlier row of the same event for every row that repeats one of the rows before it.
 * @param keys of all rows of the block
 * @param rows the rows to look at, ascending
 */
export function findRepeats(block: Block, keys: ArrayLike<number>, rows: RowNumbers): Map<number, number> {
  const repeats = new Map<number, number>();
  // An open table of row numbers + 1; 0 = free. The keys are hashes, so their lower bits spread well.
  const mask = 2 ** Math.ceil(Math.log2(rows.length * 2 + 2)) - 1;
  const table = new Int32Array(mask + 1);
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index]!;
    const key = keys[row]!;
    let place = (key >>> 0) & mask;
    for (; table[place] !== 0; place = (place + 1) & mask) {
      const earlier = table[place]! - 1;
      // Two events may have one key by chance: then both are in the table.
      if (keys[earlier] === key && isSameEvent(block, earlier, row)) {
        repeats.set(row, earlier);
        break;
      }
    }
    if (table[place] === 0) table[place] = row + 1;
  }
  return repeats;
}

function isSameEvent(block: Block, a: number, b: number): boolean {
  return block.text('id', a) === block.text('id', b) && block.text('source', a) === block.text('source', b);
}
