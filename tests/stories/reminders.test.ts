import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { attendance } from '../../shared/meetings/propose-year.ts';
import type { Meeting } from '../../shared/meetings/meeting.ts';
import { actionsOf, cardOf, textOf, type LocalPerson, type Message } from '../../infra/local-people.ts';
import { mailsOf } from '../../infra/local-people-office.ts';
import { greetedChat, lastFromApp } from '../harness/conversation.ts';
import { eventually } from '../harness/eventually.ts';
import { startProduct, type Product } from '../harness/product.ts';

/** お知らせ: 練馬区 3(3)ア(エ), 4(3). 定例会の資料は、1開庁日前の10:00まで。 */

let product: Product;
let manager: LocalPerson;
let officer: LocalPerson;

const at = (wall: string): number => Date.parse(`${wall}:00+09:00`);
const setClock = (wall: string): Promise<unknown> =>
  product.control('PUT', 'clock', { now: new Date(at(wall)).toISOString() });

/** A meeting that was agreed on at the clock's time; made by hand, as Outlook would bring it. */
const arrange = async (
  number: string,
  start: string,
  since: string,
  change: Partial<Meeting> = {},
): Promise<void> => {
  const { settings } = product.local;
  const own = settings.meetings.series.find(({ id }) => id === 'regularMeeting');
  if (!own) throw new Error('no such series');
  const meeting: Meeting = {
    id: number,
    series: own.id,
    title: own.name.ja,
    start: at(start),
    end: at(start) + own.lengthMinutes * 60_000,
    place: own.place,
    state: 'confirmed',
    since: at(since),
    ...attendance(own),
    ...change,
  };
  await product.query(
    `insert into meeting (id, engagement, number, series, state, starts_at, ends_at, fields, changed_at)
     values (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7, now())
     on conflict (engagement, number) do update set starts_at = excluded.starts_at, ends_at = excluded.ends_at,
       state = excluded.state, fields = excluded.fields`,
    [
      settings.id,
      number,
      meeting.series,
      meeting.state,
      new Date(meeting.start),
      new Date(meeting.end),
      JSON.stringify(meeting),
    ],
  );
  await product.query('insert into derive_wish (scope) values ($1)', [number]);
  await eventually('the instants are derived', async () => {
    const [row] = await product.query('select count(*)::int as left from derive_wish');
    return row?.['left'] === 0;
  });
};

const remindersOf = async (person: LocalPerson): Promise<readonly Message[]> =>
  (await person.messages(await person.personalChat())).filter((message) => {
    const said = textOf(cardOf(message));
    return /期限のお知らせ|会議のお知らせ|今日のお知らせ/.test(said) && !message.deleted;
  });

const reminded = (person: LocalPerson, what: RegExp): Promise<Message> =>
  eventually(`${person.account.name} is reminded of ${what.source}`, async () =>
    (await remindersOf(person)).find((message) => what.test(textOf(cardOf(message)))),
  );

/** Opens what came with others in one message. */
const opened = async (person: LocalPerson, message: Message, key: string): Promise<Message> => {
  const action = actionsOf(cardOf(message)).find(
    ({ verb, data }) => verb === 'reminders.show' && JSON.stringify(data).includes(key),
  );
  if (!action) throw new Error(`nothing about ${key} in:\n${textOf(cardOf(message))}`);
  const outcome = await person.press(message, 'reminders.show', {}, { data: action['data'] });
  if (outcome.outcome !== 'card') throw new Error(JSON.stringify(outcome));
  return outcome.message;
};

const holderOf = (role: string, index = 0): Promise<LocalPerson> => {
  const { settings } = product.local;
  const own = settings.roles.find(({ id }) => id === role);
  // Groups are called after the section or the role that they are of.
  const names = [...settings.sections, ...settings.roles]
    .filter(({ group }) => group === own?.group)
    .map(({ name }) => name.ja);
  const found = product.people.filter(({ groups }) => groups.some((group) => names.includes(group)))[index];
  return product.as((account) => account.id === found?.id);
};

beforeAll(async () => {
  product = await startProduct();
  await setClock('2026-09-14T11:00');
  manager = await holderOf('engagementManager');
  officer = await holderOf('itPolicySection');
  for (const person of [manager, officer]) await greetedChat(person);
}, 120_000);
afterAll(() => product?.stop());

test('N-4.3.ア.ウ：会議が決まると、1開庁日前の10:00までの資料を、まだ出していない業務責任者だけに知らせる', async () => {
  await arrange('R8-会-0001', '2026-09-24T13:30', '2026-09-14T11:00');
  // Three papers, due at the same minute, are one message; each opens its own card, and leads back to the others.
  const all = await reminded(manager, /期限のお知らせ[^]*3件[^]*定例会 資料[^]*9月18日\(金\) 10:00/);
  const one = await opened(manager, all, 'papers@');
  expect(textOf(cardOf(one))).toMatch(/定例会 資料[^]*あと4開庁日[^]*9月24日\(木\) 13:30/);
  expect(textOf(cardOf(one))).not.toMatch(/課題管理表/);
  const back = await manager.press(one, 'reminders.bundle');
  expect(back.outcome === 'card' && textOf(cardOf(back.message))).toMatch(/3件[^]*課題管理表/);
  expect(await remindersOf(manager)).toHaveLength(1);
  expect(await remindersOf(officer)).toHaveLength(0);
});

