import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cardOf, textOf, type LocalPerson } from '../../infra/local-people.ts';
import { yearAnswer, type YearEntry } from '../../shared/meetings/api.ts';
import { formOf, greetedChat, lastFromApp } from '../harness/conversation.ts';
import { eventually } from '../harness/eventually.ts';
import { holderOf } from '../harness/holders.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { sharePointOf } from '../harness/sharepoint.ts';

/** 期限のうち、年の途中に起きたことから数えるもの。時計は2026年9月14日(月) 10:00。 */

let product: Product;

beforeAll(async () => {
  product = await startProduct();
}, 120_000);
afterAll(() => product?.stop());

const entriesOf = async (person: LocalPerson, scope: string): Promise<readonly YearEntry[]> => {
  await person.personalChat();
  const { token } = await person.call<{ token: string }>('POST', '/people/tabs/year/token');
  const response = await fetch(`http://127.0.0.1:${product.local.botPort}/api/year?scope=${scope}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return yearAnswer.parse(await response.json()).entries;
};
const entry = (person: LocalPerson, scope: string, name: string): Promise<YearEntry> =>
  eventually(`${name} is due`, async () =>
    (await entriesOf(person, scope)).find((one) => one.name.ja.startsWith(name)),
  );

const clerk = (): Promise<LocalPerson> => product.as('税務課', '主事');

describe('what the product knows is taken by itself', () => {
  test('N-4.1.ア.イ.b 調達の相談を受け付けると、CIO補佐官の意見書の期限が7日後に立ち、知らせが届く', async () => {
    const advisor = await holderOf(product, 'cioAdvisor');
    const chat = await greetedChat(advisor);
    const { number } = await formOf(await clerk(), 'consultation', {
      subject: '窓口予約システムの提案依頼書',
      category: 'procurement',
      questions1: '提案依頼書の案への意見をお願いします。',
      background: '更新の時期です。',
    });
    expect(await entry(advisor, 'mine', `調達の資料への意見書（${number}）`)).toMatchObject({
      date: '2026-09-21',
      clause: 'N-4.1.ア.イ.b',
      closedDay: { why: { ja: '敬老の日' }, nextOpenDay: '2026-09-24' },
    });
    const reminder = await eventually('the adviser is reminded', async () =>
      (await advisor.messages(chat)).find((message) =>
        textOf(cardOf(message)).includes(`調達の資料への意見書（${number}）`),
      ),
    );
    expect(textOf(cardOf(reminder))).toContain('つぎの開庁日は9月24日(木)');
    // Handed in, the city has 15 days to accept it (N-5.1).
    await advisor.press(reminder, 'reminders.submitted');
    const officer = await holderOf(product, 'itPolicySection');
    expect(await entry(officer, 'mine', '検収（調達の資料への意見書')).toMatchObject({
      date: '2026-09-29',
      clause: 'N-5.1',
    });
  });

  test('SharePointで行が削除された相談の期限は、消える', async () => {
    const { number } = await formOf(await clerk(), 'consultation', {
      subject: '削除される相談',
      category: 'procurement',
      questions1: '仕様書の案への意見をお願いします。',
    });
    const advisor = await holderOf(product, 'cioAdvisor');
    await entry(advisor, 'mine', `調達の資料への意見書（${number}）`);
    const officer = await product.as('情報政策課', '係長');
    const list = await sharePointOf(product, officer, 'consultation');
    await list.remove(await eventually('the row is there', () => list.row(number)));
    await eventually('it is owed no more', async () =>
      (await entriesOf(advisor, 'mine')).every(({ name }) => !name.ja.includes(number)),
    );
  });

  test('調達でない相談は、期限を始めない。取り下げた相談の期限は消える', async () => {
    const person = await clerk();
    const other = await formOf(person, 'consultation', {
      subject: 'パスワードの長さ',
      category: 'security',
      questions1: '何文字がよいですか。',
      background: '見直しの時期です。',
    });
    const { number, message } = await formOf(person, 'consultation', {
      subject: '調達仕様書の案',
      category: 'procurement',
      questions1: '仕様書の案への意見をお願いします。',
      background: '更新の時期です。',
    });
    const advisor = await holderOf(product, 'cioAdvisor');
    await entry(advisor, 'mine', `調達の資料への意見書（${number}）`);
    const asked = await person.press(message, 'consultation.withdraw');
    if (asked.outcome !== 'card') throw new Error(JSON.stringify(asked));
    await person.press(asked.message, 'consultation.withdrawNow', { reason: '見送りました。', sure: 'true' });
    await eventually('the withdrawn one is owed no more', async () =>
      (await entriesOf(advisor, 'mine')).every(({ name }) => !name.ja.includes(number)),
    );
    expect((await entriesOf(advisor, 'contract')).some(({ name }) => name.ja.includes(other.number))).toBe(
      false,
    );
  });

  test('事故等の受付から、速報と確報の期限が発見の日から立ち、事故等を見られない人には見えない', async () => {
    const { number } = await formOf(await clerk(), 'incident', {
      subject: '申請書の紛失',
      incidentKind: 'theftOrLoss',
      foundAtDate: '2026-09-11',
      foundAtTime: '16:00',
      whatHappened: '書庫で見つかりません。',
      personalInformationKinds: 'specialCare',
    });
    const responder = await holderOf(product, 'responseTeam');
    const preliminary = await entry(responder, 'mine', `個人情報の漏えい等の速報（${number}）`);
    expect(preliminary.date).toBe('2026-09-16');
    expect(preliminary.clause).toContain('個人情報保護法第68条');
    expect((await entry(responder, 'mine', `個人情報の漏えい等の確報（${number}）`)).date).toBe('2026-10-11');
    const staff = await holderOf(product, 'supportStaff');
    expect((await entriesOf(staff, 'contract')).some(({ name }) => name.ja.includes(number))).toBe(false);
  });
});

describe('what it cannot know is told', () => {
  test('N-5.2 情報政策課が請求書の受取りを登録すると支払いの期限が立ち、取り消すと消える', async () => {
    const officer = await holderOf(product, 'itPolicySection');
    const form = await lastFromApp(officer, '請求');
    const outcome = await officer.press(form, 'deadlines.tellNow', {
      deadline: 'payment',
      about: '第1回の請求書',
      at: '2026-09-11',
    });
    if (outcome.outcome !== 'card') throw new Error(JSON.stringify(outcome));
    const text = textOf(cardOf(outcome.message));
    expect(text).toContain('支払い（第1回の請求書）');
    expect(text).toContain('10月11日(日)');
    expect(text).toContain('翌開庁日は10月13日(火)');
    expect(text).toContain('N-5.2');
    expect(await entry(officer, 'mine', '支払い（第1回の請求書）')).toMatchObject({ date: '2026-10-11' });
    const asked = await officer.press(outcome.message, 'deadlines.untell');
    if (asked.outcome !== 'card') throw new Error(JSON.stringify(asked));
    await officer.press(asked.message, 'deadlines.untellNow', { reason: '別の契約の請求書でした。' });
    expect((await entriesOf(officer, 'mine')).some(({ name }) => name.ja.includes('請求書'))).toBe(false);
  });

  test('先の日付、空の件名、権限のない人は断られ、何も登録されない', async () => {
    const officer = await holderOf(product, 'itPolicySection');
    const form = await lastFromApp(officer, '期限の登録');
    for (const inputs of [
      { deadline: 'payment', about: '請求書', at: '2026-09-15' },
      { deadline: 'payment', about: '　', at: '2026-09-14' },
    ])
      expect(await officer.press(form, 'deadlines.tellNow', inputs)).toMatchObject({ outcome: 'toast' });
    expect((await lastFromApp(await clerk(), '期限の登録')).text).toContain('権限がありません');
    expect(await product.query('select 1 from due_entry where about = $1', ['請求書'])).toEqual([]);
  });
});

test('時計が2週間進んでも、事故等を見られない人のいるチャネルは、事故等を名指さない', async () => {
  const { number } = await formOf(await clerk(), 'incident', {
    subject: '番号の誤送付',
    incidentKind: 'misdelivery',
    foundAtDate: '2026-09-14',
    foundAtTime: '09:00',
    whatHappened: '別の方に送りました。',
    personalInformationKinds: 'myNumber',
  });
  const [responder, staff] = [
    await holderOf(product, 'responseTeam'),
    await holderOf(product, 'supportStaff'),
  ];
  await entry(responder, 'mine', `特定個人情報の漏えい等の速報（${number}）`);
  await product.control('PUT', 'clock', { now: '2026-09-28T00:30:00Z' });
  const { meetings, incident } = product.local.settings;
  const said = async (person: LocalPerson, { team, channel }: typeof incident.channel) =>
    (await person.messages(await person.channel(team, channel)))
      .map((message) => textOf(cardOf(message)))
      .filter((text) => text.includes('届けられなかったお知らせがあります'));
  const [whole] = await eventually('those who see to incidents hear it whole', async () => {
    const found = await said(responder, incident.channel);
    return found.length > 0 ? found : undefined;
  });
  expect(whole).toContain(`特定個人情報の漏えい等の速報（${number}）`);
  const [counted] = await eventually('the section hears how many', async () => {
    const found = await said(staff, meetings.channel);
    return found.length > 0 ? found : undefined;
  });
  expect(counted).toMatch(/事故等に関する期限のお知らせ　\d+件/);
  const { teams } = await staff.call<{ teams: { channels: { id: string; name: string }[] }[] }>(
    'GET',
    '/people/teams',
  );
  const channels = teams.flatMap((team) => team.channels);
  expect(channels.map(({ name }) => name)).not.toContain(incident.channel.channel);
  for (const { id } of channels)
    expect(JSON.stringify(await staff.messages(id))).not.toMatch(new RegExp(`${number}|漏えい等`));
}, 60_000);
