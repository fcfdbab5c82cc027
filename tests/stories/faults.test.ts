import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { cardOf, defaultsOf, textOf, type LocalPerson, type Message } from '../../infra/local-people.ts';
import { administratorOf } from '../harness/administrator.ts';
import { formOf, greetedChat, lastFromApp, openForm, verbsOf } from '../harness/conversation.ts';
import { expectGoodCard } from '../harness/good-card.ts';
import { eventually } from '../harness/eventually.ts';
import { startProduct, type Fault, type Product } from '../harness/product.ts';
import { sharePointOf, type SharePoint } from '../harness/sharepoint.ts';

/** What is accepted is never lost and never doubled, whatever fails around it. */

let product: Product;
let officer: LocalPerson;
let list: SharePoint;
let channel: string;
beforeAll(async () => {
  product = await startProduct();
  officer = await product.as('情報政策課', '係長');
  await greetedChat(officer);
  list = await sharePointOf(product, officer, 'consultation');
  channel = await officer.channel('CIO補佐官・セキュリティアドバイザー', '相談受付');
}, 120_000);
afterAll(() => product?.stop());
afterEach(() => product.control('DELETE', 'faults'));

const sheet = { subject: '障害のときの相談', category: 'system', questions1: '妥当でしょうか。' };

const strike = (fault: Fault): Promise<unknown> => product.control('POST', 'faults', fault);
const struck = async (): Promise<number> =>
  (await product.control<{ value: { struck: number }[] }>('GET', 'faults')).value.reduce(
    (sum, one) => sum + one.struck,
    0,
  );
const mend = (): Promise<unknown> => product.control('DELETE', 'faults');

/** Somebody the bot already knows, with an open form: what fails now fails after it. */
const ready = async (section: string): Promise<{ clerk: LocalPerson; form: Message }> => {
  const clerk = await product.as(section, '主事');
  return { clerk, form: await openForm(clerk, '相談') };
};

const send = async (
  clerk: LocalPerson,
  form: Message,
  answers: Readonly<Record<string, string>> = sheet,
): Promise<{ message: Message; number: string }> => {
  const outcome = await clerk.press(form, 'consultation.submit', { ...defaultsOf(cardOf(form)), ...answers });
  if (outcome.outcome !== 'card') throw new Error(JSON.stringify(outcome));
  const number = /R8-相-\d+/.exec(textOf(cardOf(outcome.message)))?.[0];
  if (!number) throw new Error(`no number in:\n${textOf(cardOf(outcome.message))}`);
  return { message: outcome.message, number };
};

const receiptSays = (clerk: LocalPerson, message: Message, words: string): Promise<Message> =>
  eventually(
    `the receipt says ${words}`,
    async () =>
      (await clerk.messages(message.chatId)).find(
        (one) => one.id === message.id && textOf(cardOf(one)).includes(words),
      ),
    40_000,
  );

const rowsOf = async (number: string) =>
  (await list.rows()).filter(({ fields }) => fields['Title'] === number);
const rowOf = (number: string) =>
  eventually(`the row of ${number}`, async () => (await rowsOf(number))[0], 40_000);
const cardsOf = async (number: string) =>
  (await officer.messages(channel)).filter((message) => textOf(cardOf(message)).includes(number));

describe('SharePointが応答しない', () => {
  test('番号はすぐに出て登録待ちと言い、復旧後に自動で登録済みになる', async () => {
    const { clerk, form } = await ready('税務課');
    await strike({ area: 'graph', kind: '503', retryAfter: 1 });
    const { message, number } = await send(clerk, form);
    expect(textOf(cardOf(message))).toContain('登録待ち');
    expect(textOf(cardOf(message))).toContain('操作は不要です');
    await eventually('filing has been tried in vain', async () => (await struck()) > 0);
    expect(await rowsOf(number)).toEqual([]);
    await mend();
    await rowOf(number);
    await receiptSays(clerk, message, '登録済み');
    expect((await rowsOf(number)).length).toBe(1);
  });

  test('制限（429）のときは、言われただけ待って登録する', async () => {
    const { clerk, form } = await ready('福祉政策課');
    await strike({ area: 'graph', kind: '429', retryAfter: 1, times: 3 });
    const { message, number } = await send(clerk, form);
    await receiptSays(clerk, message, '登録済み');
    expect((await rowsOf(number)).length).toBe(1);
  });
});

