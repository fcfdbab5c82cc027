import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cardOf, textOf, type LocalPerson } from '../../infra/local-people.ts';
import { moveFile, putFile } from '../../infra/local-people-office.ts';
import { filesAnswer } from '../../shared/documents/api.ts';
import { applyPlan } from '../../shared/documents/file-hand.ts';
import { planFill } from '../../shared/documents/fill-plan.ts';
import { writePackage } from '../../shared/documents/ooxml/package.ts';
import { factsOf } from '../../shared/documents/facts.ts';
import { ANSWER } from '../../shared/documents/facts-of/consultation-documents.ts';
import { MINUTES } from '../../shared/documents/facts-of/meeting-documents.ts';
import { readSent, unfilled } from '../../shared/documents/fitness.ts';
import type { Meeting } from '../../shared/meetings/meeting.ts';
import { meetingFolder } from '../../shared/meetings/required-document.ts';
import { formOf } from '../harness/conversation.ts';
import { eventually } from '../harness/eventually.ts';
import { paneOf, type Pane } from '../harness/pane.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { fillYear } from '../harness/year.ts';

/**
 * Documents that the bot makes where nobody needs to write. It is 14 September 2026; the 定例会 of the 24th is five open
 * days away.
 */

let product: Product;
let meeting: Meeting;
let manager: LocalPerson;
let pane: Pane;

beforeAll(async () => {
  product = await startProduct();
  const [first] = await fillYear(
    product,
    ({ series, start }) =>
      series === 'regularMeeting' &&
      start > Date.parse('2026-09-15T00:00:00Z') &&
      start < Date.parse('2026-09-30T00:00:00Z'),
  );
  if (!first) throw new Error('no meeting');
  meeting = first;
  manager = await product.as('受託者', '業務責任者');
  pane = await paneOf(product, manager);
}, 180_000);
afterAll(() => product?.stop());

const folder = (): string => meetingFolder(product.local.settings.meetings, meeting);
const place = (rest: string) => ({
  site: `sites/${product.local.settings.sites.documents}`,
  list: product.local.settings.documents.library,
  path: rest,
});
const draft = (start: string) =>
  eventually(
    `the draft ${start}`,
    async () => (await pane.get('/files', filesAnswer)).files.find(({ name }) => name.startsWith(start)),
    60_000,
  );
const drafted = async (key: string) =>
  (await product.query('select left_alone, made_on from document_draft where key = $1', [key]))[0];
const slot = (name: string) =>
  product.query('select by_id from handed_document where slot = $1 and not gone', [`${meeting.id}/${name}`]);
const asked = async (): Promise<readonly string[]> =>
  (await manager.messages(await manager.personalChat()))
    .map((message) => textOf(cardOf(message)))
    .filter((text) => text.includes('どの資料か'));

describe('次第', () => {
  test('lies in the meeting’s folder some days before, and counts as handed in by nobody', async () => {
    const file = await draft('（案）次第_');
    expect(file).toMatchObject({ folder: folder(), app: 'word' });
    const read = readSent(await pane.bytes(`/file?file=${file.id}`), file.name);
    if (!read.ok) throw new Error(read.problem.message.ja);
    expect(read.value.reading.ledger?.template).toMatchObject({ id: 'agenda', subject: meeting.id });
    await eventually('it was looked at', async () => {
      const [row] = await product.query('select refused from handed_document where item_id = $1', [file.id]);
      return row?.['refused'] === 'draft';
    });
    expect(await slot('agenda')).toEqual([]);
  });

  test('that a person wrote into is written over no more, and still counts for nothing', async () => {
    const file = await draft('（案）次第_');
    const before = await pane.bytes(`/file?file=${file.id}`);
    const own = await pane.make('agenda', meeting.id);
    await putFile(manager, place(`${file.folder}/${file.name}`), own);
    await formOf(await product.as('税務課', '主事'), 'consultation', {
      subject: '次第に載る相談',
      category: 'system',
      questions1: '問い',
    });
    await product.control('PUT', 'clock', { now: '2026-09-15T01:00:00Z' });
    await eventually(
      'it is left alone',
      async () => (await drafted(`agenda/${meeting.id}`))?.['left_alone'] === true,
      60_000,
    );
    const after = await pane.bytes(`/file?file=${file.id}`);
    expect(after).toEqual(own);
    expect(after).not.toEqual(before);
    expect(await slot('agenda')).toEqual([]);
    expect(await asked()).toEqual([]);
  });

  test('counts once a person moves it into its slot, as theirs', async () => {
    const file = await draft('（案）次第_');
    await moveFile(manager, place(`${file.folder}/${file.name}`), `${folder()}/01 次第/次第.docx`);
    const rows = await eventually('it counts', async () => {
      const found = await slot('agenda');
      return found.length > 0 && found;
    });
    expect(rows).toEqual([{ by_id: manager.account.id }]);
  });
});

