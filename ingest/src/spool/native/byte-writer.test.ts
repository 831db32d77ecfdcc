import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';

const unit = fc.constantFrom<'grapheme' | 'grapheme-ascii'>('grapheme', 'grapheme-ascii');
const text = fc.oneof(
  unit.chain((kind) => fc.string({ unit: kind, maxLength: 200 })),
  // Around the lengths at which another byte is needed to say the length.
  fc.constantFrom(127, 128, 16_383, 16_384, 2_097_151, 2_097_152).map((length) => 'x'.repeat(length)),
  fc.constantFrom(42, 43, 5461, 5462).map((length) => '生'.repeat(length)),
);

test('texts of any length are read as they were written, from however little room', () => {
  fc.assert(
    fc.property(fc.array(text, { maxLength: 12 }), (texts) => {
      const writer = new ByteWriter(1);
      for (const value of texts) writer.text(value);
      const reader = new ByteReader(writer.finish());
      expect(texts.map(() => reader.text())).toEqual(texts);
      expect(reader.atEnd).toBe(true);
    }),
  );
});
