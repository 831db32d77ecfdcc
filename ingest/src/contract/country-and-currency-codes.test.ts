import { expect, test } from 'vitest';
import { COUNTRY_CODES } from './country-codes.ts';
import { CURRENCY_CODES } from './currency-codes.ts';

test('every country code is a country that has a name', () => {
  expect(COUNTRY_CODES.size).toBe(250);
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  expect([...COUNTRY_CODES].filter((code) => names.of(code) === undefined)).toEqual([]);
});

test('every currency that the platform knows is known here', () => {
  expect(Intl.supportedValuesOf('currency').filter((code) => !CURRENCY_CODES.has(code))).toEqual([]);
  expect([...CURRENCY_CODES].filter((code) => !/^[A-Z]{3}$/.test(code))).toEqual([]);
});
