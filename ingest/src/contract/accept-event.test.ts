import fc from 'fast-check';
import { expect, test } from 'vitest';
import { acceptEvent } from './accept-event.ts';
import { contentHash } from './content-hash.ts';
import type { EventError } from './event-error.ts';
import { EVENT_FIELDS } from './event-fields.ts';
import { EVENT_TYPES } from './event-types.ts';
import { examineEvent } from './examine-event.ts';
import type { ValidationContext } from './validation-context.ts';

const CONTEXT: ValidationContext = {
  now: Date.UTC(2026, 9, 1, 12),
  maxEventAgeDays: 90,
  pseudonymKey: Buffer.from('a secret of the tests'),
  resent: false,
};

const value = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    '',
    0,
    1,
    3,
    -1,
    1.5,
    2 ** 53,
    1e300,
    'DE',
    'EUR',
    'a1',
    [],
    {},
  ),
  fc.constantFrom<unknown>(
    '\0',
    '\ud800',
    '🎬',
    'x'.repeat(128),
    'x'.repeat(129),
    '🎬'.repeat(128),
    'x'.repeat(1025),
  ),
  fc.constantFrom<unknown>(
    'video',
    'allow',
    'kept',
    'succeeded',
    'trusted',
    'story',
    'upheld',
    'ios',
    'human',
  ),
  fc.constantFrom<unknown>(
    '2026-10-01T11:59:30Z',
    '2026-10-01T14:00:00Z',
    '2025-10-01T12:00:00Z',
    '1960-01-01T00:00:00Z',
  ),
  fc.double(),
  fc.string({ unit: 'binary' }),
);
const others = fc.dictionary(fc.constantFrom('__proto__', 'toString', 'user_id', 'other', '\ud800'), value, {
  maxKeys: 2,
});
/** Mostly what the contract wants, so that both right and wrong events come out. */
const data = fc.constantFrom(...EVENT_TYPES).chain((type) =>
  fc.tuple(
    fc.constant(type),
    fc.record(
      Object.fromEntries(
        EVENT_FIELDS[type].fields.map(({ name, kind }) => {
          const words = /^one of (.+)$/.exec(kind.expected)?.[1]?.split(', ') ?? [];
          const right = [...words, 1, 3.5, 0.1, 'a1', 'DE', 'EUR', true].filter(
            (word) => kind.read(word) !== undefined,
          );
          return [name, fc.oneof({ weight: 12, arbitrary: fc.constantFrom<unknown>(...right) }, value)];
        }),
      ),
      { requiredKeys: EVENT_FIELDS[type].fields.filter(({ required }) => required).map(({ name }) => name) },
    ),
    others,
  ),
);
const anyEvent = data.chain(([type, fields, more]) =>
  fc
    .tuple(
      fc.dictionary(
        fc.constantFrom('id', 'source', 'time', 'subject', 'specversion', 'data', 'type'),
        value,
        {
          maxKeys: 1,
        },
      ),
      fc.option(fc.constantFrom<unknown>('u-1', '', null, 7), { nil: undefined }),
    )
    .map(([changes, userId]) => ({
      ...{ specversion: '1.0', id: 'e1', source: '/app', type, time: '2026-10-01T11:59:30.123456Z' },
      ...(type !== 'capacity.reported' && { subject: 'g1' }),
      data: {
        ...(type === 'generation.requested' && { user_id: 'u-2' }),
        ...(userId !== undefined && { user_id: userId }),
        ...fields,
        ...more,
      },
      ...changes,
    })),
);

test('exactly the events in which nothing is wrong are accepted, with the same row and the same warnings', () => {
  const seen = { right: 0, wrong: 0 };
  fc.assert(
    fc.property(anyEvent, (event) => {
      // A long number, so that the digits as they were written count.
      const text = JSON.stringify(event).replaceAll('3.5', '3.50000000000000000125');
      const parsed = JSON.parse(text) as Record<string, unknown>;
      const warnings: EventError[] = [];
      const accepted = acceptEvent(parsed, text, CONTEXT, warnings);
      const examined = examineEvent(parsed, text, CONTEXT);
      seen[examined.errors.length === 0 ? 'right' : 'wrong'] += 1;
      if (examined.errors.length > 0) expect(accepted).toBeUndefined();
      else {
        expect({ row: accepted, errors: [], warnings }).toEqual(examined);
        expect(contentHash(accepted!)).toBe(contentHash(examined.row));
      }
    }),
    { numRuns: 3000 },
  );
  expect(seen.right).toBeGreaterThan(300);
  expect(seen.wrong).toBeGreaterThan(300);
});
