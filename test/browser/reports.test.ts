import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Api, apiOf, type Json } from '../support/api.ts';
import { expectAccessible, type OpenedPage, type StartedBrowser, startBrowser } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import type { ReportQuery } from '../support/reference/report-query.ts';
import { asShown, exactValue, settled, tile, tiles } from '../support/screen-value.ts';
import { administratorEnv, openSignedIn } from '../support/sign-in.ts';
import { type Breakeven, startBreakeven } from '../support/start-breakeven.ts';
import { eventStream } from '../support/streams/event-stream.ts';

const zone = 'Australia/Adelaide';
const [start, end] = ['2026-10-03', '2026-10-06'];
const state = `start=${start}&end=${end}&zone=${encodeURIComponent(zone)}`;
const inRange = { start, end, time_zone: zone };

let breakeven: Breakeven;
let api: Api;
let browser: StartedBrowser;
let opened: OpenedPage;
let metrics: { name: string; label: string; unit: string; dimensions: string[] }[];

beforeAll(async () => {
  breakeven = await startBreakeven({ env: administratorEnv });
  api = apiOf(breakeven);
  const windows: [string, string][] = [['2026-10-02T12:00:00Z', '2026-10-05T00:00:00Z']];
  const stream = eventStream({ seed: 5, events: 1500, windows });
  await api.addRates(stream.rates, stream.fxRates);
  expect((await api.sendEvents(stream.unique, '?refresh=wait_for')).body).toMatchObject({ rejected: 0 });
  metrics = ((await api.request('GET', '/v1/catalog')).body as Json).metrics;
  browser = await startBrowser();
  opened = await browser.open();
  await openSignedIn(opened.page, breakeven, `/?${state}`);
});
afterAll(async () => {
  await browser?.close();
  await breakeven?.remove();
});

const labelled = (label: string) => metrics.find((metric) => metric.label === label);

/** Every tile of the page against the answer of the API to the same question. */
async function expectTilesEqual(filters: ReportQuery['filters'] = []): Promise<void> {
  const { page } = opened;
  await tiles(page).waitFor();
  await settled(page);
  const buttons = await tiles(page).getByRole('button').all();
  expect(buttons.length).toBeGreaterThanOrEqual(6);
  for (const button of buttons) {
    const label = (await button.locator('span').first().textContent())?.trim() ?? '';
    const metric = labelled(label);
    expect(metric, label).toBeDefined();
    const { totals } = await api.query({ metrics: [metric!.name], time_range: inRange, filters });
    const right = asShown(totals[metric!.name]!, metric!.unit === 'ratio');
    await eventually(() => exactValue(button.locator('.number').first()), label).toBe(right);
  }
}

/** Every row of a ranked list that names a value, and its total, against the answer of the API. */
async function expectListEqual(label: string, dimension: string, names: string[]): Promise<void> {
  const { page } = opened;
  const table = page.getByRole('table', { name: label });
  await table.waitFor();
  await settled(page);
  const answer = await api.query({ metrics: names, dimensions: [dimension], time_range: inRange });
  // Stages are written with a capital letter there.
  const known = new Map(
    answer.rows.map(([value, ...values]) => [String(value ?? 'unknown').toLowerCase(), values]),
  );
  let compared = 0;
  for (const row of await table.locator('tbody tr').all()) {
    const head = (await row.locator('th').textContent())?.trim() ?? '';
    const kind = await row.getAttribute('data-kind');
    if (kind === 'others') continue;
    const totals = names.map((name) => answer.totals[name] ?? null);
    const right = kind === 'total' ? totals : known.get(head.toLowerCase());
    expect(right, `${label}: ${head}`).toBeDefined();
    for (const [index, name] of names.entries()) {
      const isRatio = metrics.find((metric) => metric.name === name)?.unit === 'ratio';
      const found = await exactValue(row.locator('td').nth(index));
      expect(found, `${name} of ${head}`).toBe(asShown(right![index] ?? null, isRatio));
    }
    compared += 1;
  }
  expect(compared).toBeGreaterThan(2);
}

describe('Overview', () => {
  it('shows in every tile exactly what the API answers for the state in its address', async () => {
    await opened.page.goto(`${breakeven.url}/?${state}`);
    await expectTilesEqual();
  });

  it('shows under filters what the API answers under the same filters', async () => {
    await opened.page.goto(`${breakeven.url}/?${state}&country=DE&country=&platform=ios`);
    await expectTilesEqual([
      { dimension: 'country', operator: 'in', values: ['DE', null] },
      { dimension: 'platform', operator: 'in', values: ['ios'] },
    ]);
  });

  it('splits cost and blocked cost into rows that are those of the API', async () => {
    await opened.page.goto(`${breakeven.url}/?${state}`);
    await expectListEqual('Cost by model', 'model', ['server_cost', 'margin', 'cost_per_generation']);
    await expectListEqual('Burned on blocked clips by stage', 'stage', [
      'blocked_cost',
      'blocks',
      'block_rate',
    ]);
  });

  it('shows the course of another number when its tile is pressed', async () => {
    const { page } = opened;
    await page.goto(`${breakeven.url}/?${state}`);
    await tile(page, 'Ad revenue').click();
    await eventually(() => tile(page, 'Ad revenue').getAttribute('aria-pressed')).toBe('true');
    await page.getByRole('heading', { name: 'Ad revenue' }).waitFor();
  });
});

