import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  actionsOf,
  cardOf,
  defaultsOf,
  textOf,
  type LocalPerson,
  type Message,
  type Outcome,
} from '../../infra/local-people.ts';
import { yearAnswer, type YearEntry } from '../../shared/meetings/api.ts';
import { formOf, greetedChat, lastFromApp, verbsOf } from '../harness/conversation.ts';
import { eventually } from '../harness/eventually.ts';
import { holderOf } from '../harness/holders.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { sharePointOf, type Row, type SharePoint } from '../harness/sharepoint.ts';

/**
 * 期限の記録: what people say about deadlines stands in SharePoint with who and when. N-4.0 期限は都度、双方で定める.
 * The clock stands at Monday 14 September 2026, 10:00.
 */

let product: Product;
let officer: LocalPerson;
let advisor: LocalPerson;
let responder: LocalPerson;
let record: SharePoint;
let confidential: SharePoint;

beforeAll(async () => {
  product = await startProduct({ eager: ['follow-lists'] });
  officer = await holderOf(product, 'itPolicySection');
  advisor = await holderOf(product, 'cioAdvisor');
  responder = await holderOf(product, 'responseTeam');
  const list = product.local.settings.deadlines.record;
  record = await sharePointOf(product, officer, { site: 'documents', list });
  confidential = await sharePointOf(product, responder, { site: 'incidents', list });
}, 120_000);
afterAll(() => product?.stop());

