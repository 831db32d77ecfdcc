import { expect, it } from 'vitest';
import { answerFormat } from './answer-format.ts';

it.each([
  [undefined, 'json'],
  ['*/*', 'json'],
  ['application/json, text/plain, */*', 'json'],
  ['text/csv', 'csv'],
  ['Text/CSV; charset=utf-8, */*;q=0.1', 'csv'],
])('answers %s with %s', (accept, format) => {
  expect(answerFormat(accept)).toBe(format);
});

it('refuses a form that it does not have instead of sending another', () => {
  expect(() => answerFormat('application/vnd.apache.parquet')).toThrowError(
    expect.objectContaining({ problem: expect.objectContaining({ status: 406 }) }),
  );
});
