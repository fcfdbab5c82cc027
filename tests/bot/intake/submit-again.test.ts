import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { kindOf } from '../../../bot/intake/desk.ts';
import type { Desk } from '../../../bot/intake/desk.ts';
import type { IntakeKind } from '../../../bot/intake/intake-kind.ts';
import { submitCase } from '../../../bot/intake/submit-case.ts';
import { findCase } from '../../../bot/store/cases.ts';
import type { Answer, Turn } from '../../../bot/teams/turn.ts';
import { typedFrom } from '../../../shared/kernel/record/card-input.ts';
import { answered, deskOn, turnOf } from '../../harness/desk.ts';
import { startStore } from '../../harness/store.ts';
import { caseOf, nerimaProfile, reporter } from './sample-cases.ts';

/** A submission id is one case for good, whatever else is sent with it. */

const profile = nerimaProfile;
const unchecked = (name: string): IntakeKind => ({ ...kindOf(profile, name), check: () => ({}) });
const [consultation, incident] = [unchecked('consultation'), unchecked('incident')];
const { settings } = profile;
const clerk = { ...reporter, groups: [settings.sections[0]?.group ?? ''] };

let store: Awaited<ReturnType<typeof startStore>>;
let desk: Desk;
beforeAll(async () => {
  store = await startStore();
  desk = deskOn(store.db, { ...profile, kinds: [consultation, incident] });
}, 60_000);
afterAll(() => store?.stop());

const send = (on: Desk, kind: IntakeKind, submissionId: string, where: Partial<Turn> = {}): Promise<Answer> =>
  submitCase(
    on,
    kind,
    { ...turnOf(clerk), ...where },
    {
      ...typedFrom(kind.record, caseOf(kind, settings).fields),
      confirmed: 'myNumber,listOfPersons',
      submissionId,
    },
  );

describe('N-3.3.ア.エ.1 the id of a case that was accepted', () => {
  test('under the form of another kind is refused as a wrong form, and the case stands in its own list alone', async () => {
    const id = randomUUID();
    answered(await send(desk, consultation, id));
    expect(await send(desk, incident, id)).toMatchObject({ problem: { code: 'wrongForm' } });
    expect(await store.db.selectFrom('list_row').select('list').where('row_id', '=', id).execute()).toEqual([
      { list: consultation.list.key },
    ]);
    expect(await findCase(store.db, id)).toMatchObject({ kind: 'consultation' });
  });

  test('under two kinds at once is one of them, and the other is not said to be accepted', async () => {
    const id = randomUUID();
    const answers = await Promise.all([send(desk, consultation, id), send(desk, incident, id)]);
    expect(answers.map(({ kind }) => kind).toSorted()).toEqual(['card', 'problem']);
  });
});

test('while no number can be given it is kept as what was sent first', async () => {
  const id = randomUUID();
  const waiting: Desk = { ...desk, isNumbered: () => false };
  answered(await send(waiting, consultation, id));
  answered(await send(waiting, consultation, id));
  expect(await send(waiting, incident, id)).toMatchObject({ problem: { code: 'wrongForm' } });
});

test('N-3.3.ア.エ.1 a form that is sent from a message in a channel makes no receipt of it: that would be for all to read', async () => {
  const pressedOn = { serviceUrl: 'https://teams.example', conversationId: 'x', activityId: randomUUID() };
  const receiptAfter = async (scope: Turn['scope']): Promise<unknown> => {
    const id = randomUUID();
    answered(await send(desk, incident, id, { scope, pressedOn }));
    const { rows } = await store.pool.query('select activity_id, status from delivery where key = $1', [
      `receipt/${id}`,
    ]);
    return rows[0];
  };
  expect(await receiptAfter('personal')).toEqual({ activity_id: pressedOn.activityId, status: 'sent' });
  expect(await receiptAfter('channel')).toEqual({ activity_id: null, status: 'pending' });
});
