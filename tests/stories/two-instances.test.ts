import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freePort } from '../../infra/free-port.ts';
import { cardOf, defaultsOf, textOf } from '../../infra/local-people.ts';
import { openForm } from '../harness/conversation.ts';
import { eventually } from '../harness/eventually.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { sharePointOf } from '../harness/sharepoint.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
  // The second one takes no messages here; it shares the database, the filing and the telling.
  await product.startBot({ PORT: String(await freePort()) });
}, 120_000);
afterAll(() => product?.stop());

test('二つのボットが一つのデータベースで動いても、番号も行もチャネルのカードも一つずつ', async () => {
  const sections = [
    '企画課',
    '税務課',
    '保育課',
    '総務課',
    '国保年金課',
    '福祉政策課',
    '情報公開課',
    '危機管理課',
  ];
  const numbers = await Promise.all(
    sections.map(async (section, index) => {
      const clerk = await product.as(section, '主事');
      const form = await openForm(clerk, '相談');
      const outcome = await clerk.press(form, 'consultation.submit', {
        ...defaultsOf(cardOf(form)),
        subject: `二つのボット ${index}`,
        category: 'system',
        questions1: '一件ずつ届きますか。',
      });
      if (outcome.outcome !== 'card') throw new Error(JSON.stringify(outcome));
      return /R8-相-\d+/.exec(textOf(cardOf(outcome.message)))?.[0] ?? '';
    }),
  );
  expect(numbers.toSorted()).toEqual(
    sections.map((_, index) => `R8-相-${String(index + 1).padStart(4, '0')}`),
  );

  const officer = await product.as('情報政策課', '係長');
  const list = await sharePointOf(product, officer, 'consultation');
  for (const number of numbers) await eventually(`the row of ${number}`, () => list.row(number));
  const channel = await officer.channel('CIO補佐官・セキュリティアドバイザー', '相談受付');
  const told = await eventually('every case is told in the channel', async () => {
    const cards = (await officer.messages(channel)).flatMap(
      (message) => /R8-相-\d+/.exec(textOf(cardOf(message)))?.[0] ?? [],
    );
    return cards.length >= numbers.length ? cards : undefined;
  });
  expect(told.toSorted()).toEqual(numbers.toSorted());
  expect(await product.query('select status, count(*)::int as count from filing group by status')).toEqual([
    { status: 'filed', count: numbers.length },
  ]);
  expect(await product.query('select sum(doubtful)::int as doubtful from delivery')).toEqual([
    { doubtful: 0 },
  ]);
}, 60_000);
