import fc from 'fast-check';
import { canonicalDecimal } from '../../contract/canonical-decimal.ts';

const text = fc.oneof(
  fc.constant(''),
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  fc.string({ minLength: 60, maxLength: 200 }),
);
const integer64 = fc.integer({ min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER });
const natural64 = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const float = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 13n), max: 10n ** 13n }), fc.bigInt({ min: 0n, max: 10n ** 18n - 1n }))
  .map(([whole, fraction]) => canonicalDecimal(`${whole}.${fraction.toString().padStart(18, '0')}`));

/** Any value that a column of a ClickHouse type may hold; for tests. */
function arbitraryValue(type: string): fc.Arbitrary<unknown> {
  const inner = /^Nullable\((.+)\)$/.exec(type)?.[1];
  if (inner !== undefined) return fc.option(arbitraryValue(inner), { nil: null });
  if (type.startsWith('Enum8('))
    return fc.constantFrom(...[...type.matchAll(/'([^']+)'/g)].map(([, word]) => word));
  if (type === 'String') return text;
  if (type === 'LowCardinality(String)') return fc.oneof(fc.constantFrom('', 'a', 'b', 'ö'), text);
  if (type === 'UInt8') return fc.integer({ min: 0, max: 255 });
  if (type === 'UInt32' || type === "DateTime('UTC')") return fc.integer({ min: 0, max: 2 ** 32 - 1 });
  if (type === 'UInt64') return natural64;
  if (type === 'Int64') return integer64;
  if (type === "DateTime64(6, 'UTC')") return fc.integer({ min: 0, max: 4_000_000_000_000_000 });
  if (type === 'Float64') return float;
  if (type === 'Bool') return fc.boolean();
  if (type === 'Decimal(38, 18)') return decimal;
  throw new TypeError(type);
}

/** Rows as a table with these columns may hold them, most columns of a row at their default; for tests. */
export function arbitraryRow<T>(
  types: Readonly<Record<keyof T & string, string>>,
  newRow: () => T,
): fc.Arbitrary<T> {
  const columns = Object.fromEntries(
    Object.entries<string>(types).map(([name, type]) => [name, arbitraryValue(type)]),
  );
  return fc.record(columns, { requiredKeys: [] }).map((values) => ({ ...newRow(), ...values }));
}
