import { Decimal } from 'decimal.js';
import type { FieldKind } from '../../contract/field-kind.ts';

/** What the contract wants in a field. */
type Shape = 'text' | 'number' | 'boolean';

/** Enough for any decimal that the store keeps (38 digits) times any scale. */
const Exact = Decimal.clone({ precision: 60 });

export interface NumberReading {
  /** The number in the file times this is the number in the event. */
  scale?: number | string | undefined;
  /** Round to a whole number, half to even; without it a fraction in an integer field is an error. */
  round?: boolean | undefined;
}

/** Tells what a field takes by asking it: every numeric field of the contract takes 1, no other field does. */
export function shapeOf(kind: FieldKind): Shape {
  if (kind.read(1) !== undefined) return 'number';
  return kind.read(true) !== undefined ? 'boolean' : 'text';
}

/**
 * Makes the reader of a field's text: text -> JSON text for the event, or undefined when the contract would not take it.
 * Numbers keep every digit they have in the file ('32.0' becomes 32), because money is computed from them.
 */
export function jsonReader(kind: FieldKind, numbers: NumberReading): (text: string) => string | undefined {
  const shape = shapeOf(kind);
  if (shape === 'text') return (text) => (kind.read(text) === undefined ? undefined : JSON.stringify(text));
  if (shape === 'boolean') {
    return (text) =>
      /^(true|t|yes|1)$/i.test(text) ? 'true' : /^(false|f|no|0)$/i.test(text) ? 'false' : undefined;
  }
  return (text) => {
    const plain = text.trim();
    if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(plain)) return undefined;
    let value = new Exact(plain);
    if (numbers.scale !== undefined) value = value.times(numbers.scale);
    if (numbers.round === true) value = value.toDecimalPlaces(0, Decimal.ROUND_HALF_EVEN);
    const literal = value.isZero() ? '0' : value.toFixed();
    return kind.read(value.toNumber(), literal) === undefined ? undefined : literal;
  };
}
