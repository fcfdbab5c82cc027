import { describe, expect, test } from '@jest/globals';
import { wordDocument } from '../../../addin/office/word/word-document.ts';
import type { DocumentFields } from '../../../shared/documents/document-field.ts';
import { factsOf, type Fact, type Facts } from '../../../shared/documents/facts.ts';
import { planFill } from '../../../shared/documents/fill-plan.ts';
import { openPackage } from '../../../shared/documents/ooxml/package.ts';
import { textPlaces } from '../../../shared/documents/text-places.ts';
import { AT, FIELDS, facts, measure } from '../../shared/documents/sample-fields.ts';
import { withChart } from '../../shared/documents/word-chart-fixture.ts';
import {
  cell,
  checkBox,
  control,
  dropDown,
  paragraph,
  row,
  tableOf,
  text,
  wordFile,
  type WordParts,
} from '../../shared/documents/word-fixture.ts';
import { fill, reading, textsIn, type Opened } from './contract.ts';
import { openInWord, type OpenWord, type WordOptions } from './stand-in/word.ts';

const opened = (parts: WordParts | Uint8Array, options: WordOptions = {}): Opened & { word: OpenWord } => {
  const word = openInWord(parts instanceof Uint8Array ? parts : wordFile(parts), options);
  return { word, document: wordDocument(), type: async () => undefined };
};

const titled = (words = '表題'): string => paragraph(control('cio:plan.title', text(words)));
const MEASURES = tableOf(
  1,
  control('cio:each:measures', row(cell(paragraph(control('cio:measures.name', text('未記入')))))),
);

describe('the number of syncs does not grow with the fields', () => {
  const many = (count: number): { bytes: Uint8Array; fields: DocumentFields; facts: Facts } => {
    const ids = Array.from({ length: count }, (_, index) => `figure.n${index}`);
    return {
      bytes: wordFile({ body: ids.map((id) => paragraph(control(`cio:${id}`, text('0')))).join('') }),
      fields: Object.fromEntries(ids.map((id) => [id, { kind: 'text' as const, label: { ja: id, en: id } }])),
      facts: factsOf(ids.map((id, index): Fact => ({ id, value: `値${index}`, at: AT }))),
    };
  };

  test.each([1, 200])('%i fields are refreshed in at most 3 syncs, the proof among them', async (count) => {
    const given = many(count);
    const one = opened(given.bytes);
    const plan = planFill(await reading(one), given.fields, given.facts);
    const before = one.word.queue.syncs();
    expect(await one.document.apply(plan)).toMatchObject({ ok: true });
    expect(one.word.queue.syncs() - before).toBe(2);
    expect((await textsIn(one)).at(-1)).toBe(`field figure.n${count - 1}: 値${count - 1}`);
  });

  test('reading takes one', async () => {
    const one = opened(many(200).bytes);
    const before = one.word.queue.syncs();
    await one.document.read();
    expect(one.word.queue.syncs() - before).toBe(1);
  });

  test('what says already what is known is not written again', async () => {
    const given = many(5);
    const one = opened(given.bytes);
    await one.document.apply(planFill(await reading(one), given.fields, given.facts));
    const before = one.word.queue.writes();
    await one.document.apply(planFill(await reading(one), given.fields, given.facts));
    // The ledger alone.
    expect(one.word.queue.writes() - before).toBe(1);
  });
});

