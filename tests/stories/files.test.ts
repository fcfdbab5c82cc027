import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  actionsOf,
  cardOf,
  defaultsOf,
  inputsOf,
  textOf,
  type LocalPerson,
  type Message,
} from '../../infra/local-people.ts';
import { attackerOf } from '../harness/attacker.ts';
import { formOf, greetedChat, lastFromApp } from '../harness/conversation.ts';
import { eventually } from '../harness/eventually.ts';
import { expectGoodCard } from '../harness/good-card.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { sharePointOf, type SharePoint } from '../harness/sharepoint.ts';

let product: Product;
let consultations: SharePoint;
let incidents: SharePoint;
const trace = mkdtempSync(path.join(tmpdir(), 'cio-desk-trace-'));
beforeAll(async () => {
  product = await startProduct({ trace });
  const officer = await product.as('情報政策課', '係長');
  consultations = await sharePointOf(product, officer, 'consultation');
  incidents = await sharePointOf(product, officer, 'incident');
}, 120_000);
afterAll(async () => {
  await product?.stop();
  rmSync(trace, { recursive: true, force: true });
});

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const sheet = { subject: '添付のある相談', category: 'system', questions1: '妥当でしょうか。' };

const fromApp = async (person: LocalPerson): Promise<readonly Message[]> =>
  (await person.messages(await person.personalChat()))
    .filter((message) => message.from.kind === 'app' && !message.deleted)
    .toSorted((one, other) => Number(one.id) - Number(other.id));

/** Sends files in the personal chat and reads what the app says to it. */
const hand = async (person: LocalPerson, files: Readonly<Record<string, Uint8Array>>): Promise<Message> => {
  const chat = await greetedChat(person);
  const known = new Set((await fromApp(person)).map(({ id }) => id));
  const ids: string[] = [];
  for (const [name, bytes] of Object.entries(files)) ids.push(await person.upload(chat, name, bytes));
  await person.write(chat, '', { files: ids });
  return eventually('the app says something to the files', async () =>
    (await fromApp(person)).findLast(({ id }) => !known.has(id)),
  );
};

const numberIn = (message: Message): string => {
  const number = /[A-Z]\d+-.-\d+/.exec(textOf(cardOf(message)))?.[0];
  if (!number) throw new Error(`no number in:\n${textOf(cardOf(message))}`);
  return number;
};

const press = async (
  person: LocalPerson,
  message: Message,
  verb: string,
  inputs?: Readonly<Record<string, string>>,
): Promise<Message> => {
  const outcome = await person.press(message, verb, { ...defaultsOf(cardOf(message)), ...inputs });
  if (outcome.outcome !== 'card') throw new Error(JSON.stringify(outcome));
  return outcome.message;
};

const filed = (sharePoint: SharePoint, number: string, count: number): Promise<readonly string[]> =>
  eventually(
    `${count} files of ${number} in the library`,
    async () => {
      const names = await sharePoint.files(number).then(
        (files) => files.map(({ name }) => name),
        () => [],
      );
      const row = await sharePoint.row(number);
      // By its name or by the address that leads to it.
      const told = decodeURIComponent(JSON.stringify(row?.fields['Files'] ?? ''));
      return names.length >= count && names.every((name) => told.includes(name)) && names;
    },
    40_000,
  );

const keptOf = (person: LocalPerson) =>
  product.query(
    'select name, case_id from attachment where owner_id = $1 and case_id is null order by name',
    [person.account.id],
  );

const keptIds = async (person: LocalPerson): Promise<readonly string[]> =>
  (
    await product.query('select id from attachment where owner_id = $1 and case_id is null', [
      person.account.id,
    ])
  ).map((row) => String(row['id']));

