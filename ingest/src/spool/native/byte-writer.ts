/** Longer texts are written by Buffer, whose call costs more than a few characters. */
const SHORT_TEXT = 64;

/** Bytes that grow as they are written; numbers are little-endian, as ClickHouse Native wants them. */
export class ByteWriter {
  #bytes: Buffer;
  #length = 0;

  constructor(capacity: number) {
    this.#bytes = Buffer.allocUnsafe(capacity);
  }

  /** What was written. The memory is shared with this writer, which must not be used afterwards. */
  finish(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  uint8(value: number): void {
    this.#reserve(1);
    this.#bytes[this.#length++] = value;
  }

  int8(value: number): void {
    this.uint8(value & 0xff);
  }

  uint16(value: number): void {
    this.#length = this.#reserve(2).writeUInt16LE(value, this.#length);
  }

  uint32(value: number): void {
    this.#length = this.#reserve(4).writeUInt32LE(value, this.#length);
  }

  /** Any integer that a JS number holds exactly, as 64 bits in two's complement. */
  integer64(value: number): void {
    const bytes = this.#reserve(8);
    const high = Math.floor(value / 2 ** 32);
    bytes.writeUInt32LE(value - high * 2 ** 32, this.#length);
    this.#length = bytes.writeInt32LE(high, this.#length + 4);
  }

  bigInteger64(value: bigint): void {
    this.#length = this.#reserve(8).writeBigUInt64LE(BigInt.asUintN(64, value), this.#length);
  }

  float64(value: number): void {
    this.#length = this.#reserve(8).writeDoubleLE(value, this.#length);
  }

  /** A length in 7-bit groups, lowest first. */
  varint(value: number): void {
    let rest = value;
    while (rest >= 0x80) {
      this.uint8((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    this.uint8(rest);
  }

  /** A text as its length in bytes and its UTF-8. */
  text(value: string): void {
    if (value.length <= SHORT_TEXT && this.#shortAscii(value)) return;
    const length = Buffer.byteLength(value);
    this.varint(length);
    this.#length += this.#reserve(length).write(value, this.#length);
  }

  raw(value: Uint8Array): void {
    this.#reserve(value.byteLength).set(value, this.#length);
    this.#length += value.byteLength;
  }

  /** @returns false, with nothing written, when the text is not ASCII */
  #shortAscii(value: string): boolean {
    const bytes = this.#reserve(value.length + 1);
    const start = this.#length + 1;
    for (let at = 0; at < value.length; at += 1) {
      const code = value.charCodeAt(at);
      if (code > 0x7f) return false;
      bytes[start + at] = code;
    }
    bytes[start - 1] = value.length;
    this.#length = start + value.length;
    return true;
  }

  #reserve(size: number): Buffer {
    if (this.#length + size > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#length + size));
      this.#bytes.copy(larger, 0, 0, this.#length);
      this.#bytes = larger;
    }
    return this.#bytes;
  }
}