describe('a sync that fails in the middle', () => {
  const BODY = [titled(), control('cio:plan.purpose', paragraph(text('目的'))), MEASURES].join('');

  test.each([0, 1, 2, 3, 4])('after %i writes everything is taken back', async (writes) => {
    const one = opened({ body: BODY });
    const plan = planFill(await reading(one), FIELDS, facts());
    const before = await textsIn(one);
    one.word.queue.breakAt(2, writes);
    expect(await one.document.apply(plan)).toMatchObject({
      ok: false,
      problems: [{ code: 'document.notWritten' }],
      notUndone: [],
    });
    expect(await textsIn(one)).toEqual(before);
    expect((await reading(one)).ledger).toBeUndefined();
  });

  test.each([0, 1, 2, 3, 4, 5])('after %i writes locks and tracking are as they were', async (writes) => {
    const locked = control('cio:plan.title', text('表題'), '<w:lock w:val="contentLocked"/>');
    const one = opened({ body: paragraph(locked) + titled() }, { tracking: 'TrackAll' });
    const plan = planFill(await reading(one), FIELDS, facts());
    one.word.queue.breakAt(2, writes);
    expect(await one.document.apply(plan)).toMatchObject({ ok: false, notUndone: [] });
    expect([one.word.tracking(), one.word.unlocked()]).toEqual(['TrackAll', 0]);
    expect(await one.document.apply(plan)).toMatchObject({ ok: true });
    expect([one.word.tracking(), one.word.unlocked()]).toEqual(['TrackAll', 0]);
  });

  test('what could not be taken back is listed', async () => {
    const one = opened({ body: titled() + control('cio:plan.purpose', paragraph(text('目的'))) });
    const plan = planFill(await reading(one), FIELDS, facts());
    one.word.queue.breakAt(2, 1);
    const { write } = one.word.model;
    let writes = 0;
    one.word.model.write = (id, value) => {
      writes += 1;
      if (writes > 1) throw new Error('AccessDenied');
      write(id, value);
    };
    expect(await one.document.apply(plan)).toMatchObject({
      ok: false,
      notUndone: [{ id: 'plan.title' }, { id: 'plan.purpose' }],
    });
  });

  test('stopped after the writing, it is taken back', async () => {
    const one = opened({ body: BODY });
    const plan = planFill(await reading(one), FIELDS, facts());
    const before = await textsIn(one);
    const stop = new AbortController();
    const applied = await one.document.apply(plan, {
      signal: stop.signal,
      progress: ({ phase }) => {
        if (phase === 'proving') stop.abort();
      },
    });
    expect(applied).toMatchObject({ ok: false, problems: [{ code: 'document.stopped' }], notUndone: [] });
    expect(await textsIn(one)).toEqual(before);
  });
});

describe('what stands in the way', () => {
  test('somebody typed between the reading and the writing: nothing is written', async () => {
    const one = opened({ body: titled() });
    const plan = planFill(await reading(one), FIELDS, facts());
    const bytes = one.word.bytes();
    const typed = one.word.model.controls()[0]?.control.id;
    one.word.model.write(Number(typed), { text: '入力中' });
    // The file lags behind what was typed, as it does in a browser.
    one.word.model.bytes = () => bytes;
    const before = one.word.queue.writes();
    expect(await one.document.apply(plan)).toMatchObject({
      ok: false,
      problems: [{ code: 'document.editing' }],
      notUndone: [],
    });
    expect(one.word.queue.writes()).toBe(before);
  });

  test('changes are tracked: the values are written without, which is said, and tracking is on again', async () => {
    const one = opened({ body: titled(), settings: '<w:trackRevisions/>' }, { tracking: 'TrackAll' });
    expect((await reading(one)).tracking).toBe(true);
    expect(await fill(one)).toMatchObject({ ok: true, notices: [{ code: 'document.untracked' }] });
    expect(one.word.tracking()).toBe('TrackAll');
  });

  test.each([
    [
      'a comment',
      control('cio:plan.title', `<w:commentRangeStart w:id="1"/>${text('甲')}<w:commentRangeEnd w:id="1"/>`),
      'comment',
    ],
    [
      'a tracked change',
      control('cio:plan.title', `<w:ins w:id="1" w:author="査読者">${text('甲')}</w:ins>`),
      'trackedChange',
    ],
    ['a field inside', control('cio:plan.title', control('cio:plan.date', text('乙'))), 'nested'],
    ['a drop-down without the choice', dropDown('cio:plan.result', ['可']), 'notOffered'],
  ])('%s: nothing is written', async (_, inner, code) => {
    const one = opened({ body: paragraph(inner) + control('cio:plan.purpose', paragraph(text('目的'))) });
    const before = one.word.queue.writes();
    const applied = await fill(one);
    expect(applied.ok).toBe(false);
    if (!applied.ok) expect(applied.problems.map((problem) => problem.code)).toContain(`document.${code}`);
    expect(one.word.queue.writes()).toBe(before);
  });

  test('protection that the file does not tell is told by the first write, and nothing is said to be left', async () => {
    const one = opened({ body: titled() + MEASURES });
    const before = await textsIn(one);
    const plan = planFill(await reading(one), FIELDS, facts());
    one.word.model.write = () => {
      throw Object.assign(new Error('AccessDenied'), { code: 'AccessDenied' });
    };
    expect(await one.document.apply(plan)).toMatchObject({
      ok: false,
      problems: [{ code: 'document.protected' }],
      notUndone: [],
    });
    expect(await textsIn(one)).toEqual(before);
  });

  test('a protected document is not written into', async () => {
    const one = opened({
      body: titled(),
      settings: '<w:documentProtection w:edit="readOnly" w:enforcement="1"/>',
    });
    expect(await fill(one)).toMatchObject({ ok: false, problems: [{ code: 'document.protected' }] });
  });
});

