import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  actionsOf,
  cardOf,
  defaultsOf,
  textOf,
  type CardNode,
  type LocalPerson,
  type Message,
  type Outcome,
} from '../../infra/local-people.ts';
import { calendarOf, cancelEvent, moveEvent, type CalendarEvent } from '../../infra/local-people-office.ts';
import { formOf, lastFromApp } from '../harness/conversation.ts';
import { eventually } from '../harness/eventually.ts';
import { startProduct, type Product } from '../harness/product.ts';

/** Monday 14 September 2026, 10:00 in Tokyo. */
let product: Product;
let officer: LocalPerson;
beforeAll(async () => {
  product = await startProduct();
  officer = await product.as('情報政策課', '係長');
}, 120_000);
afterAll(() => product?.stop());

type Row = { id: string; number: string; state: string; starts_at: Date; fields: { title: string } };

const rows = async (where = 'true'): Promise<readonly Row[]> =>
  (await product.query(
    `select id, number, state, starts_at, fields from meeting where ${where} order by starts_at, number`,
  )) as unknown as Row[];

const eventsOf = (person: LocalPerson): Promise<readonly CalendarEvent[]> =>
  calendarOf(person, '2026-09-01T00:00:00Z', '2027-04-30T00:00:00Z');

const channelSays = (text: string): Promise<Message> =>
  eventually(`the channel hears 「${text}」`, async () => {
    const { team, channel } = product.local.settings.meetings.channel;
    const chat = await officer.channel(team, channel);
    return (await officer.messages(chat)).find((message) => textOf(cardOf(message)).includes(text));
  });

const dialogOf = (outcome: Outcome): { id: string; card: CardNode } => {
  if (outcome.outcome !== 'dialog' || !outcome.dialog.card) throw new Error(JSON.stringify(outcome));
  return { id: outcome.dialog.id, card: outcome.dialog.card };
};

const dataOf = (node: CardNode): Readonly<Record<string, unknown>> =>
  (node['data'] ?? {}) as Readonly<Record<string, unknown>>;

/** Presses the button whose data say this. */
const pressWith = (
  person: LocalPerson,
  message: Message,
  wanted: Readonly<Record<string, unknown>>,
): Promise<Outcome> => {
  const button = actionsOf(cardOf(message)).find((action) =>
    Object.entries(wanted).every(([key, value]) => dataOf(action)[key] === value),
  );
  if (!button) throw new Error(`no button ${JSON.stringify(wanted)} on\n${textOf(cardOf(message))}`);
  return person.call<Outcome>(
    'POST',
    `/people/chats/${encodeURIComponent(message.chatId)}/messages/${message.id}/actions`,
    { action: { data: button['data'] }, inputs: {} },
  );
};

const openForm = async (
  person: LocalPerson,
  message: Message,
  what: string,
): Promise<{ id: string; card: CardNode }> =>
  dialogOf(await pressWith(person, message, { verb: 'meeting.form', what }));

/** The card of one meeting, found by turning the pages of 「予定」. */
const cardOfMeeting = async (person: LocalPerson, id: string): Promise<Message> => {
  let list = await lastFromApp(person, '予定');
  for (;;) {
    const here = actionsOf(cardOf(list)).some((action) => dataOf(action)['meetingId'] === id);
    const outcome = here
      ? await pressWith(person, list, { verb: 'meeting.show', meetingId: id })
      : await person.press(list, 'meeting.list', {}, { title: '次へ' });
    if (outcome.outcome !== 'card') throw new Error(JSON.stringify(outcome));
    if (here) return outcome.message;
    list = outcome.message;
  }
};

