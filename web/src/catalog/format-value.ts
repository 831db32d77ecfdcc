import type { Value } from '../api/types.ts';
import { ExactDecimal } from './exact-decimal.ts';
import { type Scale, scaleFor } from './scale.ts';
import type { Unit } from './unit.ts';

const formats = new Map<string, Intl.NumberFormat>();

function numberFormat(minDigits: number, maxDigits: number): Intl.NumberFormat {
  const key = `${minDigits}/${maxDigits}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat('en', {
      minimumFractionDigits: minDigits,
      maximumFractionDigits: maxDigits,
      roundingMode: 'halfEven',
    } as Intl.NumberFormatOptions);
    formats.set(key, format);
  }
  return format;
}

/** What stands in the place of a number that does not exist; never a zero. */
export const nullText = (unit: Unit, unpriced: boolean): string =>
  unit.kind === 'money' && unpriced ? 'no price' : '–';

/** The number alone, without its unit: for columns and axes whose head names the unit. */
export function formatNumber(value: string | number, scale: Scale): string {
  // Decimal strings stay decimal: a money value is never turned into a binary float on its way to the screen.
  const shifted = new ExactDecimal(value).times(new ExactDecimal(10).pow(scale.shift));
  const text = numberFormat(scale.minDigits, scale.maxDigits).format(
    shifted.toFixed() as Intl.StringNumericLiteral,
  );
  // A loss that rounds to nothing must not read "-0".
  return /[1-9]/.test(text) ? text : text.replace('-', '');
}

export interface FormatOptions {
  /** Shared by a table or axis; without it the value gets the scale that suits it alone. */
  scale?: Scale;
  /** True when usage in this group has no price: a null of money then reads "no price". */
  unpriced?: boolean;
}

/** A value with its unit, short enough for a tile: `12,410 USD`, `5.43 ct`, `1.72 %`, `no price`. */
export function formatValue(
  value: Value,
  unit: Unit,
  { scale, unpriced = false }: FormatOptions = {},
): string {
  if (value === null) return nullText(unit, unpriced);
  const used = scale ?? scaleFor([value], unit);
  const text = formatNumber(value, used);
  return used.suffix === '' ? text : `${text}\u00a0${used.suffix}`;
}

/** Every digit that the API gave, with its unit: for tooltips and tables of values. */
export function exactValue(value: Value, unit: Unit, unpriced = false): string {
  if (value === null) return nullText(unit, unpriced);
  switch (unit.kind) {
    case 'money':
      return `${formatNumber(value, { shift: 0, minDigits: 2, maxDigits: 9, suffix: '' })}\u00a0${unit.currency}`;
    case 'ratio':
      return `${formatNumber(value, { shift: 2, minDigits: 0, maxDigits: 4, suffix: '' })}\u00a0%`;
    case 'count':
      return formatNumber(value, { shift: 0, minDigits: 0, maxDigits: 0, suffix: '' });
    case 'quantity':
      return `${formatNumber(value, { shift: 0, minDigits: 0, maxDigits: 6, suffix: '' })}\u00a0${unit.symbol}`;
  }
}
