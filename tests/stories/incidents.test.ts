import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  actionsOf,
  cardOf,
  defaultsOf,
  inputsOf,
  textOf,
  type CardNode,
  type LocalPerson,
  type Message,
} from '../../infra/local-people.ts';
import { formOf, lastFromApp, openForm } from '../harness/conversation.ts';
import { eventually } from '../harness/eventually.ts';
import { expectGoodCard } from '../harness/good-card.ts';
import { startProduct, type Product } from '../harness/product.ts';

let product: Product;
let officer: LocalPerson;
let channel: string;
beforeAll(async () => {
  product = await startProduct();
  officer = await product.as('情報政策課', '係長');
  channel = await officer.channel('情報セキュリティ事故等対応', '第一報');
}, 120_000);
afterAll(() => product?.stop());

const first = {
  subject: '委託先あてメールの誤送信',
  incidentKind: 'misdelivery',
  certainty: 'confirmed',
  foundAtDate: '2026-09-14',
  foundAtTime: '09:30',
  whatHappened: '添付ファイルを取り違えて送信しました。',
};
/** Only what is required, as somebody in a hurry fills it in; the rest as the form proposes it. */
const hurried = {
  subject: '端末が暗号化された',
  incidentKind: 'malware',
  whatHappened: '画面に身代金の要求が出ています。',
};

const toldAbout = (number: string): Promise<Message> =>
  eventually(`the card of ${number} in the team's channel`, async () =>
    (await officer.messages(channel)).find((message) => textOf(cardOf(message)).includes(number)),
  );

const subjectsSaid = (messages: readonly Message[]): string =>
  messages
    .map((message) => `${message.text}\n${message.summary ?? ''}\n${textOf(cardOf(message))}`)
    .join('\n');

