import { Problem } from '../../common/problem.ts';

/** The bytes of all bodies that are being received or wait for their answer, which a server must be able to hold. */
export class BytesInFlight {
  #bytes = 0;

  constructor(private readonly max: number) {}

  get bytes(): number {
    return this.#bytes;
  }

  /**
   * Counts so many bytes more.
   * @throws Problem 503 if there is no room for them; then they are not counted.
   */
  take(bytes: number): void {
    if (this.#bytes + bytes > this.max) {
      throw new Problem({
        status: 503,
        code: 'too_busy',
        detail: 'Too many events are on their way just now. Send all of this request again in a moment.',
        retryAfterSeconds: 1,
      });
    }
    this.#bytes += bytes;
  }

  giveBack(bytes: number): void {
    this.#bytes -= bytes;
  }
}
