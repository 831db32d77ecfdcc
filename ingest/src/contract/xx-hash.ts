import xxhash from 'xxhash-wasm';

// Compiling the WebAssembly takes a moment once; every module that hashes waits for it when it is loaded.
const { h64 } = await xxhash();

const whole = new BigUint64Array(1);
/** The low and the high half of the last hash: cheaper to work with than a bigint. */
const halves = new Uint32Array(whole.buffer);

/** The xxHash64 of a text's UTF-8, as ClickHouse's xxHash64() computes it: the top `bits` of it, at most 53. */
export function xxHash(text: string, bits: 40 | 53): number {
  whole[0] = h64(text);
  return halves[1]! * 2 ** (bits - 32) + (halves[0]! >>> (64 - bits));
}