describe('N-1.n1 事故等はだれでも、わかる範囲で知らせられる', () => {
  test('必須の項目だけの第一報が受け付けられ、番号が出る', async () => {
    const clerk = await product.as('戸籍住民課', '主事');
    const form = await openForm(clerk, '事故');
    const required = inputsOf(cardOf(form)).filter((input) => input['isRequired'] === true);
    expect(new Set(required.map((input) => input['id']))).toEqual(
      new Set(['certainty', 'foundAtDate', 'foundAtTime', 'incidentKind', 'subject', 'whatHappened']),
    );
    // The time at which it was found is proposed on Tokyo's wall clock.
    expect(defaultsOf(cardOf(form))).toMatchObject({ foundAtDate: '2026-09-14', certainty: 'suspected' });
    expect(defaultsOf(cardOf(form))['foundAtTime']).toMatch(/^10:\d\d$/);

    const outcome = await clerk.press(form, 'incident.submit', { ...defaultsOf(cardOf(form)), ...hurried });
    if (outcome.outcome !== 'card') throw new Error(JSON.stringify(outcome));
    expect(textOf(cardOf(outcome.message))).toMatch(/R8-事-\d{4}/);
    expectGoodCard(cardOf(outcome.message));
  });

  test('疑いや兆候も、違反も、種別として選べる', async () => {
    const clerk = await product.as('総務課', '主事');
    const form = await openForm(clerk, 'インシデント');
    const kinds = inputsOf(cardOf(form)).find((input) => input['id'] === 'incidentKind')?.['choices'];
    expect(kinds).toEqual(
      expect.arrayContaining([
        { title: '疑い・兆候', value: 'suspicion' },
        { title: '法令・ポリシーの違反', value: 'violation' },
      ]),
    );
  });

  test('ネットワークが使えないときの電話番号が、様式にある', async () => {
    const clerk = await product.as('税務課', '主事');
    const form = await openForm(clerk, '事故');
    for (const { number } of product.local.settings.telephones)
      expect(textOf(cardOf(form))).toContain(number);
  });

  test('「含まれない」と種類や人数を一緒には送れず、その項目の下で言い、入力は残る', async () => {
    const clerk = await product.as('危機管理課', '主事');
    const form = await openForm(clerk, '事故');
    const both = { ...first, personalInformationKinds: 'none,specialCare' };
    const outcome = await clerk.press(form, 'incident.submit', both);
    if (outcome.outcome !== 'card') throw new Error(JSON.stringify(outcome));
    expect(textOf(cardOf(outcome.message))).toContain(
      '「含まれない」は、ほかの選択肢と一緒には選べません。どちらかの選択を外してください。',
    );
    expect(defaultsOf(cardOf(outcome.message))).toMatchObject(both);
    const counted = await clerk.press(outcome.message, 'incident.submit', {
      ...first,
      personalInformationKinds: 'none',
      persons: '500',
    });
    expect(counted.outcome === 'card' && textOf(cardOf(counted.message))).toContain(
      '個人情報は「含まれない」を選んでいます。本人の数を空欄にするか、種類を選び直してください。',
    );
    expect(await product.query('select 1 from cases where reporter_id = $1', [clerk.account.id])).toEqual([]);
  });

  test('発見が発生より前、または先の日時なら、その項目の下で言い、入力は残る', async () => {
    const clerk = await product.as('危機管理課', '主事');
    const form = await openForm(clerk, '事故');
    const outcome = await clerk.press(form, 'incident.submit', {
      ...first,
      occurredAtDate: '2026-09-14',
      occurredAtTime: '09:31',
    });
    if (outcome.outcome !== 'card') throw new Error(JSON.stringify(outcome));
    expect(textOf(cardOf(outcome.message))).toContain('発見日時より後の日時です。');
    expect(defaultsOf(cardOf(outcome.message))).toMatchObject({ ...first, occurredAtTime: '09:31' });
    const later = await clerk.press(outcome.message, 'incident.submit', {
      ...defaultsOf(cardOf(outcome.message)),
      occurredAtDate: '',
      occurredAtTime: '',
      foundAtDate: '2026-09-15',
    });
    expect(later.outcome === 'card' && textOf(cardOf(later.message))).toContain('現在より後の日時です。');
    expect(await product.query('select 1 from cases where reporter_id = $1', [clerk.account.id])).toEqual([]);
  });
});

