import { expect, test } from 'vitest';
import { parseFocus, writeFocus } from './focus.ts';

test.each([
  { dimension: 'policy', value: 'adult_nudity' },
  { dimension: 'classifier', value: 'vendor:frame-guard' },
  { dimension: 'policy', value: null },
] as const)('a focus survives the URL: $dimension $value', (focus) => {
  expect(parseFocus(writeFocus(focus))).toEqual(focus);
});

test('a mistyped focus is no focus', () => {
  expect(parseFocus('country:DE')).toBeNull();
  expect(parseFocus(null)).toBeNull();
});
