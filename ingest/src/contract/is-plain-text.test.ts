import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isPlainText } from './is-plain-text.ts';

test('a text is plain when it comes back from UTF-8 as it was and holds no NUL', () => {
  const unit = fc.oneof(
    fc.constantFrom('a', '\0', '\ud800', '\udbff', '\udc00', '\udfff', '🎬', 'é'),
    fc.string({ unit: 'binary' }),
  );
  fc.assert(
    fc.property(
      fc.array(unit).map((units) => units.join('')),
      (text) => {
        expect(isPlainText(text)).toBe(Buffer.from(text).toString() === text && !text.includes('\0'));
      },
    ),
  );
});
