import { Decimal } from 'decimal.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manyValued } from '../support/examiner.ts';
import type { Grain } from '../support/reference/local-time.ts';
import { additiveMetrics, referenceMetrics } from '../support/reference/metrics.ts';
import type { ReportQuery } from '../support/reference/report-query.ts';
import { type StartedWithStream, startWithStream } from '../support/start-with-stream.ts';
import { storedOtherwise } from '../support/stored-otherwise.ts';
import { words } from '../support/streams/words.ts';

/**
 * Every number of the product against a second, naive implementation of the contract (test/support/reference), over random
 * streams that were sent through HTTP in any order, with repeats, conflicts, invalid events and missing prices. Each
 * stream happens around the days on which the clocks of some zones change. SEED=7 tries another stream.
 */
const offset = Number(process.env.SEED ?? 0);
const streams: {
  seed: number;
  zones: string[];
  windows: [string, string][];
  /** Asks each metric by itself too, which takes hundreds of questions. */
  everyMetricAlone?: true;
}[] = [
  {
    everyMetricAlone: true,
    seed: 100 + offset,
    // The clock of Lord Howe moves by half an hour.
    zones: ['Australia/Adelaide', 'Pacific/Chatham', 'Australia/Lord_Howe'],
    windows: [
      ['2026-04-04T00:00:00Z', '2026-04-06T12:00:00Z'],
      ['2026-09-26T00:00:00Z', '2026-09-27T20:00:00Z'],
      ['2026-10-03T00:00:00Z', '2026-10-05T00:00:00Z'],
    ],
  },
  {
    seed: 200 + offset,
    zones: ['Europe/Berlin', 'America/New_York', 'America/St_Johns'],
    windows: [
      ['2026-03-07T12:00:00Z', '2026-03-09T06:00:00Z'],
      ['2026-03-28T20:00:00Z', '2026-03-30T04:00:00Z'],
      ['2026-10-24T20:00:00Z', '2026-10-26T04:00:00Z'],
      ['2026-10-31T20:00:00Z', '2026-11-02T08:00:00Z'],
    ],
  },
  {
    seed: 300 + offset,
    zones: ['Asia/Kathmandu', 'America/Santiago', 'Asia/Tehran'],
    windows: [
      ['2025-12-30T12:00:00Z', '2026-01-02T12:00:00Z'],
      ['2026-06-30T10:00:00Z', '2026-07-01T08:00:00Z'],
      ['2026-09-05T12:00:00Z', '2026-09-06T16:00:00Z'],
    ],
  },
];
const grains: Grain[] = ['15m', 'hour', 'day', 'week', 'month', 'quarter', 'year'];
const range = { start: '2025-12-01', end: '2026-12-01' };

