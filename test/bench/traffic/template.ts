import { DAY_MS } from './day-of-traffic.ts';

/** One line of a day's traffic and what has to change in it from day to day. All ASCII, with its newline. */
export interface TemplateLine {
  text: string;
  /** Its UTC date as YYYY-MM-DD, wherever it occurs in the text. */
  date: string;
  /** Its generation's id, a UUIDv7, wherever it occurs. */
  generation: string | undefined;
  /** Its user's id or key, whose last character is a hex digit of ours: 0 to f. */
  user: string | undefined;
  /** Comes every day. Another user is in turn one of 16, so that not the same people come every day. */
  userIsRegular: boolean;
  daysLater: number;
}

const DATE = 0;
/** A date that begins the event's `time`. */
const TIME = 1;
const GENERATION = 2;
const USER = 3;
const BEFORE_TIME = '"time":"';
const HEX = Buffer.from('0123456789abcdef');

/**
 * The lines of one day as bytes, to be copied and moved to another day by writing over a few bytes of fixed width. That
 * costs a tenth of a microsecond an event, so a load generator can send new events without end.
 */
export class Template {
  readonly #bytes: Buffer;
  readonly #starts: Uint32Array;
  readonly #daysLater: Uint8Array;
  readonly #day: Int32Array;
  readonly #generationMs: Float64Array;
  /** Hex digit of the user; 16 and above: a regular one. */
  readonly #user: Uint8Array;
  readonly #firstMark: Uint32Array;
  readonly #markAt: Uint32Array;
  readonly #markKind: Uint8Array;
  readonly #dates = new Map<number, Buffer>();
  /** Bytes of the longest line. */
  readonly longest: number;

  constructor(lines: readonly TemplateLine[]) {
    const marks = lines.map(marksOf);
    this.#bytes = Buffer.from(lines.map(({ text }) => text).join(''), 'latin1');
    this.#starts = new Uint32Array(lines.length + 1);
    this.#firstMark = new Uint32Array(lines.length + 1);
    for (let line = 0; line < lines.length; line += 1) {
      this.#starts[line + 1] = this.#starts[line]! + lines[line]!.text.length;
      this.#firstMark[line + 1] = this.#firstMark[line]! + marks[line]!.length;
    }
    this.longest = lines.reduce((longest, { text }) => Math.max(longest, text.length), 0);
    this.#daysLater = Uint8Array.from(lines, ({ daysLater }) => daysLater);
    this.#day = Int32Array.from(lines, ({ date }) => Date.parse(date) / DAY_MS);
    this.#generationMs = Float64Array.from(lines, ({ generation }) => millisecondsOf(generation));
    this.#user = Uint8Array.from(lines, userDigitOf);
    this.#markAt = Uint32Array.from(
      marks.flatMap((of, line) => of.map(({ at }) => this.#starts[line]! + at)),
    );
    this.#markKind = Uint8Array.from(marks.flatMap((of) => of.map(({ kind }) => kind)));
  }

  get lines(): number {
    return this.#daysLater.length;
  }

  daysLater(line: number): number {
    return this.#daysLater[line]!;
  }

  /**
   * Copies consecutive lines to `at` and moves each by whole days, less the days by which it comes later than its request.
   * @param clock writes this instant, as `YYYY-MM-DDTHH:MM:SS.mmm`, over the time of each event
   * @returns where they end
   */
  write(out: Buffer, at: number, from: number, to: number, days: number, clock?: Uint8Array): number {
    const start = this.#starts[from]!;
    this.#bytes.copy(out, at, start, this.#starts[to]!);
    for (let line = from; line < to; line += 1) this.#stamp(out, at - start, line, days, clock);
    return at + this.#starts[to]! - start;
  }

  #stamp(out: Buffer, moved: number, line: number, days: number, clock: Uint8Array | undefined): void {
    const shift = days - this.#daysLater[line]!;
    const end = this.#firstMark[line + 1]!;
    for (let mark = this.#firstMark[line]!; mark < end; mark += 1) {
      const at = this.#markAt[mark]! + moved;
      const kind = this.#markKind[mark]!;
      if (kind === GENERATION) writeTime(out, at, this.#generationMs[line]! + shift * DAY_MS);
      else if (kind === USER) out[at] = this.#userDigit(line, shift);
      else if (kind === TIME && clock !== undefined) writeBytes(out, at, clock);
      else writeBytes(out, at, this.#date(this.#day[line]! + shift));
    }
  }

  #userDigit(line: number, shift: number): number {
    const user = this.#user[line]!;
    return HEX[user < 16 ? (user + shift * 7) & 15 : user - 16]!;
  }

  #date(day: number): Buffer {
    let text = this.#dates.get(day);
    if (text === undefined) {
      text = Buffer.from(new Date(day * DAY_MS).toISOString().slice(0, 10));
      this.#dates.set(day, text);
    }
    return text;
  }
}

function marksOf({ text, date, generation, user }: TemplateLine): { at: number; kind: number }[] {
  const marks = places(text, date).map((at) => ({
    at,
    kind: text.startsWith(BEFORE_TIME, at - BEFORE_TIME.length) ? TIME : DATE,
  }));
  if (generation !== undefined)
    marks.push(...places(text, generation).map((at) => ({ at, kind: GENERATION })));
  if (user !== undefined)
    marks.push(...places(text, user).map((at) => ({ at: at + user.length - 1, kind: USER })));
  return marks;
}

function places(text: string, part: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + part.length)) found.push(at);
  return found;
}

function millisecondsOf(uuid: string | undefined): number {
  return uuid === undefined ? 0 : Number.parseInt(uuid.slice(0, 8) + uuid.slice(9, 13), 16);
}

function userDigitOf({ user, userIsRegular }: TemplateLine): number {
  if (user === undefined) return 0;
  const digit = Number.parseInt(user.at(-1)!, 16);
  return userIsRegular ? digit + 16 : digit;
}

/** The first 10 digits of a UUIDv7. The last two of its milliseconds stay: a day is a multiple of 256 ms. */
function writeTime(out: Buffer, at: number, milliseconds: number): void {
  let high = Math.floor(milliseconds / 65_536);
  for (let digit = 7; digit >= 0; digit -= 1) {
    out[at + digit] = HEX[high & 15]!;
    high >>>= 4;
  }
  const low = (milliseconds >>> 8) & 255;
  out[at + 9] = HEX[low >>> 4]!;
  out[at + 10] = HEX[low & 15]!;
}

function writeBytes(out: Buffer, at: number, bytes: Uint8Array): void {
  for (let i = 0; i < bytes.length; i += 1) out[at + i] = bytes[i]!;
}
