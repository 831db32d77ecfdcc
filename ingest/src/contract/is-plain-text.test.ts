import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isPlainText } from './is-plain-text.ts';

test('a text is plain when it comes back from UTF-8 as it was and holds no NUL', () => {
  const unit = fc.constantFrom(
    'a',
    '\0',
    '\u0001',
    '\ud7ff',
    '\ud800',
    '\udbff',
    '\udc00',
    '\udfff',
    '\ue000',
    '🎬',
    'é',
  );
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 6 }), (units) => {
      const text = units.join('');
      expect(isPlainText(text)).toBe(Buffer.from(text).toString() === text && !text.includes('\0'));
    }),
  );
});
