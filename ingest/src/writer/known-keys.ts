/** Bits of the filter for each key: about 1.5 bytes, of which one key in two hundred is taken for known by mistake. */
const BITS_PER_KEY = 12;
const PROBES = 6;
/** All bits of a key are in one block of 64 bytes, which is one line of the processor's cache. */
const BLOCK_BITS = 512;
const BLOCK_WORDS = BLOCK_BITS / 32;
const FIRST_SLICE_KEYS = 2 ** 20;
const SLICE_KEYS = 2 ** 24;
const MAX_SLICES = 16;

interface Slice {
  words: Uint32Array;
  blocks: number;
  keys: number;
  capacity: number;
}

/**
 * Remembers of many keys that they are stored: a Bloom filter. It answers "no" only for keys that were never added, so a
 * key that it does not know needs no look at the database. It grows by slices, to 260 million keys and 400 MB at most;
 * after that it is right more seldom, and still never wrong.
 */
export class KnownKeys {
  readonly #slices: Slice[] = [];
  readonly #firstSlice: number;
  readonly #maxSlices: number;

  /**
   * @param firstSlice keys of the first slice; every further one holds twice as many, up to 16 million
   * @param maxSlices the last one takes all keys that come after
   */
  constructor({ firstSlice = FIRST_SLICE_KEYS, maxSlices = MAX_SLICES } = {}) {
    this.#firstSlice = firstSlice;
    this.#maxSlices = maxSlices;
  }

  /** The memory that it takes, in bytes. */
  get bytes(): number {
    return this.#slices.reduce((sum, { words }) => sum + words.byteLength, 0);
  }

  /** @param key a whole number from 0 to below 2^40 whose bits are as good as random */
  has(key: number): boolean {
    const low = key >>> 0;
    const mixed = mix(low, (key / 2 ** 32) >>> 0);
    for (const slice of this.#slices) if (isIn(slice, low, mixed)) return true;
    return false;
  }

  /** @param key as in `has` */
  add(key: number): void {
    if (this.has(key)) return;
    let slice = this.#slices.at(-1);
    if (slice === undefined || (slice.keys >= slice.capacity && this.#slices.length < this.#maxSlices)) {
      slice = newSlice(Math.min(this.#firstSlice * 2 ** this.#slices.length, SLICE_KEYS));
      this.#slices.push(slice);
    }
    const low = key >>> 0;
    const mixed = mix(low, (key / 2 ** 32) >>> 0);
    put(slice, low, mixed);
  }
}

function newSlice(capacity: number): Slice {
  const blocks = Math.ceil((capacity * BITS_PER_KEY) / BLOCK_BITS);
  return { words: new Uint32Array(blocks * BLOCK_WORDS), blocks, keys: 0, capacity };
}

/** Two numbers of 9 bits for the places in a block, from bits that do not choose the block alone. */
function mix(low: number, high: number): number {
  let mixed = Math.imul(low ^ Math.imul(high + 1, 0x9e3779b1), 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** The block is chosen by the upper bits of the lower half: the place of `low` among all numbers of 32 bits. */
function isIn({ words, blocks }: Slice, low: number, mixed: number): boolean {
  const start = Math.floor((low / 2 ** 32) * blocks) * BLOCK_WORDS;
  const step = (mixed >>> 9) | 1;
  for (let probe = 0, place = mixed; probe < PROBES; probe += 1, place += step) {
    const bit = place & (BLOCK_BITS - 1);
    if ((words[start + (bit >>> 5)]! & (1 << (bit & 31))) === 0) return false;
  }
  return true;
}

function put(slice: Slice, low: number, mixed: number): void {
  const { words, blocks } = slice;
  const start = Math.floor((low / 2 ** 32) * blocks) * BLOCK_WORDS;
  const step = (mixed >>> 9) | 1;
  for (let probe = 0, place = mixed; probe < PROBES; probe += 1, place += step) {
    const bit = place & (BLOCK_BITS - 1);
    words[start + (bit >>> 5)]! |= 1 << (bit & 31);
  }
  slice.keys += 1;
}