describe('what Word can do later than its floor', () => {
  const chosen = control(
    'cio:plan.result',
    text('適合'),
    '<w:dropDownList><w:listItem w:displayText="適合" w:value="1"/><w:listItem w:displayText="要改善" w:value="2"/></w:dropDownList>',
  );
  const BODY = paragraph(checkBox('cio:plan.approved')) + paragraph(chosen);
  const state = async (one: Opened) =>
    (await reading(one)).anchors.map(({ tag, checked, text: words }) => [tag.id, checked ?? words]);

  test.each(['1.6', '1.7', '1.9'])(
    'WordApi %s: boxes are ticked, choices made, and taken back',
    async (api) => {
      const one = opened({ body: BODY }, { api });
      const applied = await fill(one);
      expect(await state(one)).toEqual([
        ['plan.approved', true],
        ['plan.result', '要改善'],
      ]);
      if (!applied.ok) throw new Error(applied.problems[0]?.code);
      expect(await applied.undo()).toEqual({ ok: true });
      expect(await state(one)).toEqual([
        ['plan.approved', false],
        ['plan.result', '適合'],
      ]);
    },
  );

  test('a box in the header cannot be reached by the floor: nothing is written, and the page is named', async () => {
    const one = opened({ header: paragraph(checkBox('cio:plan.approved')), body: titled() }, { api: '1.6' });
    expect(await fill(one)).toMatchObject({ ok: false, problems: [{ code: 'document.notReached' }] });
    expect((await textsIn(one))[0]).toBe('field plan.title: 表題');
  });
});

describe('blocks that are exchanged', () => {
  test('an empty paragraph that Word leaves behind a table is taken out again', async () => {
    const one = opened({ body: MEASURES + paragraph(text('以上')) }, { strays: true });
    const count = one.word.model.paragraphs().length;
    const applied = await fill(one);
    expect(one.word.model.paragraphs().length).toBe(count + 2);
    if (applied.ok) expect(await applied.undo()).toEqual({ ok: true });
    expect(one.word.model.paragraphs().length).toBe(count);
  });

  test('a chart is drawn anew after it was said what may be lost, and 元に戻す draws the old one', async () => {
    const one = opened(withChart());
    const plan = planFill(await reading(one), FIELDS, facts());
    expect(await one.document.losses(plan)).toMatchObject({
      ok: true,
      value: [{ code: 'chart', id: 'results' }],
    });
    expect(await one.document.apply(plan)).toMatchObject({
      ok: false,
      problems: [{ code: 'document.lossesNotAccepted' }],
    });
    const before = await textsIn(one);
    const applied = await one.document.apply(plan, { lossesAccepted: true });
    expect((await textsIn(one))[0]).toContain('規程の改定\t5');
    if (!applied.ok) throw new Error(applied.problems[0]?.code);
    expect(await applied.undo()).toEqual({ ok: true });
    expect(await textsIn(one)).toEqual(before);
  });

  test('元に戻す of rows goes on when somebody wrote elsewhere', async () => {
    const one = opened({ body: MEASURES + titled() });
    const only = planFill(await reading(one), FIELDS, facts(), { only: new Set(['measures']) });
    const applied = await one.document.apply(only);
    const id = one.word.model.controls().find(({ control: { raw } }) => raw === 'cio:plan.title')?.control.id;
    one.word.model.write(Number(id), { text: '手で書いた表題' });
    if (!applied.ok) throw new Error(applied.problems[0]?.code);
    expect(await applied.undo()).toEqual({ ok: true });
    expect(await textsIn(one)).toEqual([
      'each measures: ',
      'field measures.name: 未記入',
      'field plan.title: 手で書いた表題',
    ]);
  });

  test('where Word counts other paragraphs than the file has, tables are found by their controls', async () => {
    const one = opened({ body: MEASURES + titled() });
    const { paragraphs } = one.word.model;
    one.word.model.paragraphs = () => [{ mark: '0', text: '数えられた段落' }, ...paragraphs()];
    expect(await fill(one)).toMatchObject({ ok: true });
    expect((await textsIn(one)).filter((words) => words.startsWith('each'))).toHaveLength(3);
  });

  test('rows whose keys stay are written in place, not exchanged', async () => {
    const one = opened({ body: MEASURES });
    await fill(one);
    const { insertFlat } = one.word.model;
    let exchanged = 0;
    one.word.model.insertFlat = (...given) => {
      exchanged += 1;
      insertFlat(...given);
    };
    const rows = [measure('1', '改めた研修', 3), measure('2', '監査', 2), measure('3', '規程', 5)];
    expect(await fill(one, facts({ measures: rows }))).toMatchObject({ ok: true });
    expect(exchanged).toBe(0);
    expect((await textsIn(one))[1]).toBe('field measures.name#1: 改めた研修');
  });
});

