import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import bundled from '@sparticuz/chromium';
import { chromium, type Browser, type Page } from 'playwright-core';

const ROOT = path.join(import.meta.dirname, '..', '..');

/** The tenant's page, built in a process of its own: the bundler does not run inside a test's sandbox. */
export const buildPage = async (): Promise<void> => {
  await promisify(execFile)(process.execPath, [
    path.join(ROOT, 'infra', 'local-tenant', 'page', 'build.ts'),
    path.join(ROOT, '.cache', 'tenant-page'),
  ]);
};

/** A browser from npm; elsewhere than on Linux name one by CHROMIUM_PATH. */
/** @param ownProcesses where windows close by themselves: a browser in one process does not outlive that */
export const launchBrowser = async (ownProcesses = false): Promise<Browser> => {
  const own = process.env['CHROMIUM_PATH'];
  return chromium.launch({
    // Where no language is set, the browser could not name a file 年間予定.
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
    executablePath: own ?? (await bundled.executablePath()),
    args: own
      ? []
      : bundled.args.filter((one) => !ownProcesses || !['--single-process', '--no-zygote'].includes(one)),
  });
};

export type Window = { readonly page: Page; readonly complaints: readonly string[] };

/** One person's window on the tenant's page. What the browser complains of is kept. */
export const openWindow = async (
  browser: Browser,
  base: string,
  personId: string,
  { width = 1280, height = 900 }: { readonly width?: number; readonly height?: number } = {},
): Promise<Window> => {
  const context = await browser.newContext({
    viewport: { width, height },
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${base}/?person=${personId}`);
  await page.getByTestId('me').waitFor();
  return { page, complaints };
};
