import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Api, apiOf } from '../support/api.ts';
import { expectAccessible, type OpenedPage, type StartedBrowser, startBrowser } from '../support/browser.ts';
import { administratorEnv, openSignedIn } from '../support/sign-in.ts';
import { type Breakeven, startBreakeven } from '../support/start-breakeven.ts';

// Somebody whose services send events that are not quite right.

let breakeven: Breakeven;
let api: Api;
let browser: StartedBrowser;
let opened: OpenedPage;

const event = (id: string, data: object = {}, of: object = {}) => ({
  ...{ specversion: '1.0', id, source: '/render', type: 'generation.completed', subject: 'g1' },
  ...{ time: '2026-10-01T12:00:00Z', ...of },
  data: { status: 'succeeded', gpu_seconds: 40.5, gpu_model: 'H100', ...data },
});

beforeAll(async () => {
  breakeven = await startBreakeven({ env: administratorEnv });
  api = apiOf(breakeven);
  browser = await startBrowser();
  opened = await browser.open();
  await api.sendEvents(
    [
      event('mend-me', { gpu_seconds: '40.5', user_id: 'somebody' }),
      event('twice'),
      event('old', {}, { type: 'generation.finished' }),
      ...Array.from({ length: 60 }, (_, n) => event(`noise-${n}`, { status: 'okay' }, { source: '/noise' })),
    ],
    '?refresh=wait_for',
  );
  await api.sendEvents([event('twice', { gpu_seconds: 99 })], '?refresh=wait_for');
  await openSignedIn(opened.page, breakeven);
});
afterAll(async () => {
  await browser?.close();
  await breakeven?.remove();
});

const attempts = async () =>
  (await api.query({ metrics: ['attempts'], time_range: { start: '2026-10-01', end: '2026-10-02' } })).totals
    .attempts;

it('is told how many there are, sees why, and finds some of them', async () => {
  const { page, errors } = opened;
  await page.getByRole('button', { name: 'Account and settings' }).click();
  const link = page.getByRole('menuitem', { name: 'Rejected events' });
  await expect.poll(() => link.textContent()).toBe('Rejected events63');
  await link.click();
  await page.getByRole('heading', { name: 'Rejected events' }).waitFor();
  const rows = page.getByRole('list', { name: 'Rejected events' }).getByRole('button');
  await expect.poll(() => rows.count()).toBe(50);
  await page.getByRole('button', { name: 'Show more' }).click();
  await expect.poll(() => rows.count()).toBe(63);
  await expectAccessible(page);

  await page.getByLabel('Search').fill('GPU_SECONDS');
  await page.getByLabel('Search').press('Enter');
  await expect.poll(() => rows.count()).toBe(1);
  expect(new URL(page.url()).searchParams.get('search')).toBe('GPU_SECONDS');
  await page.reload();
  await expect.poll(() => rows.count()).toBe(1);
  expect(errors).toEqual([]);
});

it('mends one and sends it: what is still wrong is said, and it counts once it is right', async () => {
  const { page } = opened;
  const before = Number(await attempts());
  await page.getByRole('list', { name: 'Rejected events' }).getByRole('button').click();
  const editor = page.getByLabel('The event as it came');
  await editor.waitFor();
  const text = await editor.inputValue();
  expect(text).toContain('user_key:');
  expect(text).not.toContain('somebody');
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Send again as it is' }).click();
  await page.getByRole('alert').getByText('It was rejected again').waitFor();
  await editor.fill('{ "id": ');
  await page.getByText('This is not JSON').waitFor();
  expect(await page.getByRole('button', { name: 'Send again as it is' }).isDisabled()).toBe(true);
  await editor.fill(text.replace('"40.5"', '40.5'));
  await page.getByRole('button', { name: 'Send the mended event' }).dblclick();
  await page.getByText('Sent. The event counts from now on.').waitFor();
  await expect.poll(attempts, { timeout: 15_000 }).toBe(before + 1);
  await page.getByText('There is none.').waitFor();
});

it('sees both events of a conflict side by side', async () => {
  const { page } = opened;
  await page.goto(`${breakeven.url}/rejected-events?code=id_conflict`);
  await page.getByRole('list', { name: 'Rejected events' }).getByRole('button').click();
  await expect.poll(() => page.getByLabel('The stored event').textContent()).toContain('"gpu_seconds": 40.5');
  expect(await page.getByLabel('The refused event').textContent()).toContain('"gpu_seconds": 99');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Dismiss', exact: true }).click();
  await page.getByText('There is none.').waitFor();
});

it('dismisses many at once after a second click, and no others', async () => {
  const { page, errors } = opened;
  await page.goto(`${breakeven.url}/rejected-events?source=/noise`);
  await page.getByRole('button', { name: 'Dismiss 60 events' }).click();
  await page.getByRole('button', { name: 'Yes, dismiss 60 events' }).click();
  await page.getByText('60 dismissed.').waitFor();
  await page.getByText('There is none.').waitFor();
  const { items } = (await api.request('GET', '/v1/rejected-events')).body;
  expect(items.map(({ event_id }: { event_id: string }) => event_id)).toEqual(['old']);
  // The console calls the answer to the event that was still wrong an error.
  expect(errors.filter((error) => !error.includes('422'))).toEqual([]);
});

it('can do so on a phone', async () => {
  const { page } = await browser.open({ viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
  await openSignedIn(page, breakeven, '/rejected-events?status=dismissed');
  await page.getByRole('list', { name: 'Rejected events' }).waitFor();
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(await overflow()).toBeLessThanOrEqual(0);
  await page.getByRole('list', { name: 'Rejected events' }).getByRole('button').first().click();
  await page.getByLabel('The refused event').waitFor();
  expect(await overflow()).toBeLessThanOrEqual(0);
});
