import { describe, expect, it } from 'vitest';
import { reference } from './answer.ts';
import type { FxRate } from './exchange.ts';
import { exchange } from './exchange.ts';
import { microseconds } from './instant.ts';
import { boundOf, grainStart } from './local-time.ts';
import { type Rate, rateFor } from './rate.ts';
import type { RawEvent } from './raw-event.ts';

// Each expected value is worked out by hand from the contract.

let sequence = 0;
function event(type: string, time: string, data: RawEvent['data'], subject: string | null = 'g1'): RawEvent {
  sequence += 1;
  const id = `e${String(sequence).padStart(4, '0')}`;
  return { specversion: '1.0', id, source: 'test', type, time: `2026-10-01T${time}Z`, subject, data };
}
const requested = (time: string, data = {}, subject = 'g1') =>
  event('generation.requested', time, { user_id: 'u1', country: 'DE', model: 'm1', ...data }, subject);
const completed = (time: string, data = {}, subject = 'g1') =>
  event(
    'generation.completed',
    time,
    { status: 'succeeded', gpu_seconds: 10, gpu_model: 'H100', ...data },
    subject,
  );
const decided = (time: string, stage: string, verdict: string, data = {}) =>
  event('moderation.decided', time, { stage, verdict, ...data });

const october = { start: '2026-10-01', end: '2026-11-01' };
const gpu: Rate = {
  ...{ resource: 'gpu', match: {}, unit: 'gpu_hour', price: '3.6', currency: 'USD' },
  valid_from: '2026-01-01T00:00:00Z',
};

function answer(arrivals: RawEvent[], query: object, rates: Rate[] = [gpu], fxRates: FxRate[] = []) {
  const ask = reference({ arrivals, rates, fxRates, reportingCurrency: 'USD' });
  return ask({ metrics: [], time_range: october, ...query });
}

describe('counting', () => {
  it('counts the first arrival of an identity and no later one, whatever it says', () => {
    const first = completed('10:00:00');
    const conflict = { ...first, data: { ...first.data, gpu_seconds: 99, status: 'failed' } };
    const { totals } = answer([first, first, conflict], {
      metrics: ['attempts', 'failed_attempts', 'gpu_seconds'],
    });
    expect(totals).toEqual({ attempts: 1, failed_attempts: 0, gpu_seconds: 10 });
  });

  it('gives the facts of the earliest request to every event of the generation, whatever the order of arrival', () => {
    const arrivals = [
      decided('10:05:00', 'video', 'allow'),
      completed('10:01:00', { model: 'm2' }),
      requested('10:00:30', { country: 'US' }),
      requested('10:00:00', { country: 'DE' }),
    ];
    const { rows } = answer(arrivals, {
      metrics: ['generations_requested', 'attempts', 'decisions', 'clips_shown'],
      dimensions: ['country', 'model'],
    });
    expect(rows).toEqual([
      {
        time: null,
        dimensions: ['DE', 'm2'],
        values: { generations_requested: 1, attempts: 1, decisions: 1, clips_shown: 1 },
      },
    ]);
  });

  it('takes the requested model when the last attempt names none', () => {
    const arrivals = [requested('10:00:00'), completed('10:01:00', { model: 'm2' }), completed('10:02:00')];
    expect(answer(arrivals, { metrics: ['attempts'], dimensions: ['model'] }).rows[0]?.dimensions).toEqual([
      'm1',
    ]);
  });

  it('breaks a tie in time by the bytes of the id', () => {
    const a = { ...decided('10:00:00', 'video', 'block'), id: 'é' };
    const b = { ...decided('10:00:00', 'video', 'allow'), id: 'z' };
    const { totals } = answer([a, b, completed('09:59:00')], {
      metrics: ['clips_shown', 'blocked_generations'],
    });
    expect(totals).toEqual({ clips_shown: 0, blocked_generations: 1 });
  });

  it('books kept at the earliest of a kept rating, the post and the first share, and only for shown clips', () => {
    const shown = [completed('10:00:00'), decided('10:10:00', 'video', 'allow')];
    const share = event('clip.shared', '12:00:00', { channel: 'feed' });
    const rating = event('clip.rated', '11:00:00', { outcome: 'kept' });
    const query = { metrics: ['clips_kept'], time_range: { ...october, grain: 'hour' } };
    expect(answer([...shown, share, rating], query).rows.find((row) => row.values.clips_kept)?.time).toBe(
      microseconds('2026-10-01T11:00:00Z'),
    );
    const discarded = event('clip.rated', '11:30:00', { outcome: 'discarded' });
    expect(
      answer([...shown, share, rating, discarded], query).rows.find((row) => row.values.clips_kept)?.time,
    ).toBe(microseconds('2026-10-01T12:00:00Z'));
    expect(answer([share, rating], query).totals.clips_kept).toBe(0);
  });

  it('leaves events without a known request out of the generation basis', () => {
    const arrivals = [requested('10:00:00'), completed('10:01:00'), completed('10:02:00', {}, 'g2')];
    expect(answer(arrivals, { metrics: ['attempts'] }).totals).toEqual({ attempts: 2 });
    expect(answer(arrivals, { metrics: ['attempts'], time_basis: 'generation' }).totals).toEqual({
      attempts: 1,
    });
  });
});

