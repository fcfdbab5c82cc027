import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cardOf, defaultsOf, textOf, type LocalPerson } from '../../infra/local-people.ts';
import { formOf, lastFromApp } from '../harness/conversation.ts';
import { expectGoodCard } from '../harness/good-card.ts';
import { eventually } from '../harness/eventually.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { sharePointOf, type Row, type SharePoint } from '../harness/sharepoint.ts';

/** People edit the list by hand: it is theirs. Fields come home within a minute; workflow columns are the product's. */

let product: Product;
let officer: LocalPerson;
let list: SharePoint;
beforeAll(async () => {
  product = await startProduct({ eager: ['follow-lists'] });
  officer = await product.as('情報政策課', '係長');
  list = await sharePointOf(product, officer, 'consultation');
}, 120_000);
afterAll(() => product?.stop());

const sheet = {
  subject: '手で直される前',
  category: 'system',
  questions1: '妥当でしょうか。',
  background: '来年度に更新します。',
};

const rowOf = (number: string): Promise<Row> =>
  eventually(`the row of ${number}`, async () => list.row(number));

/** Filed, and the bot has seen its own row: an edit after this is somebody else's. */
const submitted = async (section: string, answers = sheet) => {
  const clerk = await product.as(section, '主事');
  const { message, number } = await formOf(clerk, 'consultation', answers);
  const row = await rowOf(number);
  await eventually('the receipt says that it is filed', async () =>
    (await clerk.messages(message.chatId)).find(
      ({ id, ...one }) => id === message.id && textOf(cardOf({ id, ...one })).includes('登録済み'),
    ),
  );
  return { clerk, message, number, row };
};

const shown = async (person: LocalPerson, number: string): Promise<string> =>
  textOf(cardOf(await lastFromApp(person, number)));

const field = async (number: string, name: string): Promise<unknown> =>
  (
    (await product.query('select fields from cases where number = $1', [number]))[0]?.['fields'] as
      | Record<string, unknown>
      | undefined
  )?.[name];

const WITHIN_A_MINUTE = 60_000;

describe('様式の項目を手で直す', () => {
  test('1分以内にボットにも出て、控えとチャネルのカードも変わる', async () => {
    const { clerk, message, number, row } = await submitted('税務課');
    await list.edit(row, { Subject: '手で直した後', Background: '一行目\n二行目' });
    await eventually(
      'the receipt shows it',
      async () =>
        (await clerk.messages(message.chatId)).find(
          (one) => one.id === message.id && textOf(cardOf(one)).includes('手で直した後'),
        ),
      WITHIN_A_MINUTE,
    );
    expect(await shown(clerk, number)).toContain('二行目');
    const channel = await officer.channel('CIO補佐官・セキュリティアドバイザー', '相談受付');
    await eventually('the channel’s card shows it', async () =>
      (await officer.messages(channel)).find(
        (one) => textOf(cardOf(one)).includes(number) && textOf(cardOf(one)).includes('手で直した後'),
      ),
    );
  });

  test('空にした項目は、ボットでも空になる', async () => {
    const { number, row } = await submitted('福祉政策課');
    await list.edit(row, { Background: null });
    await eventually(
      'it is empty',
      async () => (await field(number, 'background')) === undefined,
      WITHIN_A_MINUTE,
    );
    expect(await field(number, 'subject')).toBe(sheet.subject);
  });

  test('選択肢にない区分を手で入れても、リストに残り、ボットは前の内容を示し続ける', async () => {
    const { clerk, number, row } = await submitted('保育課');
    await list.edit(row, { Category: '手書きの区分', Background: '一緒に直した背景' });
    const said = await refusalOf(number);
    expect(said).toContain('リストにだけ残した列');
    expect(said).toMatch(/区分\s+「手書きの区分」/);
    expect(said).toContain(officer.account.name);
    // One odd column keeps no other of its row from coming home, and is told alone.
    expect(said).not.toContain('背景');
    expect(await field(number, 'background')).toBe('一緒に直した背景');
    expect((await rowOf(number)).fields['Category']).toBe('手書きの区分');
    expect(await shown(clerk, number)).toContain('情報システム');
    // One odd row keeps nobody else's edits from coming home.
    const next = await submitted('総務課');
    await list.edit(next.row, { Subject: '次の行の手直し' });
    await eventually(
      'the next edit comes home',
      async () => (await field(next.number, 'subject')) === '次の行の手直し',
      WITHIN_A_MINUTE,
    );
  });

  test('手で直した後に担当が引き受けても、手直しは残る', async () => {
    const { number, row } = await submitted('高齢者支援課');
    const channel = await officer.channel('CIO補佐官・セキュリティアドバイザー', '相談受付');
    const told = await eventually('the card in the channel', async () =>
      (await officer.messages(channel)).find((one) => textOf(cardOf(one)).includes(number)),
    );
    await list.edit(row, { Subject: '引受け直前の手直し' });
    const taken = await officer.press(told, 'consultation.takeUp');
    expect(taken.outcome).toBe('card');
    const after = await eventually('the row says who', async () => {
      const now = await list.row(number);
      return now?.fields['State'] === '対応中' && now;
    });
    expect(after.fields).toMatchObject({ Subject: '引受け直前の手直し', HandlerName: officer.account.name });
  });
});

