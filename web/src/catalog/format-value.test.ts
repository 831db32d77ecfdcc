import { describe, expect, test } from 'vitest';
import { describeChange } from './describe-change.ts';
import { exactValue, formatNumber, formatValue } from './format-value.ts';
import { axisScaleFor, scaleFor } from './scale.ts';
import { readUnit, type Unit } from './unit.ts';

const usd: Unit = { kind: 'money', currency: 'USD' };
const ratio: Unit = { kind: 'ratio' };
const count: Unit = { kind: 'count' };
const nbsp = (text: string) => text.replaceAll(' ', '\u00a0');

describe('a value in short', () => {
  test.each([
    ['12410.4', usd, '12,410 USD'],
    ['-3680', usd, '-3,680 USD'],
    ['94.1', usd, '94.10 USD'],
    ['0.054321', usd, '5.43 ct'],
    ['0.000044', usd, '0.00440 ct'],
    ['12345678.9', usd, '12.35 M USD'],
    ['0.0543', { kind: 'money', currency: 'GBP' }, '0.0543 GBP'],
    ['1234.5', { kind: 'money', currency: 'JPY' }, '1,234 JPY'],
    [0.0172, ratio, '1.72 %'],
    [-2.119, ratio, '-211.9 %'],
    [1234567, count, '1,234,567'],
    [40.25, readUnit('seconds', 'USD'), '40.2 s'],
  ] as [string | number, Unit, string][])('%s reads %s', (value, unit, text) => {
    expect(formatValue(value, unit)).toBe(nbsp(text));
  });

  test('zero is a number, unknown is not: three different texts', () => {
    expect(formatValue('0', usd)).toBe(nbsp('0 USD'));
    expect(formatValue(null, usd, { unpriced: true })).toBe('no price');
    expect(formatValue(null, usd)).toBe('–');
  });

  test('what rounds to nothing has no minus sign', () => {
    expect(formatValue('-0.004', usd, { scale: scaleFor(['100'], usd) })).toBe(nbsp('0.00 USD'));
  });
});

describe('all digits', () => {
  test('money keeps every digit, beyond what a float can hold', () => {
    expect(exactValue('12345678901234567.123456789', usd)).toBe(nbsp('12,345,678,901,234,567.123456789 USD'));
  });

  test('at least the digits of the currency, at most nine', () => {
    expect(exactValue('99.1', usd)).toBe(nbsp('99.10 USD'));
  });
});

describe('numbers of one table or axis', () => {
  test('share one unit: cents only when all of them are below one', () => {
    const scale = scaleFor(['0.05', '1.2'], usd);
    expect(['0.05', '1.2'].map((value) => formatNumber(value, scale))).toEqual(['0.05', '1.20']);
    expect(scale.suffix).toBe('USD');
    expect(scaleFor(['0.05', '0.12'], usd).suffix).toBe('ct');
  });

  test('in a table no unit is lost in millions', () => {
    expect(formatNumber(12_345_678, scaleFor([12_345_678], count, { fold: false }))).toBe('12,345,678');
  });

  test('unknown values do not set the unit', () => {
    expect(scaleFor([null, '0.5'], usd).suffix).toBe('ct');
  });

  test('an axis folds thousands', () => {
    const scale = axisScaleFor(['20000'], usd);
    expect(`${formatNumber(15000, scale)}${scale.fold}`).toBe('15k');
    expect(scale.suffix).toBe('USD');
  });
});

describe('a change', () => {
  test.each([
    ['118', '100', usd, true, '+18 %', 'up', 'bad'],
    ['98', '100', usd, false, '-2 %', 'down', 'bad'],
    ['-3680', '3285', usd, false, '-212 %', 'down', 'bad'],
    [0.021, 0.0168, ratio, null, '+0.42 pts', 'up', 'neutral'],
    ['100', '100', usd, true, '0 %', 'same', 'neutral'],
  ] as const)('%s after %s', (now, before, unit, lower, text, direction, tone) => {
    expect(describeChange(now, before, unit, { lower_is_better: lower })).toEqual({
      text: nbsp(text),
      direction,
      tone,
    });
  });

  test('there is none from nothing or with something unknown', () => {
    expect(describeChange('5', '0', usd, { lower_is_better: true })).toBeNull();
    expect(describeChange(null, '5', usd, { lower_is_better: true })).toBeNull();
  });
});
