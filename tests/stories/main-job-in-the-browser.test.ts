import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { formOf } from '../harness/conversation.ts';
import { buildPage, launchBrowser, openWindow } from '../harness/browser.ts';
import { startProduct, type Product } from '../harness/product.ts';

let product: Product;
let browser: Browser;

beforeAll(async () => {
  await buildPage();
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

const personIn = (department: string, title: string): string =>
  product.people.find((one) => one.department === department && one.jobTitle === title)?.id ?? '';

test('N-3.3.ア.イ.a.1 職員が画面から相談シートを送り、番号を受け取り、担当の課がチャネルとSharePointで見る', async () => {
  const clerk = await openWindow(browser, product.base, personIn('税務課', '主事'));
  const { page } = clerk;
  await page.getByTestId('open-app').click();
  await page.getByText('はじめまして').first().waitFor();
  await page.getByTestId('composer').fill('相談したい');
  await page.getByTestId('send').click();
  await page.getByLabel('件名').fill('窓口予約システム更新の見積りについて');
  await page.getByLabel(/^区分/).selectOption({ label: '情報システム' });
  await page.getByRole('button', { name: '質問を追加' }).click();
  await page.getByLabel('相談内容 1').fill('経費の内訳は妥当でしょうか。');
  await page.getByLabel('相談内容 2').fill('保守費用の比較方法を教えてください。');
  await page.getByRole('button', { name: '送信する' }).click();
  await page.getByText('R8-相-0001').first().waitFor();
  await page.getByText('受付済み（登録済み）').waitFor();
  expect(await page.getByLabel('件名').count()).toBe(0);

  const officer = await openWindow(browser, product.base, personIn('情報政策課', '係長'));
  await officer.page.getByTestId('place-teams').click();
  await officer.page.getByTestId('channel').filter({ hasText: '相談受付' }).click();
  await officer.page.getByText('窓口予約システム更新の見積りについて').waitFor();
  await officer.page.getByRole('button', { name: '担当を引き受ける' }).click();
  await officer.page.getByText(/対応中/).waitFor();

  // The sender's own card follows in place, and what is read in the chat that is open is no news.
  await page.getByText(/対応中/).waitFor();
  await page.locator('[data-testid="bell"][aria-label="通知"]').waitFor();

  await officer.page.getByTestId('place-sharepoint').click();
  await officer.page.getByText('相談', { exact: true }).first().click();
  const row = officer.page.getByRole('row').filter({ hasText: 'R8-相-0001' });
  await row.waitFor();
  expect(await row.innerText()).toContain('窓口予約システム更新の見積りについて');

  expect(clerk.complaints).toEqual([]);
  expect(officer.complaints).toEqual([]);
}, 120_000);

test('電話の幅の画面でも、チャネルのカードのボタンはどれも切れずに見える', async () => {
  const clerk = await product.as('税務課', '主事');
  await formOf(clerk, 'consultation', {
    subject: '電話の幅で見る相談',
    category: 'system',
    questions1: '見本の質問です。',
  });
  const { page } = await openWindow(browser, product.base, personIn('情報政策課', '係長'), {
    width: 390,
    height: 844,
  });
  await page.getByTestId('place-teams').click();
  await page.getByTestId('channel').filter({ hasText: '相談受付' }).click();
  const card = page.getByTestId('card').filter({ hasText: '電話の幅で見る相談' });
  const open = card.getByText('SharePointで開く');
  await open.waitFor();
  const edges = await card.evaluate((one) => [
    one.getBoundingClientRect().right,
    ...[...one.querySelectorAll('.ac-pushButton')].map((button) => button.getBoundingClientRect().right),
  ]);
  const [edge = 0, ...buttons] = edges;
  expect(edge).toBeLessThanOrEqual(390);
  expect(buttons.length).toBe(2);
  for (const right of buttons) expect(right).toBeLessThanOrEqual(edge);
}, 120_000);

test('N-1.n1 事故等は、電話の幅の画面でも、見えている項目だけで報告できる', async () => {
  const { page, complaints } = await openWindow(browser, product.base, personIn('保育課', '主事'), {
    width: 390,
    height: 844,
  });
  await page.getByTestId('open-app').click();
  await page.getByTestId('composer').fill('事故');
  await page.getByTestId('send').click();
  await page.getByText(/ネットワークが使えないときは電話してください/).waitFor();
  await page.getByLabel('件名').fill('USBメモリの紛失');
  await page.getByLabel('種別').selectOption({ index: 1 });
  await page.getByLabel('何が起きたか').fill('庁舎内で紛失した疑いがあります。');
  await page.getByRole('button', { name: '送信する' }).click();
  await page.getByText('R8-事-0001').first().waitFor();
  // Nothing is wider than the phone.
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(complaints).toEqual([]);
}, 120_000);
