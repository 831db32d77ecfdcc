/** Longer texts are written by Buffer, whose call costs more than a few characters. */
const SHORT_TEXT = 16;
/** Bytes of the length of any text that fits memory. */
const MAX_VARINT = 5;

/** Bytes that grow as they are written; numbers are little-endian, as ClickHouse Native wants them. */
export class ByteWriter {
  bytes: Buffer;
  view: DataView;
  length = 0;

  constructor(capacity: number) {
    this.bytes = Buffer.allocUnsafeSlow(capacity);
    this.view = new DataView(this.bytes.buffer);
  }

  /** What was written. The memory is shared with this writer, which must not be used afterwards. */
  finish(): Buffer {
    return this.bytes.subarray(0, this.length);
  }

  /**
   * Makes room that the caller fills through `bytes` or `view`, which it must read anew after this call.
   * @returns where the room starts; it holds anything
   */
  reserve(size: number): number {
    const start = this.length;
    this.length = start + size;
    if (this.length > this.bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(this.bytes.length * 2, this.length));
      this.bytes.copy(larger, 0, 0, start);
      this.bytes = larger;
      this.view = new DataView(larger.buffer);
    }
    return start;
  }

  copy(bytes: Uint8Array): void {
    const at = this.reserve(bytes.length);
    this.bytes.set(bytes, at);
  }

  uint8(value: number): void {
    const at = this.reserve(1);
    this.bytes[at] = value;
  }

  uint64(value: number): void {
    const at = this.reserve(8);
    setInteger64(this.view, at, value);
  }

  /** A length in groups of 7 bits, lowest first. */
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
    const { length } = value;
    if (length <= SHORT_TEXT && this.#shortAscii(value)) return;
    const at = this.reserve(MAX_VARINT + length * 3);
    // The length is nearly always one byte: the text is put behind that, and moved where it takes more.
    const bytes = this.bytes.write(value, at + 1);
    const lengthBytes = bytes < 0x80 ? 1 : Math.ceil((32 - Math.clz32(bytes)) / 7);
    if (lengthBytes > 1) this.bytes.copyWithin(at + lengthBytes, at + 1, at + 1 + bytes);
    this.length = at;
    this.varint(bytes);
    this.length += bytes;
  }

  /** @returns false, with nothing written, when the text is not ASCII */
  #shortAscii(value: string): boolean {
    const { length } = value;
    const start = this.reserve(length + 1);
    const { bytes } = this;
    bytes[start] = length;
    for (let at = 0; at < length; at += 1) {
      const code = value.charCodeAt(at);
      if (code > 0x7f) {
        this.length = start;
        return false;
      }
      bytes[start + 1 + at] = code;
    }
    return true;
  }
}

/** Any integer that a JS number holds exactly, as 64 bits in two's complement. */
export function setInteger64(view: DataView, at: number, value: number): void {
  const high = Math.floor(value / 2 ** 32);
  view.setUint32(at, value - high * 2 ** 32, true);
  view.setInt32(at + 4, high, true);
}
