import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { Values } from '../../../shared/kernel/record/field.ts';
import type { SeenRow } from '../../../bot/filing/follow-lists.ts';
import { adoptEdits } from '../../../bot/intake/adopt-edits.ts';
import { stepIn } from '../../../bot/intake/change-case.ts';
import { newRow } from '../../../bot/intake/workflow-columns.ts';
import { findCase, type Case } from '../../../bot/store/cases.ts';
import { acceptedCase, deskOn } from '../../harness/desk.ts';
import { eventually } from '../../harness/eventually.ts';
import { startStore } from '../../harness/store.ts';
import { fullest, profiles } from './sample-cases.ts';

/** An edit by hand and a correction through the bot at the same moment: neither is lost. */

const [profile] = profiles;
const kind = profile?.kinds.find((one) => one.kind === 'consultation');
if (!profile || !kind) throw new Error('no profile');

let store: Awaited<ReturnType<typeof startStore>>;
beforeAll(async () => {
  store = await startStore(profile.settings);
}, 60_000);
afterAll(() => store?.stop());

const sheet: Values = { ...fullest(kind), subject: '前の件名', background: '前の背景' };

const editedRow = (one: Case, columns: Record<string, string>): SeenRow => {
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

/** What waits for a lock that somebody else holds. */
const somebodyWaits = (): Promise<boolean> =>
  eventually('the edit waits for the correction', async () => {
    const { rows } = await sql<{ waits: boolean }>`
      select exists (select from pg_stat_activity where wait_event_type = 'Lock') as waits
    `.execute(store.db);
    return rows[0]?.waits;
  });

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
      await somebodyWaits();
    });
    await adopting;
    const now = await findCase(store.db, one.id);
    expect(now?.fields['subject']).toBe('訂正した件名');
    expect(now?.fields['background']).toBe('手で直した背景');
    expect(now?.urgent).toBe(nowUrgent);
  });
});
