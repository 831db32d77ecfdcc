import { expect, test } from 'vitest';
import { AnswerReader, headerOf } from './answer-reader.ts';

const withLength =
  'HTTP/1.1 207 Multi-Status\r\nContent-Type: application/json\r\nContent-Length: 16\r\n\r\n{"accepted":"ö"}'.replace(
    '16',
    String(Buffer.byteLength('{"accepted":"ö"}')),
  );
const chunked =
  'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX-ClickHouse-Summary: {"written_rows":"7"}\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n';

test.each([
  ['a length', withLength, 207, '{"accepted":"ö"}'],
  ['chunks', chunked, 200, 'abcde'],
  ['no body', 'HTTP/1.1 204 No Content\r\n\r\n', 204, ''],
])('an answer with %s is whole at its last byte, however it comes', (_, text, status, body) => {
  const bytes = Buffer.from(text);
  const reader = new AnswerReader();
  expect(reader.feed(bytes)).toMatchObject({ status, body });
  for (let at = 0; at < bytes.length - 1; at += 1)
    expect(reader.feed(bytes.subarray(at, at + 1))).toBeUndefined();
  expect(reader.feed(bytes.subarray(-1))).toMatchObject({ status, body });
});

test('headers are found by their lower-case name', () => {
  const { head } = new AnswerReader().feed(Buffer.from(chunked))!;
  expect(headerOf(head, 'x-clickhouse-summary')).toBe('{"written_rows":"7"}');
  expect(headerOf(head, 'summary')).toBeUndefined();
});
