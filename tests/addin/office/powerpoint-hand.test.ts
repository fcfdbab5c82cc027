import { describe, expect, test } from '@jest/globals';
import { powerpointDocument } from '../../../addin/office/powerpoint/powerpoint-document.ts';
import type { DocumentFields } from '../../../shared/documents/document-field.ts';
import { factsOf, type Fact } from '../../../shared/documents/facts.ts';
import { planFill } from '../../../shared/documents/fill-plan.ts';
import { openPackage } from '../../../shared/documents/ooxml/package.ts';
import { textPlaces } from '../../../shared/documents/text-places.ts';
import {
  chart,
  deckFile,
  shape,
  table,
  words,
  type SlideParts,
} from '../../shared/documents/deck-fixture.ts';
import { AT, FIELDS, facts, measure } from '../../shared/documents/sample-fields.ts';
import { fill, reading, textsIn, type Opened } from './contract.ts';
import { openInPowerPoint, type OpenPowerPoint, type PowerPointOptions } from './stand-in/powerpoint.ts';

type Deck = Opened & { readonly powerpoint: OpenPowerPoint };

const opened = (slides: readonly SlideParts[], options: PowerPointOptions = {}): Deck => {
  const powerpoint = openInPowerPoint(deckFile(slides), options);
  return { powerpoint, document: powerpointDocument(), type: async () => undefined };
};

const TITLE: SlideParts = { shapes: shape('cio:plan.title', words('表題')) };
const MEASURES: SlideParts = {
  shapes: table('cio:each:measures[measures.name,measures.count]', [
    ['取組', '件数'],
    ['未記入', '0'],
  ]),
};
const CHART: SlideParts = { shapes: chart('cio:chart:results'), chart: true };

const titles = async (deck: Deck): Promise<readonly string[]> => {
  const bytes = await deck.document.bytes();
  const file = bytes.ok ? openPackage(bytes.value) : bytes;
  const places = file.ok ? textPlaces(file.value) : file;
  return places.ok ? places.value.map(({ text }) => text) : [];
};

describe('the number of syncs does not grow with the fields', () => {
  test.each([1, 200])('%i fields in shapes are refreshed in 3 syncs', async (count) => {
    const ids = Array.from({ length: count }, (_, index) => `figure.n${index}`);
    const fields: DocumentFields = Object.fromEntries(
      ids.map((id) => [id, { kind: 'text' as const, label: { ja: id, en: id } }]),
    );
    const given = factsOf(ids.map((id, index): Fact => ({ id, value: `値${index}`, at: AT })));
    const deck = opened([{ shapes: ids.map((id) => shape(`cio:${id}`)).join('') }]);
    const before = deck.powerpoint.queue.syncs();
    expect(await deck.document.apply(planFill(await reading(deck), fields, given))).toMatchObject({
      ok: true,
    });
    expect(deck.powerpoint.queue.syncs() - before).toBe(3);
    expect((await textsIn(deck)).at(-1)).toBe(`field figure.n${count - 1}: 値${count - 1}`);
  });
});

