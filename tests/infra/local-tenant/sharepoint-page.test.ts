import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { buildPage, launchBrowser, openWindow } from '../../harness/browser.ts';
import { APP_ID, HANA, openRoom, SEED, TENANT_ID } from './teams-tenant.ts';
import type { Room } from './teams-tenant.ts';

let room: Room;
let browser: Browser;

beforeAll(async () => {
  await buildPage();
  room = await openRoom({
    page: join(process.cwd(), '.cache', 'tenant-page'),
    seed: {
      ...SEED,
      apps: (SEED.apps ?? []).map((app) => ({
        ...app,
        grants: { applicationPermissions: ['Sites.Manage.All'] },
      })),
      sites: [{ path: 'sites/cases', displayName: '相談' }],
    },
  });
  browser = await launchBrowser();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await room?.close();
});

/** Graph as the app. */
const graph = async (path: string, body: object): Promise<{ id: string }> => {
  const signedIn = await room.https<{ access_token: string }>(
    'POST',
    `${room.api}/${TENANT_ID}/oauth2/v2.0/token`,
    {
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: APP_ID,
        client_secret: 'a-secret-for-tests',
        scope: 'https://graph.microsoft.com/.default',
      }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    },
  );
  const answer = await room.https<{ id: string }>('POST', `${room.api}/v1.0${path}`, {
    body: JSON.stringify(body),
    headers: {
      authorization: `Bearer ${signedIn.body.access_token}`,
      'content-type': 'application/json',
    },
  });
  expect(answer.status).toBe(201);
  return answer.body;
};

test('the history of an item names the app as the list does', async () => {
  const lists = '/sites/localhost:/sites/cases:/lists';
  const list = await graph(lists, { displayName: '相談一覧', list: { template: 'genericList' } });
  await graph(`${lists}/${list.id}/items`, { fields: { Title: '1' } });

  const { page, complaints } = await openWindow(browser, room.people, HANA);
  await page.getByTestId('place-sharepoint').click();
  await page.getByTestId('sharepoint-list').filter({ hasText: '相談一覧' }).click();
  const row = page.getByTestId('item-row');
  await row.getByText('見本アプリ').waitFor();
  await row.click();
  await page.getByRole('tab', { name: 'バージョン履歴' }).click();
  const version = page.getByTestId('item-version');
  await version.waitFor();
  expect(await version.innerText()).toContain('見本アプリ');
  expect(await version.innerText()).not.toContain('SharePoint アプリ');
  expect(complaints).toEqual([]);
});
