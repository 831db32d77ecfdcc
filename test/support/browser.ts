import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';

/** A real Chromium from npm, which can reach nothing but this machine. */
export interface StartedBrowser {
  /** A page of its own profile. Whatever it says on the console as an error or throws is collected. */
  open(options?: BrowserContextOptions): Promise<OpenedPage>;
  close(): Promise<void>;
}

export interface OpenedPage {
  page: Page;
  /** Errors of the console and uncaught ones so far. */
  errors: string[];
}

export async function startBrowser(): Promise<StartedBrowser> {
  // Chromium is unpacked here, with the system libraries that it brings when it believes to be on AWS.
  const folder = await mkdtemp(join(tmpdir(), 'breakeven-browser-'));
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs20.x';
  process.env.TMPDIR = folder;
  const { default: chromiumOfNpm } = await import('@sparticuz/chromium');
  const { chromium } = await import('playwright-core');
  const executablePath = await chromiumOfNpm.executablePath();
  await useOwnFonts(folder);
  const browser: Browser = await chromium.launch({
    executablePath,
    // Not its own arguments: they run everything in one process, where profiles share their cookies, and switch off
    // what keeps sites apart.
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
    headless: true,
  });
  return {
    async open(options) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
      const errors: string[] = [];
      // A page that needs another host is broken for everybody who runs it without the internet.
      await context.route(
        (url) => !['127.0.0.1', 'localhost'].includes(url.hostname) && url.protocol !== 'data:',
        (route) => {
          errors.push(`asked for ${route.request().url()}`);
          return route.abort();
        },
      );
      const page = await context.newPage();
      page.setDefaultTimeout(60_000);
      page.on('pageerror', (error) => errors.push(error.message));
      page.on('console', (message) => {
        // Whoever is not signed in is told so by the answer 401, which the console calls an error.
        const isError = message.type() === 'error' && !message.text().includes('401 (Unauthorized)');
        if (isError) errors.push(message.text());
      });
      return { page, errors };
    },
    async close() {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The fonts are unpacked too, but their list names the folder of another machine: without one no text has a width. */
async function useOwnFonts(folder: string): Promise<void> {
  const fonts = join(folder, 'fonts');
  await writeFile(
    join(fonts, 'fonts.conf'),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
    <fontconfig><dir>${fonts}</dir><cachedir>${folder}/font-cache</cachedir></fontconfig>`,
  );
  process.env.FONTCONFIG_PATH = fonts;
}

/** Fails with every violation of WCAG 2.1 A and AA that axe finds on the page as it is now. */
export async function expectAccessible(page: Page): Promise<void> {
  // Evaluated and not added as a script: the page's own policy forbids scripts that are not from its server.
  await page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  const found = await page.evaluate(async () => {
    // biome-ignore lint/suspicious/noExplicitAny: axe is put on the page above
    const { violations } = await (globalThis as any).axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'],
    });
    return violations.map((violation: { id: string; help: string; nodes: { html: string }[] }) => ({
      rule: `${violation.id}: ${violation.help}`,
      nodes: violation.nodes.map(({ html }) => html.slice(0, 300)),
    }));
  });
  expect(found).toEqual([]);
}
