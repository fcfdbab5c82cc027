import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createLocalJWKSet, jwtVerify } from 'jose';
import type { JSONWebKeySet } from 'jose';
import type { Browser } from 'playwright-core';
import { launchBrowser, openWindow } from '../../harness/browser.ts';
import type { Window } from '../../harness/browser.ts';
import { startTabPage } from './tab-page.ts';
import type { TabPage } from './tab-page.ts';
import { APP_ID, HANA, openRoom, SEED, TARO, TENANT_ID } from './teams-tenant.ts';
import type { Room } from './teams-tenant.ts';

const MANIFEST = 'eeeeeeee-0000-4000-8000-000000000001';
const folder = join(process.cwd(), '.cache', 'tenant-page');

let tab: TabPage;
let room: Room;
let browser: Browser;
let shown: Window;

beforeAll(async () => {
  execFileSync(process.execPath, ['infra/local-tenant/page/build.ts', folder]);
  tab = await startTabPage();
  const host = new URL(tab.origin).host;
  room = await openRoom({
    page: folder,
    seed: {
      ...SEED,
      apps: [
        {
          appId: APP_ID,
          displayName: '見本アプリ',
          secret: 'a-secret-for-tests',
          bot: true,
          teamsAppId: MANIFEST,
          installedFor: [HANA],
          api: { resource: `api://${host}/${APP_ID}`, scope: 'access_as_user' },
          tabs: [
            {
              entityId: 'year',
              name: '年間予定',
              contentUrl: `${tab.origin}/year?app=${MANIFEST}&locale={app.locale}&who={user.id}`,
            },
            { entityId: 'other', name: '別の画面', contentUrl: `${tab.origin}/other` },
            { entityId: 'foreign', name: '別の場所', contentUrl: 'http://localhost:1/foreign' },
          ],
        },
      ],
    },
  });
  tab.hostedBy(room.people);
  browser = await launchBrowser();
  shown = await openWindow(browser, room.people, HANA);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await room?.close();
  await tab?.close();
});

const told = async (id: string): Promise<string> => {
  const text = shown.page.frameLocator('iframe').locator(`#${id}`);
  await text.filter({ hasText: /./ }).waitFor({ state: 'attached' });
  return (await text.textContent()) ?? '';
};

test('the tab opens beside the chat, with person, tenant, language and theme', async () => {
  await shown.page.getByTestId('chat-personal').click();
  await shown.page.getByTestId('tab-year').click();
  const context = JSON.parse(await told('context')) as Record<string, unknown>;
  expect(context).toMatchObject({
    app: { locale: 'ja-jp', theme: 'default', host: { name: 'Teams', clientType: 'web' } },
    page: { id: 'year', frameContext: 'content' },
    user: { id: HANA, loginHint: 'hana@example.jp', tenant: { id: TENANT_ID } },
  });
  expect(await told('href')).toContain(`locale=ja-jp&who=${HANA}`);
});

test('the token is the person’s, for the app’s own API, and its signature holds', async () => {
  const keys = await room.https<JSONWebKeySet>('GET', `${room.api}/${TENANT_ID}/discovery/v2.0/keys`);
  const { payload } = await jwtVerify(await told('token'), createLocalJWKSet(keys.body), {
    issuer: `${room.api}/${TENANT_ID}/v2.0`,
    audience: APP_ID,
  });
  expect(payload).toMatchObject({
    tid: TENANT_ID,
    oid: HANA,
    preferred_username: 'hana@example.jp',
    scp: 'access_as_user',
    ver: '2.0',
    azp: '5e3ce6c0-2b1f-4285-8d4b-75ee78787346',
  });
  expect(payload['roles']).toBeUndefined();
});

test('the page hears of another theme, chosen in another window', async () => {
  const other = await shown.page.context().newPage();
  await other.goto(room.people);
  await other.evaluate(() => localStorage.setItem('theme', 'dark'));
  await other.close();
  expect(await told('theme')).toBe('dark');
});

test('a deep link to another tab opens it in place', async () => {
  await shown.page.frameLocator('iframe').locator('#link').click();
  await shown.page.getByTestId('tab-other').and(shown.page.locator('[aria-selected=true]')).waitFor();
  expect(await told('href')).toBe(`${tab.origin}/other`);
});

test('no token for a page elsewhere, nor for a person without the app', async () => {
  type Refusal = { error: { code: string; message: string } };
  const hana = await room.as(HANA);
  const foreign = await hana<Refusal>('POST', '/tabs/foreign/token');
  expect(foreign.body.error.message).toBe('App resource defined in manifest and iframe origin do not match');
  const taro = await room.as(TARO);
  expect((await taro<Refusal>('POST', '/tabs/year/token')).body.error.code).toBe('NotInstalled');
});

test('the browser found nothing to complain of', () => {
  // The library asks Microsoft for a list of further hosts, which a machine without a network does not reach.
  expect(
    shown.complaints.filter((text) => !/ERR_NAME_NOT_RESOLVED|ERR_INTERNET|res\.cdn\.office\.net/.test(text)),
  ).toEqual([]);
});