describe('書込みの後で応答が失われる', () => {
  test.each([
    ['まとめた要求ごと', { kind: 'lost-answer', path: '/$batch', method: 'POST', times: 1 }, '保育課'],
    ['一つの行', { kind: 'lost-answer', path: '/items$/', method: 'POST', times: 1 }, '総務課'],
    ['接続ごと', { kind: 'drop', path: '/$batch', method: 'POST', times: 1 }, '企画課'],
  ])('%s：行は一つのまま登録済みになる', async (_what, fault, section) => {
    const { clerk, form } = await ready(section);
    await strike({ area: 'graph', ...fault });
    const { message, number } = await send(clerk, form);
    await receiptSays(clerk, message, '登録済み');
    expect(await struck()).toBeGreaterThan(0);
    expect((await rowsOf(number)).length).toBe(1);
    const [row] = await rowsOf(number);
    const own = (await list.rows()).filter(
      ({ fields }) => fields['SubmissionId'] === row?.fields['SubmissionId'],
    );
    expect(own.length).toBe(1);
  });

  test('変更の応答が失われても、変更は一度だけ効く', async () => {
    const { clerk, form } = await ready('高齢者支援課');
    const { message, number } = await send(clerk, form);
    await receiptSays(clerk, message, '登録済み');
    const told = await eventually('the card in the channel', async () => (await cardsOf(number))[0]);
    await strike({ area: 'graph', kind: 'lost-answer', path: '/fields$/', method: 'PATCH', times: 1 });
    await officer.press(told, 'consultation.takeUp');
    await eventually(
      'the row says who',
      async () => (await rowsOf(number))[0]?.fields['State'] === '対応中',
      40_000,
    );
    await eventually(
      'nothing waits',
      async () => (await product.query("select 1 from filing where status = 'pending'")).length === 0,
      40_000,
    );
    expect(await product.query("select 1 from filing where status = 'parked'")).toEqual([]);
  });

  test('行が先に手で変えられていた（412）ときも、変更は届き、手直しは残る', async () => {
    const { clerk, form } = await ready('経理用地課');
    const { message, number } = await send(clerk, form);
    await receiptSays(clerk, message, '登録済み');
    const told = await eventually('the card in the channel', async () => (await cardsOf(number))[0]);
    await strike({ area: 'graph', kind: '412', path: '/fields$/', method: 'PATCH', times: 1 });
    await officer.press(told, 'consultation.takeUp');
    await eventually(
      'the row says who',
      async () => (await rowsOf(number))[0]?.fields['HandlerName'] === officer.account.name,
      40_000,
    );
    expect((await rowsOf(number))[0]?.fields['Subject']).toBe(sheet.subject);
  });
});

describe('一つの行だけが登録できない', () => {
  test('その行だけを保留し、担当のチャネルと状況に出し、直した後に人が再試行できる', async () => {
    const administer = await administratorOf(product);
    const categories = product.local.settings.consultation.categories.map(({ name }) => name.ja);
    const bad = await ready('戸籍住民課');
    const good = await ready('国保年金課');
    // Somebody tidies the choices of a column by hand.
    await administer('consultation', 'Category', {
      choice: { choices: categories.filter((name) => name !== '調達'), allowTextEntry: false },
    });
    const held = await send(bad.clerk, bad.form, { ...sheet, category: 'procurement' });
    const fine = await send(good.clerk, good.form);
    await receiptSays(good.clerk, fine.message, '登録済み');
    const receipt = await receiptSays(bad.clerk, held.message, '登録保留');
    expect(textOf(cardOf(receipt))).toContain('内容は保存済みで');
    expect(await rowsOf(held.number)).toEqual([]);
    const told = await eventually('the section in charge is told', async () =>
      (await cardsOf(held.number)).find((message) => textOf(cardOf(message)).includes('登録できない')),
    );
    // What to do stands on it, and nothing of the sheet.
    expect(textOf(cardOf(told))).toContain('再試行');
    expect(textOf(cardOf(told))).not.toContain(sheet.subject);

    const status = await lastFromApp(officer, '状況');
    expect(textOf(cardOf(status))).toContain('登録保留1件');
    expect(verbsOf(status)).toContain('intake.retryFiling');
    expect(verbsOf(await lastFromApp(bad.clerk, '状況'))).not.toContain('intake.retryFiling');

    await administer('consultation', 'Category', { choice: { choices: categories, allowTextEntry: true } });
    const retried = await officer.press(status, 'intake.retryFiling');
    expect(JSON.stringify(retried)).toContain('1件の登録を再試行します');
    const row = await rowOf(held.number);
    expect(row.fields['Category']).toBe('調達');
    await receiptSays(bad.clerk, held.message, '登録済み');
    expect(textOf(cardOf(await lastFromApp(officer, '状況')))).not.toContain('登録保留');
  });
});

