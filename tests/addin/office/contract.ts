import { expect, test } from '@jest/globals';
import type { OfficeDocument } from '../../../addin/office/office-document.ts';
import { compareWithSource } from '../../../shared/documents/compare.ts';
import type { Facts } from '../../../shared/documents/facts.ts';
import { planFill } from '../../../shared/documents/fill-plan.ts';
import { ledgerXml } from '../../../shared/documents/ledger.ts';
import { FIELDS, FACTS, facts, measure } from '../../shared/documents/sample-fields.ts';

/** What every hand promises, whatever it writes through. */

export type Opened = {
  readonly document: OfficeDocument;
  /** Changes the text of a field as a person would, behind the hand's back. */
  readonly type: (id: string, text: string) => Promise<void>;
};

export type Cases = {
  /** Opens a document with these fields: a title twice, a purpose, a table of measures, a part that hangs on risks. */
  readonly plan: () => Opened;
  /** The same, and something stands in the way of its title. */
  readonly hindered: () => Opened;
};

export const reading = async ({ document }: Opened) => {
  const read = await document.read();
  if (!read.ok) throw new Error(read.problem.message.ja);
  return read.value;
};

export const textsIn = async (opened: Opened): Promise<readonly string[]> =>
  (await reading(opened)).anchors.map(
    ({ tag, row, text }) => `${tag.role} ${tag.id}${row?.key === undefined ? '' : `#${row.key}`}: ${text}`,
  );

export const fill = async (opened: Opened, given: Facts = facts()) =>
  opened.document.apply(planFill(await reading(opened), FIELDS, given), { lossesAccepted: true });

const filled = async (opened: Opened, given?: Facts) => {
  const applied = await fill(opened, given);
  if (!applied.ok) throw new Error(applied.problems.map(({ message }) => message.ja).join('\n'));
  return applied;
};

const states = async (opened: Opened, given: Facts = facts()) =>
  Object.fromEntries(
    compareWithSource(await reading(opened), FIELDS, given).map(({ id, row, state }) => [
      row ? `${id}#${row}` : id,
      state,
    ]),
  );

export const contract = ({ plan, hindered }: Cases): void => {
  test('every place says what is known, rows stand for the list, and the ledger is in the document', async () => {
    const opened = plan();
    await filled(opened);
    expect(await textsIn(opened)).toEqual([
      'field plan.title: 情報セキュリティ運営計画書',
      'field plan.purpose: 目的の一行目\n目的の二行目',
      'each measures#1: ',
      'field measures.name#1: 研修の実施',
      'field measures.count#1: 3',
      'each measures#2: ',
      'field measures.name#2: 監査 & 点検 <年2回>',
      'field measures.count#2: 1,200',
      'each measures#3: ',
      'field measures.name#3: 規程の改定',
      'field measures.count#3: 5',
      'field plan.title: 情報セキュリティ運営計画書',
    ]);
    const { ledger } = await reading(opened);
    expect([...(ledger?.entries.keys() ?? [])].toSorted()).toEqual([
      'part:plan.hasRisks',
      'rows:measures',
      'value:plan.purpose',
      'value:plan.title',
    ]);
    expect(new Set(Object.values(await states(opened)))).toEqual(new Set(['inStep']));
  });

  test('what moved on at its source is stale, and is refreshed alone', async () => {
    const opened = plan();
    await filled(opened);
    const next = facts({ 'plan.title': '運営計画書（改訂）', 'plan.purpose': '目的' });
    expect(await states(opened, next)).toMatchObject({ 'plan.title': 'stale', 'plan.purpose': 'stale' });
    const only = planFill(await reading(opened), FIELDS, next, { only: new Set(['plan.title']) });
    expect(await opened.document.apply(only)).toMatchObject({ ok: true });
    expect(await states(opened, next)).toMatchObject({ 'plan.title': 'inStep', 'plan.purpose': 'stale' });
  });

  test('what a person changed is seen', async () => {
    const opened = plan();
    await filled(opened);
    await opened.type('plan.purpose', '手で直した目的');
    expect(await states(opened)).toMatchObject({ 'plan.purpose': 'editedByHand', 'plan.title': 'inStep' });
  });

  test('rows come, go and keep their place', async () => {
    const opened = plan();
    await filled(opened);
    const [first, , third] = FACTS['measures'] as ReturnType<typeof measure>[];
    const next = facts({
      measures: [third, measure('9', '新しい取組', 7), first] as ReturnType<typeof measure>[],
    });
    await filled(opened, next);
    expect((await textsIn(opened)).filter((text) => text.includes('measures.name'))).toEqual([
      'field measures.name#3: 規程の改定',
      'field measures.name#9: 新しい取組',
      'field measures.name#1: 研修の実施',
    ]);
  });

  test('元に戻す brings the old values, rows and ledger back, once', async () => {
    const opened = plan();
    await filled(opened);
    const before = { texts: await textsIn(opened), ledger: (await reading(opened)).ledger };
    const applied = await filled(
      opened,
      facts({ 'plan.title': '別の表題', measures: [measure('9', '新', 7)] }),
    );
    expect(await textsIn(opened)).not.toEqual(before.texts);
    expect(await applied.undo()).toEqual({ ok: true });
    expect(await textsIn(opened)).toEqual(before.texts);
    const { ledger } = await reading(opened);
    expect(ledger && ledgerXml(ledger)).toBe(before.ledger && ledgerXml(before.ledger));
    expect(await applied.undo()).toMatchObject({ ok: false, problems: [{ code: 'document.onceOnly' }] });
  });

  test('元に戻す keeps what a person has written since', async () => {
    const opened = plan();
    const applied = await filled(opened);
    await opened.type('plan.title', '手で直した表題');
    expect(await applied.undo()).toMatchObject({
      ok: false,
      problems: [{ code: 'document.changedSince' }],
      notUndone: [],
    });
    expect((await textsIn(opened))[0]).toBe('field plan.title: 手で直した表題');
  });

  test('everything is checked before the first write: what is in the way is told, and nothing changes', async () => {
    const opened = hindered();
    const before = await textsIn(opened);
    const applied = await fill(opened);
    expect(applied).toMatchObject({ ok: false, notUndone: [] });
    if (!applied.ok) expect(applied.problems[0]?.field).toBe('plan.title');
    expect(await textsIn(opened)).toEqual(before);
    expect((await reading(opened)).ledger).toBeUndefined();
  });

  test('stopped before the first write, nothing changes', async () => {
    const opened = plan();
    const before = await textsIn(opened);
    const stop = new AbortController();
    stop.abort();
    const applied = await opened.document.apply(planFill(await reading(opened), FIELDS, facts()), {
      signal: stop.signal,
    });
    expect(applied).toMatchObject({ ok: false, problems: [{ code: 'document.stopped' }], notUndone: [] });
    expect(await textsIn(opened)).toEqual(before);
  });

  test('progress is told up to the end', async () => {
    const opened = plan();
    const told: string[] = [];
    await opened.document.apply(planFill(await reading(opened), FIELDS, facts()), {
      lossesAccepted: true,
      progress: ({ phase, done, of }) => told.push(`${phase} ${done === of}`),
    });
    expect(told).toContain('writing false');
    expect(told.at(-1)).toMatch(/ true$/);
  });

  test('it leads to a field; a field that is not there is told', async () => {
    const opened = plan();
    expect(await opened.document.goTo({ at: 'field', id: 'plan.title', nth: 1 })).toMatchObject({ ok: true });
    expect(await opened.document.goTo({ at: 'field', id: 'plan.nothing' })).toMatchObject({ ok: false });
  });
};
