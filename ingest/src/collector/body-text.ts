import { isAscii } from 'node:buffer';

const BYTE_ORDER_MARK = Buffer.from('\ufeff');

/** The bytes of a body as text, cut where an event starts and ends: cheaper than cutting a text of all of it. */
export class BodyText {
  readonly bytes: Buffer;
  /** Where the text starts: after a byte order mark. */
  readonly start: number;
  readonly #encoding: 'latin1' | 'utf8';

  /** @param body UTF-8; bytes that are not become U+FFFD */
  constructor(body: Uint8Array) {
    this.bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
    this.start = this.bytes.subarray(0, 3).equals(BYTE_ORDER_MARK) ? 3 : 0;
    // For ASCII both mean the same, and Latin-1 needs no decoding.
    this.#encoding = isAscii(body) ? 'latin1' : 'utf8';
  }

  slice(start: number, end: number): string {
    return this.bytes.toString(this.#encoding, start, end);
  }
}