describe('N-3.2.オ 事故等への対応', () => {
  test('第一報が対応チームのチャネルに届き、至急のものは印と呼びかけが付く', async () => {
    const clerk = await product.as('税務課', '係長');
    const { number } = await formOf(clerk, 'incident', hurried);
    const told = await toldAbout(number);
    expectGoodCard(cardOf(told));
    expect(textOf(cardOf(told))).toContain('至急');
    expect(told.summary ?? '').toContain('至急');
    const team = product.people.filter((one) => one.department === '事故等対応チーム');
    expect(team.length).toBeGreaterThan(0);
    const card = cardOf(told) as { msteams?: { entities?: { mentioned?: { id?: string } }[] } };
    expect(card.msteams?.entities?.map((entity) => entity.mentioned?.id)).toEqual(team.map(({ id }) => id));
    // Nothing confidential on a locked screen.
    expect(told.summary ?? '').not.toContain('暗号化');
  });

  test('至急でないものは、印も呼びかけもない', async () => {
    const clerk = await product.as('福祉政策課', '係長');
    const { number } = await formOf(clerk, 'incident', first);
    const told = await toldAbout(number);
    expect(textOf(cardOf(told))).not.toContain('至急');
    expect(JSON.stringify(cardOf(told))).not.toContain('"mention"');
  });

  test.each([
    ['続いているもの', { stillGoingOn: 'true' }, true, '保育課'],
    ['本人が101人のもの', { persons: '101' }, true, '危機管理課'],
    ['本人が100人のもの', { persons: '100' }, false, '人材育成課'],
    ['特定個人情報を含むもの', { personalInformationKinds: 'ordinary,myNumber' }, true, '情報公開課'],
    ['要配慮個人情報を含むもの', { personalInformationKinds: 'specialCare' }, true, '経理用地課'],
    ['個人情報を含むもの', { personalInformationKinds: 'ordinary' }, false, '総務課'],
  ])('%s', async (_what, more, urgent, section) => {
    const { message } = await formOf(await product.as(section, '係長'), 'incident', { ...first, ...more });
    expect(textOf(cardOf(message)).includes('至急')).toBe(urgent);
  });

  test('待っているものがあれば、至急のものが先に伝えられ、先に登録される', async () => {
    const reports = await Promise.all(
      [
        { section: '企画課', answers: { ...first, subject: '至急でない一' } },
        { section: '区立図書館', answers: { ...first, subject: '至急でない二' } },
        { section: '区立保育園', answers: { ...hurried, subject: '至急のもの' } },
      ].map(async ({ section, answers }) => {
        const person = await product.as(section, '係長');
        return { person, answers, form: await openForm(person, '事故') };
      }),
    );
    const numbers: string[] = [];
    await product.control('POST', 'faults', {
      id: 'graph',
      area: 'graph',
      path: '/$batch',
      kind: '503',
      retryAfter: 3,
    });
    await product.control('POST', 'faults', { id: 'teams', area: 'connector', kind: '503', retryAfter: 1 });
    try {
      for (const { person, form, answers } of reports) {
        const outcome = await person.press(form, 'incident.submit', {
          ...defaultsOf(cardOf(form)),
          ...answers,
        });
        if (outcome.outcome !== 'card') throw new Error(JSON.stringify(outcome));
        numbers.push(/R8-事-\d+/.exec(textOf(cardOf(outcome.message)))?.[0] ?? '');
      }
      // All three wait: both have been refused before they are let through.
      await eventually(
        'the channel has been tried',
        async () =>
          (
            await product.query(
              "select 1 from delivery where thread like 'channel/%' and attempts > 0 limit 1",
            )
          ).length > 0,
      );
      await eventually(
        'filing rests after a refusal',
        async () =>
          (
            await product.query(
              "select 1 from graphile_worker.jobs where key = 'file-rows-later' and run_at > now() + interval '1 second'",
            )
          ).length > 0,
      );
    } finally {
      await product.control('DELETE', 'faults');
    }
    const cards = await eventually(
      'all three in the channel',
      async () => {
        const said = (await officer.messages(channel)).filter((message) =>
          numbers.some((number) => textOf(cardOf(message)).includes(number)),
        );
        return said.length >= 3 && said.toSorted((one, other) => Number(one.id) - Number(other.id));
      },
      40_000,
    );
    expect(textOf(cardOf(cards[0]))).toContain(numbers[2]);
    // Rows of one batch have no order among themselves: none may be there before the urgent one.
    const filed = await eventually(
      'all three filed',
      async () => {
        const rows = await product.query(
          `select c.number from cases c join filing f on f.row_id = c.id
           where c.number = any($1) and f.filed_at is not null order by f.filed_at, c.urgent desc`,
          [numbers],
        );
        return rows.length >= 3 && rows.map((row) => row['number']);
      },
      40_000,
    );
    expect(filed[0]).toBe(numbers[2]);
  });

  test('対応チームが引き受けると、提出者の控えに担当が出る', async () => {
    const clerk = await product.as('高齢者支援課', '係長');
    const { number, message } = await formOf(clerk, 'incident', first);
    const told = await toldAbout(number);
    const member = await product.as('事故等対応チーム');
    const taken = await member.press(told, 'incident.takeUp');
    expect(taken.outcome === 'card' && textOf(cardOf(taken.message))).toContain('対応中');
    await eventually('the receipt tells who', async () =>
      (await clerk.messages(message.chatId)).find(
        (one) => one.id === message.id && textOf(cardOf(one)).includes(member.account.name),
      ),
    );
  });
});

