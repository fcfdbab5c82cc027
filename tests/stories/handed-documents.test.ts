import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cardOf, inputsOf, textOf, type LocalPerson, type Message } from '../../infra/local-people.ts';
import { deleteFile, putFile, type LibraryPlace } from '../../infra/local-people-office.ts';
import { yearAnswer, type YearEntry } from '../../shared/meetings/api.ts';
import type { Meeting } from '../../shared/meetings/meeting.ts';
import { meetingFolder } from '../../shared/meetings/required-document.ts';
import { greetedChat, verbsOf } from '../harness/conversation.ts';
import { eventually } from '../harness/eventually.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { fillYear } from '../harness/year.ts';

/**
 * Papers handed in by hand, in SharePoint. It is Monday 14 September 2026, 10:00; the papers of the 定例会 of 24
 * September are due on Friday the 18th at 10:00.
 */

let product: Product;
let meeting: Meeting;
let manager: LocalPerson;
let token = '';
const CONTENT = new TextEncoder().encode('資料の内容');

beforeAll(async () => {
  product = await startProduct({ eager: ['follow-documents'] });
  const found = await fillYear(
    product,
    ({ series, start }) =>
      series === 'regularMeeting' &&
      start > Date.parse('2026-09-15T00:00:00Z') &&
      start < Date.parse('2026-09-30T00:00:00Z'),
  );
  const [first] = found;
  if (!first) throw new Error('no meeting');
  meeting = first;
  manager = await product.as('受託者', '業務責任者');
  await greetedChat(manager);
  token = (await manager.call<{ token: string }>('POST', '/people/tabs/year/token')).token;
}, 120_000);
afterAll(() => product?.stop());

const at = (rest: string): LibraryPlace => {
  const { settings } = product.local;
  return {
    site: `sites/${settings.sites.documents}`,
    list: settings.documents.library,
    path: `${meetingFolder(settings.meetings, meeting)}/${rest}`,
  };
};