describe('資料を添えて相談する', () => {
  test('個人チャットで送ったファイルを預かり、新しい相談に添え、番号のフォルダーに入れ、行に書く', async () => {
    const clerk = await product.as('税務課', '主事');
    const offered = await hand(clerk, { '見積書（令和8年度）.xlsx': bytesOf('見積の内容') });
    expectGoodCard(cardOf(offered));
    expect(textOf(cardOf(offered))).toContain('お預かりしました');
    const form = await press(clerk, offered, 'intake.attach', { where: 'consultation' });
    expectGoodCard(cardOf(form));
    const attached = inputsOf(cardOf(form)).find((input) => input['id'] === 'files');
    expect(attached?.['choices']).toEqual([
      { title: '見積書（令和8年度）.xlsx', value: attached?.['value'] },
    ]);

    const receipt = await press(clerk, form, 'consultation.submit', sheet);
    const number = numberIn(receipt);
    expect(await filed(consultations, number, 1)).toEqual(['見積書（令和8年度）.xlsx']);
    const content = await consultations.content(`${number}/見積書（令和8年度）.xlsx`);
    expect(new TextDecoder().decode(content)).toBe('見積の内容');
    const row = await consultations.row(number);
    expect(row?.fields['Files']).toMatch(/^見積書（令和8年度）\.xlsx\nhttps?:\/\//);
    // Once it is in the library the bytes are no longer kept here.
    expect(
      await product.query(
        'select bytes is null as gone from attachment a join cases c on c.id = a.case_id where c.number = $1',
        [number],
      ),
    ).toEqual([{ gone: true }]);
    const details = await lastFromApp(clerk, number);
    expect(textOf(cardOf(details))).toContain('見積書（令和8年度）.xlsx');
  });

  test('着手前の受付に後から添えられる', async () => {
    const clerk = await product.as('福祉政策課', '主事');
    const { number } = await formOf(clerk, 'consultation', sheet);
    const offered = await hand(clerk, { '追加資料.pdf': bytesOf('追加') });
    const choices = inputsOf(cardOf(offered)).find((input) => input['id'] === 'where')?.['choices'] as {
      title: string;
      value: string;
    }[];
    const where = choices.find(({ title }) => title.includes(number))?.value ?? '';
    await press(clerk, offered, 'intake.attach', { where });
    expect(await filed(consultations, number, 1)).toEqual(['追加資料.pdf']);
  });

  test('担当が着手した受付には添えられず、ファイルは預かったまま', async () => {
    const clerk = await product.as('高齢者支援課', '主事');
    const { number } = await formOf(clerk, 'consultation', sheet);
    const offered = await hand(clerk, { '遅れた資料.pdf': bytesOf('遅れ') });
    const officer = await product.as('情報政策課', '課長');
    const channel = await officer.channel('CIO補佐官・セキュリティアドバイザー', '相談受付');
    const told = await eventually('the card in the channel', async () =>
      (await officer.messages(channel)).find((message) => textOf(cardOf(message)).includes(number)),
    );
    await officer.press(told, 'consultation.takeUp');
    const choices = inputsOf(cardOf(offered)).find((input) => input['id'] === 'where')?.['choices'] as {
      title: string;
      value: string;
    }[];
    const where = choices.find(({ title }) => title.includes(number))?.value ?? '';
    const outcome = await clerk.press(offered, 'intake.attach', { where });
    expect(JSON.stringify(outcome)).toContain('添付できません');
    expect(await keptOf(clerk)).toEqual([{ name: '遅れた資料.pdf', case_id: null }]);
  });

  test('4MBを超えるファイルも、そのまま入る', async () => {
    const clerk = await product.as('保育課', '主事');
    const bytes = new Uint8Array(randomBytes(6_000_001));
    const offered = await hand(clerk, { '大きな資料.pdf': bytes });
    const form = await press(clerk, offered, 'intake.attach', { where: 'consultation' });
    const number = numberIn(await press(clerk, form, 'consultation.submit', sheet));
    await filed(consultations, number, 1);
    const content = await consultations.content(`${number}/大きな資料.pdf`);
    expect(Buffer.compare(Buffer.from(content), Buffer.from(bytes))).toBe(0);
  });

  test('同じ名前の二つのファイルは、どちらも残る', async () => {
    const clerk = await product.as('国保年金課', '主事');
    await hand(clerk, { '資料.txt': bytesOf('一つめ') });
    const offered = await hand(clerk, { '資料.txt': bytesOf('二つめ') });
    const form = await press(clerk, offered, 'intake.attach', { where: 'consultation' });
    const number = numberIn(await press(clerk, form, 'consultation.submit', sheet));
    const names = await filed(consultations, number, 2);
    const contents = await Promise.all(
      names.map(async (name) => new TextDecoder().decode(await consultations.content(`${number}/${name}`))),
    );
    expect(new Set(contents)).toEqual(new Set(['一つめ', '二つめ']));
  });

  test('選ばなかったファイルは添えず、預かったまま。破棄もできる', async () => {
    const clerk = await product.as('企画課', '主事');
    const offered = await hand(clerk, { 'い.txt': bytesOf('い'), 'ろ.txt': bytesOf('ろ') });
    const form = await press(clerk, offered, 'intake.attach', { where: 'consultation' });
    const choices = inputsOf(cardOf(form)).find((input) => input['id'] === 'files')?.['choices'] as {
      title: string;
      value: string;
    }[];
    const one = choices.find(({ title }) => title === 'い.txt')?.value ?? '';
    const number = numberIn(await press(clerk, form, 'consultation.submit', { ...sheet, files: one }));
    expect(await filed(consultations, number, 1)).toEqual(['い.txt']);
    expect(await keptOf(clerk)).toEqual([{ name: 'ろ.txt', case_id: null }]);
    const rest = await hand(clerk, { 'は.txt': bytesOf('は') });
    const outcome = await clerk.press(rest, 'intake.dropFiles');
    expect(JSON.stringify(outcome)).toContain('破棄しました');
    expect(await keptOf(clerk)).toEqual([]);
  });
});

describe('添付の数と、二度押し', () => {
  const offeredFor = (offered: Message, number: string): string => {
    const choices = inputsOf(cardOf(offered)).find((input) => input['id'] === 'where')?.['choices'] as {
      title: string;
      value: string;
    }[];
    // Numbers alone tell nobody which case it is.
    expect(choices.find(({ title }) => title.includes(number))?.title).toContain(sheet.subject);
    return choices.find(({ title }) => title.includes(number))?.value ?? '';
  };
  const three = { '一.txt': bytesOf('1'), '二.txt': bytesOf('2'), '三.txt': bytesOf('3') };

  test('1件の受付に5件まで：すでにある分も数え、超えるものは添えずに預かったまま', async () => {
    const clerk = await product.as('税務課', '係長');
    const { number } = await formOf(clerk, 'consultation', sheet);
    const first = await hand(clerk, three);
    const receipt = await press(clerk, first, 'intake.attach', {
      where: offeredFor(first, number),
    });
    // Said at once, before SharePoint has them.
    for (const name of Object.keys(three)) expect(textOf(cardOf(receipt))).toContain(name);
    const second = await hand(clerk, three);
    const outcome = await clerk.press(second, 'intake.attach', {
      where: offeredFor(second, number),
    });
    expect(JSON.stringify(outcome)).toContain('5件までで、すでに3件あります');
    expect((await keptOf(clerk)).length).toBe(3);
    // The same by a correction: said under the field, and what was typed is kept.
    const form = await press(clerk, receipt, 'consultation.correct');
    const faulty = await press(clerk, form, 'consultation.correctNow', {
      ...defaultsOf(cardOf(form)),
      files: (await keptIds(clerk)).join(','),
      subject: '添付を足す訂正',
    });
    expect(textOf(cardOf(faulty))).toContain('すでに3件あります');
    expect(defaultsOf(cardOf(faulty))['subject']).toBe('添付を足す訂正');
    expect((await keptOf(clerk)).length).toBe(3);
  });

  test('同じボタンを二度押しても、一度目の控えが返る。ほかで使ったファイルなら、そう言う', async () => {
    const clerk = await product.as('福祉政策課', '係長');
    const { number } = await formOf(clerk, 'consultation', sheet);
    const other = await formOf(clerk, 'consultation', sheet);
    const offered = await hand(clerk, { '資料.txt': bytesOf('x') });
    const where = offeredFor(offered, number);
    const files = (await keptIds(clerk)).join(',');
    const attacker = await attackerOf(product);
    const twice = [
      await attacker.press(clerk.account, 'intake.attach', { where, files }),
      await attacker.press(clerk.account, 'intake.attach', { where, files }),
    ];
    for (const answer of twice) {
      expect(answer.text).toContain(number);
      expect(answer.text).toContain('資料.txt');
    }
    expect(await filed(consultations, number, 1)).toEqual(['資料.txt']);
    const elsewhere = await attacker.press(clerk.account, 'intake.attach', {
      where: offeredFor(offered, other.number),
      files,
    });
    expect(elsewhere.text).toContain('すでに別の受付に添付したか、破棄しています');
  });
});

describe('SharePointが受け付けないファイル', () => {
  test('本人の控えには何が無事かを、チャネルには件数だけを知らせ、再試行すると両方が直る', async () => {
    const clerk = await product.as('保育課', '係長');
    const officer = await product.as('情報政策課', '係長');
    await greetedChat(officer);
    await hand(clerk, { '名前も秘密.txt': bytesOf('x') });
    await product.control('POST', 'faults', {
      area: 'graph',
      kind: '412',
      path: '/content$/',
      method: 'PUT',
      times: 1,
    });
    const files = (await keptIds(clerk)).join(',');
    const { number, message } = await formOf(clerk, 'consultation', { ...sheet, files });
    const receiptSays = (words: string) =>
      eventually(`the receipt says ${words}`, async () => {
        const now = (await clerk.messages(message.chatId)).find(({ id }) => id === message.id);
        return textOf(cardOf(now)).includes(words);
      });
    await receiptSays('名前も秘密.txt（登録できていません）');
    await receiptSays('ファイルは保存済みで、情報政策課が確認します。操作は不要です。');
    const channel = await officer.channel('CIO補佐官・セキュリティアドバイザー', '相談受付');
    const told = await eventually('the channel is told', async () =>
      (await officer.messages(channel)).find((one) => {
        const said = textOf(cardOf(one));
        return said.includes(number) && said.includes('登録できない添付ファイルがあります');
      }),
    );
    expectGoodCard(cardOf(told));
    expect(textOf(cardOf(told))).not.toContain('名前も秘密');
    const list = await lastFromApp(officer, '状況');
    expect(textOf(cardOf(list))).toContain('添付の登録保留1件');
    expect(JSON.stringify(await officer.press(list, 'intake.retryFiling'))).toContain('再試行します');
    expect(await filed(consultations, number, 1)).toEqual(['名前も秘密.txt']);
    await eventually('the channel’s card says that it is mended', async () =>
      (await officer.messages(channel)).find(
        (one) => one.id === told.id && textOf(cardOf(one)).includes('すべて登録済みになりました'),
      ),
    );
    await eventually('the receipt says so no more', async () => {
      const now = (await clerk.messages(message.chatId)).find(({ id }) => id === message.id);
      return !textOf(cardOf(now)).includes('登録できていません');
    });
  });

  test('A third person: 再試行は、できる人だけに見える', async () => {
    const clerk = await product.as('国保年金課', '係長');
    const list = await lastFromApp(clerk, '状況');
    expect(actionsOf(cardOf(list)).map((action) => action['verb'])).not.toContain('intake.retryFiling');
  });
});

describe('事故等のファイルは、事故等のサイトに入る', () => {
  test('相談のサイトには入らない', async () => {
    const clerk = await product.as('戸籍住民課', '主事');
    const offered = await hand(clerk, { '画面.png': bytesOf('png') });
    const form = await press(clerk, offered, 'intake.attach', { where: 'incident' });
    const receipt = await press(clerk, form, 'incident.submit', {
      subject: '不審な画面',
      incidentKind: 'suspicion',
      whatHappened: '見慣れない画面が出ました。',
    });
    const number = numberIn(receipt);
    expect(await filed(incidents, number, 1)).toEqual(['画面.png']);
    const folders = (await consultations.files('')).map(({ name }) => name);
    expect(folders).not.toContain(number);
  });
});

describe('受け取れないもの', () => {
  test('種類が違うもの：理由を言い、預からない', async () => {
    const clerk = await product.as('総務課', '主事');
    for (const name of ['計算.exe', '報告.pdf.exe', '拡張子なし', 'macro.docm']) {
      const said = await hand(clerk, { [name]: bytesOf('MZ') });
      expect(textOf(cardOf(said))).toContain('この種類のファイルは受け取れません');
      expect(textOf(cardOf(said))).toContain(name);
    }
    expect(await keptOf(clerk)).toEqual([]);
  });

  test('大きすぎるもの：上限を言い、預からない', async () => {
    const clerk = await product.as('人材育成課', '主事');
    const said = await hand(clerk, { '動画.pdf': new Uint8Array(20 * 1024 * 1024 + 1) });
    expect(textOf(cardOf(said))).toContain('上限20MB');
    expect(await keptOf(clerk)).toEqual([]);
  });

  test('上限ちょうどは受け取る', async () => {
    const clerk = await product.as('危機管理課', '主事');
    await hand(clerk, { '上限.pdf': new Uint8Array(20 * 1024 * 1024) });
    expect(await keptOf(clerk)).toEqual([{ name: '上限.pdf', case_id: null }]);
  });

  test('5件を超えるもの：受け取った分と受け取らなかったことを言う', async () => {
    const clerk = await product.as('経理用地課', '主事');
    const many = Object.fromEntries(
      Array.from({ length: 6 }, (_, index) => [`資料${index + 1}.txt`, bytesOf('x')]),
    );
    const said = await hand(clerk, many);
    expect(textOf(cardOf(said))).toContain('5件まで');
    expect(textOf(cardOf(said))).toContain('資料6.txt');
    expect((await keptOf(clerk)).length).toBe(5);
  });

  test('届かないもの：受け取っていないと言う', async () => {
    const clerk = await product.as('区立図書館', '主事');
    const attacker = await attackerOf(product);
    const chat = await greetedChat(clerk);
    const [known] = await product.query('select conversation_id from conversation where person_id = $1', [
      clerk.account.id,
    ]);
    const conversation = {
      id: known?.['conversation_id'],
      conversationType: 'personal',
      tenantId: attacker.tenantId,
    };
    const downloadUrl = `https://localhost:${product.local.tenantPort + 1}/teams/files/nowhere?tempauth=x`;
    const attachment = {
      contentType: 'application/vnd.microsoft.teams.file.download.info',
      name: '消えた資料.txt',
      content: { downloadUrl },
    };
    await attacker.send(attacker.activity(clerk.account, { conversation, attachments: [attachment] }));
    await eventually('the person is told', async () =>
      (await clerk.messages(chat)).find((message) =>
        textOf(cardOf(message)).includes('ファイルを取得できませんでした。受け取っていません。'),
      ),
    );
    expect(await keptOf(clerk)).toEqual([]);
  });
});

describe('名前に道筋や装置の名があるもの', () => {
  test('その名前のまま外へ出ず、番号のフォルダーに入る', async () => {
    const clerk = await product.as('情報公開課', '主事');
    const attacker = await attackerOf(product);
    await hand(clerk, { '元の名前.txt': bytesOf('中身') });
    const line = await eventually('the offer of the file', async () =>
      readFileSync(path.join(trace, 'activities.jsonl'), 'utf8')
        .split('\n')
        .findLast((one) => one.includes('元の名前.txt') && one.includes('downloadUrl')),
    );
    const offer = JSON.parse(line) as {
      conversation: object;
      attachments: { name?: string; content: object; contentType: string }[];
    };
    const names = ['../../R8-相-0001/x.txt', 'C:\\Windows\\CON.txt', 'nul.txt'];
    for (const name of names)
      await attacker.send(
        attacker.activity(clerk.account, {
          conversation: offer.conversation,
          attachments: offer.attachments.map((attachment) => ({ ...attachment, name })),
        }),
      );
    const kept = await eventually('all are kept', async () => {
      const rows = await keptOf(clerk);
      return rows.length === 4 && rows.map((row) => String(row['name']));
    });
    expect(new Set(kept)).toEqual(new Set(['元の名前.txt', 'x.txt', '_CON.txt', '_nul.txt']));
    const last = (await fromApp(clerk)).at(-1);
    if (!last) throw new Error('the app said nothing');
    const form = await press(clerk, last, 'intake.attach', { where: 'consultation' });
    const number = numberIn(await press(clerk, form, 'consultation.submit', sheet));
    expect(new Set(await filed(consultations, number, 4))).toEqual(new Set(kept));
  });
});