const channelCard = async (words: readonly string[]) => {
  const channel = await officer.channel('CIO補佐官・セキュリティアドバイザー', '相談受付');
  return (await officer.messages(channel))
    .map((message) => cardOf(message))
    .find((said) => words.every((one) => textOf(said).includes(one)));
};
const channelSays = async (words: readonly string[]): Promise<string | undefined> => {
  const said = await channelCard(words);
  return said && textOf(said);
};
const refusalOf = async (number: string): Promise<string> => {
  const said = await eventually(
    `the channel hears what was refused about ${number}`,
    () => channelCard([number, '変更を取り込みませんでした']),
    WITHIN_A_MINUTE,
  );
  expectGoodCard(said);
  return textOf(said);
};
const stateOf = async (number: string): Promise<Record<string, unknown> | undefined> =>
  (
    await product.query(
      'select state, urgent, handler_id, handler_name, reason from cases where number = $1',
      [number],
    )
  )[0];
const rowBecomes = (number: string, right: Readonly<Record<string, unknown>>): Promise<Row> =>
  eventually(
    `the row of ${number} says ${JSON.stringify(right)}`,
    async () => {
      const now = await list.row(number);
      return now && Object.entries(right).every(([name, value]) => now.fields[name] === value) && now;
    },
    WITHIN_A_MINUTE,
  );

