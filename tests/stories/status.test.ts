import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  actionsOf,
  cardOf,
  defaultsOf,
  nodesOf,
  textOf,
  type LocalPerson,
  type Message,
} from '../../infra/local-people.ts';
import { attackerOf, isQuiet, type Attacker } from '../harness/attacker.ts';
import { formOf, greetedChat, lastFromApp } from '../harness/conversation.ts';
import { eventually } from '../harness/eventually.ts';
import { expectGoodCard } from '../harness/good-card.ts';
import { startProduct, type Product } from '../harness/product.ts';

/** 状況, ヘルプ and what the app says when nothing was understood. */

let product: Product;
let clerk: LocalPerson;
let attacker: Attacker;
const LONGEST = '長'.repeat(100);

beforeAll(async () => {
  product = await startProduct();
  clerk = await product.as('税務課', '主事');
  await greetedChat(clerk);
  attacker = await attackerOf(product);
  for (let index = 1; index <= 13; index += 1) {
    const answer = await attacker.press(clerk.account, 'consultation.submit', {
      submissionId: randomUUID(),
      subject: `${String(index).padStart(2, '0')}${LONGEST}`.slice(0, 100),
      category: 'system',
      questions1: '妥当でしょうか。',
      answerForm: 'document',
      confidentiality: 'level2',
    });
    expect(answer.text).toContain('R8-相-');
  }
  // Their receipts come by themselves and must not come last.
  await eventually('everything is filed and told', () => isQuiet(product));
}, 120_000);
afterAll(() => product?.stop());

const latest = async ({ chatId, id }: Message): Promise<Message | undefined> =>
  (await clerk.messages(chatId)).find((message) => message.id === id);

const shownIn = (card: unknown): readonly unknown[] =>
  nodesOf(card)
    .map((node) => node['selectAction'])
    .filter((action) => action !== undefined);

describe('状況', () => {
  test('新しい順に10件、どれも件名がいちばん長くても一枚に収まり、続きは「次へ」', async () => {
    const first = await lastFromApp(clerk, '状況');
    expectGoodCard(cardOf(first));
    expect(shownIn(cardOf(first)).length).toBe(10);
    expect(textOf(cardOf(first)).indexOf('R8-相-0013')).toBeLessThan(
      textOf(cardOf(first)).indexOf('R8-相-0004'),
    );
    const next = actionsOf(cardOf(first)).find((action) => action['title'] === '次へ');
    const second = await clerk.press(first, 'intake.list', {}, { data: next?.['data'] });
    if (second.outcome !== 'card') throw new Error(JSON.stringify(second));
    expectGoodCard(cardOf(second.message));
    expect(shownIn(cardOf(second.message)).length).toBe(3);
    expect(textOf(cardOf(second.message))).toContain('R8-相-0001');
    expect(textOf(cardOf(second.message))).not.toContain('次へ');
  });

  test('前へ戻れる。今どこを見ているかを言う', async () => {
    const first = await lastFromApp(clerk, '状況');
    expect(textOf(cardOf(first))).toContain('1〜10件目');
    expect(textOf(cardOf(first))).not.toContain('前へ');
    const press = async (title: string) => {
      const action = actionsOf(cardOf(await latest(first))).find((one) => one['title'] === title);
      const outcome = await clerk.press(first, 'intake.list', {}, { data: action?.['data'] });
      if (outcome.outcome !== 'card') throw new Error(JSON.stringify(outcome));
      return textOf(cardOf(outcome.message));
    };
    expect(await press('次へ')).toContain('11〜13件目');
    expect(await press('前へ')).toContain('1〜10件目');
  });

  test.each([
    'R8-相-0001 の状況',
    'Ｒ８−相−１の状況を教えて',
    'r8-相-0001はどうなっていますか',
    '状況 R8-相-0001',
  ])('「%s」から番号を読み取る', async (said) => {
    const shown = textOf(cardOf(await lastFromApp(clerk, said)));
    expect(shown).toContain('R8-相-0001');
    expect(shown).toContain('妥当でしょうか。');
  });

  test('「R8-相-0001 の状況」を他課の人が尋ねても、見つからないとだけ出る', async () => {
    const other = await product.as('企画課', '係長');
    const chat = await greetedChat(other);
    await other.write(chat, 'R8-相-0001 の状況');
    const said = (await other.messages(chat)).map((message) => message.text);
    expect(said.some((text) => text.includes('見つかりません'))).toBe(true);
  });

  test('一覧から内容を開ける', async () => {
    const first = await lastFromApp(clerk, '一覧');
    const opened = await clerk.press(first, 'consultation.show');
    if (opened.outcome !== 'card') throw new Error(JSON.stringify(opened));
    expectGoodCard(cardOf(opened.message));
    expect(textOf(cardOf(opened.message))).toContain('妥当でしょうか。');
  });

  test('まだ何もない人には、始め方を言う', async () => {
    const other = await product.as('企画課', '主事');
    const said = await lastFromApp(other, '状況');
    expectGoodCard(cardOf(said));
    expect(textOf(cardOf(said))).toContain('「相談」または「事故」と入力すると始められます。');
  });

  test('全角でも小文字でも、英語でも通じる', async () => {
    for (const [index, said] of ['状況。', 'ＳＴＡＴＵＳ', 'my cases', '状況確認'].entries()) {
      const person = await product.as(
        ['総務課', '保育課', '福祉政策課', '高齢者支援課'][index] ?? '',
        '主事',
      );
      expect(textOf(cardOf(await lastFromApp(person, said)))).toContain('状況：自分の受付');
    }
  });
});

