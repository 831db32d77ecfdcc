import { afterAll, beforeAll, expect, it } from 'vitest';
import { expectAccessible, type StartedBrowser, startBrowser } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { administrator, administratorEnv, openSignedIn, submitSignIn } from '../support/sign-in.ts';
import { type Breakeven, startBreakeven } from '../support/start-breakeven.ts';

let breakeven: Breakeven;
let browser: StartedBrowser;

beforeAll(async () => {
  breakeven = await startBreakeven({ env: administratorEnv });
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
  await breakeven?.remove();
});

it('says the same of a wrong password and of an unknown address, and keeps what was typed', async () => {
  const { page } = await browser.open();
  await page.goto(breakeven.url);
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await expectAccessible(page);
  const said: (string | null)[] = [];
  for (const email of [administrator.email, 'nobody@example.com']) {
    await submitSignIn(page, email, 'not the password');
    const answer = await page.waitForResponse((response) => response.url().endsWith('/v1/auth/sign-in'));
    expect(answer.status()).toBe(401);
    const alert = page.getByRole('alert');
    await alert.waitFor();
    said.push(await alert.textContent());
    expect(await page.getByLabel('E-mail').inputValue()).toBe(email);
  }
  expect(said[0]).toBe(said[1]);
  await expectAccessible(page);
});

it('leads back to the page that was asked for, filters included, and signs out for good', async () => {
  const { page } = await browser.open();
  await page.goto(`${breakeven.url}/safety?country=DE&range=7d`);
  await eventually(() => new URL(page.url()).pathname).toBe('/sign-in');
  await submitSignIn(page, administrator.email, administrator.password);
  await eventually(() => new URL(page.url()).pathname).toBe('/safety');
  expect(new URL(page.url()).searchParams.get('country')).toBe('DE');

  await page.getByRole('button', { name: 'Account and settings' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await eventually(() => new URL(page.url()).pathname).toBe('/sign-in');
  await page.goBack();
  await page.goto(`${breakeven.url}/settings`);
  await eventually(() => new URL(page.url()).pathname).toBe('/sign-in');
});

it('never leads to another site after signing in', async () => {
  const { page, errors } = await browser.open();
  await page.goto(`${breakeven.url}/sign-in?next=${encodeURIComponent('//evil.example/x')}`);
  await submitSignIn(page, administrator.email, administrator.password);
  await page.getByRole('navigation', { name: 'Pages' }).waitFor();
  expect(new URL(page.url()).origin).toBe(breakeven.url);
  expect(errors.filter((error) => error.includes('evil'))).toEqual([]);
});

it('keeps a session that scripts cannot read', async () => {
  const { page } = await browser.open();
  await openSignedIn(page, breakeven);
  const cookie = (await page.context().cookies()).find(({ name }) => name === 'breakeven_session');
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
  expect(await page.evaluate(() => document.cookie)).not.toContain('breakeven_session');
});