describe('状態・担当・至急を手で直すと、ボタンと同じ規則を通る', () => {
  test('権限のある人が取下げにすると、取り下げられる', async () => {
    const { clerk, number, row } = await submitted('税務課');
    await list.edit(row, { State: '取下げ', Reason: '別の相談にまとめます。' });
    await eventually(
      'it is withdrawn',
      async () => (await stateOf(number))?.['state'] === 'withdrawn',
      WITHIN_A_MINUTE,
    );
    const said = await shown(clerk, number);
    expect(said).toContain('取下げ');
    expect(said).toContain('別の相談にまとめます。');
    expect(await channelSays([number, '取り込みませんでした'])).toBeUndefined();
  });

  test('対応中にすると、その人が担当になる', async () => {
    const { clerk, number, row } = await submitted('福祉政策課');
    await list.edit(row, { State: '対応中' });
    await rowBecomes(number, {
      State: '対応中',
      HandlerName: officer.account.name,
      HandlerId: officer.account.id,
    });
    expect(await shown(clerk, number)).toContain(officer.account.name);
  });

  test('担当に氏名を入れると、その人が担当になる。別の人に替えることもできる', async () => {
    const { number, row } = await submitted('保育課');
    const [adviser, colleague] = await Promise.all([
      product.as((one) => one.jobTitle === '総合情報化顧問（CIO補佐官）'),
      product.as('情報政策課', '主事'),
    ]);
    await list.edit(row, { HandlerName: adviser.account.name.replace(' ', '') });
    await rowBecomes(number, { State: '対応中', HandlerId: adviser.account.id });
    const now = await rowOf(number);
    await list.edit(now, { HandlerName: colleague.account.name });
    await rowBecomes(number, { State: '対応中', HandlerId: colleague.account.id });
    expect(await stateOf(number)).toMatchObject({ handler_name: colleague.account.name });
  });

  test('至急にすると至急になり、チャネルに新しく投稿される', async () => {
    const { clerk, number, row } = await submitted('総務課');
    await list.edit(row, { Urgent: true });
    await eventually('the channel hears of it', () => channelSays([number, '至急']), WITHIN_A_MINUTE);
    expect(await shown(clerk, number)).toContain('至急');
    await list.edit(await rowOf(number), { Urgent: false });
    const said = await refusalOf(number);
    expect(said).toMatch(/至急\s+「いいえ」/);
    expect(said).toContain('至急の扱いは取り消せません。');
    await rowBecomes(number, { Urgent: true });
  });

  test('N-3.2.オ.ア.2 事故等の項目を手で直して至急に当たるようになると、至急になり、第一報のチャネルに投稿される', async () => {
    const clerk = await product.as('国保年金課', '主事');
    const { number } = await formOf(clerk, 'incident', {
      subject: '手で直される事故等',
      incidentKind: 'misdelivery',
      whatHappened: '添付を取り違えました。',
    });
    const incidents = await sharePointOf(product, officer, 'incident');
    const row = await eventually('its row', () => incidents.row(number));
    await incidents.edit(row, { Persons: 500, Section: '企画課' });
    const team = await officer.channel('情報セキュリティ事故等対応', '第一報');
    const said = async (...parts: string[]) =>
      (await officer.messages(team))
        .map((message) => textOf(cardOf(message)))
        .find((text) => [number, ...parts].every((part) => text.includes(part)));
    await eventually('the response team is told', () => said('至急'), WITHIN_A_MINUTE);
    expect(await stateOf(number)).toMatchObject({ urgent: true });
    await eventually('the row says so', async () => (await incidents.row(number))?.fields['Urgent'] === true);
    // What was refused of it is told there as well, and in no other channel.
    await eventually('the refusal is told', () => said('取り込みませんでした', '企画課'));
    expect(await channelSays([number])).toBeUndefined();
  });

  test.each([
    [
      '権限のない人の取下げ',
      '企画課',
      { State: '取下げ' },
      { State: '受付済み' },
      '権限がありません',
      '危機管理課',
    ],
    [
      '権限のない人の引受け',
      '企画課',
      { State: '対応中' },
      { State: '受付済み' },
      '権限がありません',
      '人材育成課',
    ],
    [
      'ない状態への変更',
      '情報政策課',
      { State: '差戻し' },
      { State: '受付済み' },
      '変更できません',
      '情報公開課',
    ],
    [
      'だれだかわからない担当',
      '情報政策課',
      { HandlerName: '架空 無名' },
      { HandlerName: undefined },
      '氏名として確認できません',
      '経理用地課',
    ],
  ])(
    '%sは元に戻り、だれが何をどう変えたかがチャネルに出る',
    async (_what, whose, edited, right, why, section) => {
      const { number, row } = await submitted(section);
      const editor = await product.as(whose, '主事');
      await (await sharePointOf(product, editor, 'consultation')).edit(row, edited);
      const said = await refusalOf(number);
      expect(said).toContain('元に戻した列');
      expect(said).toContain(editor.account.name);
      expect(said).toContain(why);
      for (const value of Object.values(edited)) expect(said).toContain(`「${value}」`);
      await rowBecomes(number, right);
      expect(await stateOf(number)).toMatchObject({ state: 'received', handler_id: null });
    },
  );
});