describe('money', () => {
  it('prices summed quantities and rounds half to even at the ninth decimal', () => {
    const rate = (price: string) => [{ ...gpu, price }];
    const one = [completed('10:00:00', { gpu_seconds: 3600 })];
    const cost = (price: string) => answer(one, { metrics: ['gpu_cost'] }, rate(price)).totals.gpu_cost;
    expect(cost('0.0000000005')).toBe('0');
    expect(cost('0.0000000015')).toBe('0.000000002');
    expect(cost('0.0000000025')).toBe('0.000000002');
    expect(cost('12.50')).toBe('12.5');
  });

  it('is null where everything is unpriced, covers the priced part elsewhere, and is 0 without usage', () => {
    const arrivals = [completed('10:00:00'), completed('10:01:00', { gpu_model: 'L40S', gpu_seconds: 20 })];
    const onlyH100 = [{ ...gpu, match: { gpu_model: 'H100' } }];
    const asked = { metrics: ['gpu_cost', 'delivery_cost', 'unpriced_share'], dimensions: ['gpu_model'] };
    const { rows, totals, unpricedShare } = answer(arrivals, asked, onlyH100);
    expect(totals).toEqual({ gpu_cost: '0.01', delivery_cost: '0', unpriced_share: 0.5 });
    expect(unpricedShare).toBe(0.5);
    expect(rows.map((row) => [row.dimensions[0], row.values.gpu_cost])).toEqual([
      ['H100', '0.01'],
      ['L40S', null],
    ]);
  });

  it('picks the rate with most match keys, then the earlier named key, then the later start, then the later added', () => {
    const rates: Rate[] = [
      { ...gpu, price: '1' },
      { ...gpu, price: '2', match: { gpu_region: 'eu' } },
      { ...gpu, price: '3', match: { gpu_model: 'H100' } },
      { ...gpu, price: '4', match: { gpu_model: 'H100' }, valid_from: '2026-06-01T00:00:00Z' },
      { ...gpu, price: '5', match: { gpu_model: 'H100' }, valid_from: '2026-06-01T00:00:00Z' },
      { ...gpu, price: '6', match: { gpu_model: 'H100', gpu_region: 'us' } },
    ];
    const price = (gpu_model: string, gpu_region: string | null, at: string) =>
      rateFor(rates, 'gpu', { gpu_model, gpu_region }, microseconds(at))?.price;
    expect(price('A100', null, '2026-10-01T00:00:00Z')).toBe('1');
    expect(price('A100', 'eu', '2026-10-01T00:00:00Z')).toBe('2');
    expect(price('H100', 'eu', '2026-05-31T23:59:59.999999Z')).toBe('3');
    expect(price('H100', 'eu', '2026-06-01T00:00:00Z')).toBe('5');
    expect(price('H100', 'us', '2026-10-01T00:00:00Z')).toBe('6');
    expect(price('A100', null, '2025-12-31T23:59:59Z')).toBeUndefined();
  });

  it('converts with the newest rate on or before the UTC day, either way round', () => {
    const fx: FxRate[] = [
      { date: '2026-10-01', base: 'EUR', quote: 'USD', rate: '1.25' },
      { date: '2026-10-03', base: 'USD', quote: 'EUR', rate: '0.5' },
    ];
    const at = (day: string) => exchange(fx, 'EUR', 'USD', microseconds(`${day}T23:00:00Z`))?.toString();
    expect(at('2026-09-30')).toBeUndefined();
    expect(at('2026-10-02')).toBe('1.25');
    expect(at('2026-10-03')).toBe('2');
    expect(exchange(fx, 'USD', 'EUR', microseconds('2026-10-02T00:00:00Z'))?.toString()).toBe('0.8');
  });

  it('leaves revenue that cannot be converted out, and is null where none can', () => {
    const ad = (currency: string) =>
      event('ad.impression', '10:00:00', { revenue_micros: 1_500_000, currency, ad_network: currency }, null);
    const asked = { metrics: ['ad_revenue', 'ecpm', 'margin'], dimensions: ['ad_network'] };
    const { rows, totals } = answer([ad('USD'), ad('XAF')], asked);
    expect(totals).toEqual({ ad_revenue: '1.5', ecpm: '750', margin: '1.5' });
    expect(rows.map((row) => row.values)).toEqual([
      { ad_revenue: '1.5', ecpm: '1500', margin: '1.5' },
      { ad_revenue: null, ecpm: null, margin: null },
    ]);
  });

  it('books what was used up to the first block to that block, priced when it was used', () => {
    const arrivals = [
      requested('10:00:00'),
      completed('10:01:00', { gpu_seconds: 3600 }),
      decided('10:20:00', 'video', 'block', { policy: 'p1' }),
      completed('10:21:00', { gpu_seconds: 7200 }),
      decided('10:40:00', 'story', 'block', { policy: 'p2' }),
    ];
    const dearer = { ...gpu, price: '100', valid_from: '2026-10-01T10:15:00Z' };
    const check: Rate = { ...gpu, resource: 'moderation_check', unit: '1000_checks', price: '1000' };
    const asked = {
      metrics: ['blocked_cost', 'blocked_generations', 'suppression_rate'],
      dimensions: ['policy'],
      time_range: { ...october, grain: '15m' },
    };
    const { rows, totals } = answer(arrivals, asked, [gpu, dearer, check]);
    expect(totals).toEqual({ blocked_cost: '4.6', blocked_generations: 1, suppression_rate: 1 });
    expect(rows.find((row) => row.dimensions[0] === 'p1')).toMatchObject({
      time: microseconds('2026-10-01T10:15:00Z'),
      values: { blocked_cost: '4.6' },
    });
    expect(rows.find((row) => row.dimensions[0] === 'p2')?.values.blocked_cost).toBe('0');
  });
});