describe('N-3.3.ア.エ.1 定例会の年間計画', () => {
  test('「会議計画」で残りの年の案ができ、リストと課のチャネルに出て、二度たのんでも増えない', async () => {
    const card = await lastFromApp(officer, '会議計画');
    expect(textOf(cardOf(card))).toContain('会議計画');
    const proposed = await rows();
    expect(proposed.length).toBeGreaterThan(20);
    expect(new Set(proposed.map(({ state }) => state))).toEqual(new Set(['proposed']));
    expect(proposed.map(({ number }) => number)).toContain('R8-会-0001');
    await channelSays('会議計画');

    await lastFromApp(officer, '会議計画');
    expect((await rows()).length).toBe(proposed.length);
    const { value: sites } = await officer.call<{ value: { id: string; displayName: string }[] }>(
      'GET',
      '/people/sites',
    );
    const site = sites.find(({ displayName }) => displayName.includes('文書'));
    await eventually('every meeting stands in the list', async () => {
      const { value } = await officer.call<{ value: { fields: Record<string, unknown> }[] }>(
        'GET',
        `/people/sites/${encodeURIComponent(site?.id ?? '')}/lists/${encodeURIComponent('会議')}/items?top=500`,
      );
      return value.filter(({ fields }) => fields['MeetingState'] === '案').length === proposed.length;
    });
  });

  test('決める権限のない人には、計画も確定もできない', async () => {
    const clerk = await product.as('税務課', '主事');
    await lastFromApp(clerk, '会議計画');
    const chat = await clerk.personalChat();
    const said = (await clerk.messages(chat)).map(({ text }) => text).join('\n');
    expect(said).toContain('会議の計画を作る権限がありません');
    expect(await rows("state = 'confirmed'")).toEqual([]);
  });

  test('「すべて確定する」で、開催者の予定表に一件ずつ、次第の付いたTeamsの会議として入る', async () => {
    const card = await lastFromApp(officer, '会議計画');
    const outcome = await officer.press(card, 'meeting.confirmAll');
    if (outcome.outcome !== 'card') throw new Error(JSON.stringify(outcome));
    expect(textOf(cardOf(outcome.message))).toContain('確定していない案はありません。');
    const confirmed = await rows("state = 'confirmed'");
    expect(confirmed.length).toBeGreaterThan(20);
    const events = await eventually(
      'every meeting is an event',
      async () => {
        const found = await eventsOf(officer);
        return found.length >= confirmed.length ? found : undefined;
      },
      60_000,
    );
    expect(events.length).toBe(confirmed.length);
    const [first] = confirmed;
    const event = events.find(({ subject }) => subject === first?.fields.title);
    expect(event?.text).toContain('次第');
    const regular = events.find(({ subject }) => subject.includes('定例会'));
    expect(regular?.joinUrl).not.toBeNull();
    expect(regular?.attendees.length).toBeGreaterThan(1);
    const manager = await product.as((account) => account.jobTitle === '業務責任者');
    expect(regular?.attendees.map(({ name }) => name)).toContain(manager.account.name);
  });
});

