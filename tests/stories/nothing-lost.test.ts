import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cardOf, defaultsOf, textOf, type LocalPerson } from '../../infra/local-people.ts';
import { attackerOf } from '../harness/attacker.ts';
import { formOf, greetedChat, lastFromApp } from '../harness/conversation.ts';
import { eventually } from '../harness/eventually.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { sharePointOf, type Row, type SharePoint } from '../harness/sharepoint.ts';

let product: Product;
let officer: LocalPerson;
let list: SharePoint;
beforeAll(async () => {
  product = await startProduct();
  officer = await product.as('情報政策課', '係長');
  await greetedChat(officer);
  list = await sharePointOf(product, officer, 'consultation');
}, 120_000);
afterAll(() => product?.stop());
const sheet = {
  subject: '手で直される前',
  category: 'system',
  questions1: '妥当でしょうか。',
  background: '来年度に更新します。',
};
/** What of a person's files waits for a case, as a form takes it. */
const keptFiles = async (person: LocalPerson): Promise<string> =>
  (
    await product.query('select id from attachment where owner_id = $1 and case_id is null', [
      person.account.id,
    ])
  )
    .map((row) => String(row['id']))
    .join(',');
const submitted = async (section: string) => {
  const clerk = await product.as(section, '主事');
  const { message, number } = await formOf(clerk, 'consultation', sheet);
  const row: Row = await eventually(`the row of ${number}`, async () => list.row(number));
  await eventually('filed', async () =>
    (await clerk.messages(message.chatId)).find(
      (one) => one.id === message.id && textOf(cardOf(one)).includes('登録済み'),
    ),
  );
  return { clerk, message, number, row };
};

describe('失われない：訂正、手直し、削除、ファイル、番号', () => {
  test('消された行：控えもそう言う（古いカードは嘘をつかない）', async () => {
    const { clerk, message, row } = await submitted('経理用地課');
    await list.remove(row);
    await eventually(
      'the receipt says so',
      async () =>
        (await clerk.messages(message.chatId)).find(
          (one) => one.id === message.id && textOf(cardOf(one)).includes('リストから削除されています'),
        ),
      20_000,
    );
  });
  test('本人の訂正と、まだ届いていない手直しは、項目ごとに併合される', async () => {
    const { clerk, message, number, row } = await submitted('税務課');
    const opened = await clerk.press(message, 'consultation.correct');
    if (opened.outcome !== 'card') throw new Error(JSON.stringify(opened));
    await list.edit(row, { Background: '手で直した背景' });
    const sent = await clerk.press(opened.message, 'consultation.correctNow', {
      ...defaultsOf(cardOf(opened.message)),
      subject: '本人の訂正',
    });
    expect(sent.outcome).toBe('card');
    await eventually(
      'the row follows',
      async () => (await list.row(number))?.fields['Subject'] === '本人の訂正',
    );
    expect((await list.row(number))?.fields).toMatchObject({ Background: '手で直した背景' });
  });
  test('同じ訂正を二度送っても、一度目の控えが返る', async () => {
    const attacker = await attackerOf(product);
    const { clerk, number } = await submitted('保育課');
    const [row] = await product.query('select id from cases where number = $1', [number]);
    const data = {
      caseId: row?.['id'],
      revision: 1,
      ...sheet,
      subject: '続けて二度',
      answerForm: 'document',
      confidentiality: 'level2',
    };
    await attacker.press(clerk.account, 'consultation.correctNow', data);
    const again = await attacker.press(clerk.account, 'consultation.correctNow', data);
    expect(again.text).not.toContain('入力した内容は残っています');
  });
  test('大文字と小文字だけが違う名前の二つのファイルは、どちらも残る', async () => {
    const clerk = await product.as('国保年金課', '主事');
    const chat = await greetedChat(clerk);
    const encode = (text: string) => new TextEncoder().encode(text);
    const ids = [
      await clerk.upload(chat, 'Report.txt', encode('一つめ')),
      await clerk.upload(chat, 'report.TXT', encode('二つめ')),
    ];
    await clerk.write(chat, '', { files: ids });
    const { number } = await formOf(clerk, 'consultation', { ...sheet, files: await keptFiles(clerk) });
    await eventually(
      'both uploaded',
      async () =>
        (
          await product.query('select 1 from attachment where owner_id = $1 and bytes is not null', [
            clerk.account.id,
          ])
        ).length === 0,
    );
    expect((await list.files(number)).length).toBe(2);
  });
  test('書き込めなかったファイルは、直した後に人が再試行できる', async () => {
    const clerk = await product.as('総務課', '主事');
    const chat = await greetedChat(clerk);
    const id = await clerk.upload(chat, '資料.txt', new TextEncoder().encode('x'));
    await clerk.write(chat, '', { files: [id] });
    await product.control('POST', 'faults', {
      area: 'graph',
      kind: '412',
      path: '/content$/',
      method: 'PUT',
      times: 1,
    });
    const { number } = await formOf(clerk, 'consultation', { ...sheet, files: await keptFiles(clerk) });
    await eventually(
      'refused',
      async () => (await product.query('select 1 from attachment where fault is not null')).length === 1,
    );
    const attacker = await attackerOf(product);
    await attacker.press(officer.account, 'intake.retryFiling');
    await eventually(
      'the file is there',
      async () => (await list.files(number).catch(() => [])).length === 1,
      10_000,
    );
  });
  test('ヘルプの番号の例は、その契約の番号', async () => {
    const said = textOf(cardOf(await lastFromApp(await product.as('企画課', '主事'), 'ヘルプ')));
    expect(said).toContain(
      `${product.local.settings.numberPrefix}-${product.local.settings.consultation.numberMark}-0001`,
    );
  });
  test('手で書かれた番号は、次の番号を動かさない', async () => {
    const { number, row } = await submitted('福祉政策課');
    await product.killBot();
    await list.edit(row, { Title: 'R8-相-9000' });
    await product.startBot();
    const next = await formOf(await product.as('福祉政策課', '係長'), 'consultation', sheet);
    expect(Number(next.number.slice(5))).toBeLessThan(Number(number.slice(5)) + 10);
  });
});
