import fc from 'fast-check';

const deep = (open: string, close: string, depth: number) => open.repeat(depth) + close.repeat(depth);

/** Every raw user id of the fuzz test starts like this: it must be in no answer and in nothing that is kept. */
export const personMark = 'person-of-flesh-and-blood';

const nasty = [
  ...['null', 'true', 'false', '""', '" "', '[]', '{}', '[[]]', '[null]', '{"":null}', '{"a":{"a":{}}}'],
  ...['0', '-0', '-1', '1.5', '-0.0', '1e3', '1E+2', '0.1e-7', '4294967296', '9007199254740993'],
  ...['18446744073709551616', '1e308', '1e309', '-1e400', '5e-324', '1e-400', '9'.repeat(500)],
  ...[`0.${'0'.repeat(400)}1`, `1${'0'.repeat(400)}`, '123456789012345678.123456789012', '0.0000000000001'],
  ...['"\\u0000"', '"a\\u0000b"', '"\\ud800"', '"\\udc00\\ud800"', '"\\ufeff"', '"\\uffff"', '"\ufffd"'],
  ...['"\u202e"', '"\u2028\u2029"', '"😀"', '"e\u0301"', '"\\u00e9"', '"\\/\\b\\f\\n\\r\\t"', '"\x7f"'],
  ...[
    '"__proto__"',
    '"constructor"',
    '"toString"',
    '"NaN"',
    '"null"',
    '"\'; DROP TABLE events; --"',
    '"\\\\N"',
  ],
  ...['"9999-12-31T23:59:59Z"', '"0000-00-00T00:00:00Z"', '"2026-02-29T24:00:00Z"', '"2026-10-01T12:00:60Z"'],
  ...['"2026-10-01T12:00:00.1234567Z"', '"2026-10-01T12:00:00+99:99"', '"1969-12-31T23:59:59Z"', '"١٢"'],
  ...['{"__proto__":{"x":1}}', '{"constructor":{"prototype":{}}}', '{"toJSON":1}', '{"length":1e9}'],
  ...[`"${'x'.repeat(129)}"`, `"${'x'.repeat(1025)}"`, `"${'ü'.repeat(5000)}"`, deep('[', ']', 500)],
];
const large = [
  ...[`"${'x'.repeat(65_536)}"`, `"${'\\u0000'.repeat(20_000)}"`, deep('[', ']', 30_000)],
  deep('{"a":', '}', 9000).replace(':}', ':1}'),
];

const quoted = fc.string({ unit: 'binary', maxLength: 40 }).map((text) => JSON.stringify(text));
const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }).map(String),
  fc.tuple(fc.integer(), fc.nat(), fc.integer({ min: -500, max: 500 })).map(([a, b, e]) => `${a}.${b}e${e}`),
);

/** The JSON text of a value that is likely to be wrong wherever it stands; never longer than an event may be. */
export const nastyValue: fc.Arbitrary<string> = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...nasty) },
  { weight: 3, arbitrary: quoted },
  { weight: 3, arbitrary: number },
  { weight: 2, arbitrary: fc.json({ maxDepth: 3 }) },
);

/** The same, and now and then one that makes the event too large or nests tens of thousands deep. */
export const anyValue: fc.Arbitrary<string> = fc.oneof(
  { weight: 200, arbitrary: nastyValue },
  { weight: 1, arbitrary: fc.constantFrom(...large) },
);

/** Names of fields that a careless reader trips over. */
export const nastyName: fc.Arbitrary<string> = fc.constantFrom(
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'toJSON', 'length', '', '0'],
  ...['ID', 'Type', 'data', 'specversion', 'time', 'user_id', 'userId', 'gpu_second', '\0', '\ud800', 'ü'],
);
