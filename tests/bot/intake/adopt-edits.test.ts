import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { kindOf } from '../../../bot/intake/desk.ts';
import type { ColumnValue } from '../../../shared/kernel/record/columns.ts';
import type { Values } from '../../../shared/kernel/record/field.ts';
import type { SeenRow } from '../../../bot/filing/follow-lists.ts';
import { adoptEdits } from '../../../bot/intake/adopt-edits.ts';
import { stepIn } from '../../../bot/intake/change-case.ts';
import { intakeRenderers } from '../../../bot/intake/renderers.ts';
import { newRow } from '../../../bot/intake/workflow-columns.ts';
import { findCase, type Case } from '../../../bot/store/cases.ts';
import { lastNumber } from '../../../bot/store/numbers.ts';
import { findDelivery } from '../../../bot/store/deliveries.ts';
import { acceptedCase, deskOn } from '../../harness/desk.ts';
import { eventually } from '../../harness/eventually.ts';
import { somebodyWaits, startStore } from '../../harness/store.ts';
import { fullest, nerimaProfile, reporter } from './sample-cases.ts';

/** An edit by hand and a correction through the bot at the same moment: neither is lost. */

const profile = nerimaProfile;
const kind = kindOf(profile, 'consultation');

let store: Awaited<ReturnType<typeof startStore>>;
beforeAll(async () => {
  store = await startStore();
}, 60_000);
afterAll(() => store?.stop());

const sheet: Values = { ...fullest(kind), subject: '前の件名', background: '前の背景' };

const editedRow = (one: Case, columns: Record<string, ColumnValue>): SeenRow => {
  const { settings } = profile;
  const row = newRow(settings, kind.record, { ...one, sectionId: one.sectionId }, 'x');
  return {
    rowId: one.id,
    itemId: '1',
    seen: { ...row, Title: one.number, ...columns },
    byHand: Object.keys(columns),
    overridden: [],
    editor: { by: 'person', id: one.reporterId, name: one.reporterName },
    lost: false,
  };
};

describe.each([
  ['a field', false],
  ['what makes it urgent', true],
])('an edit by hand of %s', (_what, nowUrgent) => {
  test('takes nothing away from a correction sent at the same moment', async () => {
    const desk = deskOn(store.db, profile);
    const asIs = { ...kind, urgent: () => nowUrgent };
    const one = await acceptedCase(desk, kind, { fields: sheet, state: 'received' });
    await store.db.updateTable('filing').set({ status: 'filed' }).where('row_id', '=', one.id).execute();
    let adopting: Promise<void> | undefined;
    await store.db.transaction().execute(async (tx) => {
      const corrected = await stepIn(tx, desk, kind, one, {
        from: ['received'],
        revision: one.revision,
        change: { fields: { ...sheet, subject: '訂正した件名' } },
        columns: { Subject: '訂正した件名' },
      });
      expect(corrected).toBe(true);
      adopting = store.db
        .transaction()
        .execute((edit) => adoptEdits(desk, asIs)(edit, editedRow(one, { Background: '手で直した背景' })));
      await eventually('the edit waits for the correction', () => somebodyWaits(store.db));
    });
    await adopting;
    const now = await findCase(store.db, one.id);
    expect(now?.fields['subject']).toBe('訂正した件名');
    expect(now?.fields['background']).toBe('手で直した背景');
    expect(now?.urgent).toBe(nowUrgent);
  });
});

describe('what is told of an edit by hand that is refused', () => {
  const toldAbout = async (columns: Record<string, ColumnValue>): Promise<string> => {
    const desk = deskOn(store.db, profile, {
      person: () =>
        Promise.resolve({ ...reporter, groups: profile.settings.roles.map(({ group }) => group) }),
      members: () => Promise.resolve([]),
    });
    const asIs = { ...kind, urgent: () => false };
    const one = await acceptedCase(desk, kind, { fields: sheet, state: 'received', urgent: true });
    await store.db.updateTable('filing').set({ status: 'filed' }).where('row_id', '=', one.id).execute();
    await store.db.transaction().execute((tx) => adoptEdits(desk, asIs)(tx, editedRow(one, columns)));
    const edit = await store.db
      .selectFrom('refused_edit')
      .selectAll()
      .where('case_id', '=', one.id)
      .executeTakeFirstOrThrow();
    const message = await findDelivery(store.db, `refused-edit/${edit.id}`);
    if (!message) throw new Error('nobody is told');
    const render = intakeRenderers(desk)[message.message];
    const said = await render?.(edit.id, message.destination);
    expect(said && Array.from(said.summary).length).toBeLessThanOrEqual(40);
    return JSON.stringify(said);
  };

  test('where all of it was refused, says that it was not taken over', async () => {
    const said = await toldAbout({ Title: 'R8-相-9999' });
    expect(said).toContain('SharePointでの変更を取り込みませんでした');
    expect(said).not.toContain('一部の変更');
    expect(said).not.toContain('ほかの列の変更は取り込んでいます');
    // Nobody touched those columns: how to change them is no help here.
    expect(said).not.toContain('状態・担当・至急');
  });

  test('where something else of it was taken over, says that a part was not', async () => {
    const said = await toldAbout({ Title: 'R8-相-9999', Background: '手で直した背景' });
    expect(said).toContain('一部の変更を取り込みませんでした');
    expect(said).toContain('ほかの列の変更は取り込んでいます');
  });

  test('N-3.3.ア.エ.1 gives each column that is put back the reason that is its own', async () => {
    const said = await toldAbout({ State: '所属長確認待ち', HandlerName: 'だれか 知らない' });
    const [state, handler] = ['「所属長確認待ち」', '「だれか 知らない」'].map((value) =>
      said.slice(said.indexOf(value)).replaceAll(/[^、。ぁ-んァ-ヶ一-龠「」（）]/g, ''),
    );
    expect(state).toMatch(/^「所属長確認待ち」この状態からは変更できません。/);
    expect(handler).toMatch(/^「だれか知らない」担当できる人の氏名として確認できません。/);
    expect(said).not.toContain('至急は取り消せません');
  });

  test('tells the ways that there are, and promises no card that changes 至急', async () => {
    const said = await toldAbout({ Urgent: false });
    expect(said).toContain('権限がある人がリストで変更できます');
    expect(said).toContain('至急は取り消せません');
    expect(said).not.toContain('リストかボットのカードで変更できます');
  });
});

test('a case that is rebuilt from its row is the one that it is called, whatever stands in its running number', async () => {
  const desk = deskOn(store.db, profile);
  const one = await acceptedCase(desk, kind);
  const id = randomUUID();
  const row = editedRow({ ...one, id, number: 'R8-相-4000' }, { Sequence: 99_999_999_999 });
  await store.db.transaction().execute((tx) => adoptEdits(desk, kind)(tx, { ...row, rowId: id }));
  expect(await findCase(store.db, id)).toMatchObject({ number: 'R8-相-4000' });
  expect(await lastNumber(store.db, profile.settings.id, kind.kind)).toBe(4000);
});
