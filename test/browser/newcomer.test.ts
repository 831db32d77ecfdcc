import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { expectAccessible, type OpenedPage, type StartedBrowser, startBrowser } from '../support/browser.ts';
import { exactValue, settled, tile } from '../support/screen-value.ts';
import { type Breakeven, startBreakeven } from '../support/start-breakeven.ts';

// Somebody who has just started Breakeven for the first time and knows only what it says.

let breakeven: Breakeven;
let browser: StartedBrowser;
let opened: OpenedPage;
let link: string;

beforeAll(async () => {
  breakeven = await startBreakeven({ env: { ADMIN_API_KEY: undefined, INGEST_API_KEY: undefined } });
  browser = await startBrowser();
  opened = await browser.open();
  link = /http:\/\/\S+\/sign-in\?token=[\w-]+/.exec(breakeven.output())?.[0] ?? '';
});
afterAll(async () => {
  await browser?.close();
  await breakeven?.remove();
});

it('is signed in by the link that the first start prints, and chooses how to sign in from then on', async () => {
  const { page } = opened;
  expect(link).toContain(breakeven.url);
  await page.goto(link);
  await page.getByRole('heading', { name: 'Set up your account' }).waitFor();
  await expectAccessible(page);
  await page.getByLabel('E-mail').fill('new@example.com');
  await page.getByLabel('Password', { exact: true }).fill('a long password');
  await page.getByRole('button', { name: 'Save and continue' }).click();
  await page.getByRole('heading', { name: 'Send the first event' }).waitFor();
});

it('finds a curl line that works exactly as it stands there, and a reload shows its effect', async () => {
  const { page } = opened;
  await page.getByRole('button', { name: 'Load sample data' }).waitFor();
  await expectAccessible(page);
  const line = await page.getByLabel('Command that sends the first events').textContent();
  const { stdout } = await promisify(execFile)('bash', ['-c', line?.trim() ?? '']);
  expect(JSON.parse(stdout)).toMatchObject({ accepted: 3, rejected: 0 });

  await page.reload();
  await tile(page, 'Ad revenue').waitFor();
  await settled(page);
  expect(await exactValue(tile(page, 'Ad revenue').locator('.number').first())).toBe('0.05');
  // No price is known yet, and unknown is not zero.
  expect(await tile(page, 'Server cost').textContent()).toContain('no price');
  await page.getByText('no price covers this usage').waitFor();
});

it('adds a price in the settings and sees the cost of what was there before', async () => {
  const { page } = opened;
  const now = new Date();
  const valid_from = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1))
    .toISOString()
    .slice(0, 10);
  // Through the API that the form uses, with the session of this browser.
  const status = await page.evaluate(async (from) => {
    const rate = { resource: 'gpu', match: {}, unit: 'gpu_hour', price: '3.60', currency: 'USD' };
    const answer = await fetch('/v1/rates', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...rate, valid_from: `${from}T00:00:00Z` }),
    });
    return answer.status;
  }, valid_from);
  expect(status).toBe(201);
  await page.reload();
  await tile(page, 'Server cost').waitFor();
  await settled(page);
  expect(await exactValue(tile(page, 'Server cost').locator('.number').first())).toBe('0.04');
  expect(await exactValue(tile(page, 'Margin').locator('.number').first())).toBe('0.01');
});

it('cannot use the link a second time, and is told so', async () => {
  const other = await browser.open();
  await other.page.goto(link);
  const alert = other.page.getByRole('alert');
  await alert.waitFor();
  expect((await alert.textContent())?.length).toBeGreaterThan(10);
  await other.page.getByLabel('E-mail').waitFor();
});

it('met no error on the way', () => {
  expect(opened.errors).toEqual([]);
});
