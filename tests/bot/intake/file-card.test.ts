import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createKeepingTrue } from '../../../bot/delivery/keep-true.ts';
import { attachWaiting, discardWaiting } from '../../../bot/intake/attach-files.ts';
import { openCorrection } from '../../../bot/intake/correct-case.ts';
import type { Desk } from '../../../bot/intake/desk.ts';
import { openForm } from '../../../bot/intake/open-form.ts';
import { receiveFiles } from '../../../bot/intake/receive-files.ts';
import { intakeRenderers, kindRenderers } from '../../../bot/intake/renderers.ts';
import { submitCase } from '../../../bot/intake/submit-case.ts';
import { askWithdrawal, withdraw } from '../../../bot/intake/withdraw-case.ts';
import { takeStep } from '../../../bot/intake/change-case.ts';
import { filesOfCase, filesWaiting } from '../../../bot/store/attachments.ts';
import { findCase } from '../../../bot/store/cases.ts';
import type { Card } from '../../../bot/teams/card.ts';
import type { Answer, Turn } from '../../../bot/teams/turn.ts';
import { typedFrom } from '../../../shared/kernel/record/card-input.ts';
import type { Person } from '../../../shared/kernel/person.ts';
import { acceptedCase, answered, deskOn, keptFile, turnOf } from '../../harness/desk.ts';
import { eventually } from '../../harness/eventually.ts';
import { elementsOf } from '../../harness/good-card.ts';
import { startStore } from '../../harness/store.ts';
import { fullest, profiles, reporter } from './sample-cases.ts';

/** What stands in the personal chat about files in our keeping, and about a withdrawal that was not made up. */

const [profile] = profiles;
const consultation = profile?.kinds.find((one) => one.kind === 'consultation');
const incident = profile?.kinds.find((one) => one.kind === 'incident');
const [section] = profile?.settings.sections ?? [];
if (!profile || !consultation || !incident || !section) throw new Error('no profile');
const kind = { ...consultation, check: () => ({}) };

let store: Awaited<ReturnType<typeof startStore>>;
let desk: Desk;
beforeAll(async () => {
  store = await startStore();
  desk = deskOn(
    store.db,
    { ...profile, kinds: [kind, incident] },
    { person: (id) => Promise.resolve({ ...reporter, id, groups: [section.group] }) },
  );
}, 60_000);
afterAll(() => store?.stop());

const somebody = (): Person => ({ ...reporter, id: randomUUID(), groups: [section.group] });

/** Files come in the personal chat; the card that answers is a message of its own. */
const sent = async (person: Person, names: readonly string[], bytes = 'x') => {
  const turn = turnOf(person);
  const download = () => Promise.resolve({ ok: true, value: Buffer.from(bytes) } as const);
  const answer = await receiveFiles(
    desk,
    download,
    [],
  )(
    turn,
    names.map((name) => ({ name, downloadUrl: 'https://teams.example/file' })),
  );
  return { answer, on: await shown(turn, answer) };
};

/** The answer stands in the chat. @returns who presses on it */
const shown = async (turn: Turn, answer: Answer): Promise<Turn> => {
  const place = { ...turn.thread, activityId: randomUUID() };
  await createKeepingTrue(desk)({ turn, answer, place, sent: true });
  return { ...turn, pressedOn: place };
};

const ledger = async ({ pressedOn }: Turn) =>
  (
    await store.pool.query<{ message: string; subject_id: string }>(
      'select message, subject_id from delivery where activity_id = $1',
      [pressedOn?.activityId],
    )
  ).rows[0];

/** What the card comes to say when it is looked at; undefined where it is left as it is. */
const now = async (turn: Turn): Promise<string | undefined> => {
  const known = await ledger(turn);
  if (!known) throw new Error('nothing stands there');
  const renderers = { ...intakeRenderers(desk), ...kindRenderers(desk, kind) };
  const message = await renderers[known.message]?.(known.subject_id, {
    to: 'person',
    personId: turn.speaker.id,
  });
  return message && JSON.stringify(message.card);
};

