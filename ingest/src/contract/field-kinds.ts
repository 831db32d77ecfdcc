import { canonicalDecimal } from './canonical-decimal.ts';
import { COUNTRY_CODES } from './country-codes.ts';
import { CURRENCY_CODES } from './currency-codes.ts';
import type { FieldKind } from './field-kind.ts';
import { isPlainText } from './is-plain-text.ts';

const MAX_TEXT = 1024;
const MAX_HASH = 128;
/** Far above any real quantity, and low enough that a sum of 10^8 such events still fits Decimal(38, 18). */
const MAX_DECIMAL = 1e12;
const MAX_UINT32 = 2 ** 32 - 1;

/** Any text a person could have written. */
export const text: FieldKind = {
  expected: `a text of 1 to ${MAX_TEXT} characters without NUL or broken surrogate pairs`,
  textual: true,
  read: (value) =>
    typeof value === 'string' && value.length > 0 && value.length <= MAX_TEXT && isPlainText(value)
      ? value
      : undefined,
};

/** One of a few words. */
export function choice(...words: readonly string[]): FieldKind {
  // Gives our own instance of the word, not the event's: maps of words find it faster.
  const known = new Map<unknown, string>(words.map((word) => [word, word]));
  return {
    expected: `one of ${words.join(', ')}`,
    textual: true,
    read: (value) => known.get(value),
  };
}

/** A whole number, bounds included. */
export function integer(min: number, max: number): FieldKind {
  return {
    expected: `an integer from ${min} to ${max}`,
    textual: false,
    // `+ 0` makes -0, which JSON can write, a plain 0.
    read: (value) =>
      Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max
        ? (value as number) + 0
        : undefined,
  };
}

/** A whole number that fits UInt32. */
export const count32 = (min: number) => integer(min, MAX_UINT32);
/** A whole number that JSON can carry exactly. */
export const count64 = (min: number) => integer(min, Number.MAX_SAFE_INTEGER);

/** A measured number, bounds included. */
export function number(min: number, max: number): FieldKind {
  return {
    expected: max === Number.MAX_VALUE ? `a number of at least ${min}` : `a number from ${min} to ${max}`,
    textual: false,
    read: (value) => (typeof value === 'number' && value >= min && value <= max ? value + 0 : undefined),
  };
}

/** A measured duration or size. */
export const measure = number(0, Number.MAX_VALUE);

/** A quantity that money is computed from: stored as the decimal that was written, not as a double. */
function decimal(expected: string, isRight: (canonical: string) => boolean): FieldKind {
  return {
    expected: `${expected} and at most ${MAX_DECIMAL}`,
    textual: false,
    exact: true,
    read: (value, literal) => {
      if (typeof value !== 'number' || value < 0 || value > MAX_DECIMAL) return undefined;
      const canonical = canonicalDecimal(literal ?? String(value));
      return isRight(canonical) ? canonical : undefined;
    },
  };
}

export const decimalFromZero = decimal('a number of at least 0', () => true);
export const decimalAboveZero = decimal('a number above 0', (canonical) => canonical !== '0');

export const boolean: FieldKind = {
  expected: 'true or false',
  textual: false,
  read: (value) => (typeof value === 'boolean' ? value : undefined),
};

/** A hash in hex, in lower case so that the same hash is the same text. */
export const hex: FieldKind = {
  expected: `1 to ${MAX_HASH} hex digits`,
  textual: true,
  read: (value) =>
    typeof value === 'string' && value.length <= MAX_HASH && /^[0-9a-f]+$/i.test(value)
      ? value.toLowerCase()
      : undefined,
};

export const country: FieldKind = {
  expected: 'an ISO 3166-1 alpha-2 country code in capitals, such as DE',
  textual: true,
  read: (value) => (COUNTRY_CODES.has(value as string) ? (value as string) : undefined),
};

export const currency: FieldKind = {
  expected: 'an ISO 4217 currency code in capitals, such as EUR',
  textual: true,
  read: (value) => (CURRENCY_CODES.has(value as string) ? (value as string) : undefined),
};