describe('変更の追跡が途切れる（410）', () => {
  test('全体を読み直し、その間の手直しも届く', async () => {
    const { clerk, form } = await ready('人材育成課');
    const { message, number } = await send(clerk, form);
    await receiptSays(clerk, message, '登録済み');
    const row = await rowOf(number);
    await strike({ area: 'graph', kind: '410', path: '/delta(\\?|$)/', times: 1 });
    await list.edit(row, { Subject: '途切れた間の手直し' });
    await receiptSays(clerk, message, '途切れた間の手直し');
    expect(await struck()).toBe(1);
  });
});

describe('Teamsが応答しない', () => {
  test.each([
    ['503', 1, '危機管理課'],
    ['429', 1, '情報公開課'],
  ])('%s：復旧後にチャネルへ一度だけ届く', async (kind, retryAfter, section) => {
    const { clerk, form } = await ready(section);
    await strike({ area: 'connector', kind, retryAfter, times: 3 });
    const { message, number } = await send(clerk, form);
    await eventually('the card in the channel', async () => (await cardsOf(number)).length > 0, 40_000);
    await receiptSays(clerk, message, '登録済み');
    expect((await cardsOf(number)).length).toBe(1);
  });
});

describe('ディレクトリーが応答しない', () => {
  test('はじめての人の事故等も受け付ける。確認できないと伝え、応答が戻ってから、選んだ所属が違えば登録の所属に改め、担当に伝える', async () => {
    await strike({ area: 'graph', kind: '503', retryAfter: 1, path: '/users' });
    await strike({ area: 'graph', kind: '503', retryAfter: 1, path: '/$batch' });
    const clerk = await product.as('区立保育園', '主事');
    const { message, number } = await formOf(clerk, 'incident', {
      section: 'tax',
      subject: '名簿の紛失',
      incidentKind: 'theftOrLoss',
      whatHappened: '散歩の後に名簿が見当たりません。',
    });
    expect(textOf(cardOf(message))).toContain('税務課');
    const chat = await clerk.personalChat();
    await clerk.write(chat, 'R8-相-0001');
    await eventually('that it is the directory', async () =>
      (await clerk.messages(chat)).find((one) =>
        JSON.stringify(one).includes('ディレクトリが応答していません'),
      ),
    );
    const team = await officer.channel('情報セキュリティ事故等対応', '第一報');
    expect(
      (await officer.messages(team)).filter((one) => JSON.stringify(one).includes('所属を確認できない方')),
    ).toEqual([]);
    await mend();
    await eventually(
      'the response team is told',
      async () => (await officer.messages(team)).find((one) => textOf(cardOf(one)).includes(number)),
      40_000,
    );
    await eventually(
      'and that the section is another',
      async () =>
        (await officer.messages(team)).find((one) => {
          const said = textOf(cardOf(one));
          return (
            said.includes(number) &&
            said.includes('所属を登録に合わせて変更しました') &&
            said.includes('区立保育園')
          );
        }),
      60_000,
    );
    // An incident is spoken of in its own channel alone.
    expect(await cardsOf(number)).toEqual([]);
  });

  test('応答が遅いだけでも、待たせずに受け付ける', async () => {
    await strike({ area: 'graph', kind: 'slow', delayMs: 20_000, path: '/users' });
    const clerk = await product.as('（配属前）');
    const started = performance.now();
    const { number } = await formOf(clerk, 'incident', {
      section: 'nurseries',
      subject: '不審な電話',
      incidentKind: 'suspicion',
      whatHappened: '職員の名を尋ねる電話がありました。',
    });
    expect(number).toMatch(/^R8-事-/);
    // Teams gives up on a button after 10 to 15 seconds.
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(await struck()).toBeGreaterThan(0);
  });
});

