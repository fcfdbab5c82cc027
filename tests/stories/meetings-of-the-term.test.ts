import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  actionsOf,
  cardOf,
  textOf,
  type CardNode,
  type LocalPerson,
  type Outcome,
} from '../../infra/local-people.ts';
import { lastFromApp } from '../harness/conversation.ts';
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

const officerOf = (): Promise<LocalPerson> => {
  const { settings } = product.local;
  const group = settings.roles.find(({ id }) => id === settings.runBy)?.group;
  const section = settings.sections.find((one) => one.group === group);
  return product.as(section?.name.ja ?? settings.words.itPolicySection.ja);
};

const dialogOf = (outcome: Outcome): { id: string; card: CardNode } => {
  if (outcome.outcome !== 'dialog' || !outcome.dialog.card) throw new Error(JSON.stringify(outcome));
  return { id: outcome.dialog.id, card: outcome.dialog.card };
};

/** What the first button with this says it carries. */
const dataOf = (card: CardNode | undefined, wanted: Readonly<Record<string, unknown>>) => {
  const data = actionsOf(card)
    .map((action) => (action['data'] ?? {}) as Readonly<Record<string, unknown>>)
    .find((one) => Object.entries(wanted).every(([key, value]) => one[key] === value));
  if (!data) throw new Error(`no button ${JSON.stringify(wanted)} on\n${textOf(card)}`);
  return data;
};

const pressIn = async (
  person: LocalPerson,
  { id, card }: { id: string; card: CardNode },
  wanted: Readonly<Record<string, unknown>>,
): Promise<{ id: string; card: CardNode }> =>
  dialogOf(
    await person.call<Outcome>('POST', `/people/dialogs/${encodeURIComponent(id)}/submit`, {
      action: { data: dataOf(card, wanted) },
      inputs: {},
    }),
  );

describe('K-4.2.ア 委託期間の始めに、一年の会議の案ができる', () => {
  test('だれも頼まなくても課のチャネルに出て、定例会は進捗会議のある日に置かれる', async () => {
    const { team, channel } = product.local.settings.meetings.channel;
    const officer = await officerOf();
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

describe('K-4.2.ア 確定しないまま日を過ぎた案', () => {
  test('計画に残っていると言い、開催済みとして確定でき、予定表には入らず、記録を入力できる', async () => {
    const officer = await officerOf();
    await product.control('PUT', 'clock', { now: '2021-05-10T01:00:00Z' });
    const plan = cardOf(await lastFromApp(officer, '会議計画'));
    const [counted] = (await product.query(
      "select count(*)::int as passed from meeting where starts_at <= '2021-05-10T01:00:00Z'",
    )) as { passed: number }[];
    const passed = counted?.passed ?? 0;
    expect(passed).toBeGreaterThan(1);
    expect(textOf(plan)).toContain(`${passed}件の案が、確定しないまま開催の日を過ぎました。`);

    const confirmed = await officer.press(await lastFromApp(officer, '会議計画'), 'meeting.confirmAll');
    if (confirmed.outcome !== 'card') throw new Error(JSON.stringify(confirmed));
    const left = textOf(cardOf(confirmed.message));
    expect(left).toContain(`${passed}件の案が、確定しないまま`);
    expect(left).toContain('日を過ぎた案');
    expect(left).not.toContain('確定していない案はありません。');

    const list = await officer.call<Outcome>(
      'POST',
      `/people/chats/${encodeURIComponent(confirmed.message.chatId)}/messages/${confirmed.message.id}/actions`,
      {
        action: { data: dataOf(cardOf(confirmed.message), { verb: 'meeting.list', state: 'passed' }) },
        inputs: {},
      },
    );
    expect(textOf(dialogOf(list).card)).toContain(`${passed}件`);
    const shown = await pressIn(officer, dialogOf(list), { verb: 'meeting.show' });
    expect(textOf(shown.card)).toContain('確定しないまま経過');
    expect(textOf(shown.card)).toContain('省略する');
    const held = await pressIn(officer, shown, { verb: 'meeting.confirm' });
    expect(textOf(held.card)).toContain('開催済み（記録待ち）');
    const number = /\S+-\d{4}/.exec(textOf(held.card))?.[0] ?? '';
    const form = await pressIn(officer, held, { verb: 'meeting.recordForm' });
    expect(textOf(form.card)).toContain('決定事項');
    // Nobody is invited to what is over.
    expect(
      await product.query(
        'select 1 from calendar_write c join meeting m on m.id = c.meeting_id where m.number = $1',
        [number],
      ),
    ).toEqual([]);
  });
});
