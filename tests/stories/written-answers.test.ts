import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { cardOf, textOf, type LocalPerson } from '../../infra/local-people.ts';
import { TO_WRITE } from '../../shared/documents/facts.ts';
import { formOf } from '../harness/conversation.ts';
import { eventually } from '../harness/eventually.ts';
import { paneOf } from '../harness/pane.ts';
import { startProduct, type Product } from '../harness/product.ts';

/** 回答書: submitted, it is told where consultations are looked after, and to whoever asked. N-3.3.ア.イ */

let product: Product;
beforeAll(async () => {
  product = await startProduct();
}, 180_000);
afterAll(() => product?.stop());

/** What was to be written is written. */
const answered = (bytes: Uint8Array): Uint8Array => {
  const parts = unzipSync(bytes);
  const name = 'word/document.xml';
  const xml = strFromU8(parts[name] ?? new Uint8Array()).replaceAll(
    TO_WRITE,
    '10月の見積りで足りると考えます。',
  );
  return zipSync({ ...parts, [name]: strToU8(xml) });
};

const toldTo = async (person: LocalPerson, chat: string, text: string) =>
  (await person.messages(chat)).filter((message) => textOf(cardOf(message)).includes(text));

test('is told in 相談受付 and to the one who asked, and nowhere else', async () => {
  const clerk = await product.as('税務課', '主事');
  const other = await product.as('国保年金課', '主事');
  const { number } = await formOf(clerk, 'consultation', {
    subject: '帳票基盤の見積り',
    category: 'system',
    answerForm: 'document',
    questions1: '妥当でしょうか。',
  });
  const adviser = await product.as('受託者', '業務責任者');
  const pane = await paneOf(product, adviser);
  const at = `template=responseDocument&subject=${number}`;
  const bytes = await pane.make('responseDocument', number);
  // To be written is no fault of a document that nobody hands in; handed in, it is.
  expect(await pane.put(`/fitness?${at}`, bytes)).toMatchObject({
    status: 409,
    body: { code: 'submission.toWrite' },
  });
  expect(await pane.put(`/submission?${at}`, answered(bytes))).toMatchObject({ status: 200 });

  const officer = await product.as('情報政策課', '係長');
  const team = 'CIO補佐官・セキュリティアドバイザー';
  const channel = await officer.channel(team, '相談受付');
  const card = await eventually(
    'the channel is told',
    async () => (await toldTo(officer, channel, '文書の提出'))[0],
    60_000,
  );
  expect(textOf(cardOf(card))).toContain(number);
  // What it is about stands in no notification.
  expect(card.summary).toBe(`提出：回答書　${number}`);

  const chat = await clerk.personalChat();
  const told = await eventually(
    'who asked is told',
    async () => (await toldTo(clerk, chat, '回答書が提出されました'))[0],
    60_000,
  );
  expect(textOf(cardOf(told))).toContain('帳票基盤の見積り');
  const shown = await clerk.press(told, 'consultation.show');
  expect(shown.outcome === 'card' && textOf(cardOf(shown.message))).toContain('妥当でしょうか。');

  expect(await toldTo(officer, await officer.channel(team, '会議と期限'), number)).toEqual([]);
  expect(await toldTo(other, await other.personalChat(), number)).toEqual([]);
}, 120_000);