describe('slides that are exchanged', () => {
  test('it is asked first: what may be lost is told by slide, and without an answer nothing is written', async () => {
    const deck = opened([TITLE, MEASURES, CHART]);
    const plan = planFill(await reading(deck), FIELDS, facts());
    expect(await deck.document.losses(plan)).toMatchObject({
      ok: true,
      value: [
        { code: 'slide', id: 'measures', place: { ja: 'スライド2' } },
        { code: 'chart', id: 'results', place: { ja: 'スライド3' } },
      ],
    });
    const before = deck.powerpoint.queue.writes();
    expect(await deck.document.apply(plan)).toMatchObject({
      ok: false,
      problems: [{ code: 'document.lossesNotAccepted' }],
    });
    expect(deck.powerpoint.queue.writes()).toBe(before);
  });

  test('a chart draws the new figures on a slide in the old one’s place, and the old one comes back', async () => {
    const deck = opened([CHART, TITLE]);
    const before = await textsIn(deck);
    const applied = await fill(deck);
    expect((await textsIn(deck))[0]).toContain('規程の改定\t5');
    expect((await textsIn(deck))[1]).toBe('field plan.title: 情報セキュリティ運営計画書');
    if (!applied.ok) throw new Error(applied.problems[0]?.code);
    expect(await applied.undo()).toEqual({ ok: true });
    expect(await textsIn(deck)).toEqual(before);
  });

  test('a slide for each row, in the order of the rows; a slide that hangs on a fact goes', async () => {
    const deck = opened([
      TITLE,
      { shapes: shape('cio:slide:measures', words('取組')) + shape('cio:measures.name') },
      { shapes: shape('cio:ifSlide:plan.hasRisks', words('リスク')) },
      { shapes: shape('おわりに', words('おわり')) },
    ]);
    const before = await titles(deck);
    const applied = await fill(deck);
    const filled = await titles(deck);
    expect(filled).toEqual([
      '情報セキュリティ運営計画書',
      '取組',
      '研修の実施',
      '取組',
      '監査 & 点検 <年2回>',
      '取組',
      '規程の改定',
      'おわり',
    ]);
    const moved = await fill(
      deck,
      facts({ measures: [measure('3', '規程の改定', 5), measure('1', '研修の実施', 3)] }),
    );
    expect(await titles(deck)).toEqual([filled[0], '取組', '規程の改定', '取組', '研修の実施', 'おわり']);
    if (!applied.ok || !moved.ok) throw new Error('not filled');
    expect(await moved.undo()).toEqual({ ok: true });
    expect(await titles(deck)).toEqual(filled);
    expect(before).toHaveLength(5);
  });

  test('notes, which PowerPoint does not give, are written with their slide', async () => {
    const deck = opened([{ ...TITLE, notes: shape('cio:plan.purpose') }]);
    expect(await fill(deck)).toMatchObject({ ok: true });
    expect(await textsIn(deck)).toEqual([
      'field plan.title: 情報セキュリティ運営計画書',
      'field plan.purpose: 目的の一行目\n目的の二行目',
    ]);
  });

  test('a name that PowerPoint lost is given again by the shape’s place', async () => {
    const deck = opened([CHART], { loses: ['cio:chart:results'] });
    expect(await fill(deck)).toMatchObject({ ok: true });
    expect((await textsIn(deck))[0]).toContain('chart results: ');
  });

  test('元に戻す leaves slides alone that somebody changed since', async () => {
    const deck = opened([CHART, { shapes: shape('メモ', words('手書き')) }]);
    const applied = await fill(deck);
    const [first] = deck.powerpoint.model.ids();
    const named = deck.powerpoint.model.shapes(first ?? '')[0]?.id ?? '';
    deck.powerpoint.model.rename(first ?? '', named, '手で付けた名前');
    if (!applied.ok) throw new Error(applied.problems[0]?.code);
    expect(await applied.undo()).toMatchObject({ ok: false, problems: [{ code: 'document.changedSince' }] });
  });
});

