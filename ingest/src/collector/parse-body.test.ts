import { expect, test } from 'vitest';
import type { BodyForm } from './body-form.ts';
import { BodyText } from './body-text.ts';
import { parseBody } from './parse-body.ts';
import type { ParsedEvent } from './parsed-event.ts';
import { RequestRefused } from './request-refused.ts';

function parsed(body: string | Buffer, form: BodyForm): ParsedEvent[] {
  const bytes = Buffer.from(body);
  const events: ParsedEvent[] = [];
  parseBody(bytes, form, (event, start, end) => {
    expect(new BodyText(bytes).slice(start, end)).toBe(event.text);
    events.push(event);
  });
  return events;
}

test.each([
  ['lines', '{"id":"1"}\n{"id":"ü🎬"}\r\n\n \u00a0\n{"id":"3"}'],
  ['array', ' [{"id":"1"} , {"id":"ü🎬"},\n{"id":"3"}]\n'],
  ['one_or_array', '\ufeff[{"id":"1"},{"id":"ü🎬"},{"id":"3"}]'],
] as const)('%s: each event is read with its own text, and can be read again', (form, body) => {
  const events = parsed(body, form);
  expect(events.map(({ value }) => value)).toEqual([{ id: '1' }, { id: 'ü🎬' }, { id: '3' }]);
  for (const { text, value } of events) expect(JSON.parse(text)).toEqual(value);
});

test('a line that is not UTF-8 spoils no other, even one that has U+FFFD of its own', () => {
  const body = Buffer.concat([
    Buffer.from('{"id":"\ufffd"}\n{"id":"'),
    Buffer.of(0xff),
    Buffer.from('"}\n{}'),
  ]);
  expect(parsed(body, 'lines').map(({ value }) => value)).toEqual([{ id: '\ufffd' }, undefined, {}]);
});

test('what is too large is not parsed, however deeply it is nested', () => {
  const depth = 1024 * 1024;
  const arrays = `${'['.repeat(depth)}${']'.repeat(depth)}`;
  const objects = `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
  const tooLarge = [{ value: undefined, tooLarge: true }];
  for (const form of ['lines', 'array', 'one_or_array'] as const)
    expect(parsed(form === 'lines' ? arrays : `[${objects}]`, form)).toMatchObject(tooLarge);
  expect(parsed(objects, 'one')).toMatchObject(tooLarge);
  for (const body of ['['.repeat(depth), arrays]) expect(() => parsed(body, 'one')).toThrow(RequestRefused);
  expect(() => parsed('['.repeat(depth), 'one_or_array')).toThrow(RequestRefused);
  expect(parsed(arrays, 'one_or_array')).toMatchObject(tooLarge);
});
