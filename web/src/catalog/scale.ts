import type { Value } from '../api/types.ts';
import type { Unit } from './unit.ts';

/** How the numbers of one table column or axis are written, so that they all share a unit and line up. */
export interface Scale {
  /** The number is multiplied by 10^shift before it is written: 2 for cents, 2 for per cent, -3 for thousands. */
  shift: number;
  minDigits: number;
  maxDigits: number;
  /** Written after the number: `USD`, `ct`, `%`, `k USD`; empty for counts. */
  suffix: string;
}

/** Currencies whose hundredth is called a cent. */
const CENT = new Set(['USD', 'EUR', 'AUD', 'CAD', 'NZD', 'SGD', 'HKD', 'TWD', 'ZAR', 'BRL', 'MXN']);

const fixed = (shift: number, digits: number, suffix: string): Scale => ({
  shift,
  minDigits: digits,
  maxDigits: digits,
  suffix,
});

function moneyDigits(currency: string): number {
  try {
    return (
      new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ??
      2
    );
  } catch {
    return 2;
  }
}

/** Decimals that leave about three figures of a number of this size. */
const threeFigures = (size: number): number =>
  Math.min(6, Math.max(0, 2 - Math.floor(Math.log10(size || 1))));

function moneyScale(largest: number, currency: string, fold: boolean): Scale {
  const digits = moneyDigits(currency);
  if (fold && largest >= 1e7) return fixed(-6, 2, `M\u00a0${currency}`);
  if (largest >= 1000) return fixed(0, 0, currency);
  if (largest >= 1 || largest === 0) return fixed(0, largest === 0 ? 0 : digits, currency);
  if (CENT.has(currency)) return fixed(2, threeFigures(largest * 100), 'ct');
  return fixed(0, threeFigures(largest), currency);
}

/**
 * The scale that suits all of `values` together; nulls do not count. Ten millions and more are folded into `M` unless
 * `fold` is off, as in tables, where every unit counts.
 */
export function scaleFor(values: readonly Value[], unit: Unit, { fold = true } = {}): Scale {
  let largest = 0;
  for (const value of values) if (value !== null) largest = Math.max(largest, Math.abs(Number(value)));
  switch (unit.kind) {
    case 'money':
      return moneyScale(largest, unit.currency, fold);
    case 'ratio':
      return fixed(2, largest === 0 ? 0 : largest < 0.1 ? 2 : 1, '%');
    case 'count':
      return fold && largest >= 1e7 ? fixed(-6, 2, 'M') : fixed(0, 0, '');
    case 'quantity':
      return fold && largest >= 1e7
        ? fixed(-6, 2, `M\u00a0${unit.symbol}`)
        : fixed(0, largest > 0 && largest < 100 ? 1 : 0, unit.symbol);
  }
}

/** A scale for axis ticks: thousands and millions are folded into a letter after the number. */
export function axisScaleFor(values: readonly Value[], unit: Unit): Scale & { fold: '' | 'k' | 'M' } {
  const scale = scaleFor(values, unit);
  const suffix = scale.suffix.replace(/^M\u00a0?/, '');
  const largest = Math.max(0, ...values.map((value) => Math.abs(Number(value ?? 0))));
  if (unit.kind !== 'ratio' && largest >= 1e6)
    return { shift: -6, minDigits: 0, maxDigits: 2, suffix, fold: 'M' };
  if (unit.kind !== 'ratio' && largest >= 1e4)
    return { shift: -3, minDigits: 0, maxDigits: 1, suffix, fold: 'k' };
  return { ...scale, minDigits: 0, maxDigits: Math.max(2, scale.maxDigits), fold: '' };
}
