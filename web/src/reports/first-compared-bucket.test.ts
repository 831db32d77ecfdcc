import { expect, test } from 'vitest';
import type { ReportAnswer } from '../api/types.ts';
import { firstComparedBucket } from './first-compared-bucket.ts';

const columns = [
  { name: 'time', kind: 'time' },
  { name: 'server_cost', kind: 'metric' },
  { name: 'ecpm', kind: 'metric' },
];
const answer = (...costs: string[]) =>
  ({
    columns,
    comparison: { rows: costs.map((cost, day) => [`2026-10-0${day + 1}`, cost, null]) },
  }) as unknown as ReportAnswer;

test('a period before in whose middle the service began is not compared with', () => {
  expect(firstComparedBucket(answer('0', '0', '0', '12.5', '9'))).toBe('2026-10-04');
});

test('a period before with a quiet first day, with none, or with nothing at all has no such beginning', () => {
  expect(firstComparedBucket(answer('0', '3', '4', '12.5', '9'))).toBeUndefined();
  expect(firstComparedBucket(answer('1', '0', '0', '0'))).toBeUndefined();
  expect(firstComparedBucket(answer('0', '0', '0'))).toBeUndefined();
  expect(firstComparedBucket({ columns } as unknown as ReportAnswer)).toBeUndefined();
});