describe('チャネルでは、内容を会話に出さない', () => {
  test('ボタンだけを出し、ダイアログで受け付け、会話には何も書かない', async () => {
    const member = officer;
    const general = channel;
    const before = await member.messages(general);
    await member.write(general, '事故', { mention: true });
    const said = (await member.messages(general)).filter(
      (message) => message.from.kind === 'app' && !before.some(({ id }) => id === message.id),
    );
    expect(said.length).toBe(1);
    const [offer] = said;
    if (!offer) throw new Error('no offer');
    expect(inputsOf(cardOf(offer))).toEqual([]);
    expect(actionsOf(cardOf(offer)).length).toBe(1);
    expectGoodCard(cardOf(offer));

    const opened = await member.press(offer, undefined as unknown as string, {}, { type: 'Action.Submit' });
    if (opened.outcome !== 'dialog') throw new Error(JSON.stringify(opened));
    const form = opened.dialog.card;
    expectGoodCard(form);
    for (const { number } of product.local.settings.telephones) expect(textOf(form)).toContain(number);
    const sent = await member.submitDialog(opened.dialog.id, {
      ...defaultsOf(form),
      ...first,
      subject: 'チャネルから知らせた件',
    });
    if (sent.outcome !== 'dialog') throw new Error(JSON.stringify(sent));
    const number = /R8-事-\d+/.exec(textOf(sent.dialog.card))?.[0];
    expect(number).toBeDefined();
    await toldAbout(number ?? '');
    const personal = await member.personalChat();
    await eventually('the receipt is in the personal chat', async () =>
      (await member.messages(personal)).find((message) => textOf(cardOf(message)).includes(number ?? '')),
    );
    const inThread = (await member.messages(general)).filter(
      (message) => message.threadId === offer.threadId && message.from.kind === 'app',
    );
    expect(subjectsSaid(inThread)).not.toContain('チャネルから知らせた件');
  });

  test('送信の途中で思わぬ失敗があっても、画面は入力を残したまま、何をすればよいかを上に言う', async () => {
    const member = officer;
    const before = new Set((await member.messages(channel)).map(({ id }) => id));
    await member.write(channel, '事故', { mention: true });
    const offer = (await member.messages(channel)).find(
      ({ id, from }) => from.kind === 'app' && !before.has(id),
    );
    if (!offer) throw new Error('no offer');
    const opened = await member.press(offer, undefined as unknown as string, {}, { type: 'Action.Submit' });
    if (opened.outcome !== 'dialog') throw new Error(JSON.stringify(opened));
    const typed = { ...defaultsOf(opened.dialog.card), ...first, subject: '失われない件名' };
    await product.query('alter table counter rename to counter_away');
    const failed = await member.submitDialog(opened.dialog.id, typed);
    await product.query('alter table counter_away rename to counter');
    if (failed.outcome !== 'dialog') throw new Error(JSON.stringify(failed));
    const form = failed.dialog.card;
    expectGoodCard(form);
    expect(textOf(form)).toMatch(/処理できませんでした。[^\n]*問合せ番号 [0-9a-f]{8} /);
    expect(textOf(form)).toContain('入力した内容は、この画面に残っています。');
    expect(defaultsOf(form)['subject']).toBe('失われない件名');
    expect(defaultsOf(form)['whatHappened']).toBe(first.whatHappened);
    const sent = await member.submitDialog(failed.dialog.id, defaultsOf(form));
    if (sent.outcome !== 'dialog') throw new Error(JSON.stringify(sent));
    const number = /R8-事-\d+/.exec(textOf(sent.dialog.card))?.[0];
    expect(number).toBeDefined();
    expect(
      await product.query("select number from cases where fields ->> 'subject' = '失われない件名'"),
    ).toEqual([{ number }]);
  });

  test('チャネルで番号や状況を尋ねても、内容を出さない', async () => {
    const clerk = await product.as('情報政策課', '主事');
    const { number } = await formOf(clerk, 'incident', { ...first, subject: '会話に出さない件' });
    const room = await clerk.channel('CIO補佐官・セキュリティアドバイザー', '相談受付');
    for (const asked of [number, '状況']) {
      await clerk.write(room, asked, { mention: true });
      const said = (await clerk.messages(room)).filter((message) => message.from.kind === 'app');
      expect(subjectsSaid(said)).not.toContain('会話に出さない件');
      expect(subjectsSaid(said)).toContain('個人チャット');
    }
  });
});

