import { describe, expect, test } from 'vitest';
import { parseReportState, type ReportState, writeReportState } from './report-state.ts';

const initial: ReportState = {
  range: { preset: '30d' },
  grain: 'auto',
  zone: null,
  compare: true,
  filters: {},
};

const roundTrip = (state: ReportState) =>
  parseReportState(new URLSearchParams(writeReportState(state, new URLSearchParams()).toString()));

describe('the state of the filter bar', () => {
  test('survives the URL with everything set', () => {
    const state: ReportState = {
      range: { start: '2026-10-01', end: '2026-11-01' },
      grain: 'hour',
      zone: 'Asia/Kathmandu',
      compare: false,
      filters: { country: ['DE', 'US'], model: [null, 'a&b=c, d'], variant: ['~'] },
    };
    expect(roundTrip(state)).toEqual(state);
  });

  test('keeps "unknown" apart from every text', () => {
    expect(roundTrip({ ...initial, filters: { country: [null] } }).filters.country).toEqual([null]);
  });

  test('is an empty URL when nothing was chosen', () => {
    expect(writeReportState(initial, new URLSearchParams()).toString()).toBe('');
    expect(parseReportState(new URLSearchParams())).toEqual(initial);
  });

  test('falls back to the defaults for what makes no sense', () => {
    const params = new URLSearchParams('range=9y&grain=eon&zone=Mars/Base&start=2026-11-02&end=2026-11-01');
    expect(parseReportState(params)).toEqual(initial);
  });

  test('leaves what belongs to a page alone', () => {
    const params = new URLSearchParams('chart=server_cost&range=7d');
    expect(writeReportState(initial, params).toString()).toBe('chart=server_cost');
  });
});
