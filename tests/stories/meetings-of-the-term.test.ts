import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cardOf, textOf } from '../../infra/local-people.ts';
import { eventually } from '../harness/eventually.ts';
import { startProduct, type Product } from '../harness/product.ts';

/** The first Monday of the term: 5 April 2021, 10:00 in Tokyo. */
let product: Product;
beforeAll(async () => {
  product = await startProduct({
    profile: 'kawasaki-r3',
    environment: { TENANT_CLOCK: '2021-04-05T01:00:00Z' },
  });
}, 120_000);
afterAll(() => product?.stop());

describe('K-4.2.ア 委託期間の始めに、一年の会議の案ができる', () => {
  test('だれも頼まなくても課のチャネルに出て、定例会は進捗会議のある日に置かれる', async () => {
    const { team, channel } = product.local.settings.meetings.channel;
    const { settings } = product.local;
    const group = settings.roles.find(({ id }) => id === settings.runBy)?.group;
    const section = settings.sections.find((one) => one.group === group);
    const officer = await product.as(section?.name.ja ?? settings.words.itPolicySection.ja);
    const chat = await officer.channel(team, channel);
    const told = await eventually('the plan in the channel', async () =>
      (await officer.messages(chat)).find((message) => textOf(cardOf(message)).includes('会議計画')),
    );
    expect(textOf(cardOf(told))).toContain('すべて確定する');

    const found = (await product.query(
      "select series, state, (starts_at at time zone 'Asia/Tokyo')::date::text as day from meeting",
    )) as { series: string; state: string; day: string }[];
    expect(new Set(found.map(({ state }) => state))).toEqual(new Set(['proposed']));
    const days = (series: RegExp): ReadonlySet<string> =>
      new Set(found.filter((one) => series.test(one.series)).map(({ day }) => day));
    const systems = days(/^systemMeeting/);
    const regular = days(/^regularMeeting$/);
    // K-4.2.ア.1: four systems, once a month each; what is left of April counts.
    for (const number of [1, 2, 3, 4])
      expect(found.filter(({ series }) => series === `systemMeeting${number}`).length).toBe(12);
    expect(regular.size).toBeGreaterThanOrEqual(11);
    expect([...regular].filter((day) => !systems.has(day))).toEqual([]);
  });
});