describe('N-3.2.オ 読める人は、対応にあたる人に限る', () => {
  test('他課の人にも同じ課の同僚にも、番号でも一覧でも検索の言葉でも見つからない', async () => {
    const clerk = await product.as('国保年金課', '主事');
    const secret = { ...first, subject: 'よそに見せない件', whatHappened: '棚から台帳がなくなりました。' };
    const { number } = await formOf(clerk, 'incident', secret);
    const others = [
      await product.as('企画課', '主事'),
      await product.as('企画課', '課長'),
      await product.as('国保年金課', '係長'),
      await product.as('（配属前）'),
    ];
    for (const other of others) {
      const byNumber = await lastFromApp(other, number);
      // What is not there and what is not theirs sound alike.
      expect(byNumber.text).toContain('見つかりません');
      const missing = await lastFromApp(other, number.replace(/\d+$/, '9999'));
      expect(missing.text).toBe(byNumber.text);
      const searched = await lastFromApp(other, '台帳がなくなりました');
      expect(subjectsSaid([searched])).toContain('うまく読み取れませんでした');
      const mine = await lastFromApp(other, '状況');
      const whose = (wanted: string) => (action: CardNode) =>
        (action['data'] as { whose?: string } | undefined)?.whose === wanted;
      const everyone = actionsOf(cardOf(mine)).find(whose('all'));
      if (everyone) {
        const all = await other.press(mine, 'intake.list', {}, { data: everyone['data'] });
        expect(all.outcome === 'card' ? textOf(cardOf(all.message)) : all).not.toContain(number);
      }
      const heard = (await other.messages(mine.chatId)).filter((message) => message.from.kind === 'app');
      expect(subjectsSaid(heard)).not.toMatch(new RegExp(`${number}|よそに見せない|台帳`));
    }
    const chief = await product.as('国保年金課', '課長');
    expect(textOf(cardOf(await lastFromApp(chief, number)))).toContain('よそに見せない件');
  });
});

describe('English', () => {
  test('who reads English gets the form, its faults, the receipt and the status in English', async () => {
    const clerk = await product.as('区立図書館', '主事', 'en-US');
    const form = await openForm(clerk, 'incident');
    expect(textOf(cardOf(form))).toContain('What happened');
    const faulty = await clerk.press(form, 'incident.submit', {
      ...first,
      occurredAtDate: '2026-09-14',
      occurredAtTime: '09:31',
    });
    if (faulty.outcome !== 'card') throw new Error(JSON.stringify(faulty));
    expect(textOf(cardOf(faulty.message))).toContain('This is later than when it was found.');
    const sent = await clerk.press(faulty.message, 'incident.submit', {
      ...first,
      occurredAtDate: '',
      occurredAtTime: '',
    });
    if (sent.outcome !== 'card') throw new Error(JSON.stringify(sent));
    const japanese = /[\u3040-\u30FF\u4E00-\u9FFF]/;
    const words = textOf(cardOf(sent.message))
      .replaceAll(/R8-事-\d+/g, '')
      .replaceAll(first.subject, '');
    expect(words).toContain('Received');
    expect(words).not.toMatch(japanese);
    const status = await lastFromApp(clerk, 'status');
    expect(textOf(cardOf(status))).toContain('Status');
  });
});
