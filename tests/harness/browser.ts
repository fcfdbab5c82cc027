import bundled from '@sparticuz/chromium';
import { chromium, type Browser, type Page } from 'playwright-core';

/** A browser from npm; elsewhere than on Linux name one by CHROMIUM_PATH. */
export const launchBrowser = async (): Promise<Browser> => {
  const own = process.env['CHROMIUM_PATH'];
  return chromium.launch({
    executablePath: own ?? (await bundled.executablePath()),
    args: own ? [] : bundled.args,
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
