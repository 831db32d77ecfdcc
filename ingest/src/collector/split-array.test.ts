import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitArray } from './split-array.ts';

const space = fc.constantFrom('', ' ', '\n\t ');

test('the elements of any JSON array are cut apart where they end', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), space, fc.constantFrom(undefined, 2), (values, around, indent) => {
      const text = `${around}${JSON.stringify(values, null, indent)}${around}`;
      const elements = splitArray(text, values.length)!;
      expect(elements.map((element) => JSON.parse(element))).toEqual(JSON.parse(text));
    }),
  );
});

test.each(['', '{}', '[', ']', '[1', '[1}', '[1]]', '[1] 2', 'x[1]', '{"a":[1]}', '["a]', '"[1]"'])(
  '%s is no array',
  (text) => {
    expect(splitArray(text, 10)).toBeUndefined();
  },
);

test('no more is cut than asked for', () => {
  expect(splitArray(`[${'1,'.repeat(100_000)}1]`, 5)).toHaveLength(6);
});