describe('local time', () => {
  const start = (time: string, grain: Parameters<typeof grainStart>[1], zone: string) =>
    new Date(grainStart(microseconds(time), grain, zone) / 1000).toISOString();

  it('starts a day at local midnight, on the days of 23 and 25 hours too', () => {
    expect(start('2026-10-01T18:14:59Z', 'day', 'Asia/Kathmandu')).toBe('2026-09-30T18:15:00.000Z');
    expect(start('2026-10-01T18:15:00Z', 'day', 'Asia/Kathmandu')).toBe('2026-10-01T18:15:00.000Z');
    expect(start('2026-10-04T13:29:00Z', 'day', 'Australia/Adelaide')).toBe('2026-10-03T14:30:00.000Z');
    expect(start('2026-10-04T13:30:00Z', 'day', 'Australia/Adelaide')).toBe('2026-10-04T13:30:00.000Z');
    expect(start('2026-04-05T14:29:00Z', 'day', 'Australia/Adelaide')).toBe('2026-04-04T13:30:00.000Z');
    expect(start('2026-04-05T14:30:00Z', 'day', 'Australia/Adelaide')).toBe('2026-04-05T14:30:00.000Z');
  });

  it('keeps the two hours of the same name apart when clocks go back', () => {
    expect(start('2026-10-25T00:30:00Z', 'hour', 'Europe/Berlin')).toBe('2026-10-25T00:00:00.000Z');
    expect(start('2026-10-25T01:30:00Z', 'hour', 'Europe/Berlin')).toBe('2026-10-25T01:00:00.000Z');
  });

  it('starts weeks on Monday, quarters and years on their first local day', () => {
    expect(start('2026-10-04T10:00:00Z', 'week', 'UTC')).toBe('2026-09-28T00:00:00.000Z');
    expect(start('2026-10-04T10:00:00Z', 'month', 'Europe/Berlin')).toBe('2026-09-30T22:00:00.000Z');
    expect(start('2026-12-31T23:30:00Z', 'quarter', 'Europe/Berlin')).toBe('2026-12-31T23:00:00.000Z');
    expect(start('2026-10-04T10:00:00Z', 'year', 'Asia/Kathmandu')).toBe('2025-12-31T18:15:00.000Z');
  });

  it('reads a date bound as local midnight and an instant as itself', () => {
    expect(boundOf('2026-10-01', 'Asia/Kathmandu')).toBe(microseconds('2026-09-30T18:15:00Z'));
    expect(boundOf('2026-10-01T10:00:00.000001Z', 'UTC')).toBe(microseconds('2026-10-01T10:00:00.000001Z'));
  });
});
