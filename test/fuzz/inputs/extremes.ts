import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { FuzzInput } from '../fuzz-input.ts';
import { BATCH, bytesOf, JSON_TYPE, LINES, ONE } from './bodies.ts';
import { validEvent } from './event-text.ts';

const MiB = 1024 ** 2;
const largestBody = 16 * MiB;
const largestEvent = 64 * 1024;
const quick = { params: { [constants.BROTLI_PARAM_QUALITY]: 3 } };

/** Every way in which a body can be too much: depth, number, size. */
export function extremes(): FuzzInput[] {
  const depth = 100_000;
  const zeros = Buffer.alloc(128 * MiB);
  const bomb = gzipSync(zeros);
  const input = (
    kind: string,
    text: string | Buffer,
    contentType: string,
    more: Partial<FuzzInput> = {},
  ) => ({
    ...{ kind, body: typeof text === 'string' ? bytesOf(text) : text, contentType },
    ...more,
  });
  const many = (count: number, event: string) => Array.from({ length: count }, () => event);
  return [
    ...[ONE, BATCH, JSON_TYPE, LINES].flatMap((type) => [
      input('open brackets', '['.repeat(depth), type),
      input('closed brackets', ']'.repeat(depth), type),
      input('nested arrays', '['.repeat(depth) + ']'.repeat(depth), type),
      input('nested objects', `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`, type),
      input('nested user ids', `${'{"user_id":'.repeat(depth)}1${'}'.repeat(depth)}`, type),
      input('open strings', '"'.repeat(depth + 1), type),
      input('backslashes', `["${'\\'.repeat(depth + 1)}`, type),
      input('spaces', ' '.repeat(MiB), type),
      input('empty', '', type),
      input('byte order mark', '\ufeff', type),
      input('a long number', `[${'9'.repeat(MiB)}]`, type),
      input('one byte too many', Buffer.alloc(largestBody + 1, ' '), type, { status: 413 }),
    ]),
    ...['gzip', 'br'].map((contentEncoding) =>
      input(
        `${contentEncoding} bomb`,
        contentEncoding === 'gzip' ? bomb : brotliCompressSync(zeros, quick),
        BATCH,
        {
          ...{ contentEncoding, status: 413 },
        },
      ),
    ),
    input('gzip in gzip', gzipSync(bomb), BATCH, { contentEncoding: 'gzip', status: 400 }),
    input('10,000 empty events', `[${many(10_000, '{}').join()}]`, BATCH, { events: 10_000, status: 422 }),
    input('10,001 empty events', `[${many(10_001, '{}').join()}]`, BATCH, { status: 413 }),
    input('a million commas', `[${'1,'.repeat(1_000_000)}1]`, JSON_TYPE, { status: 413 }),
    input('10,000 broken lines', many(10_000, '{').join('\n'), LINES, { events: 10_000, status: 422 }),
    input('10,001 broken lines', many(10_001, '{').join('\n'), LINES, { status: 413 }),
    input('a million empty lines', '\n'.repeat(1_000_000), LINES, { events: 0, status: 200 }),
    input('200 large events', many(200, `"${'x'.repeat(largestEvent)}"`).join('\n'), LINES, {
      events: 200,
      status: 422,
    }),
  ];
}

/** A right event blown up by an unknown field to the largest size that is allowed, or to one byte more. */
export const largestEvents: fc.Arbitrary<FuzzInput> = fc
  .tuple(validEvent, fc.boolean(), fc.constantFrom(BATCH, LINES, ONE))
  .map(([text, fits, contentType]) => {
    const open = `${text.slice(0, -1)},"padding":"`;
    const event = `${open}${'x'.repeat(largestEvent + (fits ? 0 : 1) - Buffer.byteLength(open) - 2)}"}`;
    return {
      kind: fits ? '64 KiB' : '64 KiB + 1',
      body: bytesOf(contentType === BATCH ? `[${event}]` : event),
      contentType,
      ...{ events: 1, valid: fits ? 1 : 0, status: fits ? 200 : 422 },
    };
  });
