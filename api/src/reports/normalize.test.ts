import { describe, expect, it } from 'vitest';
import { Problem } from '../common/problem.ts';
import { normalize } from './normalize.ts';
import { reportQuerySchema } from './report-query.ts';

const defaults = { currency: 'EUR', timeZone: 'Asia/Kathmandu' };
const normalized = (query: object, gridMax = 1000) =>
  normalize(reportQuerySchema.parse({ metrics: ['views'], ...query }), defaults, gridMax);

describe('normalize', () => {
  it('takes time zone and currency from the settings if the query names none', () => {
    const { range, timeZone, currency } = normalized({
      time_range: { start: '2026-10-01', end: '2026-10-02' },
    });
    expect({ timeZone, currency }).toEqual(defaults);
    expect(range.start.toString()).toBe('2026-09-30T18:15:00Z');
  });

  it('takes a date as midnight of the time zone and an instant as it is', () => {
    const time_range = {
      start: '2026-10-25T00:30:00.25+02:00',
      end: '2026-10-26',
      time_zone: 'Europe/Berlin',
    };
    const { range } = normalized({ time_range });
    expect(range.start.toString()).toBe('2026-10-24T22:30:00.25Z');
    expect(range.end.toString()).toBe('2026-10-25T23:00:00Z');
  });

  it('turns null into the empty text that the store keeps for unknown', () => {
    const filters = [{ dimension: 'country', operator: 'in', values: ['DE', null, 'DE'] }];
    const time_range = { start: '2026-10-01', end: '2026-10-02' };
    expect(normalized({ time_range, filters }).filters[0]?.values).toEqual(['DE', '']);
  });

  it('orders by time and then the first metric from high to low if the query does not say', () => {
    const time_range = { start: '2026-10-01', end: '2026-10-02' };
    expect(normalized({ time_range }).orderBy).toEqual([{ field: 'views', direction: 'desc' }]);
    expect(normalized({ time_range: { ...time_range, grain: 'day' } }).orderBy[0]).toEqual({
      field: 'time',
      direction: 'asc',
    });
  });

  it.each([
    ['an end that is not after the start', { start: '2026-10-02', end: '2026-10-02' }, 'time_range.end'],
    ['a day that is not in the calendar', { start: '2026-02-30', end: '2026-10-02' }, 'time_range.start'],
    ['a year that the store cannot hold', { start: '2026-01-01', end: '2150-01-01' }, 'time_range.end'],
  ])('refuses %s', (_, time_range, path) => {
    expect(() => normalized({ time_range })).toThrowError(
      expect.objectContaining({
        problem: expect.objectContaining({ errors: [expect.objectContaining({ path })] }),
      }),
    );
  });

  it('refuses a grain too fine for its range before it makes the grid', () => {
    const time_range = { start: '1970-01-01', end: '2100-01-01', grain: '15m' };
    expect(() => normalized({ time_range }, 50_000)).toThrowError(Problem);
  });
});
