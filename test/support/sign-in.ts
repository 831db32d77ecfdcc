import type { Page } from 'playwright-core';
import type { Breakeven } from './start-breakeven.ts';

/** Who may sign in when the product is started with `env: administratorEnv`. */
export const administrator = { email: 'ada@example.com', password: 'correct horse battery' };
export const administratorEnv = {
  ADMIN_EMAIL: administrator.email,
  ADMIN_PASSWORD: administrator.password,
};

/** Fills in the form of the page as it is. */
export async function submitSignIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Opens an address of the product as the administrator, who signs in on the way. */
export async function openSignedIn(page: Page, breakeven: Breakeven, path = '/'): Promise<void> {
  await page.goto(breakeven.url + path);
  await submitSignIn(page, administrator.email, administrator.password);
  await page.getByRole('navigation', { name: 'Pages' }).waitFor();
}
