import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { cardOf, textOf, type LocalPerson } from '../../infra/local-people.ts';
import { attackerOf, holdings, isQuiet, type Attacker } from '../harness/attacker.ts';
import { formOf } from '../harness/conversation.ts';
import { eventually } from '../harness/eventually.ts';
import { startProduct, type Product } from '../harness/product.ts';

/** A guest of the tenant whom neither a role nor a section names: whatever they try, they are told so, and nothing is kept. */

let product: Product;
let attacker: Attacker;
let guest: LocalPerson;
let theirs: { id: string; number: string };
let before: Readonly<Record<string, unknown>>;

beforeAll(async () => {
  product = await startProduct({ environment: { FOLLOW_LISTS_SECONDS: '60' } });
  attacker = await attackerOf(product);
  guest = await product.as('（登録のない取引先）', '担当');
  const { number } = await formOf(await product.as('税務課', '主事'), 'consultation', {
    subject: '取引先に見せない件',
    category: 'system',
    questions1: '妥当でしょうか。',
  });
  const [row] = await product.query('select id from cases where number = $1', [number]);
  theirs = { id: String(row?.['id']), number };
  await guest.personalChat();
  await eventually('everything is filed and told', () => isQuiet(product));
}, 120_000);
afterAll(() => product?.stop());

beforeEach(async () => {
  before = await holdings(product);
});

const expectTurnedAway = (said: string): void => {
  expect(said).toContain('このボットを使う登録がないため、受け付けていません。');
  expect(said).toContain('保存していません');
  expectTheWayOn(said);
};
const expectTheWayOn = (said: string): void => {
  // Whom to ask, and a way for an incident all the same.
  expect(said).toContain('情報政策課へご連絡ください');
  for (const { number } of product.local.settings.telephones) expect(said).toContain(number);
  expect(said).not.toContain(theirs.number);
  expect(said).not.toContain('取引先に見せない件');
};
const nothingKept = async (): Promise<void> => {
  expect(await holdings(product)).toEqual(before);
};

const said = async (): Promise<readonly string[]> =>
  (await guest.messages(await guest.personalChat()))
    .filter((message) => message.from.kind === 'app')
    .map((message) => `${message.text}${textOf(cardOf(message))}`);

describe('登録のないゲスト', () => {
  test('アプリを追加したときの挨拶から、そう言う', async () => {
    const greeting = await eventually('the app says something', async () => (await said())[0]);
    expect(greeting).toContain('このボットを使う登録がありません。');
    expectTheWayOn(greeting);
    expect((await said()).length).toBe(1);
  });

  test.each(['ヘルプ', '相談', '事故', '状況', 'R8-相-0001', '取り下げたい', '本日の天気'])(
    '「%s」と書く',
    async (text) => {
      const known = (await said()).length;
      await guest.write(await guest.personalChat(), text);
      const answers = (await said()).slice(known);
      expect(answers.length).toBe(1);
      expectTurnedAway(answers[0] ?? '');
      await nothingKept();
    },
  );

  test('様式を送る、ボタンを押す', async () => {
    for (const [verb, data] of [
      [
        'consultation.submit',
        {
          submissionId: '00000000-0000-4000-8000-0000000000aa',
          subject: 'x',
          category: 'system',
          questions1: 'x',
          answerForm: 'document',
          confidentiality: 'level2',
          section: product.local.settings.sections[0]?.id,
        },
      ],
      ['incident.open', {}],
      ['consultation.show', { caseId: theirs.id }],
      ['consultation.withdrawNow', { caseId: theirs.id, revision: 1, sure: 'true' }],
      ['intake.list', { whose: 'all' }],
      ['intake.attach', { where: theirs.id }],
      ['intake.retryFiling', {}],
    ] as const)
      expectTurnedAway((await attacker.press(guest.account, verb, data)).text);
    await nothingKept();
  });

  test('画面（ダイアログ）を開く、そこから送る', async () => {
    for (const [name, verb] of [
      ['task/fetch', 'incident.form'],
      ['task/submit', 'incident.submit'],
    ]) {
      const answer = await attacker.send(
        attacker.activity(guest.account, { type: 'invoke', name, value: { data: { verb } } }),
      );
      expect(answer.status).toBe(200);
      expectTurnedAway(answer.text);
    }
    await nothingKept();
  });

  test('ファイルを送る', async () => {
    const chat = await guest.personalChat();
    const known = (await said()).length;
    const file = await guest.upload(chat, '見積.txt', new TextEncoder().encode('x'));
    await guest.write(chat, '', { files: [file] });
    const answers = (await said()).slice(known);
    expect(answers.length).toBe(1);
    expectTurnedAway(answers[0] ?? '');
    await nothingKept();
  });

  test('A third person: a guest whom a role names is served as ever', async () => {
    const manager = await product.as((one) => one.guest && one.groups.length > 0);
    const { number } = await formOf(manager, 'incident', {
      subject: '受託者からの連絡',
      incidentKind: 'suspicion',
      whatHappened: '見慣れない画面が出ました。',
      section: product.local.settings.sections[0]?.id ?? '',
    });
    expect(number).toMatch(/^R8-事-/);
  });
});
