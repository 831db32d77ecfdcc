import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BodyText } from './body-text.ts';
import { splitArray } from './split-array.ts';

function elementsOf(text: string, max: number): string[] | undefined {
  const body = new BodyText(Buffer.from(text));
  return splitArray(body, max)?.map(([start, end]) => body.slice(start, end));
}

const space = fc.constantFrom('', ' ', '\n\t ');

test('the elements of any JSON array are cut apart where they end', () => {
  fc.assert(
    fc.property(
      fc.array(fc.jsonValue({ stringUnit: 'binary' })),
      space,
      fc.constantFrom(undefined, 2),
      (values, around, indent) => {
        const text = `${around}${JSON.stringify(values, null, indent)}${around}`;
        expect(elementsOf(text, values.length)!.map((element) => JSON.parse(element))).toEqual(
          JSON.parse(text),
        );
      },
    ),
  );
});

test.each(['', '{}', '[', ']', '[1', '[1}', '[1]]', '[1] 2', 'x[1]', '{"a":[1]}', '["a]', '"[1]"'])(
  '%s is no array',
  (text) => {
    expect(elementsOf(text, 10)).toBeUndefined();
  },
);

test('no more is cut than asked for', () => {
  expect(elementsOf(`[${'1,'.repeat(100_000)}1]`, 5)).toHaveLength(6);
});