const isLookedAt = async (turn: Turn): Promise<boolean> => {
  const known = await ledger(turn);
  const { rowCount } = await store.pool.query('select 1 from graphile_worker.jobs where key = $1', [
    `refresh-cards/${known?.subject_id}`,
  ]);
  return rowCount === 1;
};

const ticked = (card: Card): unknown => elementsOf(card).find(({ id }) => id === 'files')?.['value'];
const idsOf = async (person: Person): Promise<readonly string[]> =>
  (await filesWaiting(store.db, person.id)).map(({ id }) => id);
const formWith = (files: readonly string[]) => ({
  ...typedFrom(kind.record, fullest(kind)),
  submissionId: randomUUID(),
  confirmed: 'myNumber,listOfPersons',
  section: section.id,
  files: files.join(','),
});

describe('N-3.3.ア.イ.a.1 the card that offers files', () => {
  test('offers them no more once they went with another form', async () => {
    const person = somebody();
    const { on } = await sent(person, ['見積書.xlsx']);
    expect(await now(on)).toBeUndefined();
    answered(await submitCase(desk, kind, turnOf(person), formWith(await idsOf(person))));
    await eventually('the card is looked at', () => isLookedAt(on));
    const said = await now(on);
    expect(said).toContain('お預かり中のファイルはありません');
    expect(said).not.toContain('intake.attach');
  });

  test('offers what is left of them', async () => {
    const person = somebody();
    const { on } = await sent(person, ['い.txt', 'ろ.txt']);
    const [first = ''] = await idsOf(person);
    await submitCase(desk, kind, turnOf(person), formWith([first]));
    const said = await now(on);
    expect(said).toContain('ろ.txt');
    expect(said).not.toContain('い.txt');
  });

  test('discarded on one card they are offered on no other', async () => {
    const person = somebody();
    const first = await sent(person, ['い.txt']);
    const second = await sent(person, ['ろ.txt']);
    const said = answered(
      await discardWaiting(desk, second.on, { files: (await idsOf(person)).join(',') }),
    ).said;
    expect(said).toContain('破棄しました');
    await eventually('the card is looked at', () => isLookedAt(first.on));
    expect(await now(first.on)).toContain('お預かり中のファイルはありません');
    expect(await ledger(second.on)).toBeUndefined();
  });

  test('pressed late it says why in its own place', async () => {
    const person = somebody();
    const { on } = await sent(person, ['い.txt']);
    const files = (await idsOf(person)).join(',');
    await discardWaiting(desk, turnOf(person), { files });
    for (const where of [kind.kind, (await acceptedCase(desk, kind, { reporterId: person.id })).id])
      expect(answered(await attachWaiting(desk, [], on, { files, where })).said).toContain(
        'すでに別の受付に添付したか、破棄しています',
      );
  });

  test('a form that opened in its place is left alone', async () => {
    const person = somebody();
    const { on } = await sent(person, ['い.txt']);
    const answer = await attachWaiting(desk, [], on, {
      files: (await idsOf(person)).join(','),
      where: kind.kind,
    });
    expect(answer).toMatchObject({ kind: 'card', standing: 'none' });
    const place = on.pressedOn ?? { ...on.thread, activityId: '' };
    await createKeepingTrue(desk)({ turn: on, answer, place, sent: false });
    expect(await ledger(on)).toBeUndefined();
  });
});

