import fc from 'fast-check';
import type { FuzzInput } from '../fuzz-input.ts';
import { mutatedEvent, validEvent } from './event-text.ts';
import { anyValue, personMark } from './json-text.ts';

export const ONE = 'application/cloudevents+json';
export const BATCH = 'application/cloudevents-batch+json';
export const JSON_TYPE = 'application/json';
export const LINES = 'application/x-ndjson';

const known = fc.constantFrom(ONE, BATCH, JSON_TYPE, LINES);
export const bytesOf = (text: string) => Buffer.from(text);

/** Bytes that mean nothing. */
export const randomBytes: fc.Arbitrary<FuzzInput> = fc
  .tuple(fc.uint8Array({ maxLength: 200 }), known)
  .map(([body, contentType]) => ({ kind: 'random bytes', body, contentType }));

const fragments = fc.constantFrom(
  ...[
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '\\',
    '\n',
    '\r\n',
    ' ',
    '\t',
    '\0',
    '\ufeff',
    '\u2028',
    'null',
    'nul',
    '-',
  ],
  ...[
    '0',
    '1e',
    '.5',
    '"id"',
    '"user_id"',
    '"user_id":"',
    '"data":{',
    '"\\u',
    '\\ud800',
    '//',
    '/*',
    "'",
    'NaN',
    '{}',
    '[]',
  ],
);

/** What looks like JSON from afar. */
export const brokenJson: fc.Arbitrary<FuzzInput> = fc
  .tuple(fc.array(fragments, { maxLength: 30 }), known)
  .map(([parts, contentType]) => ({ kind: 'broken JSON', body: bytesOf(parts.join('')), contentType }));

/** A right or a changed event with some bytes cut off, overwritten or put in between: often broken UTF-8. */
export const damagedBytes: fc.Arbitrary<FuzzInput> = fc
  .tuple(
    fc.oneof(validEvent, mutatedEvent),
    fc.nat(),
    fc.uint8Array({ minLength: 1, maxLength: 4 }),
    fc.nat(2),
    known,
  )
  .map(([text, place, bytes, how, contentType]) => {
    const whole = bytesOf(contentType === BATCH ? `[${text}]` : text);
    const at = place % whole.length;
    const head = whole.subarray(0, at);
    if (how === 0) return { kind: 'cut', body: head, contentType };
    const tail = whole.subarray(how === 1 ? at + bytes.length : at);
    return { kind: 'damaged bytes', body: Buffer.concat([head, bytes, tail]), contentType };
  })
  // Without its name nobody can know that it is a user id.
  .filter(({ body }) => !body.includes(personMark) || body.includes('user_id'));

/** One changed event, whose JSON is JSON. */
export const oneMutated: fc.Arbitrary<FuzzInput> = fc
  .tuple(mutatedEvent, known)
  .map(([text, contentType]) => ({
    kind: 'changed event',
    body: bytesOf(contentType === BATCH ? `[${text}]` : text),
    contentType,
    events: 1,
  }));

/** A value of any kind where an event should be. */
export const notAnEvent: fc.Arbitrary<FuzzInput> = fc
  .tuple(anyValue, fc.constantFrom(BATCH, JSON_TYPE))
  .map(([text, contentType]) => ({
    kind: 'not an event',
    body: bytesOf(`[${text}]`),
    contentType,
    events: 1,
    status: 422,
  }));

// Each line has a visible character, or it would be an empty one, and none ends with the name of a user id, after which
// the next line is not trusted.
const brokenLine = fc.oneof(
  fc
    .array(fragments, { maxLength: 10 })
    .map((parts) => bytesOf(`{${parts.join('').replaceAll(/[\r\n]/g, '')}]`)),
  fc
    .uint8Array({ maxLength: 60 })
    .map((bytes) => Buffer.concat([bytesOf('?'), bytes.filter((byte) => byte !== 10), bytesOf('?')])),
  anyValue.map(bytesOf),
);

/** Right events among wrong ones, one a line: each stands for itself. */
export const mixedLines: fc.Arbitrary<FuzzInput> = fc
  .tuple(
    fc.array(
      fc.oneof(
        validEvent.map((text) => ({ line: bytesOf(text), valid: true })),
        brokenLine.map((line) => ({ line, valid: false })),
      ),
      {
        minLength: 1,
        maxLength: 12,
      },
    ),
    fc.constantFrom('\n', '\r\n', '\n\n \n'),
    fc.boolean(),
  )
  .map(([lines, newline, atEnd]) => ({
    kind: 'mixed lines',
    body: Buffer.concat(
      lines.flatMap(({ line }, index) =>
        index < lines.length - 1 || atEnd ? [line, bytesOf(newline)] : [line],
      ),
    ),
    contentType: LINES,
    events: lines.length,
    valid: lines.filter(({ valid }) => valid).length,
  }));

/** Right events among changed ones and other values in an array; some are there twice. */
export const mixedArray: fc.Arbitrary<FuzzInput> = fc
  .tuple(
    fc.array(
      fc.oneof(
        { weight: 4, arbitrary: fc.tuple(validEvent, fc.constant(true)) },
        { weight: 3, arbitrary: fc.tuple(mutatedEvent, fc.constant(false)) },
        { weight: 1, arbitrary: fc.tuple(anyValue, fc.constant(false)) },
      ),
      { minLength: 1, maxLength: 12 },
    ),
    fc.constantFrom(BATCH, JSON_TYPE),
    fc.constantFrom('', '\n ', '\t'),
    fc.boolean(),
  )
  .map(([events, contentType, space, twice]) => {
    const all = twice ? [...events, ...events.filter(([, valid]) => valid)] : events;
    return {
      kind: 'mixed array',
      body: bytesOf(`${space}[${all.map(([text]) => `${space}${text}${space}`).join(',')}]${space}`),
      contentType,
      events: all.length,
      valid: all.filter(([, valid]) => valid).length,
    };
  });