describe('回答書', () => {
  test('is drafted when a consultation to be answered in writing is taken up', async () => {
    const clerk = await product.as('税務課', '主事');
    const { number } = await formOf(clerk, 'consultation', {
      subject: '見積りについて',
      category: 'system',
      answerForm: 'document',
      questions1: '妥当でしょうか。',
    });
    const officer = await product.as('情報政策課', '係長');
    const channel = await officer.channel('CIO補佐官・セキュリティアドバイザー', '相談受付');
    const told = await eventually('the card', async () =>
      (await officer.messages(channel)).find((message) => textOf(cardOf(message)).includes(number)),
    );
    await officer.press(told, 'consultation.takeUp');
    const file = await draft(`（案）回答書_${number}_`);
    expect(file.folder).toBe(`相談回答/${number}`);
    const answered = () =>
      product.query('select by_id from handed_document where slot = $1 and not gone', [`answer/${number}`]);
    expect(await answered()).toEqual([]);

    // Called an answer without being one: who called it so is told what lacks, and it counts for nothing.
    const named = `${file.folder}/回答書_${number}.docx`;
    await moveFile(manager, place(`${file.folder}/${file.name}`), named);
    const lacks = await eventually('who moved it is told', async () =>
      (await manager.messages(await manager.personalChat()))
        .map((message) => textOf(cardOf(message)))
        .find((text) => text.includes('回答書に書き入れていない項目があります')),
    );
    expect(lacks).toContain('「（要記入）」が残っているため、回答として数えていません。');
    expect(await answered()).toEqual([]);

    const bytes = await pane.bytes(`/file?file=${file.id}`);
    const read = readSent(bytes, file.name);
    if (!read.ok) throw new Error(read.problem.message.ja);
    const at = Date.parse('2026-09-15T01:00:00Z');
    const written = factsOf([
      { id: 'answer.answeredBy', value: '総合情報化顧問　見本 一郎', at },
      {
        id: 'questions',
        value: [
          {
            key: 'q1',
            values: { 'questions.question': '妥当でしょうか。', 'questions.answer': '妥当です。' },
          },
        ],
        at,
      },
    ]);
    const applied = applyPlan(read.value.file, planFill(read.value.reading, ANSWER.fields, written));
    if (!applied.ok) throw new Error('not written');
    await putFile(manager, place(named), writePackage(applied.file));
    expect(
      await eventually('it counts', async () => ((await answered()).length > 0 ? answered() : undefined)),
    ).toEqual([{ by_id: manager.account.id }]);
  });
});

describe('議事録', () => {
  test('is drafted once the record of the meeting is written', async () => {
    await product.query(
      `update meeting set state = 'held', fields = jsonb_set(fields, '{state}', '"held"'), minutes = $2 where number = $1`,
      [
        meeting.id,
        JSON.stringify({
          attendance: [{ person: manager.account.id, there: true }],
          decisions: ['事例の共有を始める。'],
          carriedOver: [],
          by: manager.account.id,
          at: Date.parse('2026-09-24T08:00:00Z'),
        }),
      ],
    );
    // Taken away from this meeting: no issue that it began with.
    const issue = {
      number: 'R8-課-0001',
      kind: 'actionItem',
      title: '様式案の作成',
      content: '',
      priority: 'normal',
      state: 'open',
      owner: manager.account.id,
      due: '2026-10-09',
      meeting: meeting.id,
      history: [{ at: Date.parse('2026-09-24T08:00:00Z'), by: manager.account.id, step: 'raise', note: '' }],
    };
    await product.query(
      `insert into issue (id, engagement, number, state, owner_id, due, meeting, fields, revision, changed_at)
       values ($1, $2, $3, 'open', $4, $5, $6, $7, 1, now())`,
      [
        randomUUID(),
        product.local.settings.id,
        issue.number,
        issue.owner,
        issue.due,
        issue.meeting,
        JSON.stringify(issue),
      ],
    );
    await product.control('PUT', 'clock', { now: '2026-09-24T09:00:00Z' });
    const file = await draft('（案）議事録_');
    const read = readSent(await pane.bytes(`/file?file=${file.id}`), file.name);
    if (!read.ok) throw new Error(read.problem.message.ja);
    const { anchors } = read.value.reading;
    const said = (id: string): readonly string[] =>
      anchors.filter(({ tag }) => tag.role === 'field' && tag.id === id).map(({ text }) => text);
    expect(said('decisions.text')).toEqual(['事例の共有を始める。']);
    expect(said('attendees.name')).toEqual([manager.account.name]);
    expect(said('actionItems.number')).toEqual(['R8-課-0001']);
    expect(said('actionItems.due')).toEqual(['令和8年10月9日']);
    expect(said('agenda.lines').join('\n')).not.toContain('R8-課-0001');
    // What was handed in is a paper of the meeting, by its own name; what was not is none.
    expect(said('papers.name')).toEqual([]);
    expect(said('document.number')).toEqual([`${meeting.id}-議事録`]);
    expect(unfilled(read.value, MINUTES.fields)?.code).toBe('submission.toWrite');
    expect(await slot('minutes')).toEqual([]);
  });
});
