import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { buildPage, launchBrowser, openWindow } from '../harness/browser.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { fillYear } from '../harness/year.ts';

/** The year in the app's tab, as people see it in Teams. */

let product: Product;
let browser: Browser;
const pictures = process.env['PICTURES'];

beforeAll(async () => {
  await buildPage();
  await promisify(execFile)(process.execPath, [path.join(import.meta.dirname, '../../infra/build-pages.ts')]);
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

const personIn = (department: string, title: string): string =>
  product.people.find((one) => one.department === department && one.jobTitle === title)?.id ?? '';

/** As the person set the page that stands for Teams. */
const choose = async (page: Page, theme: string, language: string): Promise<void> => {
  await page.evaluate(
    ([one, other]) => {
      localStorage.setItem('theme', one ?? '');
      sessionStorage.setItem('language', other ?? '');
    },
    [theme, language],
  );
  await page.reload();
  await page.getByTestId('me').waitFor();
};

const openTab = async (page: Page): Promise<FrameLocator> => {
  await page.getByTestId('open-app').or(page.getByTestId('chat-personal')).first().click();
  await page.getByTestId('tab-year').click();
  const frame = page.frameLocator('iframe');
  await frame.getByTestId('year').waitFor();
  return frame;
};

const keep = async (page: Page, name: string): Promise<void> => {
  if (pictures === undefined) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: path.join(pictures, `${name}.png`) });
};

/** The library asks Microsoft for a list of further hosts, which a machine without a network does not reach. */
const ours = (complaints: readonly string[]): readonly string[] =>
  complaints.filter((text) => !/ERR_NAME_NOT_RESOLVED|ERR_INTERNET|res\.cdn\.office\.net/.test(text));

test('before anything is planned the page says that there is nothing yet, and to whom it would show nothing, that and whom to ask', async () => {
  const { page, complaints } = await openWindow(browser, product.base, personIn('税務課', '主事'));
  const frame = await openTab(page);
  await frame.getByTestId('empty').waitFor();
  expect(await frame.getByTestId('empty').innerText()).toMatch(
    /見る権限がない[^]*情報政策課へご連絡ください。/,
  );
  await keep(page, 'empty');
  expect(ours(complaints)).toEqual([]);
  await choose(page, 'light', 'en');
  await page.getByTestId('open-app').or(page.getByTestId('chat-personal')).first().click();
  expect(await page.getByTestId('tab-year').innerText()).toBe('The year');
  await choose(page, 'light', 'ja');
}, 60_000);

test('N-3.3.ア.エ.1 the year is drawn by months and series, with today and what is late, and told as a table', async () => {
  await fillYear(product);
  const { page, complaints } = await openWindow(browser, product.base, personIn('情報政策課', '係長'));
  const frame = await openTab(page);
  await frame.getByTestId('scope-contract').click();
  await frame.getByTestId('picture').waitFor();
  await frame.getByTestId('today').waitFor();
  expect(await frame.getByTestId('late-count').innerText()).toMatch(/期限を過ぎたものが\d+件あります。/);
  expect(await frame.getByTestId('picture').locator('button').count()).toBeGreaterThan(40);
  expect(await frame.getByTestId('year-table').getByRole('row').count()).toBeGreaterThan(50);
  await keep(page, 'desktop');

  // By keyboard: one stop in the picture, the arrows move between marks, and each is told whole.
  const mark = frame.getByTestId('picture').locator('button[tabindex="0"]');
  expect(await mark.count()).toBe(1);
  await mark.focus();
  await page.keyboard.press('ArrowRight');
  await frame.getByTestId('details').waitFor();
  const told = await frame.getByTestId('details').innerText();
  await page.keyboard.press('ArrowRight');
  await expect(frame.getByTestId('details').innerText()).resolves.not.toBe(told);
  await keep(page, 'desktop-chosen');

  await frame.getByTestId('as-table').click();
  await frame.getByTestId('picture').waitFor({ state: 'detached' });
  await keep(page, 'desktop-table');

  const [file] = await Promise.all([
    page.waitForEvent('download'),
    frame.getByTestId('save-calendar').click(),
  ]);
  expect(file.suggestedFilename()).toBe('年間予定（契約全体）2026-09-14.ics');
  expect(ours(complaints)).toEqual([]);
}, 120_000);

test('on a phone nothing is wider than the screen; dark, and in English', async () => {
  const { page, complaints } = await openWindow(browser, product.base, personIn('受託者', '業務責任者'), {
    width: 390,
    height: 844,
  });
  await choose(page, 'dark', 'en');
  const frame = await openTab(page);
  await frame.getByTestId('picture').waitFor();
  await frame.getByText('What is next').waitFor();
  expect(
    await frame
      .locator('html')
      .evaluate((html) => [html.scrollWidth <= html.clientWidth, html.getAttribute('lang')]),
  ).toEqual([true, 'en']);
  await keep(page, 'phone-dark-english');
  expect(ours(complaints)).toEqual([]);
}, 60_000);

test('on a phone in Japanese, and in high contrast', async () => {
  const { page } = await openWindow(browser, product.base, personIn('情報政策課', '課長'), {
    width: 390,
    height: 844,
  });
  await choose(page, 'light', 'ja');
  const frame = await openTab(page);
  await frame.getByTestId('picture').waitFor();
  await keep(page, 'phone');
  // What is chosen in the list is told in full, and brought into sight.
  await frame.getByTestId('next').getByRole('button').first().click();
  expect(
    await frame.getByTestId('details').evaluate((shown) => shown.getBoundingClientRect().top < innerHeight),
  ).toBe(true);
  await keep(page, 'phone-details');
  await frame.getByTestId('picture').scrollIntoViewIfNeeded();
  await keep(page, 'phone-picture');
  await choose(page, 'contrast', 'ja');
  await frame.getByTestId('picture').waitFor();
  await keep(page, 'contrast');
}, 60_000);

test('when the bot does not answer the page says so, and loads again when asked', async () => {
  const { page } = await openWindow(browser, product.base, personIn('情報政策課', '係長'));
  await choose(page, 'light', 'ja');
  const frame = await openTab(page);
  await frame.getByTestId('picture').waitFor();
  await product.killBot();
  await frame.getByTestId('scope-contract').click();
  await frame.getByTestId('failed').waitFor();
  await keep(page, 'failed');
  await product.startBot();
  await frame.getByRole('button', { name: 'もう一度読み込む' }).click();
  await frame.getByTestId('picture').waitFor();
}, 90_000);