describe('ボットが途中で落ちる', () => {
  test('受け付けた後、登録の前に落ちても、起動後に一度だけ登録され、一度だけ伝えられる', async () => {
    const { clerk, form } = await ready('区立図書館');
    await strike({ area: 'graph', kind: '503', retryAfter: 1, path: '/$batch' });
    await strike({ area: 'connector', kind: '503', retryAfter: 1 });
    const { message, number } = await send(clerk, form);
    await product.killBot();
    await mend();
    await product.startBot();
    await receiptSays(clerk, message, '登録済み');
    expect((await rowsOf(number)).length).toBe(1);
    await eventually('the card in the channel', async () => (await cardsOf(number)).length > 0, 40_000);
    expect((await cardsOf(number)).length).toBe(1);
    // Pressed again by somebody who saw no answer: the same number.
    const again = await clerk.press(message, 'consultation.show');
    expect(again.outcome === 'card' && textOf(cardOf(again.message))).toContain(number);
  });
});

describe('データベースを古い控えから戻す', () => {
  test('番号はSharePointの最大の続きになり、失われた受付はリストから戻る', async () => {
    const clerk = await product.as('税務課', '係長');
    const { number: kept } = await formOf(clerk, 'consultation', { ...sheet, subject: '控えにある相談' });
    await eventually('nothing waits', async () => {
      const waiting = await product.query(
        "select 1 from filing where status = 'pending' union all select 1 from delivery where status in ('pending', 'sending')",
      );
      return waiting.length === 0;
    });
    const [cursor] = await product.query("select delta_link from list_cursor where list = 'consultations'");
    const [counter] = await product.query("select last from counter where kind = 'consultation'");
    const [before] = await product.query(
      "select seen from list_row where list = 'consultations' and row_id = (select id from cases where number = $1)",
      [kept],
    );
    const told = await eventually('the card in the channel', async () => (await cardsOf(kept))[0]);
    await officer.press(told, 'consultation.takeUp');
    await eventually(
      'it is taken up',
      async () => (await rowsOf(kept))[0]?.fields['State'] === '対応中',
      40_000,
    );
    const lost: string[] = [];
    for (const section of ['福祉政策課', '保育課']) {
      const person = await product.as(section, '係長');
      const { number } = await formOf(person, 'consultation', {
        ...sheet,
        subject: `控えにない相談 ${section}`,
      });
      await rowOf(number);
      lost.push(number);
    }
    await product.killBot();
    const ids = 'select id from cases where number = any($1)';
    await product.query(`delete from delivery where subject_id in (select id::text from (${ids}) as c)`, [
      lost,
    ]);
    await product.query(`delete from filing where row_id in (${ids})`, [lost]);
    await product.query(`delete from list_row where row_id in (${ids})`, [lost]);
    await product.query('delete from cases where number = any($1)', [lost]);
    await product.query(
      `update cases set state = 'received', revision = 1, handler_id = null, handler_name = null where number = $1`,
      [kept],
    );
    await product.query(
      `delete from filing where row_id = (select id from cases where number = $1) and values ->> 'State' = '対応中'`,
      [kept],
    );
    await product.query(
      "update list_row set seen = $2 where list = 'consultations' and row_id = (select id from cases where number = $1)",
      [kept, JSON.stringify(before?.['seen'])],
    );
    await product.query("update counter set last = $1 where kind = 'consultation'", [counter?.['last']]);
    await product.query("update list_cursor set delta_link = $1 where list = 'consultations'", [
      cursor?.['delta_link'],
    ]);
    await product.startBot();
    // At once, before anything has been read anew.
    const { number } = await formOf(clerk, 'consultation', { ...sheet, subject: '戻した後の相談' });
    const highest = Math.max(...lost.map((one) => Number(one.slice(-4))));
    expect(Number(number.slice(-4))).toBeGreaterThan(highest);
    for (const one of lost)
      await eventually(
        `${one} is back`,
        async () => (await product.query('select 1 from cases where number = $1', [one])).length === 1,
        40_000,
      );
    expect(textOf(cardOf(await lastFromApp(officer, lost[0] ?? '')))).toContain('控えにない相談 福祉政策課');
    // What had been done to a case since is not undone: SharePoint remembers it.
    await eventually('it is taken up again', async () => {
      const [now] = await product.query('select state, handler_id from cases where number = $1', [kept]);
      return now?.['state'] === 'takenUp' && now['handler_id'] === officer.account.id;
    });
    expect((await rowsOf(kept))[0]?.fields).toMatchObject({ State: '対応中' });
    await rowOf(number);
    const titles = (await list.rows()).map(({ fields }) => fields['Title']);
    expect(new Set(titles).size).toBe(titles.length);
  });
});

