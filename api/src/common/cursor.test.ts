import { describe, expect, test } from 'vitest';
import { decodeCursor, encodeCursor } from './cursor.ts';

describe('a cursor', () => {
  test('gives back the position that it was made of', () => {
    const position = ['1790000000000', 'ä/?&"'];
    expect(encodeCursor(position)).toMatch(/^[\w-]+$/);
    expect(decodeCursor(encodeCursor(position), 2)).toEqual(position);
  });

  test.each(['', 'nonsense', encodeCursor(['1']), Buffer.from('[1,2]').toString('base64url')])(
    'that no answer gave is a 400 and never a 500: %s',
    (cursor) => {
      expect(() => decodeCursor(cursor, 2)).toThrow(expect.objectContaining({ status: 400 }));
    },
  );
});