describe('a sync that fails in the middle', () => {
  test.each([0, 1, 2, 3])('after %i writes everything is taken back', async (writes) => {
    const deck = opened([TITLE, CHART, { shapes: shape('cio:plan.purpose') }]);
    const plan = planFill(await reading(deck), FIELDS, facts());
    const before = await textsIn(deck);
    deck.powerpoint.queue.breakAt(3, writes);
    expect(await deck.document.apply(plan, { lossesAccepted: true })).toMatchObject({
      ok: false,
      problems: [{ code: 'document.notWritten' }],
      notUndone: [],
    });
    expect(await textsIn(deck)).toEqual(before);
    expect((await reading(deck)).ledger).toBeUndefined();
  });

  test('what could not be taken back is listed', async () => {
    const deck = opened([TITLE, CHART]);
    const plan = planFill(await reading(deck), FIELDS, facts());
    const { write } = deck.powerpoint.model;
    deck.powerpoint.queue.breakAt(3, 1);
    deck.powerpoint.model.write = (...given) => {
      if (given[2] === '表題') throw new Error('AccessDenied');
      write(...given);
    };
    expect(await deck.document.apply(plan, { lossesAccepted: true })).toMatchObject({
      ok: false,
      notUndone: [{ id: 'plan.title' }, { id: '' }],
    });
  });

  test('a presentation that is not to be written into says so, and nothing is said to be left', async () => {
    const deck = opened([TITLE, CHART]);
    const plan = planFill(await reading(deck), FIELDS, facts());
    deck.powerpoint.model.write = () => {
      throw Object.assign(new Error('AccessDenied'), { code: 'AccessDenied' });
    };
    expect(await deck.document.apply(plan, { lossesAccepted: true })).toMatchObject({
      ok: false,
      problems: [{ code: 'document.protected' }],
      notUndone: [],
    });
  });

  test('somebody moved the slides after they were read: nothing is written', async () => {
    const deck = opened([TITLE, { shapes: shape('cio:plan.purpose') }]);
    const plan = planFill(await reading(deck), FIELDS, facts());
    const bytes = deck.powerpoint.bytes();
    deck.powerpoint.model.remove(deck.powerpoint.model.ids()[1] ?? '');
    deck.powerpoint.model.bytes = () => bytes;
    expect(await deck.document.apply(plan)).toMatchObject({
      ok: false,
      problems: [{ code: 'document.editing' }],
      notUndone: [],
    });
  });
});

describe('the ledger', () => {
  test('lies in tags before 1.7; a later PowerPoint takes it over into a part, and 元に戻す brings it back', async () => {
    const old = opened([TITLE], { api: '1.4' });
    await fill(old);
    expect([...old.powerpoint.model.tags.keys()]).toEqual(['CIO_LEDGER_1_OF_1']);
    const { ledger } = await reading(old);
    expect(ledger?.entries.get('value:plan.title')).toMatchObject({ text: '情報セキュリティ運営計画書' });
    const powerpoint = openInPowerPoint(old.powerpoint.bytes(), { api: '1.8' });
    const later: Deck = { powerpoint, document: powerpointDocument(), type: old.type };
    expect((await reading(later)).ledger).toEqual(ledger);
    const next = facts({ 'plan.title': '改めた表題' });
    expect(await fill(later, next)).toMatchObject({ ok: true });
    expect(powerpoint.model.parts()[0]?.xml).toContain('改めた表題');
  });

  test('a long one goes through several tags and loses pieces that are too many', async () => {
    const rows = Array.from({ length: 60 }, (_, index) =>
      measure(String(index), `取組${index}`.repeat(20), index),
    );
    const deck = opened([MEASURES], { api: '1.4' });
    await fill(deck, facts({ measures: rows }));
    expect(deck.powerpoint.model.tags.size).toBeGreaterThan(2);
    expect((await reading(deck)).ledger?.entries.get('rows:measures')).toMatchObject({
      rows: { length: 60 },
    });
    await fill(deck);
    expect([...deck.powerpoint.model.tags.keys()]).toEqual(['CIO_LEDGER_1_OF_1']);
    expect((await reading(deck)).ledger?.entries.get('rows:measures')).toMatchObject({ rows: { length: 3 } });
  });
});

