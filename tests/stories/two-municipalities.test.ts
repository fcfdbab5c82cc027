import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { actionsOf, cardOf, defaultsOf, inputsOf, textOf } from '../../infra/local-people.ts';
import { formOf, lastFromApp, openForm } from '../harness/conversation.ts';
import { eventually } from '../harness/eventually.ts';
import { expectGoodCard } from '../harness/good-card.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { sharePointOf } from '../harness/sharepoint.ts';

/** The same product for another municipality: nothing but the profile is different. */

let product: Product;
beforeAll(async () => {
  product = await startProduct({
    profile: 'kawasaki-r3',
    environment: { TENANT_CLOCK: '2021-09-13T01:00:00Z' },
  });
}, 120_000);
afterAll(() => product?.stop());

const form = {
  onBehalfOf: 'welfare',
  subject: '福祉システムの調達仕様書について',
  category: 'procurement',
  questions1: '要件の書き方は妥当でしょうか。',
};

describe('K-4.2.イ.3 相談するのはICT推進課の職員', () => {
  test('所管課の人には様式を開かず、行き先を案内する', async () => {
    const clerk = await product.as('税制課', '主事');
    const said = await lastFromApp(clerk, '相談');
    expect(said.text).toContain('ICT推進課が受け付けます');
    expect(inputsOf(cardOf(said))).toEqual([]);
    const help = await lastFromApp(clerk, 'ヘルプ');
    expect(actionsOf(cardOf(help)).map((action) => action['verb'])).not.toContain('consultation.open');
    expect(await product.query('select 1 from cases')).toEqual([]);
  });

  test('ICT推進課の職員は、どの課の相談かを必ず選んで出し、R3の番号を受ける', async () => {
    const officer = await product.as('ICT推進課', '主事');
    const opened = await openForm(officer, '相談');
    expectGoodCard(cardOf(opened));
    expect(textOf(cardOf(opened))).toContain('相談受付票');
    const [first] = inputsOf(cardOf(opened));
    expect(first).toMatchObject({ id: 'onBehalfOf', isRequired: true });
    expect(inputsOf(cardOf(opened)).find((input) => input['id'] === 'answerForm')?.['choices']).toEqual([
      { title: '電子メール', value: 'mail' },
      { title: '打合せ', value: 'meeting' },
    ]);
    // Five open days from 13 September 2021; the 20th and the 23rd are holidays.
    expect(defaultsOf(cardOf(opened))['wishedDate']).toBe('2021-09-21');

    const { number } = await formOf(officer, 'consultation', form);
    expect(number).toBe('R3-相-0001');
    const list = await sharePointOf(product, officer, 'consultation');
    const row = await eventually('the row', async () => list.row(number));
    expect(row.fields).toMatchObject({
      OnBehalfOf: '地域福祉課',
      Section: 'ICT推進課',
      Category: '調達仕様書',
      AnswerForm: '電子メール',
    });
  });

  test('所属長の確認も通知もなく、情報統括監理のチャネルへそのまま届く', async () => {
    const officer = await product.as('ICT推進課', '係長');
    const { number, message } = await formOf(officer, 'consultation', {
      ...form,
      subject: '承認を置かない相談',
    });
    expect(textOf(cardOf(message))).toContain('受付済み');
    const channel = await officer.channel('情報統括監理', '相談');
    const told = await eventually('the card in the channel', async () =>
      (await officer.messages(channel)).find((one) => textOf(cardOf(one)).includes(number)),
    );
    expectGoodCard(cardOf(told));
    expect(
      await product.query("select 1 from delivery where key like 'chief/%' and message like 'consultation%'"),
    ).toEqual([]);
  });

  test('K-10.2.ア.1 業務に従事しない人には、番号を言っても見つからない', async () => {
    const officer = await product.as('ICT推進課', '課長');
    const { number } = await formOf(officer, 'consultation', { ...form, subject: 'よその課に見せない相談' });
    const clerk = await product.as('地域福祉課', '主事');
    expect((await lastFromApp(clerk, number)).text).toContain('見つかりません');
  });
});

describe('K-4.4.ア.2 インシデントは、その市の言葉と電話番号で', () => {
  test('だれでも報告でき、CSIRTのチャネルへ届く', async () => {
    const clerk = await product.as('戸籍住民サービス課', '主事');
    const opened = await openForm(clerk, 'インシデント');
    expect(textOf(cardOf(opened))).toContain('インシデントの第一報');
    for (const { number } of product.local.settings.telephones)
      expect(textOf(cardOf(opened))).toContain(number);
    const { number } = await formOf(clerk, 'incident', {
      subject: '誤送付',
      incidentKind: 'misdelivery',
      whatHappened: '別の方の証明書を送りました。',
    });
    expect(number).toBe('R3-事-0001');
    const member = await product.as('情報セキュリティ管理会議（CSIRT）');
    const channel = await member.channel('情報セキュリティ管理会議（CSIRT）', '第一報');
    await eventually('the card in the channel', async () =>
      (await member.messages(channel)).find((one) => textOf(cardOf(one)).includes(number)),
    );
    const officer = await product.as('ICT推進課', '主事');
    const list = await sharePointOf(product, officer, 'incident');
    await eventually('the row in the list of its own name', async () => list.row(number));
  });

  test('K-10.5 受託者も、自らの事故を同じ様式で報告できる', async () => {
    const manager = await product.as('受託者', 'プロジェクトマネージャ');
    expect(manager.account.guest).toBe(true);
    const { number } = await formOf(manager, 'incident', {
      section: 'ictPromotion',
      subject: '受託者の端末の紛失',
      incidentKind: 'contractor',
      whatHappened: '移動中に端末を紛失しました。',
    });
    expect(number).toMatch(/^R3-事-/);
  });
});

test('言葉は「及び」「又は」と書き、もう一つの市区の名はどこにも出ない', async () => {
  const clerk = await product.as('人事課', '主事');
  for (const said of ['ヘルプ', 'インシデント', '状況', 'xyz']) await lastFromApp(clerk, said);
  const everything = (await clerk.messages(await clerk.personalChat()))
    .filter((message) => message.from.kind === 'app')
    .map((message) => `${message.text}\n${textOf(cardOf(message))}`)
    .join('\n');
  expect(everything).not.toMatch(/練馬|情報政策課|および|または|ならびに/);
  expect(everything).toContain('令和3年度情報統括監理実施委託');
});
