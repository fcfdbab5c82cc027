import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import {
  cardOf,
  defaultsOf,
  inputsOf,
  textOf,
  type LocalPerson,
  type Message,
} from '../../infra/local-people.ts';
import { yearAnswer, type YearEntry } from '../../shared/meetings/api.ts';
import type { Meeting } from '../../shared/meetings/meeting.ts';
import { meetingFolder } from '../../shared/meetings/required-document.ts';
import { greetedChat, handFiles } from '../harness/conversation.ts';
import { attackerOf } from '../harness/attacker.ts';
import { eventually } from '../harness/eventually.ts';
import { expectGoodCard } from '../harness/good-card.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { fillYear } from '../harness/year.ts';

/**
 * Papers sent to the bot. It is Monday 14 September 2026, 10:00; those of the 定例会 of 24 September are due on Friday
 * the 18th at 10:00 (N-4.3.ア.ウ).
 */

let product: Product;
let meeting: Meeting;
let manager: LocalPerson;
let token = '';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

beforeAll(async () => {
  product = await startProduct();
  const found = await fillYear(
    product,
    ({ series, start }) =>
      series === 'regularMeeting' &&
      start > Date.parse('2026-09-15T00:00:00Z') &&
      start < Date.parse('2026-10-31T00:00:00Z'),
  );
  const [first] = found;
  if (!first) throw new Error('no meeting');
  meeting = first;
  manager = await product.as('受託者', '業務責任者');
  await greetedChat(manager);
  token = (await manager.call<{ token: string }>('POST', '/people/tabs/year/token')).token;
}, 120_000);
afterEach(() => product?.control('DELETE', 'faults'));
afterAll(() => product?.stop());

