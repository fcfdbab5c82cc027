import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { cardOf, defaultsOf, inputsOf, textOf, type LocalPerson } from '../../infra/local-people.ts';
import { lastFromApp, openForm } from '../harness/conversation.ts';
import { eventually } from '../harness/eventually.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { sharePointOf } from '../harness/sharepoint.ts';

/** The database is down for a while: the bot says what is so, and goes on by itself when it is back. */

let product: Product;
let officer: LocalPerson;
let clerk: LocalPerson;
beforeAll(async () => {
  product = await startProduct({ ownServer: true });
  officer = await product.as('情報政策課', '係長');
  clerk = await product.as('税務課', '主事');
}, 120_000);
afterAll(() => product?.stop());

const sheet = { category: 'system', questions1: '妥当でしょうか。' };

const readiness = async (): Promise<{ status: number; body: unknown }> => {
  const response = await fetch(`http://127.0.0.1:${product.local.botPort}/readyz`);
  return { status: response.status, body: await response.json() };
};

test('止まっている間は受け付けていないと言い、入力は残る。戻れば、再起動せずに続く', async () => {
  const list = await sharePointOf(product, officer, 'consultation');
  const channel = await officer.channel('CIO補佐官・セキュリティアドバイザー', '相談受付');

  // Accepted before, and still on its way to SharePoint when the database goes.
  const first = await openForm(clerk, '相談');
  await product.control('POST', 'faults', { area: 'graph', kind: '503', retryAfter: 1, path: '/$batch' });
  const accepted = await clerk.press(first, 'consultation.submit', {
    ...defaultsOf(cardOf(first)),
    ...sheet,
    subject: '停止の前に受け付けた相談',
  });
  if (accepted.outcome !== 'card') throw new Error(JSON.stringify(accepted));
  const before = /R8-相-\d+/.exec(textOf(cardOf(accepted.message)))?.[0] ?? '';
  const form = await openForm(clerk, '相談');
  const filled = { ...defaultsOf(cardOf(form)), ...sheet, subject: '停止中に送った相談' };

  await product.stopDatabase();
  await product.control('DELETE', 'faults');
  const down = await readiness();
  expect(down.status).toBe(503);
  expect(JSON.stringify(down.body)).toContain('database');

  const refused = await clerk.press(form, 'consultation.submit', filled);
  expect(refused.outcome).toBe('toast');
  const said = JSON.stringify(refused);
  expect(said).toContain('データベースに接続できない');
  expect(said).toContain('二重に受け付けることはありません');
  // The form stands where it stood, with what was typed in it.
  const standing = (await clerk.messages(form.chatId)).find(({ id }) => id === form.id);
  expect(inputsOf(cardOf(standing)).length).toBeGreaterThan(0);
  const asked = await lastFromApp(clerk, '状況');
  expect(asked.text).toContain('データベースに接続できない');
  expect((await readiness()).status).toBe(503);

  await product.startDatabase();
  await eventually('the bot is ready again', async () => (await readiness()).status === 200, 30_000);
  // As often as a person in a hurry presses: it is one submission.
  const number = await eventually('the form is accepted', async () => {
    const sent = await clerk.press(form, 'consultation.submit', filled);
    return sent.outcome === 'card' && /R8-相-\d+/.exec(textOf(cardOf(sent.message)))?.[0];
  });
  await clerk.press(form, 'consultation.submit', filled);
  for (const one of [before, number]) {
    await eventually(`the row of ${one}`, () => list.row(one), 60_000);
    await eventually(
      `the channel is told of ${one}`,
      async () => (await officer.messages(channel)).find((message) => textOf(cardOf(message)).includes(one)),
      60_000,
    );
  }
  expect((await list.rows()).filter(({ fields }) => fields['Subject'] === '停止中に送った相談').length).toBe(
    1,
  );
  // Every job that the outage interrupted is done or free again.
  await eventually(
    'no job is kept by anybody',
    async () =>
      (
        await product.query(
          "select 1 from graphile_worker._private_jobs where locked_at < now() - interval '10 seconds'",
        )
      ).length === 0,
    60_000,
  );
}, 200_000);

test('間をおかず何度止まっても、受け付けたものはそのつど登録される', async () => {
  const list = await sharePointOf(product, officer, 'consultation');
  const channel = await officer.channel('CIO補佐官・セキュリティアドバイザー', '相談受付');
  const isTold = async (number: string): Promise<boolean> =>
    (await officer.messages(channel)).some((message) => textOf(cardOf(message)).includes(number));
  const refusing = { area: 'graph', kind: '503', retryAfter: 1, path: '/$batch' };
  /** At another moment of the work each time. */
  const moments: readonly (readonly [string, (number: string) => Promise<unknown>])[] = [
    ['受け付けた直後', () => Promise.resolve()],
    ['登録を待つ間', () => product.control('POST', 'faults', refusing)],
    ['登録した直後', (number) => eventually(`the row of ${number}`, () => list.row(number))],
    ['知らせた直後', (number) => eventually(`the channel is told of ${number}`, () => isTold(number))],
  ];
  for (const [moment, comes] of moments) {
    const form = await openForm(clerk, '相談');
    const accepted = await clerk.press(form, 'consultation.submit', {
      ...defaultsOf(cardOf(form)),
      ...sheet,
      subject: `${moment}に停止`,
    });
    if (accepted.outcome !== 'card') throw new Error(JSON.stringify(accepted));
    const number = /R8-相-\d+/.exec(textOf(cardOf(accepted.message)))?.[0] ?? '';
    await comes(number);
    await product.stopDatabase();
    await product.control('DELETE', 'faults');
    await product.startDatabase();
    await eventually(`the row of ${number}`, () => list.row(number), 60_000);
    await eventually(`the channel is told of ${number}`, () => isTold(number), 60_000);
  }
  expect((await readiness()).status).toBe(200);
}, 300_000);
