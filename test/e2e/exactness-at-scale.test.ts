import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReportQuery } from '../support/reference/report-query.ts';
import { type StartedWithStream, startWithStream } from '../support/start-with-stream.ts';
import { storedOtherwise } from '../support/stored-otherwise.ts';

/** 100,000 events, shuffled, 5 % sent twice, 2 % invalid, around both days on which the clocks of two zones change. */
const windows: [string, string][] = [
  ['2026-04-04T00:00:00Z', '2026-04-06T12:00:00Z'],
  ['2026-09-26T00:00:00Z', '2026-09-28T00:00:00Z'],
  ['2026-10-03T00:00:00Z', '2026-10-05T00:00:00Z'],
];
const range = { start: '2026-01-01', end: '2026-12-01' };

describe('100,000 events, shuffled, 5 % twice, 2 % invalid', () => {
  let started: StartedWithStream;
  const expectEqual = (query: Omit<ReportQuery, 'time_range'> & Partial<ReportQuery>) =>
    started.examiner.expectEqual({ time_range: range, ...query });

  beforeAll(async () => {
    started = await startWithStream({ seed: 100_000, events: 100_000, windows }, range);
  }, 300_000);
  afterAll(() => started?.breakeven.remove());

  it('keeps every rejected event for a person to see', async () => {
    let kept = 0;
    let cursor: string | null = null;
    do {
      const search: string = `?limit=1000${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`;
      const { body } = await started.api.request('GET', `/v1/rejected-events${search}`);
      kept += body.items.filter(({ code }: { code: string }) => code !== 'id_conflict').length;
      cursor = body.next_cursor ?? null;
    } while (cursor);
    expect(kept).toBe(started.stream.invalid.length);
  });

  it('gives every metric equal to the reference, decimals to 9 places', async () => {
    await expectEqual({ metrics: started.examiner.metricsFor([]) });
  });

  it('gives every metric equal for each breakdown', async () => {
    for (const dimension of started.examiner.dimensions) {
      const query = { metrics: started.examiner.metricsFor([dimension]), dimensions: [dimension] };
      // There are more generations than the 10,000 rows that one answer by generation may have.
      const ranges =
        dimension === 'generation_id' ? windows.map(([start, end]) => ({ start, end })) : [range];
      for (const time_range of ranges) await expectEqual({ ...query, time_range });
    }
  }, 300_000);

  it.each(['Australia/Adelaide', 'Pacific/Chatham'])(
    'gives every metric equal on the clock of %s, for totals and each breakdown by day',
    async (time_zone) => {
      for (const grain of ['hour', 'day', 'week', 'month'] as const) {
        const time_range = { ...range, grain, time_zone };
        await expectEqual({ metrics: started.examiner.metricsFor([]), time_range });
      }
      for (const dimension of ['country', 'model', 'gpu_model', 'stage', 'policy', 'resource']) {
        const metrics = started.examiner.metricsFor([dimension]);
        const time_range = { ...range, grain: 'day' as const, time_zone };
        await expectEqual({ metrics, dimensions: [dimension], time_range });
      }
      for (const [start, end] of windows) {
        const time_range = { start, end, grain: '15m' as const, time_zone };
        await expectEqual({ metrics: started.examiner.metricsFor([]), time_range });
      }
    },
    300_000,
  );

  it('gives every metric equal by the time of the request', async () => {
    await expectEqual({ metrics: started.examiner.metricsFor([]), time_basis: 'generation' });
  });

  it('has stored nothing otherwise than it follows from the events', async () => {
    expect(await storedOtherwise(started.api)).toEqual([]);
  });
});
