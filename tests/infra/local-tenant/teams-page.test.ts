import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import bundled from '@sparticuz/chromium';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { HANA, JIRO, openRoom, TARO } from './teams-tenant.ts';
import type { Room } from './teams-tenant.ts';

const ADAPTIVE = 'application/vnd.microsoft.card.adaptive';
const folder = join(process.cwd(), '.cache', 'tenant-page');

let room: Room;
let browser: Browser;
/** What the browser complains of: a breach of the content policy, a missing file, an exception. */
const complaints: string[] = [];

beforeAll(async () => {
  execFileSync(process.execPath, ['infra/local-tenant/page/build.ts', folder]);
  room = await openRoom({ page: folder });
  const own = process.env['CHROMIUM_PATH'];
  browser = await chromium.launch({
    executablePath: own ?? (await bundled.executablePath()),
    args: own ? [] : bundled.args,
  });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await room?.close();
});

async function enter(userId: string, width = 1280): Promise<Page> {
  const page = await (
    await browser.newContext({ viewport: { width, height: 800 }, locale: 'ja-JP' })
  ).newPage();
  page.setDefaultTimeout(15_000);
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(room.people);
  await page.getByTestId(`person-${userId}`).click();
  await page.getByTestId('me').waitFor();
  return page;
}

const form = {
  type: 'AdaptiveCard',
  version: '1.5',
  body: [
    { type: 'TextBlock', text: '<b>太字でない</b> **太字**', wrap: true },
    {
      type: 'Input.Text',
      id: 'subject',
      label: '件名',
      isRequired: true,
      errorMessage: '件名を入れてください。',
    },
    { type: 'Input.Number', id: 'count', label: '件数', min: 1, max: 5 },
  ],
  actions: [{ type: 'Action.Execute', title: '送る', verb: 'send', data: { key: 'k' } }],
};