test('朝のお知らせは一人に一通：三つの資料が一枚にまとまり、確認すると受領になる', async () => {
  await setClock('2026-09-16T09:00');
  const digest = await reminded(manager, /今日のお知らせ[^]*あと2開庁日/);
  expect(textOf(cardOf(digest))).toMatch(/3件/);
  expect(
    (await remindersOf(manager)).filter((one) => textOf(cardOf(one)).includes('今日のお知らせ')),
  ).toHaveLength(1);
  const outcome = await manager.press(digest, 'reminders.seen');
  if (outcome.outcome !== 'card') throw new Error(JSON.stringify(outcome));
  expect(textOf(cardOf(outcome.message))).toMatch(/9月16日\(水\) 09:0\dに確認しました/);
  const [item] = actionsOf(cardOf(digest)).filter((action) => action['verb'] === 'reminders.show');
  expect(item).toBeDefined();
});

test('後で：1時間後を選ぶと、その間は届かず、その時に届く', async () => {
  await setClock('2026-09-17T15:00');
  const first = await reminded(manager, /期限のお知らせ[^]*あと1開庁日[^]*定例会 次第/);
  const agenda = await opened(manager, first, 'agenda@');
  const form = await manager.press(agenda, 'reminders.later');
  if (form.outcome !== 'card') throw new Error(JSON.stringify(form));
  const set = await manager.press(form.message, 'reminders.laterNow', { when: 'hour' });
  if (set.outcome !== 'card') throw new Error(JSON.stringify(set));
  expect(textOf(cardOf(set.message))).toMatch(/16:0\dにもう一度お知らせします/);
  const before = (await remindersOf(manager)).length;
  await setClock('2026-09-17T16:02');
  await eventually('it comes again', async () => (await remindersOf(manager)).length === before + 1);
});

test('N-4.3.ア.ウ：期限を30分過ぎると、出していない人と上司に届く。開庁日前日の10:30に、会議のお知らせが全員に届く', async () => {
  await setClock('2026-09-18T10:31');
  const late = await reminded(manager, /期限を過ぎています[^]*定例会 資料/);
  expect(textOf(cardOf(await opened(manager, late, 'papers@')))).toMatch(/会議\/定例会\/R8-会-0001/);
  // 業務責任者 is the chief of the contractor's side: the section hears of it.
  await reminded(officer, /期限を過ぎています[^]*定例会 資料/);
  const told = cardOf(await reminded(officer, /会議のお知らせ[^]*9月24日\(木\) 13:30/));
  expect(textOf(told)).toMatch(/未提出の資料[^]*次第[^]*資料[^]*課題管理表/);
  expect(textOf(told)).toMatch(/次第[^]*課題の状況/);
});

test('会議が動くと、そのお知らせだけが変わり、立っているカードはそう言う', async () => {
  await arrange('R8-会-0002', '2026-09-25T13:30', '2026-09-18T10:31');
  const others = await product.query(
    "select key, at from due_instant where scope = 'R8-会-0002' order by key",
  );
  expect(others.length).toBeGreaterThan(0);
  await arrange('R8-会-0001', '2026-09-28T13:30', '2026-09-18T10:31');
  expect(
    await product.query("select key, at from due_instant where scope = 'R8-会-0002' order by key"),
  ).toEqual(others);
  await eventually('the card about the old time says so', async () =>
    (await remindersOf(officer)).some(
      (one) =>
        /9月28日\(月\) 13:30/.test(textOf(cardOf(one))) && /日時が変わりました/.test(textOf(cardOf(one))),
    ),
  );
});

test('会議の1時間前に短く届く', async () => {
  await setClock('2026-09-25T12:30');
  const soon = cardOf(await reminded(officer, /まもなく始まります/));
  expect(textOf(soon)).toMatch(/9月25日\(金\) 13:30/);
  expect(textOf(soon)).not.toMatch(/課題の状況/);
});

test('不在の間は、代理の人に届く', async () => {
  const deputy = await holderOf('itPolicySection', 1);
  await greetedChat(deputy);
  const form = await lastFromApp(officer, '不在');
  const set = await officer.press(form, 'reminders.away', {
    from: '2026-09-28',
    to: '2026-09-28',
    deputy: deputy.account.id,
  });
  if (set.outcome !== 'card') throw new Error(JSON.stringify(set));
  expect(textOf(cardOf(set.message))).toMatch(new RegExp(`代わり：${deputy.account.name}`));
  await eventually('the instants are derived', async () => {
    const [row] = await product.query('select count(*)::int as left from derive_wish');
    return row?.['left'] === 0;
  });
  const before = (await remindersOf(officer)).length;
  await setClock('2026-09-28T12:30');
  await reminded(deputy, new RegExp(`まもなく始まります[^]*${officer.account.name}さんが不在`));
  expect((await remindersOf(officer)).length).toBe(before);
});

