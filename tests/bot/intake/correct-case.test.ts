import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { kindOf } from '../../../bot/intake/desk.ts';
import { sendBack } from '../../../bot/intake/approve-case.ts';
import { attachWaiting } from '../../../bot/intake/attach-files.ts';
import { takeStep } from '../../../bot/intake/change-case.ts';
import { correctCase, openCorrection } from '../../../bot/intake/correct-case.ts';
import type { Desk } from '../../../bot/intake/desk.ts';
import { filesOfCase } from '../../../bot/store/attachments.ts';
import type { Card } from '../../../bot/teams/card.ts';
import { findCase, type Case } from '../../../bot/store/cases.ts';
import { typedFrom, type Typed } from '../../../shared/kernel/record/card-input.ts';
import { acceptedCase, answered, deskOn, keptFile, turnOf } from '../../harness/desk.ts';
import { elementsOf } from '../../harness/good-card.ts';
import { startStore } from '../../harness/store.ts';
import { nerimaProfile, reporter } from './sample-cases.ts';

/** Who sent a case corrects it, and sends again what was sent back, until somebody takes it up. */

const profile = nerimaProfile;
const kind = { ...kindOf(profile, 'consultation'), check: () => ({}) };
const turn = turnOf(reporter);

let store: Awaited<ReturnType<typeof startStore>>;
let desk: Desk;
beforeAll(async () => {
  store = await startStore();
  desk = deskOn(store.db, { ...profile, kinds: [kind] });
}, 60_000);
afterAll(() => store?.stop());

/** The correction form of a case as it was when it was opened, sent. */
const formOf = (one: Case, changes: Typed = {}, files: readonly string[] = []) => ({
  ...typedFrom(kind.record, one.fields),
  ...changes,
  caseId: one.id,
  revision: one.revision,
  confirmed: 'myNumber,listOfPersons',
  files: files.join(','),
});
const sentBackCase = async (): Promise<Case> => {
  const one = await acceptedCase(desk, kind, { state: 'awaitingApproval' });
  return (await takeStep(desk, kind, one, sendBack(kind, one, '見積書を添えてください。'))).now;
};
const verbsOf = (card: Card): unknown[] => elementsOf(card).flatMap(({ verb }) => verb ?? []);
const lastRow = async (one: Case): Promise<Record<string, unknown> | undefined> =>
  (
    await store.pool.query<{ values: Record<string, unknown> }>(
      'select values from filing where row_id = $1 order by ordinal desc limit 1',
      [one.id],
    )
  ).rows[0]?.values;
const jobsOf = async (key: string): Promise<number> =>
  (await store.pool.query('select 1 from graphile_worker.jobs where key = $1', [key])).rowCount ?? 0;

describe('差戻し: what was sent back', () => {
  test('is sent again to the chief although nothing of it was changed, in the case and in its row', async () => {
    const one = await sentBackCase();
    const { said } = answered(await correctCase(desk, kind, turn, formOf(one)));
    expect(said).toContain('所属長確認待ち');
    const now = await findCase(store.db, one.id);
    expect(now).toMatchObject({ state: 'awaitingApproval', reason: undefined, fields: one.fields });
    expect(await lastRow(one)).toMatchObject({ State: '所属長確認待ち', Reason: null });
    const { rows } = await store.pool.query('select 1 from cases where id = $1 and chief_due is not null', [
      one.id,
    ]);
    expect(rows).toHaveLength(1);
  });

  test('after a file was added its card says that it still has to be sent again, and offers it', async () => {
    const one = await sentBackCase();
    const file = await keptFile(store.db, reporter.id, '見積書.xlsx');
    const attached = answered(await attachWaiting(desk, [], turn, { files: file, where: one.id }));
    expect(await filesOfCase(store.db, one.id)).toMatchObject([{ name: '見積書.xlsx' }]);
    expect((await findCase(store.db, one.id))?.state).toBe('returned');
    expect(attached.said).toContain('まだ再度送信していません');
    expect(attached.said).toContain('訂正して再度送信する');
    expect(await jobsOf(`refresh-cards/${one.id}`)).toBe(1);
    const opened = answered(
      await openCorrection(desk, kind, turn, { caseId: one.id, revision: one.revision }),
    );
    expect(opened.said).toContain('再度送信する');
    expect(opened.said).not.toContain('訂正を送信する');
    await correctCase(desk, kind, turn, formOf(one));
    expect((await findCase(store.db, one.id))?.state).toBe('awaitingApproval');
  });

  test('sent again twice it is sent again once', async () => {
    const one = await sentBackCase();
    await correctCase(desk, kind, turn, formOf(one));
    const once = await findCase(store.db, one.id);
    expect(answered(await correctCase(desk, kind, turn, formOf(one))).said).toContain('所属長確認待ち');
    expect((await findCase(store.db, one.id))?.revision).toBe(once?.revision);
  });
});

