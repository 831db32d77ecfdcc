import type { Block } from '../spool/native/block.ts';

/** For the identities of as many events as are remembered, on average: long ones leave room for fewer events. */
const BYTES_PER_EVENT = 80;
/** More than the longest identity takes: twice 1,024 characters of up to 3 bytes, and what is between them. */
const LONGEST = 8 * 1024;

/**
 * Remembers which events were acknowledged lately, so that most events that are sent again are known at once. It may
 * forget: the writer finds what is not known here. It never knows an event that is not durable.
 *
 * It holds its events in a few large arrays: so many objects that live for seconds would keep the garbage collector busy.
 */
export class RecentEvents {
  /** Two generations: when the young one is full, the old one is emptied and becomes the young one. */
  #young: Generation;
  #old: Generation;

  /** @param capacity events that are remembered for certain, if their identities are not long; at most twice as many are */
  constructor(capacity: number) {
    this.#young = new Generation(capacity);
    this.#old = new Generation(capacity);
  }

  /**
   * The content hash that is remembered of an event. Another event may have the same key; then this one is not known.
   * @param key eventKey of the row
   */
  contentOf(block: Block, row: number, key: number): number | undefined {
    const generation = this.#young.has(key) ? this.#young : this.#old;
    if (!generation.has(key)) return undefined;
    return generation.contentOf(key, Buffer.from(`${block.text('source', row)}\0${block.text('id', row)}`));
  }

  /**
   * Remembers all events of a block. What is remembered first under a key stays.
   * @param keys eventKey of each row
   * @param contents contentHash of each row
   */
  remember(block: Block, keys: ArrayLike<number>, contents: ArrayLike<number>): void {
    const sources = block.words('source');
    const sourceBytes = sources.dictionary.map((source) => Buffer.from(`${source}\0`));
    for (let row = 0; row < block.rows; row += 1) {
      const key = keys[row]!;
      if (this.#young.has(key) || this.#old.has(key)) continue;
      if (this.#young.isFull) {
        [this.#young, this.#old] = [this.#old, this.#young];
        this.#young.clear();
      }
      this.#young.add(block, row, sourceBytes[sources.indexes[row]!]!, key, contents[row]!);
    }
  }
}

class Generation {
  readonly #capacity: number;
  readonly #keys: Float64Array;
  readonly #contents: Float64Array;
  /** Where the identity of each event starts among the bytes of all, and where the last one ends. */
  readonly #starts: Uint32Array;
  readonly #identities: Buffer;
  /** An open table of numbers of events + 1; 0 = free. The keys are hashes, so their lower bits spread well. */
  readonly #table: Int32Array;
  #size = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
    this.#keys = new Float64Array(capacity);
    this.#contents = new Float64Array(capacity);
    this.#starts = new Uint32Array(capacity + 1);
    this.#identities = Buffer.allocUnsafeSlow(capacity * BYTES_PER_EVENT + LONGEST);
    this.#table = new Int32Array(2 ** Math.ceil(Math.log2(capacity * 2 + 2)));
  }

  get isFull(): boolean {
    return this.#size === this.#capacity || this.#starts[this.#size]! + LONGEST > this.#identities.length;
  }

  has(key: number): boolean {
    return this.#table[this.#placeOf(key)] !== 0;
  }

  /** @param identity source, NUL, id. @returns undefined when the key is that of another event */
  contentOf(key: number, identity: Buffer): number | undefined {
    const event = this.#table[this.#placeOf(key)]! - 1;
    const known = this.#identities.subarray(this.#starts[event]!, this.#starts[event + 1]!);
    return known.equals(identity) ? this.#contents[event] : undefined;
  }

  add(block: Block, row: number, source: Uint8Array, key: number, content: number): void {
    const event = this.#size;
    let at = this.#starts[event]!;
    for (let index = 0; index < source.length; index += 1) this.#identities[at + index] = source[index]!;
    at += source.length;
    this.#starts[event + 1] = block.copyText('id', row, this.#identities, at);
    this.#keys[event] = key;
    this.#contents[event] = content;
    this.#table[this.#placeOf(key)] = event + 1;
    this.#size += 1;
  }

  clear(): void {
    this.#table.fill(0);
    this.#size = 0;
  }

  /** Where the key is in the table, or would be. */
  #placeOf(key: number): number {
    const mask = this.#table.length - 1;
    let place = (key >>> 0) & mask;
    while (this.#table[place] !== 0 && this.#keys[this.#table[place]! - 1] !== key)
      place = (place + 1) & mask;
    return place;
  }
}
