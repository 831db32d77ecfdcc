import { expect, test } from 'vitest';
import { workedExample } from './worked-example.ts';

const base = { match: {}, currency: 'USD', months: '1' };

test('an H100 hour at 3.99 USD means 40 GPU-seconds cost 0.0443 USD', () => {
  expect(workedExample({ ...base, resource: 'gpu', match: { gpu_model: 'H100' }, price: '3.99' })).toBe(
    'an H100 hour at 3.99 USD means 40 GPU-seconds cost 0.0443 USD',
  );
});

test('checks are priced by the thousand', () => {
  expect(workedExample({ ...base, resource: 'moderation_check', price: '1.5' })).toContain(
    'costs 0.0015 USD',
  );
});

test('storage counts the months that a clip is kept', () => {
  expect(workedExample({ ...base, resource: 'storage', price: '0.02', months: '12' })).toContain(
    'costs 0.0012 USD',
  );
});

test('there is no example without a price', () => {
  expect(workedExample({ ...base, resource: 'gpu', price: '3,99' })).toBeNull();
});
