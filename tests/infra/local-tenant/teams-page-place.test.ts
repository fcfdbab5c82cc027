import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { buildPage, launchBrowser, openWindow } from '../../harness/browser.ts';
import { HANA, openRoom } from './teams-tenant.ts';
import type { Room } from './teams-tenant.ts';

/** What is pressed, focused or read stays in view, whatever grows or is replaced around it. */

const ADAPTIVE = 'application/vnd.microsoft.card.adaptive';
const HEIGHT = 740;

let browser: Browser;
let room: Room;
let page: Page;
let complaints: readonly string[];

beforeAll(async () => {
  await buildPage();
  browser = await launchBrowser(true);
}, 120_000);
afterAll(() => browser?.close());
beforeEach(async () => {
  room = await openRoom({ page: join(process.cwd(), '.cache', 'tenant-page') });
});
afterEach(async () => {
  await page.context().close();
  await room.close();
  expect(complaints).toEqual([]);
});

const line = (text: string, more: object = {}) => ({ type: 'TextBlock', text, wrap: true, ...more });
const field = (label: string, more: object = {}) => ({ type: 'Input.Text', id: label, label, ...more });
const button = (title: string) => ({ type: 'Action.Execute', title, verb: title });
const card = (body: object[], ...titles: string[]) => ({
  type: 'AdaptiveCard',
  version: '1.5',
  body,
  actions: titles.map(button),
});
const numbered = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => field(`項目${first + index}`));
const required = field('件名', { isRequired: true, errorMessage: '件名を入力してください。' });
const form = card([line('用紙'), required, ...numbered(1, 15)], '送信する');
const refused = card(
  [
    line('用紙'),
    required,
    ...numbered(1, 4),
    line('項目4を確認してください。', { color: 'Attention' }),
    ...numbered(5, 15),
  ],
  '送信する',
);
const receipt = card([line('受け付けました'), line('番号 1')], '訂正する');

const answers = (content: object): void => {
  room.bot.answer = ({ name }) =>
    name === 'adaptiveCard/action'
      ? { status: 200, body: { statusCode: 200, type: ADAPTIVE, value: content } }
      : { status: 200 };
};

let conversation: string;
/** @returns the id of the message */
const post = async (content: object): Promise<string> => {
  const sent = await room.connector<{ id: string }>(
    'POST',
    `/conversations/${encodeURIComponent(conversation)}/activities`,
    {
      type: 'message',
      attachments: [{ contentType: ADAPTIVE, content }],
    },
  );
  expect(sent.status).toBe(201);
  return sent.body.id;
};
const enter = async (width: number): Promise<void> => {
  ({ page, complaints } = await openWindow(browser, room.people, HANA, { width, height: HEIGHT }));
  await page.getByTestId('open-app').click();
  conversation = (
    await room.bot.wait((told) => told.type === 'installationUpdate' && told.from.aadObjectId === HANA)
  ).conversation.id;
};

/** Two frames: what is drawn, measured and scrolled after a change has happened by then. */
const settled = (): Promise<void> =>
  page.evaluate(
    () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
  );
/** Does it stand between the head of the chat and the place to write? */
const isInView = async (place: Locator): Promise<boolean> => {
  await settled();
  const [shown, list] = await Promise.all([
    place.boundingBox(),
    page.getByRole('log').locator('..').boundingBox(),
  ]);
  if (!shown || !list) return false;
  return shown.y >= list.y && shown.y + shown.height <= list.y + list.height;
};
const topOf = async (place: Locator): Promise<number> => {
  await settled();
  return (await place.boundingBox())?.y ?? -1;
};
const focused = (): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement;
    return element?.classList.contains('ac-adaptiveCard')
      ? `card: ${element.textContent?.slice(0, 2) ?? ''}`
      : `${element?.tagName ?? ''} ${element?.id ?? ''}`;
  });
/** The label of a required field bears a mark. */
const label = (name: string): Locator =>
  page.getByLabel(name === required.label ? `${name} *` : name, { exact: true });
const press = (name: string): Locator => page.getByRole('button', { name, exact: true });