describe('訂正と取下げを、言葉から', () => {
  const own = async (section: string): Promise<{ person: LocalPerson; number: string }> => {
    const person = await product.as(section, '主事');
    const { number } = await formOf(person, 'consultation', {
      subject: '言葉で直す件',
      category: 'system',
      questions1: '妥当でしょうか。',
    });
    return { person, number };
  };

  test.each([
    ['取り下げたい', 'withdraw'],
    ['相談を取下げたいのですが', 'withdraw'],
    ['事故の報告を訂正したい', 'correct'],
    ['訂正', 'correct'],
    ['I want to withdraw my report', 'withdraw'],
  ])('「%s」に、着手前の自分の受付を並べる', async (said, verb) => {
    const { person, number } = await own('情報公開課');
    const answer = await lastFromApp(person, said);
    expectGoodCard(cardOf(answer));
    expect(textOf(cardOf(answer))).toContain(number);
    expect(shownIn(cardOf(answer)).length).toBeGreaterThan(0);
    expect(JSON.stringify(shownIn(cardOf(answer)))).toContain(`consultation.${verb}`);
  });

  test('選ぶと、その場で訂正できる', async () => {
    const { person, number } = await own('人材育成課');
    const answer = await lastFromApp(person, '訂正したい');
    const form = await person.press(answer, 'consultation.correct');
    if (form.outcome !== 'card') throw new Error(JSON.stringify(form));
    const sent = await person.press(form.message, 'consultation.correctNow', {
      ...defaultsOf(cardOf(form.message)),
      subject: '直した件',
    });
    if (sent.outcome !== 'card') throw new Error(JSON.stringify(sent));
    expect(textOf(cardOf(sent.message))).toContain(number);
    expect(textOf(cardOf(sent.message))).toContain('直した件');
  });

  test('できるものがなければ、どうすればよいかを言う', async () => {
    const person = await product.as('区立図書館', '主事');
    const answer = await lastFromApp(person, '取り下げたい');
    expect(textOf(cardOf(answer))).toContain('担当に直接ご連絡ください');
  });

  test('A third person: 同じ課の人の受付は並ばない', async () => {
    const { number } = await own('経理用地課');
    const answer = await lastFromApp(await product.as('経理用地課', '係長'), '訂正したい');
    expect(textOf(cardOf(answer))).not.toContain(number);
  });
});

describe('ヘルプ、挨拶、読み取れない言葉', () => {
  test.each(['ヘルプ', 'help', 'こんにちは', '使い方'])('「%s」に、できることを答える', async (said) => {
    // Of a section that nobody reported from: no other message comes in between.
    const title = said === 'help' ? '係長' : said === 'ヘルプ' ? '課長' : '主事';
    const answer = await lastFromApp(await product.as('区立図書館', title), said);
    expectGoodCard(cardOf(answer));
    expect(actionsOf(cardOf(answer)).map((action) => action['verb'])).toEqual([
      'consultation.open',
      'incident.open',
      'intake.list',
    ]);
  });

  test('権限のないことは案内せず、求められたら何の権限がないかを言う', async () => {
    const staff = await product.as('区立図書館', '主事');
    const help = textOf(cardOf(await lastFromApp(staff, 'ヘルプ')));
    for (const word of ['予定', '会議計画', '課題', '期限の登録', '通知設定', '不在'])
      expect(help).not.toMatch(new RegExp(`^\\*\\*${word}`, 'm'));
    expect((await lastFromApp(staff, '予定')).text).toContain('会議の予定を見る権限がありません');
    expect((await lastFromApp(staff, '会議計画')).text).toContain('会議の計画を作る権限がありません');
    expect((await lastFromApp(staff, '課題')).text).toContain('課題管理表を見る権限がありません');
    const officer = await product.as('情報政策課', '係長');
    const offered = textOf(cardOf(await lastFromApp(officer, 'ヘルプ')));
    for (const word of ['予定', '会議計画', '課題', '期限の登録', '通知設定', '不在'])
      expect(offered).toMatch(new RegExp(`^\\*\\*${word}`, 'm'));
  });

  test('読み取れない言葉にも行き先があり、書いた言葉を繰り返さない', async () => {
    const person = await product.as('人材育成課', '主事');
    const answer = await lastFromApp(person, '本日の天気 **太字** <b>');
    expectGoodCard(cardOf(answer));
    expect(textOf(cardOf(answer))).toContain('うまく読み取れませんでした');
    expect(textOf(cardOf(answer))).not.toContain('天気');
    expect(actionsOf(cardOf(answer)).length).toBeGreaterThan(0);
  });

  test('どちらとも取れる言葉には、どちらかを尋ねる', async () => {
    const person = await product.as('経理用地課', '主事');
    const answer = await lastFromApp(person, '事故について相談したいことがあります');
    expectGoodCard(cardOf(answer));
    expect(textOf(cardOf(answer))).toContain('どちらをお手伝いしますか');
    expect(actionsOf(cardOf(answer)).map((action) => action['verb'])).toEqual([
      'consultation.open',
      'incident.open',
    ]);
  });

  test('挨拶は一度だけ', async () => {
    const person = await product.as('危機管理課', '主事');
    await lastFromApp(person, 'ヘルプ');
    await lastFromApp(person, 'ヘルプ');
    const greetings = (await person.messages(await person.personalChat())).filter((message) =>
      textOf(cardOf(message)).includes('はじめまして'),
    );
    expect(greetings.length).toBe(1);
  });
});