describe('訂正 of what waits', () => {
  test('the same correction pressed twice changes nothing the second time', async () => {
    const one = await acceptedCase(desk, kind);
    const form = formOf(one, { subject: '訂正した件名' });
    await correctCase(desk, kind, turn, form);
    const once = await findCase(store.db, one.id);
    expect(once?.fields['subject']).toBe('訂正した件名');
    await correctCase(desk, kind, turn, form);
    expect((await findCase(store.db, one.id))?.revision).toBe(once?.revision);
    expect((await findCase(store.db, one.id))?.state).toBe('received');
  });

  test('N-3.3.ア.イ.a.1 the same correction pressed twice in one moment is answered twice as done, and done once', async () => {
    const one = await acceptedCase(desk, kind);
    const file = await keptFile(store.db, reporter.id, '訂正の資料.pdf');
    const form = formOf(one, { subject: '同時に訂正した件名' }, [file]);
    const answers = await Promise.all([1, 2, 3].map(() => correctCase(desk, kind, turn, form)));
    for (const answer of answers) {
      const { said } = answered(answer);
      expect(said).toContain('同時に訂正した件名');
      expect(said).not.toContain('この様式を開いた後に内容が変わりました');
    }
    expect((await findCase(store.db, one.id))?.revision).toBe(one.revision + 1);
    expect(await filesOfCase(store.db, one.id)).toMatchObject([{ name: '訂正の資料.pdf' }]);
  });

  test('N-3.3.ア.イ.a.1 the second press finds the text corrected and the file still waiting: it attaches it, and says so', async () => {
    const one = await acceptedCase(desk, kind);
    const file = await keptFile(store.db, reporter.id, '訂正の資料.pdf');
    const changes = { subject: '続けて訂正した件名' };
    await correctCase(desk, kind, turn, formOf(one, changes));
    const { said } = answered(await correctCase(desk, kind, turn, formOf(one, changes, [file])));
    expect(said).not.toContain('この様式を開いた後に内容が変わりました');
    expect((await findCase(store.db, one.id))?.revision).toBe(one.revision + 1);
    expect(await filesOfCase(store.db, one.id)).toMatchObject([{ name: '訂正の資料.pdf' }]);
  });

  test('N-3.3.ア.イ.a.1 after somebody took it up is refused: the form says so, keeps what was typed and is sent no more', async () => {
    const one = await acceptedCase(desk, kind, { state: 'takenUp' });
    const { card, said } = answered(await correctCase(desk, kind, turn, formOf(one, { subject: '遅い' })));
    expect(said).toContain('すでに担当が着手しているため、変更できません');
    expect(said).toContain('遅い');
    expect(verbsOf(card)).toEqual(['consultation.show']);
    expect(await findCase(store.db, one.id)).toMatchObject({ fields: one.fields });
  });

  test('of a case that changed meanwhile brings the form back with what was typed', async () => {
    const one = await acceptedCase(desk, kind);
    await correctCase(desk, kind, turn, formOf(one, { subject: '先の訂正' }));
    const { said } = answered(await correctCase(desk, kind, turn, formOf(one, { subject: '後の訂正' })));
    expect(said).toContain('この様式を開いた後に内容が変わりました');
    expect(said).toContain('後の訂正');
    expect((await findCase(store.db, one.id))?.fields['subject']).toBe('先の訂正');
  });

  test('by somebody who did not send it finds no such case', async () => {
    const one = await acceptedCase(desk, kind);
    const other = turnOf({ ...reporter, id: randomUUID() });
    expect(await correctCase(desk, kind, other, formOf(one))).toMatchObject({
      problem: { code: 'noSuchCase' },
    });
  });
});