describe.each(streams)('a random stream (seed $seed)', ({ seed, zones, windows, everyMetricAlone }) => {
  let started: StartedWithStream;
  const expectEqual = (query: Omit<ReportQuery, 'time_range'> & Partial<ReportQuery>) =>
    started.examiner.expectEqual({ time_range: range, ...query });

  beforeAll(async () => {
    started = await startWithStream({ seed, events: 2500, windows }, range);
  });
  afterAll(() => started?.breakeven.remove());

  it('gives every metric of the catalog equal to the reference', async () => {
    const metrics = started.examiner.metricsFor([]);
    expect(Object.keys(referenceMetrics).sort()).toEqual([...metrics].sort());
    await expectEqual({ metrics });
  });

  it('gives every metric equal by each dimension that can split it', async () => {
    for (const dimension of started.examiner.dimensions) {
      await expectEqual({ metrics: started.examiner.metricsFor([dimension]), dimensions: [dimension] });
    }
  });

  it('gives every metric equal by two and by three dimensions', async () => {
    const pairs = [
      ['country', 'model'],
      ['stage', 'verdict'],
      ['resource', 'gpu_model'],
      ['gpu_model', 'gpu_region', 'status'],
      ['stage', 'classifier', 'policy'],
      ['ad_network', 'viewer_country'],
      ['variant', 'user_key'],
      ['platform', 'channel'],
    ];
    for (const dimensions of pairs) {
      await expectEqual({ metrics: started.examiner.metricsFor(dimensions), dimensions });
    }
  });

  describe.each(zones)('on the clock of %s', (time_zone) => {
    it.each(grains)('gives every metric equal by %s', async (grain) => {
      const days = grain === '15m' ? windows : [[range.start, range.end]];
      for (const [start, end] of days as [string, string][]) {
        await expectEqual({
          metrics: started.examiner.metricsFor([]),
          time_range: { start, end, grain, time_zone },
        });
      }
    });

    it('gives every metric equal by day and dimension', async () => {
      for (const dimension of ['country', 'gpu_model', 'stage', 'resource', 'app_version']) {
        await expectEqual({
          metrics: started.examiner.metricsFor([dimension]),
          dimensions: [dimension],
          time_range: { ...range, grain: 'day', time_zone },
        });
      }
    });

    it('starts and ends a range at local midnight, or at the instant that is given', async () => {
      const [start, end] = windows[0]!.map((text) => text.slice(0, 10)) as [string, string];
      await expectEqual({ metrics: started.examiner.metricsFor([]), time_range: { start, end, time_zone } });
      const instants = { start: windows[0]![0].replace(':00Z', ':07.25Z'), end: windows[0]![1], time_zone };
      await expectEqual({ metrics: started.examiner.metricsFor([]), time_range: instants });
    });
  });

  it('gives every metric equal under filters on one and on several dimensions, unknown included', async () => {
    const filters: NonNullable<ReportQuery['filters']>[] = [
      [{ dimension: 'country', operator: 'in', values: ['DE', null] }],
      [{ dimension: 'country', operator: 'in', values: [null] }],
      [{ dimension: 'model', operator: 'in', values: [...words.model] }],
      [{ dimension: 'variant', operator: 'in', values: [words.variant[2], 'null', '\\N'] }],
      [{ dimension: 'app_version', operator: 'in', values: ['1.0', null] }],
      [{ dimension: 'stage', operator: 'in', values: ['video'] }],
      [{ dimension: 'gpu_model', operator: 'in', values: ['H100', null] }],
      [{ dimension: 'resource', operator: 'in', values: ['gpu', 'storage'] }],
      [{ dimension: 'policy', operator: 'in', values: ['minors\nsafety', 'hate, "speech"'] }],
      [
        { dimension: 'country', operator: 'in', values: ['DE', 'US'] },
        { dimension: 'platform', operator: 'in', values: ['ios', null] },
        { dimension: 'country', operator: 'in', values: ['US', 'NP'] },
      ],
      [{ dimension: 'country', operator: 'in', values: ['nowhere'] }],
    ];
    for (const filter of filters) {
      const filtered = filter.map(({ dimension }) => dimension);
      await expectEqual({ metrics: started.examiner.metricsFor(filtered), filters: filter });
      const metrics = started.examiner.metricsFor([...filtered, 'country']);
      await expectEqual({ metrics, dimensions: ['country'], filters: filter });
    }
  });

  it('gives every metric equal by the time of the request (time_basis generation)', async () => {
    const time_basis = 'generation';
    await expectEqual({ metrics: started.examiner.metricsFor([]), time_basis });
    for (const dimension of ['country', 'stage', 'gpu_region', 'generation_id']) {
      const metrics = started.examiner.metricsFor([dimension]);
      await expectEqual({ metrics, dimensions: [dimension], time_basis });
    }
    for (const time_zone of zones) {
      const time_range = { ...range, grain: 'day' as const, time_zone };
      await expectEqual({ metrics: started.examiner.metricsFor([]), time_basis, time_range });
    }
  });

  it.each(['EUR', 'JPY', 'GBP', 'XAF'])('gives all money equal in %s', async (currency) => {
    await expectEqual({ metrics: started.examiner.metricsFor([]), currency });
    await expectEqual({ metrics: started.examiner.metricsFor(['model']), dimensions: ['model'], currency });
  });

  if (!everyMetricAlone) return;

  it('gives each metric by itself equal, in total and by some of its dimensions', async () => {
    for (const [index, { name, dimensions }] of started.examiner.metrics.entries()) {
      await expectEqual({ metrics: [name] });
      // Another five for each metric, so that every dimension has its turn.
      const some = dimensions.filter((_, at) => at % 5 === index % 5);
      for (const dimension of some) await expectEqual({ metrics: [name], dimensions: [dimension] });
    }
  }, 300_000);

  it('adds up: the sum over every breakdown of an additive metric is its total', async () => {
    for (const dimension of started.examiner.dimensions) {
      const metrics = started.examiner
        .metricsFor([dimension])
        .filter((name) => additiveMetrics.includes(name));
      const limit = manyValued.includes(dimension) ? { limit: 10_000 } : {};
      const query = { metrics, dimensions: [dimension], time_range: range, ...limit };
      const { rows, totals } = await started.api.query(query);
      for (const [index, name] of metrics.entries()) {
        const values = rows.map((row) => row[1 + index] ?? null);
        // Revenue of a group whose cost is unknown is in the total margin and in no row of it.
        if (name === 'margin' && values.includes(null)) continue;
        const sum = values.reduce((all, value) => all.plus(value ?? 0), new Decimal(0));
        const difference = sum.minus(totals[name] ?? 0).abs();
        // Each row is rounded to 9 decimals by itself.
        expect(difference.toNumber(), `${name} by ${dimension}`).toBeLessThanOrEqual(rows.length * 1e-9);
      }
    }
  }, 300_000);

  it('refuses to split or filter a metric by a dimension that cannot, and names those that can', async () => {
    for (const { name, dimensions } of started.examiner.metrics) {
      const cannot = started.examiner.dimensions.filter((dimension) => !dimensions.includes(dimension));
      for (const dimension of cannot) {
        const query = { metrics: [name], time_range: range, limit: 10 };
        const filters = [{ dimension, operator: 'in', values: ['x'] }];
        for (const part of [{ dimensions: [dimension] }, { filters }]) {
          const { status, body, text } = await started.api.request('POST', '/v1/query', {
            json: { ...query, ...part },
          });
          expect([status, body.code], `${name} by ${dimension}`).toEqual([400, 'incompatible_dimension']);
          for (const possible of dimensions) expect(text).toContain(possible);
        }
      }
    }
  }, 300_000);

  it('has stored nothing otherwise than it follows from the events', async () => {
    expect(await storedOtherwise(started.api)).toEqual([]);
  });
});

