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
import { formOf, greetedChat, lastFromApp } from '../harness/conversation.ts';
import { eventually } from '../harness/eventually.ts';
import { expectGoodCard } from '../harness/good-card.ts';
import { startProduct, type Product } from '../harness/product.ts';

/** Old cards do not lie: what somebody was answered with is kept true like what they were told unasked. */

let product: Product;
let officer: LocalPerson;
beforeAll(async () => {
  product = await startProduct();
  officer = await product.as('情報政策課', '係長');
  await greetedChat(officer);
}, 120_000);
afterAll(() => product?.stop());

const sheet = { subject: '見積りについて', category: 'system', questions1: '妥当でしょうか。' };

const textNow = async (person: LocalPerson, { chatId, id }: Message): Promise<string> =>
  textOf(cardOf((await person.messages(chatId)).find((message) => message.id === id)));

const comesToSay = (person: LocalPerson, message: Message, words: string): Promise<boolean> =>
  eventually(`the card comes to say ${words}`, async () => (await textNow(person, message)).includes(words));

const pressed = async (
  person: LocalPerson,
  message: Message,
  verb: string,
  inputs: Readonly<Record<string, string>> = {},
): Promise<Message> => {
  const outcome = await person.press(message, verb, inputs);
  if (outcome.outcome !== 'card') throw new Error(JSON.stringify(outcome));
  return outcome.message;
};

const takeUp = async (number: string): Promise<void> => {
  const channel = await officer.channel('CIO補佐官・セキュリティアドバイザー', '相談受付');
  const told = await eventually(`${number} in the channel`, async () =>
    (await officer.messages(channel)).find((message) => textOf(cardOf(message)).includes(number)),
  );
  await officer.press(told, 'consultation.takeUp');
};

const verbsIn = async (person: LocalPerson, { chatId, id }: Message): Promise<readonly unknown[]> =>
  actionsOf(cardOf((await person.messages(chatId)).find((message) => message.id === id))).map(
    (action) => action['verb'],
  );

const ledgerOf = (activityOf: Message) =>
  product.query(
    "select message, status, activity_id is not null as known from delivery where activity_id = $1 or key like '%/' || $1",
    [activityOf.id],
  );

