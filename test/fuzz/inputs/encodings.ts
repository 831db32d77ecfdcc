import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { FuzzInput } from '../fuzz-input.ts';
import { BATCH, bytesOf, LINES } from './bodies.ts';
import { mutatedEvent, validEvent } from './event-text.ts';

const quick = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };
const compress = {
  gzip: (text: string) => gzipSync(text, { level: 1 }),
  br: (text: string) => brotliCompressSync(text, quick),
};
const encoding = fc.constantFrom<keyof typeof compress>('gzip', 'br');

/** Compressed as it should be. */
export const compressed: fc.Arbitrary<FuzzInput> = fc
  .tuple(fc.array(validEvent, { minLength: 1, maxLength: 8 }), encoding)
  .map(([events, contentEncoding]) => ({
    kind: 'compressed',
    body: compress[contentEncoding](`[${events.join()}]`),
    contentType: BATCH,
    contentEncoding,
    ...{ events: events.length, valid: events.length, status: 200 },
  }));

/** Compressed, but cut off, damaged, in two parts or with bytes after the end. */
export const badlyCompressed: fc.Arbitrary<FuzzInput> = fc
  .tuple(
    fc.oneof(validEvent, mutatedEvent),
    encoding,
    fc.nat(),
    fc.constantFrom('cut', 'flip', 'append', 'twice'),
    fc.nat(255),
  )
  .map(([text, contentEncoding, place, how, byte]) => {
    const whole = compress[contentEncoding](`${text}\n`);
    const at = place % whole.length;
    const flipped = Buffer.from(whole);
    flipped[at] = flipped[at]! ^ (byte || 1);
    const body = {
      cut: whole.subarray(0, at),
      flip: flipped,
      append: Buffer.concat([whole, Buffer.alloc(1 + (place % 9), byte)]),
      twice: Buffer.concat([whole, whole]),
    }[how]!;
    return {
      kind: `compressed, ${how}`,
      body,
      contentType: LINES,
      contentEncoding,
      ...(how === 'cut' && { status: 400 }),
    };
  });

const types = [
  ...[
    undefined,
    '',
    ' ',
    ';',
    '/',
    'json',
    'text/plain',
    'text/json',
    'application/xml',
    'application/octet-stream',
  ],
  ...[
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencoded',
    'APPLICATION/JSON',
    'application/ndjson',
  ],
  ...[
    'application/json; charset=utf-16',
    'application/json;charset="utf-8";x=y',
    ' application/json ;',
    '*/*',
  ],
  ...[
    'application/cloudevents',
    'application/cloudevents+protobuf',
    `application/${'x'.repeat(2000)}`,
    '__proto__',
  ],
];
const encodings = [
  'deflate',
  'compress',
  'zstd',
  'gzip, br',
  'GZIP',
  ' br',
  'x-gzip',
  'identity',
  'utf-8',
  'constructor',
  '*',
  '',
];

/** A right event under any Content-Type and Content-Encoding. */
export const wrongHeaders: fc.Arbitrary<FuzzInput> = fc
  .tuple(validEvent, fc.constantFrom(...types), fc.constantFrom(undefined, undefined, ...encodings))
  .map(([text, contentType, contentEncoding]) => ({
    kind: 'wrong headers',
    body: bytesOf(text),
    contentType,
    ...(contentEncoding !== undefined && { contentEncoding }),
  }));
