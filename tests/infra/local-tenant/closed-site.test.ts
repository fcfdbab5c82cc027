import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { HANA, openRoom, SEED, TARO } from './teams-tenant.ts';
import type { Room } from './teams-tenant.ts';

/** A site whose readers the seed names is nobody else's to see. */

let room: Room;
beforeAll(async () => {
  room = await openRoom({
    seed: {
      ...SEED,
      groups: [
        {
          id: 'eeeeeeee-0000-4000-8000-000000000001',
          displayName: '対応チーム',
          mailNickname: 'taio',
          memberIds: [HANA],
        },
      ],
      sites: [
        { path: 'sites/open', displayName: '開いたサイト' },
        { path: 'sites/closed', displayName: '閉じたサイト', readers: ['taio'] },
      ],
    },
  });
}, 60_000);
afterAll(() => room?.close());

const as = async (userId: string) => {
  const session = await fetch(`${room.people}/people/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ userId }),
  });
  const { token } = (await session.json()) as { token: string };
  return (path: string) => fetch(`${room.people}${path}`, { headers: { authorization: `Bearer ${token}` } });
};

test('who is in the group sees it; to the others it is neither listed nor opened, by whatever name', async () => {
  const [hana, taro] = [await as(HANA), await as(TARO)];
  const sitesOf = async (call: typeof hana) =>
    ((await (await call('/people/sites')).json()) as { value: { id: string; path: string }[] }).value;
  const closed = (await sitesOf(hana)).find(({ path }) => path === 'sites/closed');
  expect((await sitesOf(taro)).map(({ path }) => path)).toContain('sites/open');
  expect((await sitesOf(taro)).map(({ path }) => path)).not.toContain('sites/closed');
  for (const key of [closed?.id ?? '', closed?.id.split(',')[1] ?? '', 'sites/closed', 'SITES/CLOSED'])
    for (const what of [
      'lists',
      'lists/x/items',
      'lists/x/items/1',
      'lists/x/columns',
      'lists/x/files',
      'lists/x/content',
    ]) {
      const path = `/people/sites/${encodeURIComponent(key)}/${what}`;
      expect([path, (await taro(path)).status]).toEqual([path, 403]);
      expect([path, (await hana(path)).status]).not.toEqual([path, 403]);
    }
  expect((await taro(`/people/sites/${encodeURIComponent('sites/open')}/lists`)).status).toBe(200);
});