describe('where Word differs from its file', () => {
  const BODY = [titled(), titled(), MEASURES, control('cio:plan.purpose', paragraph(text('目的')))].join('');

  test('controls with ids of their own are told apart by tag and order, and taken back', async () => {
    const one = opened({ header: titled(), body: BODY }, { ownIds: true });
    const before = await textsIn(one);
    const applied = await fill(one);
    expect((await textsIn(one)).filter((words) => words.includes('plan.title'))).toEqual(
      Array.from({ length: 3 }, () => 'field plan.title: 情報セキュリティ運営計画書'),
    );
    if (!applied.ok) throw new Error(applied.problems[0]?.code);
    expect(await applied.undo()).toEqual({ ok: true });
    expect(await textsIn(one)).toEqual(before);
    expect(await one.document.goTo({ at: 'field', id: 'plan.title', nth: 1 })).toMatchObject({ ok: true });
  });

  test('lines of a field among other text are parted by line ends, not by paragraphs', async () => {
    const one = opened({ body: paragraph(text('目的：') + control('cio:plan.purpose', text('未記入'))) });
    const count = one.word.model.paragraphs().length;
    expect(await fill(one)).toMatchObject({ ok: true });
    expect(await textsIn(one)).toEqual(['field plan.purpose: 目的の一行目\n目的の二行目']);
    expect(one.word.model.paragraphs()).toHaveLength(count);
  });
});