test('通知設定：契約が許す受け取り方だけを選べる', async () => {
  const form = await lastFromApp(officer, '通知設定');
  const set = await officer.press(form, 'reminders.channel', { channel: 'chat' });
  if (set.outcome !== 'card') throw new Error(JSON.stringify(set));
  expect(textOf(cardOf(set.message))).toMatch(/保存しました/);
  expect(await product.query('select channel from reminder_channel')).toEqual([{ channel: 'chat' }]);
});

test('アプリを外した人には、入れ直して届ける。入れられない人にはメールで届ける', async () => {
  const clerk = await holderOf('itPolicySection', 2);
  await greetedChat(clerk);
  // Looking into the chat would install the app as well: the ledger tells.
  const standing = async (number: string): Promise<unknown> =>
    (
      await product.query('select status from delivery where thread = $1 and key like $2', [
        `person/${clerk.account.id}`,
        `reminder/${number}@%/soon60/%`,
      ])
    )[0]?.['status'];
  await clerk.uninstallApp();
  await arrange('R8-会-0010', '2026-09-29T13:30', '2026-09-28T12:30');
  await setClock('2026-09-29T12:30');
  await eventually(
    'the app is installed and it goes out',
    async () => (await standing('R8-会-0010')) === 'sent',
  );

  await clerk.uninstallApp();
  await product.control('POST', 'faults', {
    area: 'graph',
    kind: '403',
    path: '/installedApps$/',
    method: 'POST',
  });
  await arrange('R8-会-0011', '2026-09-30T13:30', '2026-09-29T12:30');
  await setClock('2026-09-30T12:30');
  const letter = await eventually('a letter comes', async () =>
    (await mailsOf(clerk)).find(({ text }) => /定例会[^]*9月30日\(水\) 13:30/.test(text)),
  );
  expect(letter.text).toMatch(/Teamsでお届けできなかった/);
  await eventually(
    'the short one waits as well',
    async () => (await standing('R8-会-0011')) === 'unreachable',
  );
  await product.control('DELETE', 'faults');
}, 60_000);

test('止まっている間に時機を過ぎたものは課に一通で知らせ、間に合うものは遅れたと言って届く', async () => {
  await arrange('R8-会-0003', '2026-10-08T13:30', '2026-09-30T12:30');
  await arrange('R8-会-0004', '2026-10-12T13:30', '2026-09-30T12:30');
  await product.killBot();
  await setClock('2026-10-09T09:30');
  await product.query("update ticker set ticked_at = ticked_at - interval '1 hour'");
  await product.startBot();
  const { team, channel } = product.local.settings.meetings.channel;
  const place = await officer.channel(team, channel);
  const told = await eventually('the section hears of it', async () => {
    const found = (await officer.messages(place)).filter((one) =>
      /お知らせが止まっていました/.test(textOf(cardOf(one))),
    );
    return found.length > 0 ? found : undefined;
  });
  expect(told).toHaveLength(1);
  expect(textOf(cardOf(told[0] as Message))).toMatch(/10月8日[^]*定例会/);
  await reminded(manager, /遅れて届けています/);
  const ready = await fetch(`http://127.0.0.1:${product.local.botPort}/readyz`);
  expect(await ready.json()).toMatchObject({ status: 'ready', parts: { ticker: 'ok' } });
}, 60_000);

test('N-3.2.イ.5：受託者の期限が過ぎると、次の開庁日の朝に、担当と上司へ届く。提出済みにすると、もう届かない', async () => {
  const adviser = await holderOf('cisoAdvisor');
  await greetedChat(adviser);
  await setClock('2027-03-31T09:00');
  await reminded(adviser, /翌年度4月研修の教材案/);
  await setClock('2027-04-01T09:01');
  const late = await reminded(adviser, /翌年度4月研修の教材案[^]*期限を過ぎています/);
  // With what the manager is late with themselves.
  await reminded(manager, /期限を過ぎています\n翌年度4月研修の教材案/);
  const done = await adviser.press(late, 'reminders.submitted');
  if (done.outcome !== 'card') throw new Error(JSON.stringify(done));
  expect(textOf(cardOf(done.message))).toMatch(/提出済み/);
  await eventually('the chief sees it as handed in', async () =>
    (await remindersOf(manager)).some((one) =>
      /提出済みです\n翌年度4月研修の教材案/.test(textOf(cardOf(one))),
    ),
  );
}, 60_000);
