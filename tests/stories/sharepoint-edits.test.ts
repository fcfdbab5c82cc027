import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cardOf, defaultsOf, textOf, type LocalPerson } from '../../infra/local-people.ts';
import { formOf, lastFromApp } from '../harness/conversation.ts';
import { eventually } from '../harness/eventually.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { sharePointOf, type Row, type SharePoint } from '../harness/sharepoint.ts';

/** People edit the list by hand: it is theirs. Fields come home within a minute; workflow columns are the product's. */

let product: Product;
let officer: LocalPerson;
let list: SharePoint;
beforeAll(async () => {
  product = await startProduct();
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
    await list.edit(row, { Category: '手書きの区分' });
    await eventually(
      'the bot has seen it',
      async () =>
        (
          await product.query(
            "select 1 from list_row where row_id = $1 and seen ->> 'Category' = '手書きの区分'",
            [row.fields['SubmissionId']],
          )
        ).length > 0,
      WITHIN_A_MINUTE,
    );
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

describe('業務の列は、手で直しても元に戻る', () => {
  test.each([
    ['状態', { State: '取下げ' }, { State: '受付済み' }, '戸籍住民課'],
    ['番号', { Title: 'R8-相-9999' }, {}, '国保年金課'],
  ])('%s', async (_what, edited, right, section) => {
    const { clerk, number, row } = await submitted(section);
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
    const [state] = await product.query('select state from cases where number = $1', [number]);
    expect(state).toEqual({ state: 'received' });
    expect(await shown(clerk, number)).toContain('受付済み');
  });

  test('様式の項目と一緒に直しても、項目は活かし、業務の列だけ戻す', async () => {
    const { number, row } = await submitted('危機管理課');
    await list.edit(row, { State: '対応中', Subject: '一緒に直した件名' });
    await eventually(
      'both',
      async () => {
        const now = await list.row(number);
        return now?.fields['State'] === '受付済み' && now.fields['Subject'] === '一緒に直した件名';
      },
      WITHIN_A_MINUTE,
    );
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