describe('what is put in', () => {
  const template = (): Uint8Array =>
    wordFile({
      body: paragraph(control('cio:plan.title', text('表題'), '<w:alias w:val="件名"/>')) + MEASURES,
    });

  test('a template takes the place of everything, its tags are proven', async () => {
    const one = opened({ body: paragraph(text('古い文書')) });
    const inserted = await one.document.insertDocument(template(), 'replace');
    expect(inserted).toMatchObject({ ok: true, notices: [] });
    expect((await textsIn(one))[0]).toBe('field plan.title: 表題');
    if (inserted.ok) expect(await inserted.undo()).toEqual({ ok: true });
    expect(one.word.model.paragraphs().map((one) => one.text)).toEqual(['古い文書']);
  });

  test('the ledger of the document that stood there goes with it, and comes back with it', async () => {
    const one = opened({ body: titled() });
    await fill(one);
    const { ledger } = await reading(one);
    const inserted = await one.document.insertDocument(template(), 'replace');
    expect((await reading(one)).ledger).toBeUndefined();
    if (inserted.ok) expect(await inserted.undo()).toEqual({ ok: true });
    expect((await reading(one)).ledger).toEqual(ledger);
  });

  test('a tag that Word lost is stamped again by the title of its control', async () => {
    const one = opened({ body: paragraph(text('古い文書')) }, { loses: ['cio:plan.title'] });
    expect(await one.document.insertDocument(template(), 'replace')).toMatchObject({ ok: true, notices: [] });
    expect((await textsIn(one))[0]).toBe('field plan.title: 表題');
  });

  test('or by the place of the control, where none of them was lost', async () => {
    const one = opened({ body: paragraph(text('古い文書')) }, { loses: ['cio:measures.name'] });
    expect(await one.document.insertDocument(template(), 'replace')).toMatchObject({ ok: true, notices: [] });
    expect((await textsIn(one)).at(-1)).toBe('field measures.name: 未記入');
  });

  test('a tag that cannot be stamped is named', async () => {
    const one = opened({ body: paragraph(text('古い文書')) }, { loses: ['cio:measures.name'] });
    const withHeader = wordFile({ header: titled(), body: MEASURES });
    expect(await one.document.insertDocument(withHeader, 'replace')).toMatchObject({
      ok: true,
      notices: [{ code: 'document.tagLost', field: 'cio:measures.name' }],
    });
  });

  test('a checklist becomes a table with its choices, and is taken out again', async () => {
    const one = opened({ body: titled() });
    const inserted = await one.document.insertTable({
      title: '点検表',
      columns: [{ heading: '結果', share: 1 }],
      rows: [{ cells: [{ text: '', tag: 'cio:plan.result', title: '結果', options: ['適合'] }] }],
    });
    expect(inserted).toMatchObject({ ok: true, notices: [] });
    expect((await reading(one)).anchors[1]).toMatchObject({ control: 'dropDown', options: ['適合'] });
    if (inserted.ok) expect(await inserted.undo()).toEqual({ ok: true });
    expect((await reading(one)).anchors).toHaveLength(1);
  });

  test('what is selected becomes a field', async () => {
    const one = opened({ body: titled() });
    expect(await one.document.putField({ tag: 'cio:plan.date', title: '作成日' })).toEqual({
      ok: true,
      value: true,
    });
    expect((await reading(one)).anchors.map(({ tag }) => tag.id)).toEqual(['plan.title', 'plan.date']);
    const old = opened({ body: titled() }, { api: '1.6' });
    expect(
      await old.document.putField({ tag: 'cio:plan.approved', title: '承認', control: 'checkBox' }),
    ).toMatchObject({
      ok: false,
      problem: { code: 'document.tooOld' },
    });
  });

  test('it opens as a new document', async () => {
    const one = opened({ body: titled() });
    expect(await one.document.openNew(template(), '計画書.docx')).toEqual({ ok: true, value: true });
    expect(one.word.opened()).toHaveLength(1);
  });
});

describe('wordings typed by hand', () => {
  test('are written over in their places, from the end to the beginning, and come back', async () => {
    const one = opened({ body: paragraph(text('及び甲及び乙')) + paragraph(text('及び')) });
    const bytes = await one.document.bytes();
    const file = bytes.ok ? openPackage(bytes.value) : bytes;
    const places = file.ok ? textPlaces(file.value) : file;
    if (!places.ok) throw new Error(places.problem.code);
    const [first, second] = places.value;
    if (!first || !second) throw new Error('no places');
    const applied = await one.document.fix([
      { place: first, start: 0, end: 2, text: 'および' },
      { place: first, start: 3, end: 5, text: 'および' },
      { place: second, start: 0, end: 2, text: 'および' },
    ]);
    const texts = () => one.word.model.paragraphs().map((paragraph) => paragraph.text);
    expect(texts()).toEqual(['および甲および乙', 'および']);
    if (!applied.ok) throw new Error(applied.problems[0]?.code);
    expect(await applied.undo()).toEqual({ ok: true });
    expect(texts()).toEqual(['及び甲及び乙', '及び']);
    expect(await one.document.goTo({ at: 'text', place: second })).toEqual({ ok: true, value: true });
    expect(one.word.selected()).toBe('及び');
    const { paragraphs } = one.word.model;
    one.word.model.paragraphs = () => [{ mark: '0', text: '数えられた段落' }, ...paragraphs()];
    await one.document.goTo({ at: 'text', place: first });
    expect(one.word.selected()).toBe('及び甲及び乙');
  });
});