describe('作り直したデータベースで始めたときに、SharePointが応答しない', () => {
  test('番号を付けずに受け付け、至急はすぐに伝える。復旧後に、SharePointの最大の続きの番号が付く', async () => {
    const clerk = await product.as('税務課', '主事');
    const first = await openForm(clerk, '相談');
    await rowOf((await send(clerk, first)).number);
    const before = await list.rows();
    const other = await product.as('保育課', '主事');
    const remade = `remade_${process.pid}`;
    await product.query(`create database ${remade}`);
    await product.killBot();
    await strike({ area: 'graph', kind: '503', retryAfter: 1, path: '/sites/' });
    const url = new URL(product.databaseUrl);
    url.pathname = `/${remade}`;
    await product.startBot({ DATABASE_URL: url.href });
    const team = await officer.channel('情報セキュリティ事故等対応', '第一報');
    await officer.write(team, 'ヘルプ', { mention: true });
    await officer.write(channel, 'ヘルプ', { mention: true });

    const form = await openForm(clerk, '相談');
    const kept = await clerk.press(form, 'consultation.submit', {
      ...defaultsOf(cardOf(form)),
      ...sheet,
      subject: '番号を待つ相談',
    });
    if (kept.outcome !== 'card') throw new Error(JSON.stringify(kept));
    expect(textOf(cardOf(kept.message))).toContain('番号待ち');
    expect(textOf(cardOf(kept.message))).toContain('内容は保存済みです');
    expect(textOf(cardOf(kept.message))).not.toMatch(/R8-相-\d/);
    expectGoodCard(cardOf(kept.message));
    const again = await clerk.press(form, 'consultation.submit', {
      ...defaultsOf(cardOf(form)),
      ...sheet,
      subject: '番号を待つ相談',
    });
    expect(again.outcome === 'card' && textOf(cardOf(again.message))).toContain('番号待ち');
    expect(textOf(cardOf(await lastFromApp(clerk, '状況')))).toContain('番号待ちの受付が1件あります');

    const report = await openForm(other, '事故');
    const urgent = await other.press(report, 'incident.submit', {
      ...defaultsOf(cardOf(report)),
      subject: '番号を待つ至急の件',
      incidentKind: 'malware',
      whatHappened: '警告が出続けています。',
    });
    expect(urgent.outcome === 'card' && textOf(cardOf(urgent.message))).toContain('番号待ち');
    const told = await eventually('the response team is told at once', async () =>
      (await officer.messages(team)).find((one) => textOf(cardOf(one)).includes('番号を待つ至急の件')),
    );
    expectGoodCard(cardOf(told));
    expect(textOf(cardOf(told))).toContain('至急');

    await mend();
    const receipt = await receiptSays(clerk, kept.message, '登録済み');
    const number = /R8-相-(\d+)/.exec(textOf(cardOf(receipt)));
    const highest = Math.max(...before.map(({ fields }) => Number(fields['Sequence'])));
    expect(Number(number?.[1])).toBe(highest + 1);
    await eventually('the response team is told again, with its number', async () =>
      (await officer.messages(team)).find((one) => {
        const said = textOf(cardOf(one));
        return said.includes('番号を待つ至急の件') && /R8-事-\d{4}/.test(said);
      }),
    );
    const titles = (await list.rows()).map(({ fields }) => fields['Title']);
    expect(new Set(titles).size).toBe(titles.length);
    expect(titles.length).toBe(before.length + 1);
  });
});
