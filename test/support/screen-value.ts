import { Decimal } from 'decimal.js';
import type { Locator, Page } from 'playwright-core';
import { eventually } from './eventually.ts';

/** The key numbers of a report page. */
export function tiles(page: Page): Locator {
  return page.getByRole('group', { name: 'Key numbers: press one to see its course' });
}

/** The tile of a metric, by its label in the catalog. */
export function tile(page: Page, label: string): Locator {
  return tiles(page).getByRole('button', { name: new RegExp(`^${label}`) });
}

/** Waits until no panel or tile of the page is loading. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await eventually(() => page.locator('[aria-busy="true"], [data-dimmed]').count()).toBe(0);
}

/**
 * The number behind what a person reads: the exact value that a tile or cell shows on hover, such as `12,410.5 USD`,
 * `1.72 %` or `1,024`, as plain decimal text; null for `–` and `no price`.
 */
export async function exactValue(shown: Locator): Promise<string | null> {
  const exact = (await shown.getAttribute('title'))?.split('\n')[0] ?? '';
  if (exact === '–' || exact === 'no price') return null;
  const [, number, unit] = /^(-?[\d,.]+)\s*(.*)$/.exec(exact) ?? [];
  if (number === undefined) throw new Error(`no number: ${exact}`);
  const plain = new Decimal(number.replaceAll(',', ''));
  return (unit === '%' ? plain.div(100) : plain).toFixed();
}

/** What an API value looks like on screen: ratios have four decimals of a percent there. */
export function asShown(value: string | number | null, isRatio: boolean): string | null {
  if (value === null) return null;
  return isRatio
    ? new Decimal(value).toDecimalPlaces(6, Decimal.ROUND_HALF_EVEN).toFixed()
    : new Decimal(value).toFixed();
}