const entriesOf = async (person: LocalPerson, scope = 'mine'): Promise<readonly YearEntry[]> => {
  await person.personalChat();
  const { token } = await person.call<{ token: string }>('POST', '/people/tabs/year/token');
  const response = await fetch(`http://127.0.0.1:${product.local.botPort}/api/year?scope=${scope}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return yearAnswer.parse(await response.json()).entries;
};
const entry = (
  person: LocalPerson,
  name: string,
  fits: (one: YearEntry) => boolean = () => true,
  scope = 'mine',
) =>
  eventually(`${name} stands so`, async () =>
    (await entriesOf(person, scope)).find((one) => one.name.ja.startsWith(name) && fits(one)),
  );

type Pressed = Awaited<ReturnType<LocalPerson['press']>>;
const messageOf = (outcome: Pressed): Message => {
  if (outcome.outcome !== 'card') throw new Error(JSON.stringify(outcome));
  return outcome.message;
};

/** 「締切」, of the whole contract, and the line of that deadline. */
const opened = async (person: LocalPerson, name: string): Promise<Message> => {
  let list = await lastFromApp(person, '締切');
  if (actionsOf(cardOf(list)).some(({ title }) => title === '契約全体'))
    list = messageOf(await person.press(list, 'deadlines.list', {}, { title: '契約全体' }));
  for (;;) {
    const line = actionsOf(cardOf(list)).find(
      ({ verb, title }) => verb === 'deadlines.show' && String(title).includes(name),
    );
    if (line)
      return messageOf(await person.press(list, 'deadlines.show', {}, { title: String(line['title']) }));
    list = messageOf(await person.press(list, 'deadlines.list', {}, { title: '次へ' }));
  }
};

const rowOf = (list: SharePoint, kind: string, title: string): Promise<Row> =>
  eventually(`${kind} of ${title} is in SharePoint`, async () =>
    (await list.rows()).find(
      ({ fields }) => fields['EntryKind'] === kind && String(fields['Title']).includes(title),
    ),
  );

const request = async (): Promise<string> => {
  const { number } = await formOf(await product.as('税務課', '主事'), 'consultation', {
    subject: '窓口予約システムの提案依頼書',
    category: 'procurement',
    questions1: '提案依頼書の案への意見をお願いします。',
    background: '更新の時期です。',
  });
  return number;
};

describe('期限の変更', () => {
  test('N-4.0 N-4.1.ア.イ.b 「1週間程度」の意見書は、合意した期限に変えられ、契約による期限が並んで残る', async () => {
    const number = await request();
    const name = `調達の資料への意見書（${number}）`;
    expect((await entry(advisor, name)).date).toBe('2026-09-21');
    const shown = await opened(officer, number);
    const form = messageOf(await officer.press(shown, 'deadlines.agree'));
    expect(
      await officer.press(form, 'deadlines.agreeNow', { date: '2026-10-02', reason: '　' }),
    ).toMatchObject({
      outcome: 'toast',
    });
    expect(
      await officer.press(form, 'deadlines.agreeNow', { date: '2026-09-11', reason: '前の日' }),
    ).toMatchObject({ outcome: 'toast' });
    const typed = { date: '2026-10-02', reason: '資料の差替えを待つため。受託者と合意' };
    const [first] = await Promise.all([
      officer.press(form, 'deadlines.agreeNow', typed),
      officer.press(form, 'deadlines.agreeNow', typed),
    ]);
    const done = messageOf(first);
    // A double click says it once.
    const said = await product.query("select id from due_entry where topic = 'date' and name = $1", [name]);
    expect(said).toHaveLength(1);
    const text = textOf(cardOf(done));
    expect(text).toContain('10月2日(金)');
    expect(text).toMatch(/契約による期限\s+9月21日\(月\)/);
    expect(text).toContain('期限の変更');
    expect(await entry(advisor, name, ({ date }) => date === '2026-10-02')).toMatchObject({
      ruledDate: '2026-09-21',
      clause: 'N-4.1.ア.イ.b',
    });
    const list = textOf(cardOf(await lastFromApp(advisor, '締切')));
    expect(list).toContain('合意した期限です。契約による期限は9月21日(月)です。');
    const { fields } = await rowOf(record, '期限の変更', number);
    expect(fields).toMatchObject({
      EntryReason: '資料の差替えを待つため。受託者と合意',
      EntryBy: officer.account.name,
      EntryDay: '2026-10-01T15:00:00Z',
    });
    expect(String(fields['EntryAt'])).toBe('2026-09-14T01:00:00Z');
    await eventually('the reminders follow', async () => {
      const planned = await product.query('select key from due_instant where scope = $1 and taken is null', [
        `deadline/opinion/${number}`,
      ]);
      return planned.length > 0 && planned.every(({ key }) => String(key).includes('@2026-10-02'));
    });
    // The advisor owes it, and does not set its date.
    expect(verbsOf(await opened(advisor, number))).not.toContain('deadlines.agree');
    const back = messageOf(await officer.press(done, 'deadlines.ruleAgain'));
    await officer.press(back, 'deadlines.ruleAgainNow', { reason: '資料が届いたため' });
    expect((await entry(advisor, name, ({ date }) => date === '2026-09-21')).ruledDate).toBeUndefined();
    await rowOf(record, '期限の変更の取消し', number);
  });
});

describe('期限に間に合わない日に置いた会議', () => {
  test('N-4.0 N-4.3.ア.ウ 翌日の臨時の会議の資料は、双方で決めた日に変えられ、会議のカードはもう求めない', async () => {
    const plan = await lastFromApp(officer, '会議計画');
    const extra = actionsOf(cardOf(plan)).find(({ data }) => JSON.stringify(data).includes('"extra"'));
    const opening = await officer.call<Outcome>(
      'POST',
      `/people/chats/${encodeURIComponent(plan.chatId)}/messages/${plan.id}/actions`,
      { action: { data: extra?.['data'] }, inputs: {} },
    );
    if (opening.outcome !== 'dialog' || !opening.dialog.card) throw new Error(JSON.stringify(opening));
    const { dialog } = opening;
    const answered = await officer.submitDialog(dialog.id, {
      ...defaultsOf(opening.dialog.card),
      series: 'regularMeeting',
      title: '臨時の定例会',
      startDate: '2026-09-15',
      startTime: '14:00',
      minutes: '60',
      reason: '事故等の対応を協議するため',
    });
    expect(JSON.stringify(answered)).toContain(
      '次第、資料、課題管理表の期限（9月14日(月) 10:00）は、すでに過ぎています',
    );
    const [meeting] = await product.query(
      "select number from meeting where fields ->> 'title' = '臨時の定例会'",
    );
    const name = '臨時の定例会 資料';
    expect((await entry(officer, name, () => true, 'contract')).date).toBe('2026-09-14');
    const form = messageOf(await officer.press(await opened(officer, name), 'deadlines.agree'));
    const typed = { date: '2026-09-15', reason: '会議で配布する。受託者と合意' };
    const done = textOf(cardOf(messageOf(await officer.press(form, 'deadlines.agreeNow', typed))));
    expect(done).toContain('9月15日(火) 14:00');
    expect(done).toMatch(/契約による期限\s+9月14日\(月\)/);
    expect(await entry(officer, name, ({ date }) => date === '2026-09-15', 'contract')).toMatchObject({
      ruledDate: '2026-09-14',
    });
    expect(textOf(cardOf(await lastFromApp(officer, String(meeting?.['number']))))).toContain(
      '次第、課題管理表の期限（9月14日(月) 10:00）は、すでに過ぎています',
    );
  });
});

describe('対象外', () => {
  test('事故等から誤って始まった法令の期限は、合意では変えられず、理由を付けて対象外にし、取り消せる', async () => {
    const { number } = await formOf(await product.as('税務課', '主事'), 'incident', {
      subject: '申請書の紛失',
      incidentKind: 'theftOrLoss',
      foundAtDate: '2026-09-11',
      foundAtTime: '16:00',
      whatHappened: '書庫で見つかりません。',
      personalInformationKinds: 'specialCare',
    });
    const name = `個人情報の漏えい等の速報（${number}）`;
    const chat = await greetedChat(responder);
    await entry(responder, name);
    const reminders = async (): Promise<readonly string[]> =>
      (await responder.messages(chat))
        .map((message) => textOf(cardOf(message)))
        .filter((said) => said.includes('期限のお知らせ') && said.includes(name));
    await eventually('the team is reminded', async () => (await reminders()).length > 0);
    const shown = await opened(responder, name);
    expect(verbsOf(shown)).not.toContain('deadlines.agree');
    expect(verbsOf(shown)).toContain('deadlines.exempt');
    const form = messageOf(await responder.press(shown, 'deadlines.exempt'));
    const done = messageOf(
      await responder.press(form, 'deadlines.exemptNow', { reason: '書庫で見つかり、漏えいはなかった' }),
    );
    expect(textOf(cardOf(done))).toContain('対象外');
    expect(textOf(cardOf(done))).toContain('書庫で見つかり、漏えいはなかった');
    await entry(responder, name, ({ state }) => state === 'exempt');
    const list = textOf(cardOf(await lastFromApp(responder, '締切')));
    expect(list).toContain('対象外');
    await eventually('nobody is reminded of it', async () => {
      const [row] = await product.query(
        `select count(*)::int as open from due_instant where scope = $1 and taken is null`,
        [`deadline/preliminaryReport/${number}`],
      );
      return row?.['open'] === 0;
    });
    await eventually('what was said about it says so', async () =>
      (await reminders()).every((said) => said.includes('対象外です')),
    );
    // It stands where incidents stand, and nowhere else.
    expect((await rowOf(confidential, '対象外', number)).fields).toMatchObject({
      EntryReason: '書庫で見つかり、漏えいはなかった',
      EntryBy: responder.account.name,
    });
    expect((await record.rows()).some(({ fields }) => JSON.stringify(fields).includes(number))).toBe(false);
    const again = messageOf(await responder.press(await opened(responder, name), 'deadlines.owe'));
    await responder.press(again, 'deadlines.oweNow', { reason: '別の書類が見つからない' });
    await entry(responder, name, ({ state }) => state !== 'exempt');
  });
});

describe('期限の記録はSharePointにある', () => {
  const told = async (about: string): Promise<Message> => {
    const form = await lastFromApp(officer, '期限の登録');
    return messageOf(
      await officer.press(form, 'deadlines.tellNow', { deadline: 'payment', about, at: '2026-09-11' }),
    );
  };

  test('N-5.2 登録した期限は、だれがいつ何について登録したかとともにリストに載る。手で直すと元に戻る', async () => {
    await told('第1回の請求書');
    const row = await rowOf(record, '期限の登録', '第1回の請求書');
    expect(row.fields).toMatchObject({
      Title: '支払い（第1回の請求書）',
      EntryAbout: '第1回の請求書',
      EntryDay: '2026-09-10T15:00:00Z',
      EntryBy: officer.account.name,
    });
    await eventually(
      'the product has seen its row',
      async () =>
        (
          await product.query("select 1 from list_row where list = 'deadlineEntries' and seen ? 'EntryKind'")
        )[0],
    );
    await record.edit(row, { EntryDay: '2026-01-01T15:00:00Z', EntryBy: '別の人' });
    await eventually(
      'it is put back',
      async () => {
        const { fields } = await rowOf(record, '期限の登録', '第1回の請求書');
        return fields['EntryDay'] === '2026-09-10T15:00:00Z' && fields['EntryBy'] === officer.account.name;
      },
      60_000,
    );
    expect((await entry(officer, '支払い（第1回の請求書）')).date).toBe('2026-10-11');
  });

  test('行を消すと数えなくなり、残りはデータベースが空でもリストから戻る', async () => {
    await told('消される請求書');
    await told('残る請求書');
    await entry(officer, '支払い（消される請求書）');
    await record.remove(await rowOf(record, '期限の登録', '消される請求書'));
    await eventually('it counts no more', async () =>
      (await entriesOf(officer)).every(({ name }) => !name.ja.includes('消される請求書')),
    );
    await rowOf(record, '期限の登録', '残る請求書');
    await product.query(`delete from filing where list = 'deadlineEntries'`);
    await product.query(`delete from list_row where list = 'deadlineEntries'`);
    await product.query('delete from due_entry');
    const home = await eventually('the list is read anew', async () => {
      // Whoever follows it just now writes down where it got to.
      await product.query(`delete from list_cursor where list = 'deadlineEntries'`);
      return (await entriesOf(officer)).find(({ name }) => name.ja === '支払い（残る請求書）');
    });
    expect(home).toMatchObject({ date: '2026-10-11', clause: 'N-5.2' });
    expect((await entriesOf(officer)).some(({ name }) => name.ja.includes('消される請求書'))).toBe(false);
  });

  test('お知らせの「提出済みにする」と「確認する」も、だれがいつしたかとともに載り、済みは取り消せる', async () => {
    const number = await request();
    const name = `調達の資料への意見書（${number}）`;
    const chat = await greetedChat(advisor);
    const reminder = await eventually('the adviser is reminded', async () =>
      (await advisor.messages(chat)).find((message) => textOf(cardOf(message)).includes(name)),
    );
    await advisor.press(reminder, 'reminders.seen');
    const done = messageOf(await advisor.press(reminder, 'reminders.submitted'));
    expect((await rowOf(record, '提出済み', number)).fields).toMatchObject({
      Title: name,
      EntryBy: advisor.account.name,
    });
    await rowOf(record, '確認', number);
    // Pressed by mistake: whoever pressed it takes it back, and is reminded again.
    const shown = messageOf(await advisor.press(done, 'deadlines.show'));
    const form = messageOf(await advisor.press(shown, 'deadlines.notDone'));
    const open = messageOf(await advisor.press(form, 'deadlines.notDoneNow', { reason: 'まだ送っていない' }));
    expect(verbsOf(open)).not.toContain('deadlines.notDone');
    await entry(advisor, name, ({ state }) => state === 'open');
    expect((await rowOf(record, '提出済みの取消し', number)).fields['EntryReason']).toBe('まだ送っていない');
  });
});
