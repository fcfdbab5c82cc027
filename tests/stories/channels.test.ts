import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { cardOf, textOf } from '../../infra/local-people.ts';
import { formOf } from '../harness/conversation.ts';
import { eventually } from '../harness/eventually.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { changed, profileText } from '../shared/engagements/profile-text.ts';

/** The profile names a channel that nobody has made yet. */

let product: Product;

beforeAll(async () => {
  product = await startProduct();
  const profile = path.join(product.local.folder, 'nerima-r8.yaml');
  writeFileSync(profile, changed(profileText('nerima-r8'), 'channel: 相談受付', 'channel: 新しい受付'));
  await product.killBot();
  await product.startBot({ PROFILE: profile });
}, 120_000);
afterAll(() => product?.stop());

test('チャネルを後から作っても、再起動せずに、待っていたものが一度だけ届く', async () => {
  const officer = await product.as('情報政策課', '係長');
  const clerk = await product.as('税務課', '主事');
  const { number } = await formOf(clerk, 'consultation', {
    subject: 'チャネルを待つ相談',
    category: 'system',
    questions1: '妥当でしょうか。',
  });
  await eventually(
    'it waits for the channel',
    async () =>
      (await product.query("select 1 from delivery where fault = 'the app is not installed there yet'"))
        .length > 0,
  );
  const channel = await officer.newChannel('CIO補佐官・セキュリティアドバイザー', '新しい受付');
  const told = async () =>
    (await officer.messages(channel)).filter((message) => textOf(cardOf(message)).includes(number));
  await eventually('the new channel is told', async () => (await told()).length > 0);
  const { number: next } = await formOf(clerk, 'consultation', {
    subject: '次の相談',
    category: 'system',
    questions1: '妥当でしょうか。',
  });
  await eventually('and of the next one', async () =>
    (await officer.messages(channel)).find((message) => textOf(cardOf(message)).includes(next)),
  );
  expect((await told()).length).toBe(1);
});
