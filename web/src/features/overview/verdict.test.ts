import { describe, expect, test } from 'vitest';
import { type VerdictInput, verdictOf } from './verdict.ts';

const loss: VerdictInput = {
  generations: 100,
  impressions: 2000,
  revenue: '3.8',
  cost: '5.4',
  costPerGeneration: '0.054',
  revenuePerGeneration: '0.038',
  ecpm: '1.9',
  breakEvenEcpm: '2.7',
};

describe('the sentence', () => {
  test('says loss when the cost is above the revenue', () => {
    expect(verdictOf(loss)).toEqual({
      kind: 'loss',
      costs: '0.054',
      earns: '0.038',
      breakEven: '2.7',
      actual: '1.9',
    });
  });

  test('says profit for a surplus too small for a binary float', () => {
    const tiny = { ...loss, cost: '12345678901234567.000000001', revenue: '12345678901234567.000000002' };
    expect(verdictOf(tiny).kind).toBe('profit');
  });

  test('says even when both are equal, however they are written', () => {
    expect(verdictOf({ ...loss, cost: '5.40', revenue: '5.4' }).kind).toBe('even');
  });

  test('never calls unpriced usage free', () => {
    expect(verdictOf({ ...loss, cost: null, costPerGeneration: null })).toEqual({
      kind: 'no_price',
      earns: '0.038',
    });
  });

  test('says nothing happened when there was neither usage nor an ad', () => {
    const none = { ...loss, generations: 0, impressions: 0, revenue: '0', cost: '0' };
    expect(verdictOf(none).kind).toBe('empty');
  });

  test('does not name an eCPM when no ad was shown', () => {
    const noAds = { ...loss, impressions: 0, revenue: '0', ecpm: null, breakEvenEcpm: null };
    expect(verdictOf(noAds)).toEqual({ kind: 'no_ads', costs: '0.054' });
  });

  test('does not call revenue without an exchange rate zero', () => {
    expect(verdictOf({ ...loss, revenue: null }).kind).toBe('no_revenue_rate');
  });

  test('does not divide by generations that were not there', () => {
    expect(verdictOf({ ...loss, generations: 0, costPerGeneration: null }).kind).toBe('no_generations');
  });
});