describe('what is put in', () => {
  const template = (): Uint8Array => deckFile([TITLE, MEASURES]);

  test('a template takes the place of every slide; 元に戻す brings them back', async () => {
    const deck = opened([{ shapes: shape('表紙', words('古い資料')) }]);
    const inserted = await deck.document.insertDocument(template(), 'replace');
    expect(inserted).toMatchObject({ ok: true });
    expect((await reading(deck)).anchors[0]?.tag.id).toBe('plan.title');
    if (inserted.ok) expect(await inserted.undo()).toEqual({ ok: true });
    expect(await titles(deck)).toEqual(['古い資料']);
  });

  test('slides are added behind the one that is shown, and taken out again', async () => {
    const two = [{ shapes: shape('甲', words('甲')) }, { shapes: shape('乙', words('乙')) }];
    const deck = opened(two, { selected: { slide: 0 } });
    const inserted = await deck.document.insertDocument(deckFile([TITLE]), 'add');
    expect(await titles(deck)).toEqual(['甲', '表題', '乙']);
    if (inserted.ok) expect(await inserted.undo()).toEqual({ ok: true });
    expect(await titles(deck)).toEqual(['甲', '乙']);
  });

  test('names that cannot be given again are a failure that is taken back', async () => {
    const deck = opened([{ shapes: shape('表紙', words('古い資料')) }], { loses: ['cio:plan.title'] });
    const { rename } = deck.powerpoint.model;
    deck.powerpoint.model.rename = (slide, id, name) =>
      rename(slide, id, name === 'cio:plan.title' ? '図形 1' : name);
    expect(await deck.document.insertDocument(template(), 'replace')).toMatchObject({
      ok: false,
      problems: [{ code: 'document.tagLost', field: 'cio:plan.title' }],
      notUndone: [],
    });
    expect(await titles(deck)).toEqual(['古い資料']);
  });

  test('a checklist becomes a slide with a table', async () => {
    const deck = opened([TITLE]);
    const inserted = await deck.document.insertTable({
      title: '点検表',
      columns: [{ heading: '項目', share: 1 }],
      rows: [{ cells: [{ text: '方針' }] }],
    });
    expect(await titles(deck)).toEqual(['表題', '点検表', '項目', '方針']);
    if (inserted.ok) expect(await inserted.undo()).toEqual({ ok: true });
    expect(await titles(deck)).toEqual(['表題']);
  });

  test('the selected shape becomes a field; without one, or in an older PowerPoint, that is told', async () => {
    const given = [{ shapes: shape('図形', words('作成日')) }];
    const id = openInPowerPoint(deckFile(given)).model.shapes('256#1792')[0]?.id ?? '';
    const deck = opened(given, { selected: { slide: 0, shape: id } });
    expect(await deck.document.putField({ tag: 'cio:plan.date', title: '作成日' })).toEqual({
      ok: true,
      value: true,
    });
    expect((await reading(deck)).anchors[0]?.tag.id).toBe('plan.date');
    expect(await opened(given).document.putField({ tag: 'cio:plan.date', title: '作成日' })).toMatchObject({
      ok: false,
      problem: { code: 'document.nothingSelected' },
    });
    expect(
      await opened(given, { api: '1.4' }).document.putField({ tag: 'cio:plan.date', title: '作成日' }),
    ).toMatchObject({ ok: false, problem: { code: 'document.tooOld' } });
  });

  test('it opens as a new presentation', async () => {
    const deck = opened([TITLE]);
    expect(await deck.document.openNew(template(), '計画書.pptx')).toEqual({ ok: true, value: true });
    expect(deck.powerpoint.opened()).toHaveLength(1);
  });
});

describe('wordings typed by hand, and places', () => {
  test('are mended with their looks, told, and taken back; the way leads to the slide and the shape', async () => {
    const deck = opened([TITLE, { shapes: shape('本文', words('及び')) }]);
    const bytes = await deck.document.bytes();
    const file = bytes.ok ? openPackage(bytes.value) : bytes;
    const places = file.ok ? textPlaces(file.value) : file;
    const place = places.ok ? places.value[1] : undefined;
    if (!place) throw new Error('no place');
    expect(await deck.document.goTo({ at: 'text', place })).toMatchObject({ ok: true });
    expect(deck.powerpoint.shown()).toBe('257');
    const applied = await deck.document.fix([{ place, start: 0, end: 2, text: 'および' }]);
    expect(applied).toMatchObject({ ok: true, notices: [{ code: 'document.slidesExchanged' }] });
    expect(await titles(deck)).toEqual(['表題', 'および']);
    expect(await deck.document.fix([{ place, start: 0, end: 2, text: '並びに' }])).toMatchObject({
      ok: false,
      problems: [{ code: 'document.editing' }],
    });
    if (applied.ok) expect(await applied.undo()).toEqual({ ok: true });
    expect(await titles(deck)).toEqual(['表題', '及び']);
    expect(await deck.document.goTo({ at: 'field', id: 'plan.title' })).toMatchObject({ ok: true });
    expect(deck.powerpoint.shown()).toMatch(/^256\/\d+$/);
  });
});
