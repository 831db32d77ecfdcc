/** What a number means: money in one currency, or a plain quantity. */
export type Unit =
  | { kind: 'money'; currency: string }
  | { kind: 'ratio' }
  | { kind: 'count' }
  | { kind: 'quantity'; symbol: string };

const SYMBOLS: Record<string, string> = {
  seconds: 's',
  second: 's',
  s: 's',
  milliseconds: 'ms',
  ms: 'ms',
  bytes: 'B',
};

/**
 * Reads the unit of a catalog entry (`money`, `ratio`, `count`, `seconds`, ...) or of an answer's column,
 * where money carries its currency code (`EUR`).
 */
export function readUnit(unit: string | undefined, currency: string): Unit {
  if (unit === undefined || unit === '' || unit === 'count') return { kind: 'count' };
  if (unit === 'ratio') return { kind: 'ratio' };
  if (unit === 'money') return { kind: 'money', currency };
  if (/^[A-Z]{3}$/.test(unit)) return { kind: 'money', currency: unit };
  return { kind: 'quantity', symbol: SYMBOLS[unit] ?? unit };
}