describe.each([1280, 360])('at a width of %i', (width) => {
  test('a form sent with a required field empty shows that field, its label and what is missing', async () => {
    await enter(width);
    await post(form);
    await press('送信する').click();
    await page.getByText('件名を入力してください。').waitFor();
    expect(await isInView(label('件名'))).toBe(true);
    expect(await isInView(page.getByText('件名 *', { exact: true }))).toBe(true);
    expect(await isInView(page.getByText('件名を入力してください。'))).toBe(true);
    // What somebody fills in stays also when a message comes.
    const before = await topOf(label('件名'));
    await post(card([line('次の知らせ')]));
    await page.getByText('次の知らせ').waitFor();
    expect(await topOf(label('件名'))).toBe(before);
  });

  test('a form refused by the bot shows its first field in error, and has the focus there', async () => {
    await enter(width);
    await post(form);
    await label('件名').fill('見本');
    answers(refused);
    await press('送信する').focus();
    await page.keyboard.press('Enter');
    await page.getByText('項目4を確認してください。').waitFor();
    await page.waitForFunction(() => document.activeElement?.tagName === 'INPUT');
    expect(await label('項目4').evaluate((input) => input === document.activeElement)).toBe(true);
    expect(await isInView(label('項目4'))).toBe(true);
    expect(await isInView(page.getByText('項目4を確認してください。'))).toBe(true);
  });

  test('a card that takes the place of another has its focus and keeps its beginning in view', async () => {
    await enter(width);
    await post(receipt);
    await page.getByText('番号 1').waitFor();
    await page.mouse.move(0, 0);
    const before = await topOf(page.getByText('受け付けました'));
    answers(form);
    await press('訂正する').focus();
    await page.keyboard.press('Enter');
    await label('項目15').waitFor();
    await expectFocus('card: 用紙');
    expect(await topOf(page.getByText('用紙', { exact: true }))).toBe(before);

    // From the end of a high one the beginning of the next is shown.
    await label('件名').fill('見本');
    answers(card([line('内容'), ...Array.from({ length: 60 }, (_, row) => line(`行${row}`))], '閉じる'));
    await press('送信する').focus();
    await page.keyboard.press('Enter');
    await page.getByText('行59', { exact: true }).waitFor();
    await expectFocus('card: 内容');
    expect(await isInView(page.getByText('内容', { exact: true }))).toBe(true);

    answers(receipt);
    await press('閉じる').click();
    await page.getByText('番号 1').waitFor();
    await expectFocus('card: 受け');
    expect(await isInView(page.getByText('受け付けました'))).toBe(true);
  });

  test('a card that the bot brings up to date keeps the focus, and takes nobody from where they read', async () => {
    await enter(width);
    await post(card([line('以前'), ...Array.from({ length: 60 }, (_, row) => line(`行${row}`))]));
    const id = await post(receipt);
    answers(card([line('内容')]));
    await press('訂正する').click();
    await page.getByText('内容', { exact: true }).waitFor();
    await expectFocus('card: 内容');
    const read = page.getByText('行30', { exact: true });
    await read.scrollIntoViewIfNeeded();
    const before = await topOf(read);
    const path = `/conversations/${encodeURIComponent(conversation)}/activities/${id}`;
    const content = card([line('登録済み'), line('番号 1')]);
    await room.connector('PUT', path, {
      type: 'message',
      attachments: [{ contentType: ADAPTIVE, content }],
    });
    await page.getByText('登録済み').waitFor();
    await expectFocus('card: 登録');
    expect(await topOf(read)).toBe(before);
  });

  test('who has gone on to write a message stays there when the card is answered', async () => {
    await enter(width);
    await post(receipt);
    let answer: () => void = () => undefined;
    const isWriting = new Promise<void>((done) => {
      answer = done;
    });
    room.bot.answer = async () => {
      await isWriting;
      return { status: 200, body: { statusCode: 200, type: ADAPTIVE, value: form } };
    };
    await press('訂正する').click();
    await page.getByTestId('composer').fill('書きかけ');
    answer();
    await label('項目15').waitFor();
    await settled();
    expect(await page.getByTestId('composer').evaluate((one) => one === document.activeElement)).toBe(true);
  });

  test('what comes as a message of its own after a press is shown from its beginning', async () => {
    await enter(width);
    await post(
      card([line('ようこそ'), ...Array.from({ length: 30 }, (_, row) => line(`行${row}`))], '始める'),
    );
    await page.getByText('ようこそ').waitFor();
    room.bot.answer = async ({ name }) => {
      if (name === 'adaptiveCard/action') await post(form);
      return { status: 200 };
    };
    await press('始める').click();
    await label('件名').waitFor();
    await page.getByTestId('card').first().and(page.locator('[aria-busy=false]')).waitFor();
    expect(await isInView(label('件名'))).toBe(true);
  });
});

const expectFocus = async (wanted: string): Promise<void> => {
  await page.waitForFunction(() => document.activeElement !== document.body).catch(() => undefined);
  expect(await focused()).toBe(wanted);
};
