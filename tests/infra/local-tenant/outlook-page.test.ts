import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { accounts, signIn } from '../../../infra/local-people.ts';
import type { LocalPerson } from '../../../infra/local-people.ts';
import { calendarOf, mailsOf, makeEvent, putFile } from '../../../infra/local-people-office.ts';
import { sendLetter } from '../../../infra/local-tenant/graph/outlook/mail.ts';
import { launchBrowser, openWindow } from '../../harness/browser.ts';
import { eventually } from '../../harness/eventually.ts';
import { HANA, openRoom, SEED, TARO } from './teams-tenant.ts';
import type { Room } from './teams-tenant.ts';

const folder = join(process.cwd(), '.cache', 'tenant-page');
const pictures = process.env['TEST_PICTURES'];

let room: Room;
let browser: Browser;
let hana: LocalPerson;
let taro: LocalPerson;

beforeAll(async () => {
  execFileSync(process.execPath, ['infra/local-tenant/page/build.ts', folder]);
  room = await openRoom({
    page: folder,
    seed: { ...SEED, sites: [{ path: 'sites/documents', displayName: '文書' }] },
  });
  browser = await launchBrowser();
  const all = await accounts(room.people);
  const as = async (id: string): Promise<LocalPerson> => {
    const account = all.find((each) => each.id === id);
    if (!account) throw new Error('no such person');
    return signIn(room.people, account);
  };
  [hana, taro] = [await as(HANA), await as(TARO)];
}, 180_000);
afterEach(async () => {
  // A window that stays open keeps a connection of the browser's few.
  for (const page of browser.contexts().flatMap((context) => context.pages())) await page.close();
});
afterAll(async () => {
  await browser?.close();
  await room?.close();
});