const paper = async (name: string): Promise<YearEntry | undefined> => {
  const response = await fetch(`http://127.0.0.1:${product.local.botPort}/api/year?scope=mine`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return yearAnswer.parse(await response.json()).entries.find(({ id }) => id === `${meeting.id}/${name}`);
};

/** What lies in the folder of a paper. */
const filesIn = async (folder: string): Promise<readonly string[]> => {
  const { settings } = product.local;
  const list = encodeURIComponent(settings.documents.library);
  const site = encodeURIComponent(`sites/${settings.sites.documents}`);
  const path = encodeURIComponent(`${meetingFolder(settings.meetings, meeting)}/${folder}`);
  const { value } = await manager.call<{ value: { name: string }[] }>(
    'GET',
    `/people/sites/${site}/lists/${list}/files?path=${path}`,
  );
  return value.map(({ name }) => name);
};
const arrives = (folder: string, name: string): Promise<boolean> =>
  eventually(`${name} stands in ${folder}`, async () =>
    (await filesIn(folder).catch((): readonly string[] => [])).includes(name),
  );

const handIn = async (offered: Message, inputs: Readonly<Record<string, string>> = {}): Promise<string> => {
  const outcome = await manager.press(offered, 'intake.attach', {
    ...defaultsOf(cardOf(offered)),
    ...inputs,
  });
  if (outcome.outcome !== 'card') throw new Error(JSON.stringify(outcome));
  expectGoodCard(cardOf(outcome.message));
  return textOf(cardOf(outcome.message));
};

describe('N-4.3.ア.ウ 会議の資料を、ボットとの個人チャットで提出する', () => {
  test('ファイル名から分かる資料が選ばれていて、押すと提出済みになり、置き場所に入る', async () => {
    const offered = await handFiles(manager, { '次第_第12回.docx': bytes('次第') });
    expectGoodCard(cardOf(offered));
    expect(defaultsOf(cardOf(offered))['where']).toBe(`paper:${meeting.id}/agenda`);
    const receipt = await handIn(offered);
    expect(receipt).toContain('提出を受け付けました');
    expect(receipt).toContain('次第_第12回.docx');
    expect(receipt).toContain('9月18日(金) 10:00　期限内');
    expect(await paper('agenda')).toMatchObject({ state: 'inTime' });
    await arrives('01 次第', '次第_第12回.docx');
    // Followed by delta as well, it stays what it was handed in as, by whom and when.
    await eventually('it is known as theirs', async () => {
      const [row] = await product.query(
        'select by_id, slot from handed_document where name = $1 and not gone',
        ['次第_第12回.docx'],
      );
      return row?.['by_id'] === manager.account.id && row['slot'] === `${meeting.id}/agenda`;
    });
    const again = await manager.press(offered, 'intake.attach', { where: `paper:${meeting.id}/agenda` });
    expect(again.outcome === 'card' && textOf(cardOf(again.message))).toContain('提出を受け付けました');
  });

  test('分からないときは、何も選ばれていない。選んだ資料になる', async () => {
    const offered = await handFiles(manager, { '報告2026.docx': bytes('報告') });
    expect(defaultsOf(cardOf(offered))['where']).toBe('');
    const choices = inputsOf(cardOf(offered))[0]?.['choices'] as { title: string; value: string }[];
    expect(choices[0]?.title).toBe(`${meeting.title}（9月24日(木)）　次第（提出済み。差し替え）`);
    await handIn(offered, { where: `paper:${meeting.id}/papers` });
    expect(await paper('papers')).toMatchObject({ state: 'inTime' });
    await arrives('02 資料', '報告2026.docx');
  });

  test('SharePointが止まっていても提出済みになり、直ると置き場所に入る', async () => {
    await product.control('POST', 'faults', {
      area: 'graph',
      kind: '503',
      path: '/content$/',
      method: 'PUT',
      times: 3,
    });
    const offered = await handFiles(manager, { '課題管理表.xlsx': bytes('課題') });
    await handIn(offered);
    expect(await paper('issueRegister')).toMatchObject({ state: 'inTime' });
    await product.control('DELETE', 'faults');
    await arrives('03 課題管理表', '課題管理表.xlsx');
  });

  test('いくつかのファイルが、それぞれの名前の資料になる', async () => {
    const offered = await handFiles(manager, {
      '資料 第12回.docx': bytes('資料その2'),
      '次第 第12回.pdf': bytes('次第その2'),
    });
    expect(defaultsOf(cardOf(offered))['where']).toBe(`papers:${meeting.id}`);
    const receipt = await handIn(offered);
    expect(receipt).toContain('資料 第12回.docx');
    // N-4.3.イ.1: another form than the contract's is taken, and said.
    expect(receipt).toContain('docx・xlsx・pptx以外の形式');
    await arrives('01 次第', '次第 第12回.pdf');
    await arrives('02 資料', '資料 第12回.docx');
  });

  test('SharePointが受け付けないファイルは提出済みに数えず、本人に知らせ、再試行できる', async () => {
    await product.control('POST', 'faults', {
      area: 'graph',
      kind: '412',
      path: '/content$/',
      method: 'PUT',
      times: 1,
    });
    const offered = await handFiles(manager, { '議事録.docx': bytes('議事録') });
    await handIn(offered, { where: `paper:${meeting.id}/minutes` });
    const chat = await manager.personalChat();
    const told = await eventually('they are told', async () =>
      (await manager.messages(chat)).find((message) =>
        textOf(cardOf(message)).includes('提出済みになっていません'),
      ),
    );
    expectGoodCard(cardOf(told));
    await manager.press(told, 'documents.storeAgain');
    await arrives('04 議事録', '議事録.docx');
  });

  test('提出する役割でない人には、会議の資料は示さない', async () => {
    const clerk = await product.as('税務課', '主事');
    const offered = await handFiles(clerk, { '次第.docx': bytes('次第') });
    expect(JSON.stringify(cardOf(offered))).not.toContain('paper:');
    const attacker = await attackerOf(product);
    const [file] = await product.query('select id from attachment where owner_id = $1', [clerk.account.id]);
    const answer = await attacker.press(clerk.account, 'intake.attach', {
      where: `paper:${meeting.id}/agenda`,
      files: String(file?.['id']),
    });
    expect(answer.text).toContain('提出する権限がありません');
  });
});