describe('Safety', () => {
  it('shows in every tile and list exactly what the API answers', async () => {
    const { page } = opened;
    await page.goto(`${breakeven.url}/?${state}`);
    await page.getByRole('link', { name: 'Safety', exact: true }).click();
    await page.getByRole('heading', { name: 'Safety', level: 1 }).waitFor();
    await expectTilesEqual();
    await expectListEqual('Blocks by policy', 'policy', ['blocks', 'blocked_cost']);
    await expectListEqual('Blocks by classifier', 'classifier', ['blocks', 'decisions', 'block_rate']);
  });

  it('keeps time range, zone and filters on the way from page to page', async () => {
    const { page } = opened;
    await page.goto(`${breakeven.url}/?${state}&country=DE`);
    await page.getByRole('link', { name: 'Safety', exact: true }).click();
    await eventually(() => new URL(page.url()).pathname).toBe('/safety');
    const { searchParams } = new URL(page.url());
    expect(searchParams.get('country')).toBe('DE');
    expect(searchParams.get('start')).toBe(start);
    expect(searchParams.get('zone')).toBe(zone);
  });
});

describe('the filter bar', () => {
  const country = () => new URL(opened.page.url()).searchParams.getAll('country');

  it('puts a filter into the address, shows its effect, and the back button takes it away', async () => {
    const { page } = opened;
    await page.goto(`${breakeven.url}/?${state}`);
    await settled(page);
    const before = await exactValue(tile(page, 'Ad revenue').locator('.number').first());
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await page
      .getByRole('list', { name: 'Values of Country' })
      .getByRole('button', { name: /^DE|Germany/ })
      .click();
    await eventually(country).toEqual(['DE']);
    await page.keyboard.press('Escape');
    await expectTilesEqual([{ dimension: 'country', operator: 'in', values: ['DE'] }]);

    await page.goBack();
    await eventually(country).toEqual([]);
    await eventually(() => exactValue(tile(page, 'Ad revenue').locator('.number').first())).toBe(before);

    await page.goForward();
    await eventually(country).toEqual(['DE']);
    await page.reload();
    await expectTilesEqual([{ dimension: 'country', operator: 'in', values: ['DE'] }]);
    await page.getByRole('button', { name: 'Remove filter Country' }).click();
    await eventually(country).toEqual([]);
  });

  it('changes grain and zone in the address', async () => {
    const { page } = opened;
    await page.goto(`${breakeven.url}/?${state}`);
    await page.getByRole('button', { name: /^Grain: by/ }).click();
    await page.getByRole('menuitem', { name: 'by hour' }).click();
    await eventually(() => new URL(page.url()).searchParams.get('grain')).toBe('hour');
    await page.getByRole('button', { name: /^Time zone:/ }).click();
    await page.getByRole('textbox', { name: /Search time zones/i }).fill('Kathmandu');
    await page.getByRole('list', { name: 'Time zones' }).getByRole('button').first().click();
    await eventually(() => new URL(page.url()).searchParams.get('zone')).toBe('Asia/Kathmandu');
  });
});

describe('by keyboard', () => {
  it('reaches the content first, opens range and filter, compares, changes colours and lists the keys', async () => {
    const { page } = opened;
    await page.goto(`${breakeven.url}/?${state}`);
    await settled(page);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');

    await page.keyboard.press('t');
    await page.getByRole('dialog', { name: 'Time range' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: 'Time range' }).waitFor({ state: 'hidden' });
    await page.keyboard.press('/');
    await page.getByRole('dialog', { name: 'Filter' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: 'Filter' }).waitFor({ state: 'hidden' });
    await page.keyboard.press('c');
    await eventually(() => new URL(page.url()).searchParams.get('compare')).toBe('none');

    const scheme = () => page.evaluate(() => document.documentElement.dataset.mantineColorScheme);
    const first = await scheme();
    await page.keyboard.press('d');
    await eventually(scheme).not.toBe(first);
    await page.reload();
    await tiles(page).waitFor();
    expect(await scheme()).not.toBe(first);
    await page.keyboard.press('d');
    await eventually(scheme).toBe(first);
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await page.keyboard.press('Escape');
  });

  it('presses a tile with the space bar', async () => {
    const { page } = opened;
    await page.goto(`${breakeven.url}/?${state}`);
    await tile(page, 'Server cost').focus();
    await page.keyboard.press('Space');
    await eventually(() => tile(page, 'Server cost').getAttribute('aria-pressed')).toBe('true');
  });
});

describe.each(['light', 'dark'] as const)('in %s colours', (colorScheme) => {
  it.each([
    ['a desktop', { width: 1280, height: 900 }],
    ['a phone of 390 px', { width: 390, height: 844 }],
  ])('is accessible and cut off nowhere on %s', async (_, viewport) => {
    const { page, errors } = await browser.open({ viewport, colorScheme });
    await openSignedIn(page, breakeven, `/?${state}`);
    for (const path of [`/?${state}`, `/safety?${state}&country=DE`, '/settings']) {
      await page.goto(breakeven.url + path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await settled(page);
      const scheme = await page.evaluate(() => document.documentElement.dataset.mantineColorScheme);
      expect(scheme).toBe(colorScheme);
      await expectAccessible(page);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, `${path} is wider than the screen`).toBeLessThanOrEqual(0);
    }
    expect(errors).toEqual([]);
    await page.context().close();
  });
});

it('met no error on the way', () => {
  expect(opened.errors).toEqual([]);
});