describe('N-3.3.ア.エ.1 協議の上の省略・臨時の開催、日時の変更', () => {
  test('日時を変えると、理由がリストとチャネルに残り、予定表の同じ予定が動く', async () => {
    const [one] = await rows("state = 'confirmed' and series = 'regularMeeting'");
    if (!one) throw new Error('no meeting');
    const before = (await eventsOf(officer)).find(({ subject }) => subject === one.fields.title);
    const { id, card } = await openForm(officer, await cardOfMeeting(officer, one.id), 'move');
    expect(textOf(card)).toContain(one.fields.title);
    const none = await officer.submitDialog(id, { ...defaultsOf(card), reason: '' });
    expect(none.outcome).toBe('invalid');
    const done = await officer.submitDialog(id, {
      ...defaultsOf(card),
      startDate: '2026-10-07',
      startTime: '13:30',
      reason: '議会の日程と重なるため',
    });
    expect(textOf(dialogOf(done).card)).toContain('10月7日(水) 13:30');
    const told = await channelSays('議会の日程と重なるため');
    expect(textOf(cardOf(told))).toContain('会議の日時が変わりました');
    const moved = await eventually('the event moves', async () =>
      (await eventsOf(officer)).find(
        (event) => event.id === before?.id && event.start.startsWith('2026-10-07T04:30'),
      ),
    );
    expect(moved.text).toContain('10月7日');
  });

  test('N-3.3.ア.ウ.a 委員会の省略は理由を残して予定表から消し、臨時の会議は一度だけ増える', async () => {
    const confirmed = await rows("state = 'confirmed' and series = 'steeringCommittee'");
    const [skipped] = confirmed;
    if (!skipped) throw new Error('no meeting');
    const { id, card } = await openForm(officer, await cardOfMeeting(officer, skipped.id), 'skip');
    await officer.submitDialog(id, { ...defaultsOf(card), reason: '議題がないため' });
    await eventually('it is gone from the calendar', async () =>
      (await eventsOf(officer)).every(
        ({ subject, isCancelled }) => subject !== skipped.fields.title || isCancelled,
      ),
    );
    expect(await rows(`id = '${skipped.id}' and state = 'cancelled'`)).toHaveLength(1);

    const plan = await lastFromApp(officer, '会議計画');
    const extra = await openForm(officer, plan, 'extra');
    const inputs = {
      ...defaultsOf(extra.card),
      series: 'regularMeeting',
      title: '臨時の定例会',
      startDate: '2026-09-21',
      startTime: '10:00',
      minutes: '60',
      reason: '事故等の対応を協議するため',
    };
    const done = await officer.submitDialog(extra.id, inputs);
    // 敬老の日: said, not refused.
    expect(textOf(dialogOf(done).card)).toContain('閉庁日です');
    expect(await rows("fields ->> 'title' = '臨時の定例会'")).toHaveLength(1);
    await channelSays('事故等の対応を協議するため');
  });

  test('N-3.3.ア.オ 進捗報告会をOutlookで動かすと会議が動き、取り消すと中止になり、課のチャネルに知らせる', async () => {
    const [one, two] = await rows("state = 'confirmed' and series = 'progressMeeting'");
    if (!one || !two) throw new Error('no meetings');
    const events = await eventsOf(officer);
    const event = events.find(({ subject }) => subject === one.fields.title);
    const other = events.find(({ subject }) => subject === two.fields.title);
    if (!event || !other) throw new Error('no events');
    const others = (await rows(`id <> '${one.id}'`)).map(({ id, starts_at }) => [id, starts_at.getTime()]);
    await moveEvent(officer, event.id, '2026-10-16T06:00:00Z', '2026-10-16T07:00:00Z');
    await eventually(
      'the meeting moves',
      async () => (await rows(`id = '${one.id}'`))[0]?.starts_at.toISOString() === '2026-10-16T06:00:00.000Z',
    );
    expect(textOf(cardOf(await channelSays('10月16日(金) 15:00')))).toContain('（Outlook）');
    expect((await rows(`id <> '${one.id}'`)).map(({ id, starts_at }) => [id, starts_at.getTime()])).toEqual(
      others,
    );

    await cancelEvent(officer, other.id);
    await eventually(
      'it is cancelled',
      async () => (await rows(`id = '${two.id}'`))[0]?.state === 'cancelled',
    );
    await channelSays('会議を中止します');
  });
});

describe('SharePointのリスト「会議」', () => {
  test('手で変えた日時は元に戻り、だれがどの列を変えたかと正しい変え方をチャネルに知らせる', async () => {
    const [one] = await rows("state = 'confirmed'");
    const { value: sites } = await officer.call<{ value: { id: string; displayName: string }[] }>(
      'GET',
      '/people/sites',
    );
    const site = sites.find(({ displayName }) => displayName.includes('文書'));
    const items = `/people/sites/${encodeURIComponent(site?.id ?? '')}/lists/${encodeURIComponent('会議')}/items`;
    type Item = { id: string; fields: Record<string, unknown> };
    const read = async (): Promise<Item | undefined> =>
      (await officer.call<{ value: Item[] }>('GET', `${items}?top=500`)).value.find(
        ({ fields }) => fields['Title'] === one?.number,
      );
    const row = await read();
    const place = row?.fields['MeetingPlace'];
    await officer.call('PATCH', `${items}/${row?.id ?? ''}`, { fields: { MeetingPlace: '別の場所' } });
    const told = await channelSays('SharePointでの変更を元に戻しました');
    expect(textOf(cardOf(told))).toContain('場所');
    expect(textOf(cardOf(told))).toContain(officer.account.name);
    await eventually('it is put back', async () => (await read())?.fields['MeetingPlace'] === place);
  });
});