const paper = async (name: string): Promise<YearEntry | undefined> => {
  const response = await fetch(`http://127.0.0.1:${product.local.botPort}/api/year?scope=mine`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const { entries } = yearAnswer.parse(await response.json());
  return entries.find(({ id }) => id === `${meeting.id}/${name}`);
};
const becomes = (name: string, state: YearEntry['state']): Promise<YearEntry> =>
  eventually(`${name} is ${state}`, async () => {
    const entry = await paper(name);
    return entry?.state === state && entry;
  });

const askedAbout = async (file: string): Promise<Message | undefined> =>
  (await manager.messages(await manager.personalChat())).find((message) => {
    const text = textOf(cardOf(message));
    return text.includes('どの資料か教えてください') && text.includes(file);
  });

describe('N-4.3.ア.ウ papers of a meeting', () => {
  test('each confirmed meeting has its folders, one for each paper', async () => {
    await eventually(
      'the folders are made',
      async () =>
        (await product.query('select 1 from meeting_folder where meeting = $1', [meeting.id])).length > 0,
    );
  });

  test('a file in its folder counts, with when it came', async () => {
    expect(await paper('agenda')).toMatchObject({ state: 'open', openDaysLeft: 4 });
    await putFile(manager, at('01 次第/第12回次第.docx'), CONTENT);
    const entry = await becomes('agenda', 'inTime');
    expect(new Date(entry.doneAt ?? 0).toISOString().slice(0, 13)).toBe('2026-09-14T01');
    const [row] = await product.query('select by_id from handed_document where slot = $1', [
      `${meeting.id}/agenda`,
    ]);
    expect(row?.['by_id']).toBe(manager.account.id);
  });

  test('a file in the meeting’s folder counts by its name', async () => {
    await putFile(manager, at('課題管理表_0914.xlsx'), CONTENT);
    await becomes('issueRegister', 'inTime');
  });

  test('taken away again, its slot is open again', async () => {
    await deleteFile(manager, at('課題管理表_0914.xlsx'));
    await becomes('issueRegister', 'open');
  });
});

describe('what never counts', () => {
  test('a lock file: and nobody is asked about it', async () => {
    await putFile(manager, at('02 資料/~$資料.docx'), CONTENT);
    await eventually(
      'it was seen',
      async () => (await product.query("select 1 from handed_document where refused = 'lock'")).length > 0,
    );
    expect(await paper('papers')).toMatchObject({ state: 'open' });
    expect(await askedAbout('~$資料.docx')).toBeUndefined();
  });

  test('an empty file: whoever put it there is told, and once it has content it counts', async () => {
    await putFile(manager, at('03 課題管理表/一覧.xlsx'), new Uint8Array());
    const asked = await eventually('the person is asked', () => askedAbout('一覧.xlsx'));
    expect(textOf(cardOf(asked))).toContain('ファイルの中身が空');
    expect(verbsOf(asked)).not.toContain('documents.place');
    expect(await paper('issueRegister')).toMatchObject({ state: 'open' });
    await putFile(manager, at('03 課題管理表/一覧.xlsx'), CONTENT);
    await becomes('issueRegister', 'inTime');
    await eventually('the card says so', async () => {
      const text = (await manager.messages(await manager.personalChat()))
        .map((message) => textOf(cardOf(message)))
        .join('\n');
      return text.includes('の「課題管理表」として提出済みです。');
    });
  });

  test('a file of no paper’s name: who put it there says which it is, and it is moved and counts', async () => {
    await putFile(manager, at('報告.docx'), CONTENT);
    const asked = await eventually('the person is asked', () => askedAbout('報告.docx'));
    const [input] = inputsOf(cardOf(asked));
    const choices = input?.['choices'] as { title: string; value: string }[];
    expect(choices.map(({ title }) => title.split('　')[1])).toEqual([
      '次第',
      '資料',
      '課題管理表',
      '議事録',
    ]);
    expect(await paper('papers')).toMatchObject({ state: 'open' });
    const outcome = await manager.press(asked, 'documents.place', { slot: `${meeting.id}/papers` });
    expect(outcome.outcome === 'card' && textOf(cardOf(outcome.message))).toContain(
      'の「資料」として提出済みです。',
    );
    await becomes('papers', 'inTime');
    // Nobody is asked twice about one file.
    const [row] = await product.query(
      "select count(*)::int as count from delivery where message = 'documents.ask' and key like 'ask-document/%'",
    );
    expect(row?.['count']).toBe(2);
  });

  test('somebody else’s press moves nothing', async () => {
    await putFile(manager, at('写真.png'), CONTENT);
    const asked = await eventually('the person is asked', () => askedAbout('写真.png'));
    const [row] = await product.query("select item_id from handed_document where name = '写真.png'");
    const clerk = await product.as('税務課', '主事');
    await greetedChat(clerk);
    await expect(clerk.press(asked, 'documents.noPaper')).rejects.toThrow();
    const outcome = await manager.press(asked, 'documents.noPaper');
    expect(outcome.outcome === 'card' && textOf(cardOf(outcome.message))).toContain('資料ではないもの');
    expect(
      await product.query('select no_paper from handed_document where item_id = $1', [row?.['item_id']]),
    ).toEqual([{ no_paper: true }]);
  });
});

test('a paper that comes after its time is late', async () => {
  await deleteFile(manager, at('01 次第/第12回次第.docx'));
  await becomes('agenda', 'open');
  await product.control('PUT', 'clock', { now: '2026-09-18T01:30:00Z' });
  await becomes('agenda', 'overdue');
  await putFile(manager, at('01 次第/第12回次第.docx'), CONTENT);
  const entry = await becomes('agenda', 'inLate');
  expect(new Date(entry.doneAt ?? 0).toISOString().slice(0, 10)).toBe('2026-09-18');
});

test('the library read anew after its token is too old says the same', async () => {
  const before = await product.query('select slot, gone from handed_document order by item_id');
  await product.control('POST', 'faults', { area: 'graph', kind: '410', path: '/drives', times: 1 });
  await eventually(
    'the token was refused',
    async () =>
      (await product.control<{ value: { struck: number }[] }>('GET', 'faults')).value.some(
        ({ struck }) => struck > 0,
      ),
    30_000,
  );
  await putFile(manager, at('04 議事録/議事録.docx'), CONTENT);
  await eventually(
    'the next file is seen',
    async () => (await product.query("select 1 from handed_document where slot like '%/minutes'")).length > 0,
  );
  const after = await product.query(
    "select slot, gone from handed_document where coalesce(slot, '') not like '%/minutes' order by item_id",
  );
  expect(after).toEqual(before);
});