describe('答えとして出したカードも、後の変化に従う', () => {
  test('番号で尋ねて出た内容は、担当が引き受けるとそう変わり、訂正のボタンが消える', async () => {
    const clerk = await product.as('税務課', '主事');
    const { number } = await formOf(clerk, 'consultation', sheet);
    const asked = await lastFromApp(clerk, number);
    expect(await verbsIn(clerk, asked)).toContain('consultation.correct');
    await takeUp(number);
    await comesToSay(clerk, asked, '対応中');
    expect(await textNow(clerk, asked)).toContain(officer.account.name);
    expect(await verbsIn(clerk, asked)).toEqual(['intake.list']);
  });

  test('ボタンで開いた内容は、内容のまま新しくなる。控えには戻らない', async () => {
    const clerk = await product.as('企画課', '主事');
    const { message, number } = await formOf(clerk, 'consultation', sheet);
    const shown = await pressed(clerk, message, 'consultation.show');
    expect(textOf(cardOf(shown))).toContain('妥当でしょうか。');
    await takeUp(number);
    await comesToSay(clerk, message, '対応中');
    expect(await textNow(clerk, message)).toContain('妥当でしょうか。');
  });

  test('一覧から開いて訂正した後の控えも、添付の答えも、後の変化に従う', async () => {
    const clerk = await product.as('総務課', '主事');
    const { number } = await formOf(clerk, 'consultation', sheet);
    const list = await lastFromApp(clerk, '状況');
    const shown = await pressed(clerk, list, 'consultation.show');
    const form = await pressed(clerk, shown, 'consultation.correct');
    const receipt = await pressed(clerk, form, 'consultation.correctNow', {
      ...defaultsOf(cardOf(form)),
      subject: '訂正した件名',
    });
    expect(textOf(cardOf(receipt))).toContain('訂正した件名');

    const chat = await clerk.personalChat();
    const file = await clerk.upload(chat, '資料.txt', new TextEncoder().encode('x'));
    await clerk.write(chat, '', { files: [file] });
    const offer = (await clerk.messages(chat)).findLast((message) =>
      textOf(cardOf(message)).includes('お預かりしました'),
    );
    if (!offer) throw new Error('no offer');
    const [row] = await product.query('select id from cases where number = $1', [number]);
    const attached = await pressed(clerk, offer, 'intake.attach', { where: String(row?.['id']) });
    expect(textOf(cardOf(attached))).toContain('資料.txt');

    await takeUp(number);
    await comesToSay(clerk, receipt, '対応中');
    await comesToSay(clerk, attached, '対応中');
  });

  test('同じ内容なら、何も送り直さない', async () => {
    const clerk = await product.as('保育課', '主事');
    const { number } = await formOf(clerk, 'consultation', sheet);
    await eventually('filed', async () => {
      const [row] = await product.query(
        "select 1 from filing f join cases c on c.id = f.row_id where c.number = $1 and f.status <> 'filed'",
        [number],
      );
      return row === undefined;
    });
    const asked = await lastFromApp(clerk, number);
    await eventually('looked at', async () => {
      const [row] = await product.query('select stale from delivery where activity_id = $1', [asked.id]);
      return row !== undefined && row['stale'] === null;
    });
    const again = (await clerk.messages(asked.chatId)).find(({ id }) => id === asked.id);
    expect(again?.seq).toBe(asked.seq);
    expect(await ledgerOf(asked)).toEqual([{ message: 'consultation.details', status: 'sent', known: true }]);
  });

  test('状況の一覧は、いつの現在かを言い、最新のものに開き直せる', async () => {
    const clerk = await product.as('福祉政策課', '主事');
    const { number } = await formOf(clerk, 'consultation', sheet);
    const list = await lastFromApp(clerk, '状況');
    expectGoodCard(cardOf(list));
    expect(textOf(cardOf(list))).toMatch(/9月14日\(月\) \d{2}:\d{2}現在/);
    await takeUp(number);
    const anew = await pressed(clerk, list, 'intake.list');
    expect(textOf(cardOf(anew))).toContain('対応中');
  });

  test('内容から一覧に戻ったカードは、内容に書き換えられない', async () => {
    const clerk = await product.as('高齢者支援課', '主事');
    const { number } = await formOf(clerk, 'consultation', sheet);
    const asked = await lastFromApp(clerk, number);
    await comesToSay(clerk, asked, '登録済み');
    await pressed(clerk, asked, 'intake.list');
    const other = await lastFromApp(clerk, number);
    await takeUp(number);
    await comesToSay(clerk, other, '対応中');
    expect(await textNow(clerk, asked)).toContain('状況：自分の受付');
  });

  test('様式に書いている間は、触らない', async () => {
    const clerk = await product.as('戸籍住民課', '主事');
    const { number } = await formOf(clerk, 'consultation', sheet);
    const asked = await lastFromApp(clerk, number);
    await comesToSay(clerk, asked, '登録済み');
    await pressed(clerk, asked, 'consultation.correct');
    const other = await lastFromApp(clerk, number);
    await takeUp(number);
    await comesToSay(clerk, other, '対応中');
    expect(await verbsIn(clerk, asked)).toContain('consultation.correctNow');
  });
});