describe('予定表に書き込めないとき', () => {
  test('会議は決まったまま、課のチャネルに何をすればよいかが出て、直して再試行すると登録済みになる', async () => {
    const fault = await product.control<{ id: string }>('POST', 'faults', {
      area: 'graph',
      method: 'POST',
      path: '/events$/',
      kind: '403',
    });
    const extra = await openForm(officer, await lastFromApp(officer, '会議計画'), 'extra');
    await officer.submitDialog(extra.id, {
      ...defaultsOf(extra.card),
      series: 'securityCommittee',
      title: '臨時の委員会',
      startDate: '2026-11-26',
      startTime: '10:00',
      reason: '規程の改正のため',
    });
    const told = await channelSays('予定表に登録できない会議があります');
    expect(textOf(cardOf(told))).toContain('Calendars.ReadWrite');
    expect(textOf(cardOf(told))).toContain('会議の内容は保存済みです。');
    await product.control('DELETE', `faults/${fault.id}`);
    await pressWith(officer, told, { verb: 'meeting.writeAgain' });
    const mended = await channelSays('予定表に登録できました。');
    expect(mended.id).toBe(told.id);
    expect((await eventsOf(officer)).filter(({ subject }) => subject === '臨時の委員会')).toHaveLength(1);
  });

  test('答えが失われて書き直しても、予定は一つのまま', async () => {
    await product.control('POST', 'faults', {
      area: 'graph',
      method: 'POST',
      path: '/events$/',
      kind: 'lost-answer',
      times: 1,
    });
    const extra = await openForm(officer, await lastFromApp(officer, '会議計画'), 'extra');
    await officer.submitDialog(extra.id, {
      ...defaultsOf(extra.card),
      series: 'regularMeeting',
      title: '答えの失われた会議',
      startDate: '2026-12-08',
      startTime: '09:00',
      reason: '協議のため',
    });
    await eventually('it is written', async () => {
      const [row] = await product.query(
        "select w.status from calendar_write w join meeting m on m.id = w.meeting_id where m.fields ->> 'title' = '答えの失われた会議'",
      );
      return row?.['status'] === 'written';
    });
    expect((await eventsOf(officer)).filter(({ subject }) => subject === '答えの失われた会議')).toHaveLength(
      1,
    );
  });
});