describe('the page', () => {
  test('a person opens the app, fills in a card and sees the answer in its place', async () => {
    const page = await enter(HANA);
    await page.getByTestId('open-app').click();
    const { conversation } = await room.bot.wait(
      (a) => a.type === 'installationUpdate' && a.from.aadObjectId === HANA,
    );
    await room.connector('POST', `/conversations/${encodeURIComponent(conversation.id)}/activities`, {
      type: 'message',
      attachments: [{ contentType: ADAPTIVE, content: form }],
    });
    const card = page.getByTestId('card');
    await card.getByRole('button', { name: '送る' }).click();
    await card.getByText('件名を入れてください。').waitFor();
    expect(await card.locator('strong').allInnerTexts()).toEqual(['太字']);
    expect(await card.locator('b').count()).toBe(0);

    room.bot.answer = () => ({
      status: 200,
      body: {
        statusCode: 400,
        type: 'application/vnd.microsoft.error',
        value: { code: 'X', message: '混み合っています。' },
      },
    });
    await card.getByLabel('件名').fill('見本');
    await card.getByRole('button', { name: '送る' }).click();
    await page.getByTestId('card-problem').getByText('混み合っています。').waitFor();
    expect(await card.getByLabel('件名').inputValue()).toBe('見本');

    room.bot.answer = () => ({
      status: 200,
      body: {
        statusCode: 200,
        type: ADAPTIVE,
        value: {
          type: 'AdaptiveCard',
          version: '1.5',
          body: [{ type: 'TextBlock', text: '受け付けました' }],
        },
      },
    });
    await card.getByRole('button', { name: '送る' }).click();
    await card.getByText('受け付けました').waitFor();
    const told = room.bot.received.filter((a) => a.name === 'adaptiveCard/action').at(-1);
    expect(told?.value?.action?.data).toEqual({ key: 'k', subject: '見本' });
  });

  test('a message that does not arrive says so and can be sent again', async () => {
    const page = await enter(TARO, 390);
    await page.getByTestId('open-app').click();
    room.bot.answer = () => ({ status: 503 });
    await page.getByTestId('composer').fill('届きますか');
    await page.getByTestId('send').click();
    const notice = page.getByTestId('undelivered');
    // It was there: only what the bot made of it is not known.
    await notice.getByText('返信が届いていれば、再送は不要です。（HTTP 503）').waitFor();
    room.bot.answer = () => ({ status: 403 });
    await notice.getByRole('button').click();
    await notice.getByText('ボットに届いていません。（HTTP 403）').waitFor();
    room.bot.answer = () => ({ status: 200 });
    await notice.getByRole('button').click();
    await notice.waitFor({ state: 'detached' });
    expect(room.bot.received.filter((a) => a.text === '届きますか')).toHaveLength(3);
  });

  test('a slow answer takes its delay from the settings and says it', async () => {
    const page = await enter(TARO);
    await page.getByTestId('place-settings').click();
    await page.getByLabel('種類').selectOption('slow');
    const delay = page.getByLabel('遅れ（ミリ秒）');
    expect(await delay.inputValue()).toBe('1000');
    await delay.fill('2500');
    await page.getByTestId('add-fault').click();
    const fault = page.getByTestId('fault');
    await fault.getByText('遅い応答（2,500ミリ秒）').waitFor();
    expect(room.tenant.core.faults.list()).toMatchObject([{ kind: 'slow', delayMs: 2500 }]);
    await fault.getByRole('button').click();
    await fault.waitFor({ state: 'detached' });
  });

  test('on a phone a form higher than the screen is shown from its beginning, and stays where its reader scrolled', async () => {
    const page = await enter(JIRO, 390);
    await page.getByTestId('open-app').click();
    const { conversation } = await room.bot.wait(
      (a) => a.type === 'installationUpdate' && a.from.aadObjectId === JIRO,
    );
    const post = (body: unknown): Promise<unknown> =>
      room.connector('POST', `/conversations/${encodeURIComponent(conversation.id)}/activities`, {
        type: 'message',
        attachments: [{ contentType: ADAPTIVE, content: { type: 'AdaptiveCard', version: '1.5', body } }],
      });
    const inputs = Array.from({ length: 20 }, (_, index) => ({
      type: 'Input.Text',
      id: `field${index}`,
      label: `項目${index + 1}`,
    }));
    await post([{ type: 'TextBlock', text: 'はじめに' }]);
    await page.getByText('はじめに').waitFor();
    await post([{ type: 'TextBlock', text: '長い用紙' }, ...inputs]);
    const card = page.getByTestId('card').filter({ hasText: '長い用紙' });
    const view = (name: string) => card.getByLabel(name, { exact: true });
    const seen = async (name: string): Promise<boolean> => {
      const box = await view(name).boundingBox();
      return box !== null && box.y > 0 && box.y + box.height < 800;
    };
    await view('項目1').waitFor();
    await page.waitForFunction((label) => {
      const top = document.querySelector(`[aria-label="${label}"], input`)?.getBoundingClientRect().top ?? -1;
      return top > 0 && top < 800;
    }, '項目1');
    expect(await seen('項目1')).toBe(true);
    // A message above that becomes another is no scrolling of the reader's.
    await page.evaluate(() => {
      const first = document.querySelector('[data-message-id]');
      if (first instanceof HTMLElement) first.style.minHeight = '400px';
    });
    await page.waitForFunction(() => document.querySelector('[data-message-id]')?.clientHeight === 400);
    await post([{ type: 'TextBlock', text: '追いかけて見える' }]);
    await page.getByText('追いかけて見える').waitFor();
    await page.waitForFunction(() => {
      const shown = [...document.querySelectorAll('[data-message-id]')].at(-1)?.getBoundingClientRect();
      return shown !== undefined && shown.top > 0 && shown.bottom < 800;
    });
    await view('項目20').fill('終わりまで');
    await view('項目5').scrollIntoViewIfNeeded();
    // The page hears of a scroll with the next frame.
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
    const before = await view('項目5').boundingBox();
    await post([{ type: 'TextBlock', text: '次の知らせ' }]);
    await page.getByText('次の知らせ').waitFor();
    expect(await view('項目5').boundingBox()).toEqual(before);
  });

  test('on a phone buttons that find no room beside each other stand below each other', async () => {
    const page = await enter(JIRO, 390);
    await page.getByTestId('chat-personal').click();
    const { conversation } = await room.bot.wait(
      (a) => a.type === 'installationUpdate' && a.from.aadObjectId === JIRO,
    );
    const titles = ['担当を引き受けて対応を始める', '一覧で内容を確認してから決める'];
    const actions = titles.map((title) => ({ type: 'Action.Execute', title, verb: 'send' }));
    const body = [{ type: 'TextBlock', text: '見本' }];
    const sent = await room.connector(
      'POST',
      `/conversations/${encodeURIComponent(conversation.id)}/activities`,
      {
        type: 'message',
        attachments: [
          { contentType: ADAPTIVE, content: { type: 'AdaptiveCard', version: '1.5', body, actions } },
        ],
      },
    );
    expect(sent).toMatchObject({ status: 201 });
    const [one, other] = await Promise.all(
      titles.map(async (name) => {
        const button = page.getByRole('button', { name });
        await button.waitFor();
        return button.boundingBox();
      }),
    );
    expect(other?.x).toBeLessThan(one?.width ?? 0);
    expect(other?.y).toBeGreaterThanOrEqual((one?.y ?? 0) + (one?.height ?? 0));
  });

  test('two windows of one browser may be in two languages; a new one begins with the last chosen', async () => {
    const first = await enter(HANA);
    const open = async (): Promise<Page> => {
      const page = await first.context().newPage();
      await page.goto(room.people);
      return page;
    };
    const second = await open();
    await second.getByRole('button', { name: 'English', exact: true }).click();
    const third = await open();
    const languageOf = (page: Page) => page.evaluate(() => document.documentElement.lang);
    expect([await languageOf(first), await languageOf(second), await languageOf(third)]).toEqual([
      'ja',
      'en',
      'en',
    ]);
    await first.reload();
    expect(await languageOf(first)).toBe('ja');
  });

  test('the clock of the page moves the clock of the tenant', async () => {
    const page = await enter(TARO);
    const before = room.tenant.core.clock.now().getTime();
    await page.getByTestId('clock').click();
    await page.getByTestId('plus-day').click();
    await page.getByTestId('clock-now').getByText('11月23日').waitFor();
    expect(room.tenant.core.clock.now().getTime() - before).toBeGreaterThanOrEqual(86_400_000);
  });

  test('an open chat is marked as read once for each newest message, also where that fails', async () => {
    const page = await enter(HANA);
    const asked: string[] = [];
    await page.route('**/read', (route) => {
      asked.push(route.request().url());
      return route.abort();
    });
    await page.getByTestId('open-app').or(page.getByTestId('chat-personal')).first().click();
    await page.getByTestId('composer').fill('読んだことは一度だけ伝える');
    await page.getByTestId('send').click();
    await page.getByRole('log').getByText('読んだことは一度だけ伝える').waitFor();
    // What would ask for ever asks many times while the clock is opened and moved.
    const tomorrow = new Intl.DateTimeFormat('ja-JP', {
      month: 'long',
      day: 'numeric',
      timeZone: 'Asia/Tokyo',
    });
    const day = tomorrow.format(room.tenant.core.clock.now().getTime() + 86_400_000);
    await page.getByTestId('clock').click();
    await page.getByTestId('plus-day').click();
    await page.getByTestId('clock-now').getByText(day).waitFor();
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.length).toBeLessThanOrEqual(4);
    expect(complaints.filter((said) => !said.includes('net::ERR_FAILED'))).toEqual([]);
    await page.unroute('**/read');
    complaints.splice(0);
  });

  test('many tabs of one browser work beside each other, seen or in the background', async () => {
    const context = await browser.newContext({ locale: 'ja-JP' });
    await context.addInitScript(() => {
      let seen = 'visible';
      Object.defineProperty(document, 'visibilityState', { get: () => seen });
      Object.assign(globalThis, {
        goBack: () => {
          seen = 'hidden';
          document.dispatchEvent(new Event('visibilitychange'));
        },
      });
    });
    const open = async (): Promise<Page> => {
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.goto(`${room.people}/?person=${HANA}`);
      await page.getByTestId('me').waitFor();
      await page.getByTestId('open-app').or(page.getByTestId('chat-personal')).first().click();
      await page.getByTestId('composer').waitFor();
      return page;
    };
    const tabs: Page[] = [];
    for (let tab = 0; tab < 8; tab += 1) tabs.push(await open());
    // The eighth hears of what happens as the first does.
    await tabs[0]?.getByTestId('composer').fill('八つ目にも届きますか');
    await tabs[0]?.getByTestId('send').click();
    await tabs[7]?.getByRole('log').getByText('八つ目にも届きますか').waitFor();
    // Those in the background leave their places to who comes next.
    for (const page of tabs) await page.evaluate('goBack()');
    const ninth = await open();
    await ninth.getByRole('log').getByText('八つ目にも届きますか').waitFor();
  }, 120_000);

  test('the browser found nothing to complain of', () => {
    // Answers of the API that the page handles are logged by the browser as failed loads; none is expected here.
    expect(complaints).toEqual([]);
  });
});
