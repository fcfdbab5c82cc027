import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { actionsOf, cardOf, defaultsOf, inputsOf, textOf, type Message } from '../../infra/local-people.ts';
import { eventually } from '../harness/eventually.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { formOf, lastFromApp, openForm } from '../harness/conversation.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
}, 120_000);
afterAll(() => product?.stop());

const answers = {
  subject: '窓口予約システム更新の見積りについて',
  category: 'system',
  questions1: '経費の内訳は妥当でしょうか。',
  background: '来年度の更新に向けて見積りを取りました。',
};

describe('N-3.3.ア.イ.a.1 所管課が相談シートを出す', () => {
  test('「相談したい」で様式が開き、送信するとすぐに番号が出て、リストの行とチャネルのカードになる', async () => {
    const clerk = await product.as('税務課', '主事');
    const form = await openForm(clerk, '相談したい');
    expect(textOf(cardOf(form))).toContain('相談シート');
    expect(inputsOf(cardOf(form)).map((input) => input['id'])).toEqual(
      expect.arrayContaining(['subject', 'questions1', 'questions5']),
    );

    const outcome = await clerk.press(form, 'consultation.submit', {
      ...defaultsOf(cardOf(form)),
      ...answers,
    });
    if (outcome.outcome !== 'card') throw new Error(JSON.stringify(outcome));
    const receipt = cardOf(outcome.message);
    expect(textOf(receipt)).toContain('R8-相-0001');
    expect(inputsOf(receipt)).toEqual([]);

    const row = await eventually('the row in the list', async () => {
      const sites = await clerk.call<{ value: { id: string; name?: string; displayName: string }[] }>(
        'GET',
        '/people/sites',
      );
      const site = sites.value.find(({ displayName }) => displayName.includes('受付'));
      const { value } = await clerk.call<{ value: { fields: Record<string, unknown> }[] }>(
        'GET',
        `/people/sites/${encodeURIComponent(site?.id ?? '')}/lists/${encodeURIComponent('相談')}/items`,
      );
      return value[0];
    });
    expect(row.fields).toMatchObject({
      Title: 'R8-相-0001',
      Subject: answers.subject,
      State: '受付済み',
      Section: '税務課',
      ReporterName: clerk.account.name,
    });

    const officer = await product.as('情報政策課', '係長');
    const channel = await officer.channel('CIO補佐官・セキュリティアドバイザー', '相談受付');
    const told = await eventually('the card in the channel', async () =>
      (await officer.messages(channel)).find((message) => textOf(cardOf(message)).includes('R8-相-0001')),
    );
    expect(textOf(cardOf(told))).toContain(answers.subject);

    const settled = await eventually<Message>('the receipt says that it is filed', async () =>
      (await clerk.messages(form.chatId)).find((message) => textOf(cardOf(message)).includes('登録済み')),
    );
    expect(settled.id).toBe(form.id);
  });

  test('同じ様式を二度押しても、一件のままで同じ番号が返る', async () => {
    const clerk = await product.as('福祉政策課', '主事');
    const form = await openForm(clerk, '相談');
    const inputs = { ...defaultsOf(cardOf(form)), ...answers, subject: '二度押し' };
    const outcomes = await Promise.all([1, 2, 3].map(() => clerk.press(form, 'consultation.submit', inputs)));
    const numbers = outcomes.map((outcome) =>
      outcome.outcome === 'card' ? /R8-相-\d+/.exec(textOf(cardOf(outcome.message)))?.[0] : outcome.outcome,
    );
    expect(new Set(numbers).size).toBe(1);
    expect(
      await product.query("select count(*)::int as count from cases where fields ->> 'subject' = '二度押し'"),
    ).toEqual([{ count: 1 }]);
  });

  test('足りない項目は、入力を残したまま、その項目の下で言う', async () => {
    const clerk = await product.as('保育課', '主事');
    const form = await openForm(clerk, '相談');
    // A client that checks nothing: the server has to.
    const outcome = await clerk.call<{ outcome: string; message: Message }>(
      'POST',
      `/people/chats/${encodeURIComponent(form.chatId)}/messages/${form.id}/actions`,
      {
        action: { verb: 'consultation.submit' },
        inputs: {
          ...defaultsOf(cardOf(form)),
          ...answers,
          category: '',
          questions1: '',
          wishedDate: '2020-01-01',
        },
        unchecked: true,
      },
    );
    const again = cardOf(outcome.message);
    expect(textOf(again)).toContain('入力してください。');
    expect(inputsOf(again).find((input) => input['id'] === 'subject')?.['value']).toBe(answers.subject);
    expect(await product.query('select 1 from cases where reporter_id = $1', [clerk.account.id])).toEqual([]);
  });

  test('着手前は訂正と取下げができ、番号は取下げとして残る', async () => {
    const clerk = await product.as('国保年金課', '主事');
    const { message, number } = await formOf(clerk, 'consultation', { ...answers, subject: '訂正前' });
    const correction = await clerk.press(message, 'consultation.correct');
    if (correction.outcome !== 'card') throw new Error(JSON.stringify(correction));
    expect(defaultsOf(cardOf(correction.message))['subject']).toBe('訂正前');
    const corrected = await clerk.press(correction.message, 'consultation.correctNow', {
      ...defaultsOf(cardOf(correction.message)),
      subject: '訂正後',
    });
    expect(corrected.outcome === 'card' && textOf(cardOf(corrected.message))).toContain('訂正後');

    if (corrected.outcome !== 'card') throw new Error('no card');
    const asked = await clerk.press(corrected.message, 'consultation.withdraw');
    if (asked.outcome !== 'card') throw new Error(JSON.stringify(asked));
    expect(actionsOf(cardOf(asked.message)).map((action) => action['verb'])).toContain(
      'consultation.withdrawNow',
    );
    const withdrawn = await clerk.press(asked.message, 'consultation.withdrawNow', {
      reason: '自己解決しました',
      sure: 'true',
    });
    expect(withdrawn.outcome === 'card' && textOf(cardOf(withdrawn.message))).toContain('取下げ');

    const next = await formOf(clerk, 'consultation', { ...answers, subject: '次の相談' });
    expect(Number(next.number.slice(-4))).toBe(Number(number.slice(-4)) + 1);
  });

  test('担当が引き受けた後は訂正できず、提出者の控えに担当が出る', async () => {
    const clerk = await product.as('高齢者支援課', '主事');
    const { message, number } = await formOf(clerk, 'consultation', { ...answers, subject: '引受け' });
    const officer = await product.as('情報政策課', '係長');
    const channel = await officer.channel('CIO補佐官・セキュリティアドバイザー', '相談受付');
    const told = await eventually('the card in the channel', async () =>
      (await officer.messages(channel)).find((one) => textOf(cardOf(one)).includes(number)),
    );
    const taken = await officer.press(told, 'consultation.takeUp');
    expect(taken.outcome === 'card' && textOf(cardOf(taken.message))).toContain('対応中');
    await eventually('the receipt tells who', async () =>
      (await clerk.messages(message.chatId)).find(
        (one) => one.id === message.id && textOf(cardOf(one)).includes(officer.account.name),
      ),
    );
  });

  test('番号を入力すると本人には内容が、他課の人には見つからないとだけ出る', async () => {
    const clerk = await product.as('経理用地課', '主事');
    const { number } = await formOf(clerk, 'consultation', { ...answers, subject: '番号で見る' });
    const own = await lastFromApp(clerk, number.toLowerCase());
    expect(textOf(cardOf(own))).toContain('番号で見る');
    const other = await product.as('企画課', '主事');
    const said = await lastFromApp(other, number);
    expect(textOf(cardOf(said)) + said.text).not.toContain('番号で見る');
    expect(said.text).toContain('見つかりません');
  });
});