describe('N-3.3.ア.エ.2 会議の次第・記録と課題管理表', () => {
  const chatSays = (person: LocalPerson, text: string): Promise<Message> =>
    eventually(`${person.account.name} reads 「${text}」`, async () =>
      (await person.messages(await person.personalChat())).find((message) =>
        textOf(cardOf(message)).includes(text),
      ),
    );

  test('開始すると次第が、終わると記録のカードが開催者に届き、宿題が課題管理表に入る', async () => {
    const [one] = await rows("state = 'confirmed' and starts_at > '2026-09-15'");
    if (!one) throw new Error('no meeting');
    await product.control('PUT', 'clock', { now: one.starts_at.toISOString() });
    await chatSays(officer, '次第');
    // It is the extra one of 21 September, a holiday: its record is asked for when the office opens, on the 24th.
    await product.control('PUT', 'clock', { now: '2026-09-23T23:31:00Z' });
    const asked = await chatSays(officer, '会議の記録をお願いします');
    const { id, card } = dialogOf(await pressWith(officer, asked, { verb: 'meeting.recordForm' }));
    const manager = await product.as((account) => account.jobTitle === '業務責任者');
    const there = defaultsOf(card)['there']?.split(',') ?? [];
    expect(there).toContain(manager.account.id);
    const inputs = {
      ...defaultsOf(card),
      there: there.filter((ref) => ref !== manager.account.id).join(','),
      proxies: `${manager.account.name}：代理 太郎`,
      decisions: '見積書の様式を改める。',
      task1: '=HYPERLINK("http://example.com") 見積りの確認',
      taskOwner1: manager.account.id,
      taskDue1: '2026-10-30',
      carriedOver: '次年度の体制について',
    };
    const done = await officer.submitDialog(id, inputs);
    expect(textOf(dialogOf(done).card)).toContain('宿題1件を課題管理表に登録しています');
    expect(textOf(dialogOf(done).card)).toContain('終了');
    expect(textOf(cardOf(await chatSays(officer, '記録済み')))).toContain(one.fields.title);

    const issue = await eventually('the task is in the register', async () => {
      const [row] = await product.query('select number, state, meeting from issue');
      return row;
    });
    expect(issue).toMatchObject({ number: 'R8-課-0001', state: 'open', meeting: one.number });
    const next = (
      await rows(`state = 'confirmed' and series = (select series from meeting where id = '${one.id}')`)
    ).find(({ starts_at }) => starts_at > one.starts_at);
    await eventually('what was left over stands on the next agenda', async () =>
      (await eventsOf(officer)).some(
        ({ subject, text }) =>
          subject === next?.fields.title &&
          text.includes('次年度の体制について') &&
          /前回の宿題[^]*R8-課-0001/.test(text),
      ),
    );
  });

  test('N-3.3.ア.エ.2 番号を書くと終わった会議が開き、招いた人ではなく出席した人と宿題が読め、一覧に戻れる', async () => {
    const manager = await product.as((account) => account.jobTitle === '業務責任者');
    const [one] = await rows("state = 'held'");
    const shown = await lastFromApp(officer, `${one?.number} 見せて`);
    const text = textOf(cardOf(shown));
    expect(text).toMatch(/終了[^]*出席者[^]*代理 太郎（[^）]+の代理）/);
    expect(text).toMatch(/宿題\n・R8-課-0001 [^\n]+（[^）]+、10月30日\(金\)まで）/);
    expect(text).not.toMatch(/理由|出席予定/);
    // It says the same when it is looked at again.
    await product.query("update delivery set stale = gen_random_uuid() where message = 'meeting.card'");
    const back = await pressWith(officer, shown, { verb: 'meeting.list' });
    expect(back.outcome === 'card' && textOf(cardOf(back.message))).toContain('予定');
    const issue = await lastFromApp(manager, 'Ｒ８－課－１');
    expect(textOf(cardOf(issue))).toMatch(/R8-課-0001[^]*見積りの確認/);
    const none = await lastFromApp(officer, 'R8-会-9999');
    expect(textOf(cardOf(none)) || none.text).toContain('その会議は見つからない');
    const stranger = await product.as('税務課', '主事');
    const refused = await lastFromApp(stranger, one?.number ?? '');
    expect(textOf(cardOf(refused)) || refused.text).toContain('見る権限がありません');
  });

  test('N-3.3.ア.エ.2 会議の前の開庁日10:00に、招待の次第が、まだ回答していない相談まで新しくなる', async () => {
    const asker = await product.as('税務課', '主事');
    const { number } = await formOf(asker, 'consultation', {
      subject: '回線の増速について',
      category: 'other',
      questions1: '方式への意見をお願いします。',
      background: '更新の時期です。',
    });
    const [next] = await rows("state = 'confirmed' and starts_at > '2026-09-22'");
    if (!next) throw new Error('no meeting');
    const bodyOf = async (): Promise<string> =>
      (await eventsOf(officer)).find(({ subject }) => subject === next.fields.title)?.text ?? '';
    expect(await bodyOf()).not.toContain(number);
    await product.control('PUT', 'clock', { now: '2026-09-24T01:05:00Z' });
    await eventually('the invitation has the case', async () => (await bodyOf()).includes(number));
  });

  test('記録は理由を付けて訂正でき、だれがいつ何のために変えたかが、カードとリストに残る', async () => {
    const recorded = await chatSays(officer, '記録済み');
    const shown = dialogOf(await pressWith(officer, recorded, { verb: 'meeting.show' }));
    expect(textOf(shown.card)).toContain('記録を訂正する');
    const button = actionsOf(shown.card).find((action) => dataOf(action)['verb'] === 'meeting.recordForm');
    const form = dialogOf(
      await officer.call<Outcome>('POST', `/people/dialogs/${encodeURIComponent(shown.id)}/submit`, {
        action: { data: button?.['data'] },
        inputs: {},
      }),
    );
    expect(defaultsOf(form.card)['decisions']).toBe('見積書の様式を改める。');
    expect(defaultsOf(form.card)['proxies']).toMatch(/：代理 太郎$/);
    const inputs = { ...defaultsOf(form.card), decisions: '見積書の様式を11月から改める。' };
    const none = await officer.submitDialog(form.id, { ...inputs, reason: '　' });
    expect(textOf(dialogOf(none).card)).toContain('訂正の理由を入力してください');
    const done = await officer.submitDialog(dialogOf(none).id, { ...inputs, reason: '時期の記載もれ' });
    const text = textOf(dialogOf(done).card);
    expect(text).toContain('見積書の様式を11月から改める。');
    expect(text).toMatch(
      new RegExp(
        `記録の経過[^]*記録　${officer.account.name}[^]*訂正　${officer.account.name}　時期の記載もれ`,
      ),
    );
    const [kept] = await product.query(
      "select minutes from meeting where minutes -> 'corrections' is not null",
    );
    expect(kept?.['minutes']).toMatchObject({
      corrections: [{ by: officer.account.id, reason: '時期の記載もれ' }],
    });
    const written = await eventually('the list has it', async () => {
      const [row] = await product.query(
        "select values ->> 'RecordHistory' as history from filing where status = 'filed' and values ->> 'RecordHistory' like '%訂正%'",
      );
      return row;
    });
    expect(written['history']).toContain('時期の記載もれ');
  });

  test('英語で使う人のカードは、変わったあとも英語のまま', async () => {
    const reader = await product.as(
      ({ department, id }) => department === '情報政策課' && id !== officer.account.id,
      undefined,
      'en',
    );
    const list = await lastFromApp(reader, 'schedule');
    const all = await reader.press(list, 'meeting.list', {}, { title: 'The contract' });
    if (all.outcome !== 'card') throw new Error(JSON.stringify(all));
    const shown = await pressWith(reader, all.message, { verb: 'meeting.show' });
    if (shown.outcome !== 'card') throw new Error(JSON.stringify(shown));
    const number = /R8-会-\d+/.exec(textOf(cardOf(shown.message)))?.[0] ?? '';
    expect(textOf(cardOf(shown.message))).toContain('Invited');
    const [one] = await rows(`number = '${number}'`);
    const form = await openForm(officer, await cardOfMeeting(officer, one?.id ?? ''), 'skip');
    await officer.submitDialog(form.id, { ...defaultsOf(form.card), reason: '議題がないため' });
    const changed = await eventually('the card says so in English', async () =>
      (await reader.messages(shown.message.chatId)).find(
        (message) => message.id === shown.message.id && /cancelled/i.test(textOf(cardOf(message))),
      ),
    );
    expect(textOf(cardOf(changed))).toContain('Invited');
    expect(textOf(cardOf(changed))).not.toContain('出席者');
  });

  test('「課題」は自分の未完了を示し、段階と期限の変更が経過に残り、Excelでは式にならない', async () => {
    const manager = await product.as((account) => account.jobTitle === '業務責任者');
    const list = await lastFromApp(manager, '課題');
    expect(textOf(cardOf(list))).toContain('R8-課-0001');
    const opened = await pressWith(manager, list, { verb: 'issue.show' });
    if (opened.outcome !== 'card') throw new Error(JSON.stringify(opened));
    const started = await pressWith(manager, opened.message, { verb: 'issue.step', what: 'start' });
    if (started.outcome !== 'card') throw new Error(JSON.stringify(started));
    expect(textOf(cardOf(started.message))).toContain('対応中');
    // Closing is the client's: the button is not there for the contractor.
    expect(actionsOf(cardOf(started.message)).map((action) => dataOf(action)['what'])).not.toContain('close');

    const form = dialogOf(await pressWith(manager, started.message, { what: 'reschedule' }));
    const moved = await manager.submitDialog(form.id, { due: '2026-11-13', note: '相手方の回答を待つため' });
    expect(textOf(dialogOf(moved).card)).toContain('相手方の回答を待つため');
    expect(textOf(dialogOf(moved).card)).toContain('11月13日(金)');

    const book = await manager.press(list, 'issue.book');
    if (book.outcome !== 'card') throw new Error(JSON.stringify(book));
    expect(textOf(cardOf(book.message))).toContain('課題管理表をExcelで出力しました');
    const url = actionsOf(cardOf(book.message)).find(({ type }) => type === 'Action.OpenUrl')?.['url'];
    expect(String(url)).toContain('.xlsx');
  });
});
