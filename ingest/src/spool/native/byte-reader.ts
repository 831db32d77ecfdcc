/** Reads what ByteWriter wrote. Reading beyond the end throws a RangeError. */
export class ByteReader {
  readonly bytes: Buffer;
  readonly view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get atEnd(): boolean {
    return this.#at === this.bytes.length;
  }

  /** Passes over bytes that the caller reads through `bytes` or `view`. @returns where they start */
  take(size: number): number {
    const at = this.#at;
    if (at + size > this.bytes.length) throw new RangeError('The block ends within a value.');
    this.#at = at + size;
    return at;
  }

  /** Passes over bytes and gives them without copying. */
  view8(size: number): Uint8Array {
    const at = this.take(size);
    return new Uint8Array(this.bytes.buffer, this.bytes.byteOffset + at, size);
  }

  uint64(): number {
    const at = this.take(8);
    return this.view.getUint32(at, true) + this.view.getUint32(at + 4, true) * 2 ** 32;
  }

  varint(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 0x80) {
      const byte = this.bytes[this.take(1)]!;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  }

  text(): string {
    const length = this.varint();
    const at = this.take(length);
    return length === 0 ? '' : this.bytes.toString('utf8', at, at + length);
  }

  /** Passes over texts. */
  skipTexts(count: number): void {
    const { bytes } = this;
    let at = this.#at;
    for (let text = 0; text < count; text += 1) {
      const length = bytes[at]!;
      if (length < 0x80) at += 1 + length;
      else {
        this.#at = at;
        at = this.varint() + this.#at;
      }
      if (at > bytes.length) throw new RangeError('The block ends within a value.');
    }
    this.#at = at;
  }
}
