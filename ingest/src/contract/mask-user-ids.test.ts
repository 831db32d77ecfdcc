import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskUserIds } from './mask-user-ids.ts';
import { pseudonym } from './pseudonym.ts';
import type { ValidationContext } from './validation-context.ts';

const CONTEXT: ValidationContext = {
  now: 0,
  maxEventAgeDays: 0,
  pseudonymKey: Buffer.from('k'),
  resent: false,
};
const SECRET = 'secret.person+77@example.com';
const KEY = `user_key:${pseudonym(SECRET, CONTEXT.pseudonymKey)}`;

function mask(text: string): string {
  let event: unknown;
  try {
    event = JSON.parse(text);
  } catch {}
  return maskUserIds(text, event, CONTEXT);
}

test('a user id is replaced by its user key, and the rest stays', () => {
  expect(mask(`{"id":"e1","data":{"user_id":"${SECRET}","country":"DE"}}`)).toBe(
    `{"id":"e1","data":{"user_id":"${KEY}","country":"DE"}}`,
  );
});

test('no user id survives at any depth, of any type, in any spelling of its name', () => {
  const name = fc.constantFrom(
    'user_id',
    'userId',
    'USER_ID',
    'user-id',
    'userid',
    'end_user_id',
    'user_ids',
  );
  const value = fc.constantFrom<unknown>(SECRET, [SECRET], { name: SECRET }, [[{ a: SECRET }]]);
  const tree = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      fc.tuple(name, value).map(([key, inner]) => ({ [key]: inner, other: 1 })),
      fc.array(tie('node')),
      tie('node').map((inner) => ({ data: inner, x: JSON.stringify(inner) })),
    ),
  })).node;
  fc.assert(
    fc.property(tree, (event) => {
      const masked = mask(JSON.stringify(event));
      expect(masked).not.toContain(SECRET);
      JSON.parse(masked);
    }),
  );
});

test.each([
  `{"data":{"user_id":"${SECRET}","x":}`,
  `{"data":{"user_id": "${SECRET}`,
  `{"data":{"user_id":${SECRET}}}`,
  `{"data":{'user_id':'${SECRET}'}}`,
  `{"data":{"user\\u005fid":"${SECRET}",}}`,
  `{"data":{"\\u0075ser_id":"${SECRET}",}}`,
  `{"data":{"user_id":{"name":"${SECRET}"},}}`,
  `{"data":{"user_id":["a","${SECRET}"],}}`,
  `{"data":{"user_id":"a\\"${SECRET}",}}`,
  `{"data":{"user_id":"a"${SECRET}",}}`,
  `"{\\"user_id\\":\\"${SECRET}\\"`,
  `user_id=${SECRET}&x=1`,
])('text that is no JSON keeps no user id: %s', (text) => {
  expect(mask(text)).not.toContain(SECRET);
});

test('what follows a plain user id in text that is no JSON stays readable', () => {
  expect(mask(`{"user_id":"${SECRET}","country":"DE",}`)).toBe(`{"user_id":"${KEY}","country":"DE",}`);
});

test('a name that is there twice hides no user id', () => {
  expect(mask(`{"data":{"user_id":"${SECRET}","user_id":"b"}}`)).not.toContain(SECRET);
  expect(mask(`{"data":{"user_id":"${SECRET}"},"data":{}}`)).not.toContain(SECRET);
});

test('an event that is nested too deeply to be written is masked as text', () => {
  const depth = 30_000;
  const text = `{"data":{"user_id":"${SECRET}","x":${'['.repeat(depth)}${']'.repeat(depth)}}}`;
  const masked = mask(text);
  expect(masked).not.toContain(SECRET);
  expect(masked).toContain(KEY);
});