const shoot = async (page: Awaited<ReturnType<typeof openWindow>>['page'], name: string): Promise<void> => {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`) });
};
const NOVEMBER = ['2026-11-01T00:00:00+09:00', '2026-12-01T00:00:00+09:00'] as const;

test('who is invited accepts; the organiser moves the meeting and calls it off', async () => {
  await makeEvent(hana, {
    subject: '定例会（第15回）',
    start: '2026-11-25T10:00:00+09:00',
    end: '2026-11-25T11:00:00+09:00',
    location: '本庁舎 3階 会議室',
    text: '1. 前回の宿題\n2. 相談の状況\n3. その他',
    attendeeIds: [TARO],
    online: true,
  });
  const invited = await openWindow(browser, room.people, TARO, { width: 390, height: 800 });
  await invited.page.getByTestId('place-calendar').click();
  await invited.page.getByTestId('event').click();
  await invited.page.getByTestId('event-pane').getByText('2. 相談の状況').waitFor();
  await shoot(invited.page, 'event-phone');
  await invited.page.getByTestId('accept-event').click();
  await eventually(
    'the organiser sees the answer',
    async () => (await calendarOf(hana, ...NOVEMBER))[0]?.attendees[0]?.response === 'accepted',
  );

  const own = await openWindow(browser, room.people, HANA);
  await own.page.getByTestId('place-calendar').click();
  await own.page.getByTestId('event').click();
  await own.page.getByTestId('event-pane').getByText('承諾').waitFor();
  await shoot(own.page, 'calendar');
  await own.page.getByTestId('move-event').click();
  await own.page.getByTestId('event-start').fill('2026-11-26T14:00');
  await own.page.getByTestId('do-it').click();
  await own.page.getByTestId('event-pane').getByText('11月26日').waitFor();
  expect((await calendarOf(taro, ...NOVEMBER))[0]).toMatchObject({
    start: '2026-11-26T05:00:00.000Z',
    end: '2026-11-26T06:00:00.000Z',
    response: 'notResponded',
  });
  await own.page.getByTestId('cancel-event').click();
  await own.page.getByTestId('do-it').click();
  await own.page.getByText('この期間に予定はありません。').waitFor();
  await invited.page.getByTestId('event-pane').getByText('キャンセル済み', { exact: true }).waitFor();
  // The pane of the event that is gone has asked for it once more.
  const others = [...own.complaints, ...invited.complaints].filter((text) => !text.includes('404'));
  expect(others).toEqual([]);
});

test('the address of an event and of its online meeting open it; another person sees nothing', async () => {
  const event = await makeEvent(hana, {
    subject: '進捗報告会',
    start: '2026-11-27T10:00:00+09:00',
    end: '2026-11-27T11:00:00+09:00',
    online: true,
  });
  const { page } = await openWindow(browser, room.people, HANA);
  for (const address of [`/calendar/item/${encodeURIComponent(event.id)}`, event.joinUrl ?? '']) {
    await page.goto(new URL(address, room.people).href);
    await page.getByTestId('event-pane').getByText('進捗報告会').waitFor();
  }
  const other = await openWindow(browser, room.people, TARO);
  await other.page.goto(`${room.people}/calendar/item/${encodeURIComponent(event.id)}`);
  await other.page.getByText('この予定は見つかりません。').waitFor();
});

test('a mail lies in the inbox until it is opened; on a phone it takes the whole width', async () => {
  const { core } = room.tenant;
  const sender = core.directory.user(HANA);
  if (!sender) throw new Error('no such person');
  const body = '<p>次第は 11月26日(木) 10:00 までにお出しください。</p><script>alert(1)</script>';
  const letter = { to: [{ address: 'taro@example.jp', name: '見本 太郎' }], cc: [], bcc: [] };
  sendLetter(core, sender, { ...letter, subject: '締切のお知らせ', body, importance: 'normal' }, true);
  const { page, complaints } = await openWindow(browser, room.people, TARO, { width: 390, height: 800 });
  await page.getByTestId('place-mail').click();
  await page.getByTestId('mail-row').click();
  await page.getByTestId('mail-pane').getByText('11月26日(木) 10:00').waitFor();
  await shoot(page, 'mail-phone');
  await eventually('the mail counts as read', async () => (await mailsOf(taro))[0]?.read === true);
  expect(complaints).toEqual([]);
});

test('a file is renamed and deleted by hand, a folder made', async () => {
  const place = { site: 'sites/documents', list: 'ドキュメント' };
  await putFile(hana, { ...place, path: '次第.txt' }, Buffer.from('1'));
  const { page } = await openWindow(browser, room.people, HANA);
  await page.getByTestId('place-sharepoint').click();
  await page.getByText('ドキュメント').last().click();
  await page.getByTestId('file-actions').click();
  await page.getByRole('menuitem', { name: '名前の変更' }).click();
  await page.getByTestId('new-name').fill('次第（確定）.txt');
  await page.getByTestId('do-it').click();
  await page.getByText('次第（確定）.txt').waitFor();
  await page.getByTestId('new-folder').click();
  await page.getByLabel('フォルダー名').fill('控え');
  await page.getByTestId('do-it').click();
  await page.getByText('控え').waitFor();
  await shoot(page, 'library');
  await page.getByTestId('file-row').filter({ hasText: '確定' }).getByTestId('file-actions').click();
  await page.getByRole('menuitem', { name: '削除' }).click();
  await page.getByTestId('do-it').click();
  await page.getByTestId('file-row').filter({ hasText: '確定' }).waitFor({ state: 'detached' });
});

test('when the tenant is gone the page says so in the reader’s language, and keeps what was written', async () => {
  const { page } = await openWindow(browser, room.people, HANA);
  await page.getByTestId('open-app').click();
  await page.getByTestId('composer').fill('書きかけの文');
  await room.stop();
  await page.getByTestId('send').click();
  await page.getByText('操作が届いたか確認できません').waitFor();
  await page.getByText('自動でつなぎ直しています').first().waitFor();
  await shoot(page, 'gone');
  expect(await page.getByTestId('composer').inputValue()).toBe('書きかけの文');
});