describe('N-3.3.ア.エ.1 files in our keeping go only where they were sent', () => {
  test('unticked in a form that they were not sent for, which says that they wait', async () => {
    const person = somebody();
    await sent(person, ['見積書.xlsx']);
    for (const other of [kind, incident]) {
      const { card, said } = answered(await openForm(desk, other, turnOf(person)));
      expect(said).toContain('お預かり中のファイルがあります');
      expect(ticked(card)).toBe('');
    }
    const one = await acceptedCase(desk, kind, { reporterId: person.id });
    const correction = await openCorrection(desk, kind, turnOf(person), {
      caseId: one.id,
      revision: one.revision,
    });
    expect(ticked(answered(correction).card)).toBe('');
  });

  test('ticked in the form that their card was told to open', async () => {
    const person = somebody();
    const { on } = await sent(person, ['見積書.xlsx']);
    const files = (await idsOf(person)).join(',');
    const form = await attachWaiting(desk, [], on, { files, where: incident.kind });
    expect(ticked(answered(form).card)).toBe(files);
  });

  test('stand in the order in which they were sent, in our keeping and with the case', async () => {
    const person = somebody();
    const names = ['ほ.txt', 'に.txt', 'は.txt', 'ろ.txt', 'い.txt'];
    await sent(person, names);
    expect((await filesWaiting(store.db, person.id)).map(({ name }) => name)).toEqual(names);
    const form = formWith(await idsOf(person));
    await submitCase(desk, kind, turnOf(person), form);
    expect((await filesOfCase(store.db, form.submissionId)).map(({ name }) => name)).toEqual(names);
  });

  test('more than a case takes are not left behind in silence: the form comes back and nothing is sent', async () => {
    const person = somebody();
    const most = profile.settings.files.maxFiles;
    const ids = await Promise.all(
      Array.from({ length: most + 1 }, (_, index) => keptFile(store.db, person.id, `${index}.txt`)),
    );
    const form = formWith(ids);
    const { card, said } = answered(await submitCase(desk, kind, turnOf(person), form));
    expect(said).toContain(`添付できるのは${most}件までです。まだ送信していません`);
    expect(String(ticked(card)).split(',').toSorted()).toEqual(ids.toSorted());
    expect(await findCase(store.db, form.submissionId)).toBeUndefined();
    const fewer = { ...form, files: ids.slice(1).join(',') };
    await submitCase(desk, kind, turnOf(person), fewer);
    expect(await filesOfCase(store.db, form.submissionId)).toHaveLength(most);
  });

  test('one that finds no room is told what to do', async () => {
    const person = somebody();
    const most = profile.settings.files.maxFiles;
    const { answer } = await sent(
      person,
      Array.from({ length: most + 1 }, (_, index) => `${index}.txt`),
    );
    expect(answered(answer).said).toContain('添付するか破棄してから、もう一度送ってください');
    expect(await idsOf(person)).toHaveLength(most);
  });

  test('a file without content is not taken, and the word says so', async () => {
    const person = somebody();
    const { answer } = await sent(person, ['empty.pdf'], '');
    const { said } = answered(answer);
    expect(said).toContain('empty.pdf');
    expect(said).toContain('中身がありません（0バイト）。受け取っていません。');
    expect(await idsOf(person)).toEqual([]);
  });
});

describe('N-3.3.ア.イ.a.1 the question whether to withdraw', () => {
  test('becomes the receipt once the case was withdrawn elsewhere, and is left alone until then', async () => {
    const person = somebody();
    const one = await acceptedCase(desk, kind, { reporterId: person.id });
    const turn = turnOf(person);
    const question = await askWithdrawal(desk, kind, turn, { caseId: one.id, revision: one.revision });
    const on = await shown(turn, question);
    expect(await now(on)).toBeUndefined();
    await takeStep(desk, kind, one, withdraw(one, null));
    await eventually('the card is looked at', () => isLookedAt(on));
    const said = await now(on);
    expect(said).toContain('取下げ');
    expect(said).not.toContain('withdrawNow');
  });

  test('a card that was a list in between is kept true again', async () => {
    const person = somebody();
    const one = await acceptedCase(desk, kind, { reporterId: person.id });
    const turn = turnOf(person);
    const question = await askWithdrawal(desk, kind, turn, { caseId: one.id, revision: one.revision });
    const on = await shown(turn, question);
    const place = on.pressedOn ?? { ...on.thread, activityId: '' };
    const list = { ...question, standing: 'none' } as Answer;
    for (const answer of [list, question])
      await createKeepingTrue(desk)({ turn, answer, place, sent: false });
    expect((await ledger(on))?.message).toBe('consultation.withdrawal');
  });
});