it('can split the metrics of the first release by the dimensions that it promises', async () => {
  const started = await startWithStream(
    { seed: 1, events: 50, windows: [['2026-10-01T00:00:00Z', '2026-10-02T00:00:00Z']] },
    range,
  );
  try {
    const dimensionsOf = new Map(started.examiner.metrics.map(({ name, dimensions }) => [name, dimensions]));
    const ofGeneration = ['country', 'platform', 'model', 'variant'];
    const ofDecision = ['stage', 'policy', 'verdict', 'classifier'];
    for (const name of Object.keys(referenceMetrics)) {
      expect(dimensionsOf.get(name), name).toEqual(expect.arrayContaining(ofGeneration));
    }
    for (const name of ['decisions', 'blocks', 'reviews', 'block_rate', 'review_rate', 'moderation_cost']) {
      expect(dimensionsOf.get(name), name).toEqual(expect.arrayContaining(ofDecision));
    }
    for (const name of ['attempts', 'failed_attempts', 'gpu_seconds', 'gpu_cost', 'server_cost']) {
      expect(dimensionsOf.get(name), name).toEqual(expect.arrayContaining(['gpu_model', 'gpu_region']));
    }
    for (const name of ['server_cost', 'unpriced_share', 'blocked_cost']) {
      expect(dimensionsOf.get(name), name).toContain('resource');
    }
    expect(dimensionsOf.get('blocked_cost')).toEqual(
      expect.arrayContaining(['stage', 'policy', 'classifier']),
    );
  } finally {
    await started.breakeven.remove();
  }
});
