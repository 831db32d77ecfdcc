import xxhash from 'xxhash-wasm';

// Compiling the WebAssembly takes a moment once; every module that hashes waits for it when it is loaded.
const { h64 } = await xxhash();

const whole = new BigUint64Array(1);
const halves = new Uint32Array(whole.buffer);

/**
 * The xxHash64 of a text's UTF-8, as ClickHouse's xxHash64() computes it.
 * @returns its low and its high 32 bits, which are cheaper to work with than a bigint; valid until the next call
 */
export function xxHash(text: string): Uint32Array {
  whole[0] = h64(text);
  return halves;
}

/** The top 40 bits of xxHash64. */
export function xxHash40(text: string): number {
  const [low, high] = xxHash(text) as Uint32Array & [number, number];
  return high * 2 ** 8 + (low >>> 24);
}