describe('N-3.3.ア.イ.a.1 チャネルのカードを台帳が知らないとき', () => {
  const cardsOf = async (person: LocalPerson, number: string): Promise<readonly string[]> => {
    const channel = await person.channel('CIO補佐官・セキュリティアドバイザー', '相談受付');
    return (await person.messages(channel))
      .map((message) => textOf(cardOf(message)))
      .filter((text) => text.includes(number));
  };

  test('押せば、押した人だけでなく全員の画面で新しくなり、その後の変化にも従う', async () => {
    const clerk = await product.as('人材育成課', '主事');
    const colleague = await product.as('情報政策課', '主事');
    const { number } = await formOf(clerk, 'consultation', { ...sheet, subject: '二重に出たカード' });
    await eventually(`${number} in the channel`, async () =>
      (await cardsOf(officer, number)).some((text) => text.includes('登録済み')),
    );
    const [row] = await product.query('select id from cases where number = $1', [number]);
    const key = `announce/${String(row?.['id'])}`;
    await product.query('delete from delivery where key = $1', [key]);

    await takeUp(number);
    for (const person of [officer, colleague])
      await eventually('everyone sees who has it', async () =>
        (await cardsOf(person, number)).every((text) => text.includes('対応中（登録済み）')),
      );
    expect(await cardsOf(colleague, number)).toHaveLength(1);
    expect(await product.query('select 1 from delivery where key = $1', [key])).toEqual([]);
  });

  test('ほかのチャネルのメッセージは、そのカードとして覚えない', async () => {
    const clerk = await product.as('経理用地課', '主事');
    const { number } = await formOf(clerk, 'consultation', sheet);
    const [one] = await product.query('select id from cases where number = $1', [number]);
    const attacker = await attackerOf(product);
    const elsewhere = await officer.channel('情報セキュリティ事故等対応', '第一報');
    const press = { type: 'Action.Execute', verb: 'consultation.takeUp' };
    const { status } = await attacker.send(
      attacker.activity(officer.account, {
        type: 'invoke',
        name: 'adaptiveCard/action',
        replyToId: '1700000000000',
        conversation: { id: `${elsewhere};messageid=1700000000000`, conversationType: 'channel' },
        value: { action: { ...press, data: { caseId: one?.['id'], revision: 1 } } },
      }),
    );
    expect(status).toBe(200);
    await takeUp(number);
    await eventually('taken up', async () =>
      (await cardsOf(officer, number)).every((text) => text.includes('対応中')),
    );
    expect(await product.query("select 1 from delivery where activity_id = '1700000000000'")).toEqual([]);
  });
});

describe('A third person', () => {
  test('sees in their own card what they may, and no more after they may not', async () => {
    const clerk = await product.as('国保年金課', '主事');
    const { number } = await formOf(clerk, 'consultation', { ...sheet, subject: '課の中の件' });
    const chief = await product.as('国保年金課', '課長');
    const colleague = await product.as('国保年金課', '係長');
    const forChief = await lastFromApp(chief, number);
    const forColleague = await lastFromApp(colleague, number);
    // The chief may withdraw it, the colleague may only read.
    expect(await verbsIn(chief, forChief)).toEqual(['consultation.withdraw', 'intake.list']);
    expect(await verbsIn(colleague, forColleague)).toEqual(['intake.list']);

    const mine = await lastFromApp(clerk, number);
    const form = await pressed(clerk, mine, 'consultation.correct');
    await pressed(clerk, form, 'consultation.correctNow', {
      ...defaultsOf(cardOf(form)),
      subject: '訂正された件',
    });
    await comesToSay(chief, forChief, '訂正された件');
    await comesToSay(colleague, forColleague, '訂正された件');
    expect(await verbsIn(chief, forChief)).toEqual(['consultation.withdraw', 'intake.list']);
    expect(await verbsIn(colleague, forColleague)).toEqual(['intake.list']);

    // The colleague goes to another section: at the next change nothing of the case is left in the card.
    const section = product.local.settings.sections.find(({ name }) => name.ja === '国保年金課');
    await product.control('DELETE', `groups/${section?.group}/members/${colleague.account.id}`);
    await product.killBot();
    await product.startBot();
    await takeUp(number);
    await comesToSay(colleague, forColleague, '閲覧できる方ではなくなった');
    expect(await textNow(colleague, forColleague)).not.toContain('訂正された件');
    await comesToSay(chief, forChief, '対応中');
  });

  test('cannot have a card of somebody else’s chat written down as theirs', async () => {
    const clerk = await product.as('情報公開課', '主事');
    const { number, message } = await formOf(clerk, 'consultation', sheet);
    const attacker = await attackerOf(product);
    const other = await product.as('危機管理課', '主事');
    const [known] = await product.query('select * from delivery where activity_id = $1', [message.id]);
    expect(known).toBeDefined();
    await attacker.send(
      attacker.activity(other.account, {
        type: 'invoke',
        name: 'adaptiveCard/action',
        replyToId: message.id,
        conversation: { id: known?.['conversation_id'], conversationType: 'personal' },
        value: { action: { type: 'Action.Execute', verb: 'intake.list', data: { verb: 'intake.list' } } },
      }),
    );
    const [after] = await product.query('select activity_id, message from delivery where key = $1', [
      known?.['key'],
    ]);
    expect(after).toEqual({ activity_id: message.id, message: 'consultation.receipt' });
    expect(await textNow(clerk, message)).toContain(number);
  });
});
