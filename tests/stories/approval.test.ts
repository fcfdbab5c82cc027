import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  actionsOf,
  cardOf,
  defaultsOf,
  textOf,
  type LocalPerson,
  type Message,
} from '../../infra/local-people.ts';
import { attackerOf } from '../harness/attacker.ts';
import { formOf, greetedChat } from '../harness/conversation.ts';
import { eventually } from '../harness/eventually.ts';
import { expectGoodCard } from '../harness/good-card.ts';
import { startProduct, type Product } from '../harness/product.ts';

/** 所属長の承認を置く契約: a profile whose consultations wait for the section chief. */

let product: Product;
let officer: LocalPerson;
let channel: string;
const folder = mkdtempSync(path.join(tmpdir(), 'cio-desk-profile-'));

beforeAll(async () => {
  const original = readFileSync(
    path.join(import.meta.dirname, '../../shared/engagements/nerima-r8.yaml'),
    'utf8',
  );
  const profile = path.join(folder, 'nerima-r8.yaml');
  writeFileSync(
    profile,
    original
      .replace('chief: told  # 所属長には', 'chief: approves  # 所属長には')
      .replace('chief: told  # 承認を待つと', 'chief: approves  # 承認を待つと'),
  );
  product = await startProduct({ profile });
  expect(product.local.settings.consultation.chief).toBe('approves');
  officer = await product.as('情報政策課', '係長');
  await greetedChat(officer);
  channel = await officer.channel('CIO補佐官・セキュリティアドバイザー', '相談受付');
}, 120_000);
afterAll(async () => {
  await product?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const sheet = { subject: '承認を受ける相談', category: 'system', questions1: '妥当でしょうか。' };

const asked = (chief: LocalPerson, number: string): Promise<Message> =>
  eventually(`the chief is asked about ${number}`, async () =>
    (await chief.messages(await chief.personalChat())).find((message) => {
      const said = textOf(cardOf(message));
      // The greeting shows what a number looks like.
      return said.includes(number) && !said.includes('はじめまして');
    }),
  );
const announced = async (number: string): Promise<readonly Message[]> =>
  (await officer.messages(channel)).filter((message) => textOf(cardOf(message)).includes(number));
const verbs = (message: Message): readonly unknown[] =>
  actionsOf(cardOf(message)).map((action) => action['verb']);
const stateOf = async (number: string): Promise<unknown> =>
  (await product.query('select state from cases where number = $1', [number]))[0]?.['state'];
const receiptSays = (clerk: LocalPerson, message: Message, words: string): Promise<Message> =>
  eventually(`the receipt says ${words}`, async () =>
    (await clerk.messages(message.chatId)).find(
      (one) => one.id === message.id && textOf(cardOf(one)).includes(words),
    ),
  );

describe('所属長が承認してから、担当に届く', () => {
  test('番号はすぐに出る。承認までは担当に伝えず、承認すると伝える', async () => {
    const chief = await product.as('税務課', '課長');
    await greetedChat(chief);
    const clerk = await product.as('税務課', '主事');
    const { message, number } = await formOf(clerk, 'consultation', sheet);
    expect(textOf(cardOf(message))).toContain('所属長確認待ち');
    const card = await asked(chief, number);
    expectGoodCard(cardOf(card));
    expect(textOf(cardOf(card))).toContain(sheet.questions1);
    expect(verbs(card)).toEqual(['consultation.approve', 'consultation.sendBack']);
    expect(await announced(number)).toEqual([]);

    const approved = await chief.press(card, 'consultation.approve');
    if (approved.outcome !== 'card') throw new Error(JSON.stringify(approved));
    expect(textOf(cardOf(approved.message))).toContain('受付済み');
    expect(verbs(approved.message)).toEqual([]);
    await eventually('the section in charge is told', async () => (await announced(number)).length > 0);
    await receiptSays(clerk, message, '受付済み');
    expect((await announced(number)).length).toBe(1);
  });

  test('差戻しには理由が要る。本人に理由が届き、訂正すると再び所属長に届く', async () => {
    const chief = await product.as('福祉政策課', '課長');
    await greetedChat(chief);
    const clerk = await product.as('福祉政策課', '主事');
    const { message, number } = await formOf(clerk, 'consultation', sheet);
    const card = await asked(chief, number);
    const without = await chief.press(card, 'consultation.sendBack', { reason: '' });
    expect(JSON.stringify(without)).toContain('理由を入力してください');
    expect(await stateOf(number)).toBe('awaitingApproval');
    await chief.press(card, 'consultation.sendBack', { reason: '見積書を添えてください。' });
    const receipt = await receiptSays(clerk, message, '見積書を添えてください。');
    expect(textOf(cardOf(receipt))).toContain('差戻し');

    const opened = await clerk.press(receipt, 'consultation.correct');
    if (opened.outcome !== 'card') throw new Error(JSON.stringify(opened));
    const sent = await clerk.press(opened.message, 'consultation.correctNow', {
      ...defaultsOf(cardOf(opened.message)),
      background: '見積書を添えました。',
    });
    expect(sent.outcome === 'card' && textOf(cardOf(sent.message))).toContain('所属長確認待ち');
    const again = await eventually('the chief can approve again', async () =>
      (await chief.messages(card.chatId)).find(
        (one) => textOf(cardOf(one)).includes(number) && verbs(one).includes('consultation.approve'),
      ),
    );
    expect(textOf(cardOf(again))).toContain('見積書を添えました。');
    await chief.press(again, 'consultation.approve');
    await eventually('the section in charge is told', async () => (await announced(number)).length > 0);
  });

  test('差戻しは、何も変えなくても再度送信でき、再び所属長に届く', async () => {
    const chief = await product.as('税務課', '課長');
    const clerk = await product.as('税務課', '主事');
    const { message, number } = await formOf(clerk, 'consultation', sheet);
    const card = await asked(chief, number);
    await chief.press(card, 'consultation.sendBack', { reason: '口頭で確認します。' });
    const receipt = await receiptSays(clerk, message, 'まだ再度送信していません');
    const opened = await clerk.press(receipt, 'consultation.correct');
    if (opened.outcome !== 'card') throw new Error(JSON.stringify(opened));
    expect(textOf(cardOf(opened.message))).toContain('再度送信する');
    const sent = await clerk.press(
      opened.message,
      'consultation.correctNow',
      defaultsOf(cardOf(opened.message)),
    );
    expect(sent.outcome === 'card' && textOf(cardOf(sent.message))).toContain('所属長確認待ち');
    await eventually('the chief can approve again', async () =>
      (await chief.messages(card.chatId)).find(
        (one) => textOf(cardOf(one)).includes(number) && verbs(one).includes('consultation.approve'),
      ),
    );
  });

  test('所属長自身の相談は、承認を待たない', async () => {
    const chief = await product.as('保育課', '課長');
    const { number, message } = await formOf(chief, 'consultation', sheet);
    expect(textOf(cardOf(message))).toContain('受付済み');
    await eventually('the section in charge is told', async () => (await announced(number)).length > 0);
  });

  test('承認できるのは、その課の長だけ', async () => {
    const chief = await product.as('総務課', '課長');
    await greetedChat(chief);
    const clerk = await product.as('総務課', '主事');
    const { number } = await formOf(clerk, 'consultation', sheet);
    const card = await asked(chief, number);
    const data = actionsOf(cardOf(card))[0]?.['data'];
    const attacker = await attackerOf(product);
    for (const other of [await product.as('企画課', '課長'), clerk, officer]) {
      const answer = await attacker.press(other.account, 'consultation.approve', data);
      expect(answer.text).toContain('扱う権限がありません');
    }
    expect(await stateOf(number)).toBe('awaitingApproval');
  });

  test('待つ間に取り下げると、所属長のカードも終わる。承認しても変わらない', async () => {
    const chief = await product.as('高齢者支援課', '課長');
    await greetedChat(chief);
    const clerk = await product.as('高齢者支援課', '主事');
    const { number, message } = await formOf(clerk, 'consultation', sheet);
    const card = await asked(chief, number);
    const filed = await receiptSays(clerk, message, '登録済み');
    const question = await clerk.press(filed, 'consultation.withdraw');
    if (question.outcome !== 'card') throw new Error(JSON.stringify(question));
    await clerk.press(question.message, 'consultation.withdrawNow', { reason: '', sure: 'true' });
    expect(await stateOf(number)).toBe('withdrawn');
    const late = await chief.press(card, 'consultation.approve');
    expect(JSON.stringify(late)).not.toContain('"consultation.approve"');
    expect(await stateOf(number)).toBe('withdrawn');
    await eventually('the chief’s card says so', async () =>
      (await chief.messages(card.chatId)).find(
        (one) => one.id === card.id && textOf(cardOf(one)).includes('取下げ') && verbs(one).length === 0,
      ),
    );
    expect(await announced(number)).toEqual([]);
  });
});

describe('至急の事故等は、承認を待たない', () => {
  test('すぐに対応チームへ届き、所属長には知らせが届く', async () => {
    const chief = await product.as('戸籍住民課', '課長');
    await greetedChat(chief);
    const clerk = await product.as('戸籍住民課', '主事');
    const { number } = await formOf(clerk, 'incident', {
      subject: '端末の感染',
      incidentKind: 'malware',
      whatHappened: '警告が出続けています。',
    });
    const team = await officer.channel('情報セキュリティ事故等対応', '第一報');
    await eventually('the response team is told', async () =>
      (await officer.messages(team)).find((one) => textOf(cardOf(one)).includes(number)),
    );
    const card = await asked(chief, number);
    expect(verbs(card)).toEqual([]);
    expect(await stateOf(number)).toBe('received');
  });
});

describe('動くべき人には、新しいカードで知らせる', () => {
  const cardsAbout = async (person: LocalPerson, number: string): Promise<readonly Message[]> =>
    (await person.messages(await person.personalChat())).filter((message) => {
      const said = textOf(cardOf(message));
      return said.includes(number) && !said.includes('はじめまして');
    });

  test('差戻しは提出者に、再提出は所属長に、新しいカードで届く。所属長は、読んだ内容だけを承認できる', async () => {
    const chief = await product.as('保育課', '課長');
    await greetedChat(chief);
    const clerk = await product.as('保育課', '主事');
    const { message, number } = await formOf(clerk, 'consultation', {
      ...sheet,
      subject: '差し戻される相談',
    });
    const first = await asked(chief, number);
    await chief.press(first, 'consultation.sendBack', { reason: '背景を書いてください。' });
    const returned = await eventually('the sender gets a new card', async () =>
      (await cardsAbout(clerk, number)).find((one) => one.id !== message.id),
    );
    expect(textOf(cardOf(returned))).toContain('背景を書いてください。');

    const form = await clerk.press(returned, 'consultation.correct');
    if (form.outcome !== 'card') throw new Error(JSON.stringify(form));
    await clerk.press(form.message, 'consultation.correctNow', {
      ...defaultsOf(cardOf(form.message)),
      background: '来年度に更新します。',
    });
    const second = await eventually('the chief is asked anew', async () =>
      (await cardsAbout(chief, number)).find((one) => one.id !== first.id),
    );

    // An old window of the chief's: the card that was made before the text changed.
    const attacker = await attackerOf(product);
    const [row] = await product.query('select id, revision from cases where number = $1', [number]);
    await attacker.press(chief.account, 'consultation.approve', { caseId: row?.['id'], revision: 1 });
    expect(await stateOf(number)).toBe('awaitingApproval');
    await chief.press(second, 'consultation.approve');
    expect(await stateOf(number)).toBe('received');
  });

  test('N-3.2.オ.ア.2 訂正で至急になった事故等は、承認を待たず、チャネルに新しく投稿される', async () => {
    const team = await product.as((account) => account.jobTitle === '事故等対応チーム');
    const reports = await team.channel('情報セキュリティ事故等対応', '第一報');
    const clerk = await product.as('総務課', '主事');
    const { message, number } = await formOf(clerk, 'incident', {
      subject: '端末の動作がおかしい',
      incidentKind: 'systemStoppage',
      whatHappened: '画面が動かなくなりました。',
    });
    expect(await stateOf(number)).toBe('awaitingApproval');
    const form = await clerk.press(message, 'incident.correct');
    if (form.outcome !== 'card') throw new Error(JSON.stringify(form));
    await clerk.press(form.message, 'incident.correctNow', {
      ...defaultsOf(cardOf(form.message)),
      stillGoingOn: 'true',
    });
    expect(await stateOf(number)).toBe('received');
    const told = await eventually('the response team is told', async () =>
      (await team.messages(reports)).find((one) => textOf(cardOf(one)).includes(number)),
    );
    expect(textOf(cardOf(told))).toContain('至急');
  });
});
