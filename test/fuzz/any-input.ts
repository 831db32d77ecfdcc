import fc from 'fast-check';
import type { FuzzInput } from './fuzz-input.ts';
import {
  brokenJson,
  damagedBytes,
  mixedArray,
  mixedLines,
  notAnEvent,
  oneMutated,
  randomBytes,
} from './inputs/bodies.ts';
import { badlyCompressed, compressed, wrongHeaders } from './inputs/encodings.ts';
import { largestEvents } from './inputs/extremes.ts';

/** Requests of every kind, the quick ones more often than those that need a millisecond to be made. */
export const anyInput: fc.Arbitrary<FuzzInput> = fc.oneof(
  { weight: 12, arbitrary: randomBytes },
  { weight: 12, arbitrary: brokenJson },
  { weight: 20, arbitrary: damagedBytes },
  { weight: 30, arbitrary: oneMutated },
  { weight: 6, arbitrary: notAnEvent },
  { weight: 8, arbitrary: mixedLines },
  { weight: 8, arbitrary: mixedArray },
  { weight: 2, arbitrary: compressed },
  { weight: 2, arbitrary: badlyCompressed },
  { weight: 6, arbitrary: wrongHeaders },
  { weight: 1, arbitrary: largestEvents },
);
