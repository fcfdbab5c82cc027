import { describe, expect, test } from '@jest/globals';
import { fileDocument, type FileDocument } from '../../../addin/office/file-document.ts';
import type { DocumentTable } from '../../../shared/documents/document-table.ts';
import { planFill } from '../../../shared/documents/fill-plan.ts';
import { deckFile, shape } from '../../shared/documents/deck-fixture.ts';
import { FIELDS, facts } from '../../shared/documents/sample-fields.ts';
import { paragraph, placeholder, wordFile } from '../../shared/documents/word-fixture.ts';

const opened = (bytes: Uint8Array, name: string): FileDocument => {
  const made = fileDocument(bytes, { name, show: () => true });
  if (!made.ok) throw new Error(made.problem.message.ja);
  return made.value;
};

const report = (): FileDocument =>
  opened(wordFile({ body: paragraph(placeholder('cio:plan.title')) }), '運営計画書.docx');
const deck = (): FileDocument =>
  opened(deckFile([{ shapes: shape('cio:plan.title') }]), '運営計画書（概要版）.pptx');

const reading = async (document: FileDocument) => {
  const read = await document.read();
  if (!read.ok) throw new Error(read.problem.message.ja);
  return read.value;
};

const CHECKLIST: DocumentTable = {
  title: '監査点検表',
  columns: [
    { heading: '項目', share: 3 },
    { heading: '結果', share: 1 },
  ],
  rows: [
    { cells: [{ text: '1 体制', heading: true }] },
    {
      tag: 'cio:each:measures:1',
      cells: [
        { text: '方針を定めている' },
        { text: '', tag: 'cio:measures.result', title: '結果', options: ['適合', '要改善'] },
      ],
    },
  ],
};

describe('a file in a plain browser', () => {
  test.each([
    ['Word', report],
    ['PowerPoint', deck],
  ])('%s: what is saved is no longer unsaved; taking it back is unsaved again', async (_, make) => {
    const document = make();
    const applied = await document.apply(planFill(await reading(document), FIELDS, facts()));
    expect(document.unsaved()).toBe(true);
    document.save();
    expect(document.unsaved()).toBe(false);
    if (applied.ok) expect(await applied.undo()).toEqual({ ok: true });
    expect(document.unsaved()).toBe(true);
  });

  test('a checklist becomes a table with choices at its end, fields are put there as well', async () => {
    const document = report();
    expect(await document.insertTable(CHECKLIST)).toMatchObject({ ok: true });
    expect(
      await document.putField({ tag: 'cio:plan.approved', title: '承認', control: 'checkBox' }),
    ).toMatchObject({ ok: true });
    const { anchors } = await reading(document);
    expect(anchors.map(({ tag, control, row, options }) => [tag.id, control, row?.key, options])).toEqual([
      ['plan.title', 'text', undefined, undefined],
      ['measures', 'part', '1', undefined],
      ['measures.result', 'dropDown', '1', ['適合', '要改善']],
      ['plan.approved', 'checkBox', undefined, undefined],
    ]);
  });

  test('in PowerPoint the table stands on a slide of its own, a field in a text box', async () => {
    const document = deck();
    expect(await document.insertTable(CHECKLIST)).toMatchObject({ ok: true });
    expect(await document.putField({ tag: 'cio:plan.date', title: '作成日' })).toMatchObject({ ok: true });
    const { anchors } = await reading(document);
    expect(anchors.map(({ tag, place }) => [tag.id, place.ja])).toEqual([
      ['plan.title', 'スライド1'],
      ['plan.date', 'スライド2'],
    ]);
  });

  test('N-4.3: a package that is sound but for its text is refused before anything else is left', () => {
    const name = '途切れた本文.docx';
    expect(fileDocument(wordFile({ body: '<w:p>' }), { name, show: () => true })).toMatchObject({
      ok: false,
      problem: { code: 'document.broken' },
    });
  });

  test('a Word file is not put into a PowerPoint file', async () => {
    const word = await report().bytes();
    if (!word.ok) throw new Error(word.problem.code);
    expect(await deck().insertDocument(word.value, 'replace')).toMatchObject({
      ok: false,
      problems: [{ code: 'document.otherApp' }],
      notUndone: [],
    });
  });
});