describe('業務の列は、手で直しても元に戻る', () => {
  test.each([
    ['番号', { Title: 'R8-相-9999' }, '国保年金課'],
    ['連番', { Sequence: 9999 }, '戸籍住民課'],
    ['提出者', { ReporterName: '架空 無名', ReporterMail: 'x@example.com' }, '高齢者支援課'],
    ['提出者ID', { ReporterId: '00000000-0000-4000-8000-000000000000' }, '区立図書館'],
    ['所属', { Section: '企画課', SectionId: 'planning' }, '区立保育園'],
    ['受付日時', { SubmittedAt: '2026-04-01T00:00:00Z' }, '経理用地課'],
    ['受付ID', { SubmissionId: '00000000-0000-4000-8000-000000000000' }, '税務課'],
    ['添付', { Files: '手書き' }, '情報公開課'],
  ])('%s', async (_what, edited, section) => {
    const { clerk, number, row } = await submitted(section);
    const right = Object.fromEntries(Object.keys(edited).map((name) => [name, row.fields[name]]));
    await list.edit(row, edited);
    const back = await eventually(
      'it is put back',
      async () => {
        const now = (await list.rows()).find(({ id }) => id === row.id);
        return (
          now?.fields['Title'] === number &&
          Object.entries(right).every(([name, value]) => now.fields[name] === value) &&
          now
        );
      },
      WITHIN_A_MINUTE,
    );
    expect(back.fields['SubmissionId']).toBe(row.fields['SubmissionId']);
    const said = await refusalOf(number);
    expect(said).toContain('ボットが管理する列です。');
    expect(said).toContain(officer.account.name);
    const [state] = await product.query('select state from cases where number = $1', [number]);
    expect(state).toEqual({ state: 'received' });
    expect(await shown(clerk, number)).toContain('受付済み');
  });

  test('様式の項目と一緒に直しても、項目は活かし、業務の列だけ戻す', async () => {
    const { number, row } = await submitted('危機管理課');
    await list.edit(row, { Section: '企画課', Subject: '一緒に直した件名' });
    await rowBecomes(number, { Section: '危機管理課', Subject: '一緒に直した件名' });
    await eventually('it comes home', async () => (await field(number, 'subject')) === '一緒に直した件名');
  });
});

describe('行を消す、行を作る', () => {
  test('消された行は、番号で見るとそう言う。番号は使い回さない', async () => {
    const { clerk, number, row } = await submitted('経理用地課');
    await list.remove(row);
    await eventually(
      'the bot has seen it',
      async () =>
        (
          await product.query('select 1 from list_row where row_id = $1 and deleted', [
            row.fields['SubmissionId'],
          ])
        ).length > 0,
      WITHIN_A_MINUTE,
    );
    expect(await shown(clerk, number)).toContain('リストから削除されています');
    const next = await formOf(clerk, 'consultation', { ...sheet, subject: '消した後の相談' });
    expect(Number(next.number.slice(-4))).toBeGreaterThan(Number(number.slice(-4)));
  });

  test('手で作った行には手を付けない', async () => {
    await officer.call('POST', await itemsPath(), { fields: { Title: '区の控え', Subject: '手で作った行' } });
    const { number, row } = await submitted('企画課');
    await list.edit(row, { Subject: '手で作った行の後の手直し' });
    await eventually(
      'what comes after it comes home',
      async () => (await field(number, 'subject')) === '手で作った行の後の手直し',
      WITHIN_A_MINUTE,
    );
    expect((await list.rows()).find(({ fields }) => fields['Title'] === '区の控え')?.fields).toMatchObject({
      Subject: '手で作った行',
    });
    expect(await product.query("select 1 from cases where number = '区の控え'")).toEqual([]);
  });
});

const itemsPath = async (): Promise<string> => {
  const { value } = await officer.call<{ value: { id: string; name: string }[] }>('GET', '/people/sites');
  const site = value.find(({ name }) => name === product.local.settings.sites.cases)?.id ?? '';
  return `/people/sites/${encodeURIComponent(site)}/lists/${encodeURIComponent('相談')}/items`;
};

describe('ボットの中の訂正と、リストの手直しが重なる', () => {
  test('本人の訂正は行に届き、行は一つのまま', async () => {
    const { clerk, message, number } = await submitted('人材育成課');
    const opened = await clerk.press(message, 'consultation.correct');
    if (opened.outcome !== 'card') throw new Error(JSON.stringify(opened));
    const sent = await clerk.press(opened.message, 'consultation.correctNow', {
      ...defaultsOf(cardOf(opened.message)),
      subject: '本人が訂正した件名',
    });
    expect(sent.outcome === 'card' && textOf(cardOf(sent.message))).toContain('本人が訂正した件名');
    await eventually(
      'the row follows',
      async () => (await list.row(number))?.fields['Subject'] === '本人が訂正した件名',
    );
    expect((await list.rows()).filter(({ fields }) => fields['Title'] === number).length).toBe(1);
  });
});
