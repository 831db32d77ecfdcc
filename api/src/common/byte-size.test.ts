import { expect, test } from 'vitest';
import { byteSize } from './byte-size.ts';

const size = byteSize(2 ** 20, 2 ** 40);

test.each([
  ['10GiB', 10 * 2 ** 30],
  ['500MB', 500e6],
  ['1.5 gib', 1.5 * 2 ** 30],
  ['1048576', 2 ** 20],
  ['2000000B', 2e6],
  ['1TiB', 2 ** 40],
])('%s is a size', (text, bytes) => {
  expect(size.parse(text)).toBe(bytes);
});

test.each(['1048575', '2TiB', '10 G', 'GiB', '-5GiB', '1e9', '10GiBs', ''])(
  '%s is none, and told with an example',
  (text) => {
    expect(size.safeParse(text).error?.issues[0]?.message).toBe(
      'must be a size from 1 MiB to 1 TiB, such as 10GiB, 500MB or a number of bytes',
    );
  },
);
