import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { confirmReporter } from '../../../bot/intake/confirm-reporter.ts';
import type { Desk } from '../../../bot/intake/desk.ts';
import { intakeRenderers } from '../../../bot/intake/renderers.ts';
import { submitCase } from '../../../bot/intake/submit-case.ts';
import { tellChief } from '../../../bot/intake/tell-chief.ts';
import { findCase, type Case } from '../../../bot/store/cases.ts';
import type { Turn } from '../../../bot/teams/turn.ts';
import type { Person } from '../../../shared/kernel/person.ts';
import { typedFrom } from '../../../shared/kernel/record/card-input.ts';
import { acceptedCase, deskOn, NOW, toldOf } from '../../harness/desk.ts';
import { startStore } from '../../harness/store.ts';
import { profiles, reporter } from './sample-cases.ts';

/** Who reported while the directory did not answer is looked up when it does. */

const [profile] = profiles;
const kind = profile?.kinds.find((one) => one.kind === 'incident');
const [section, other] = profile?.settings.sections ?? [];
if (!profile || !kind || !section || !other) throw new Error('no profile');
const { settings } = profile;
const channel = `channel/${kind.settings.channel.team}/${kind.settings.channel.channel}`;

let store: Awaited<ReturnType<typeof startStore>>;
beforeAll(async () => {
  store = await startStore();
}, 60_000);
afterAll(() => store?.stop());

let known: Person;
let desk: Desk;
beforeEach(async () => {
  await store.db.deleteFrom('delivery').execute();
  known = reporter;
  desk = deskOn(store.db, profile, { person: () => Promise.resolve(known) });
});

const confirm = async (one: Case): Promise<readonly string[]> => {
  await confirmReporter(desk, () => NOW)({ caseId: one.id });
  return toldOf(store.db, one.id);
};
const said = async (message: string, one: Case): Promise<string> =>
  JSON.stringify(await intakeRenderers(desk)[message]?.(one.id, { to: 'channel', ...kind.settings.channel }));
const waitingJobs = async (one: Case): Promise<readonly Record<string, unknown>[]> => {
  const { rows } = await store.pool.query<Record<string, unknown>>(
    `select run_at from graphile_worker.jobs where key = $1`,
    [`confirm-reporter/${one.id}`],
  );
  return rows;
};

describe('when the directory answers', () => {
  test('a stranger’s report is withdrawn, and both sides are told why', async () => {
    const one = await acceptedCase(desk, kind, { sectionId: section.id });
    known = { ...reporter, guest: true };
    expect(await confirm(one)).toEqual([
      `intake.notRegistered → ${channel}`,
      `intake.turnedDown → person/${reporter.id}`,
    ]);
    const now = await findCase(store.db, one.id);
    expect(now?.state).toBe('withdrawn');
    expect(now?.reason).toContain('登録がない');
    expect(await said('intake.notRegistered', one)).toContain('取り下げました');
    const toSender = await said('intake.turnedDown', one);
    expect(toSender).toContain(one.number);
    expect(toSender).toContain('取り下げました');
    for (const { number } of settings.telephones) expect(toSender).toContain(number);
  });

  test('one that somebody is at work on already stays, and the section is told', async () => {
    const one = await acceptedCase(desk, kind, { sectionId: section.id, state: 'takenUp' });
    known = { ...reporter, guest: true };
    expect(await confirm(one)).toEqual([`intake.notRegistered → ${channel}`]);
    expect((await findCase(store.db, one.id))?.state).toBe('takenUp');
    expect(await said('intake.notRegistered', one)).toContain('着手済みのため取り下げていません');
  });

  test('an official’s stays, and nobody hears a word, when the section is theirs', async () => {
    const one = await acceptedCase(desk, kind, { sectionId: section.id });
    known = { ...reporter, groups: [section.group] };
    expect(await confirm(one)).toEqual([]);
    expect((await findCase(store.db, one.id))?.state).toBe('received');
  });

  test('name and mail of the directory take the place of what Teams said, in the case and in its row', async () => {
    const one = await acceptedCase(desk, kind, {
      sectionId: section.id,
      reporterName: 'tsuka',
      reporterMail: '',
    });
    known = { ...reporter, groups: [section.group] };
    await confirm(one);
    await confirm(one);
    expect(await findCase(store.db, one.id)).toMatchObject({
      reporterName: reporter.name,
      reporterMail: reporter.mail,
    });
    const { rows } = await store.pool.query<{ values: Record<string, unknown> }>(
      'select values from filing where row_id = $1 order by ordinal',
      [one.id],
    );
    expect(rows).toHaveLength(2);
    expect(rows[1]?.values).toMatchObject({ ReporterName: reporter.name, ReporterMail: reporter.mail });
  });

  test('a section that was chosen and is not theirs gives way to their own: case, row, chief and channel', async () => {
    const one = await acceptedCase(desk, kind, { sectionId: section.id });
    known = { ...reporter, groups: [other.group] };
    expect(await confirm(one)).toEqual([`intake.sectionMoved/${section.id} → ${channel}`]);
    expect(await findCase(store.db, one.id)).toMatchObject({ sectionId: other.id, state: 'received' });
    const { rows } = await store.pool.query<{ values: Record<string, unknown>; due: boolean }>(
      `select f.values, c.chief_due is not null as due from filing f join cases c on c.id = f.row_id
        where f.row_id = $1 order by f.ordinal desc limit 1`,
      [one.id],
    );
    expect(rows[0]).toMatchObject({ values: { Section: other.name.ja, SectionId: other.id }, due: true });
    const text = await said(`intake.sectionMoved/${section.id}`, one);
    expect(text).toContain(`「${section.name.ja}」`);
    expect(text).toContain(`「${other.name.ja}」に変更しました`);
    // Looked at again, it is where it belongs.
    expect(await confirm(one)).toHaveLength(1);
  });

  test('their own chief is told anew, whoever was told before', async () => {
    const chief = { ...reporter, id: '00000000-0000-4000-8000-0000000000a1' };
    const former = { ...reporter, id: '00000000-0000-4000-8000-0000000000a2' };
    const heads = settings.roles.find(({ id }) => id === settings.chiefs)?.group ?? '';
    const groups: Record<string, readonly Person[]> = {
      [section.group]: [former],
      [other.group]: [chief],
      [heads]: [chief, former],
    };
    desk = deskOn(store.db, profile, {
      person: () => Promise.resolve(known),
      members: (group) => Promise.resolve(groups[group] ?? []),
    });
    const one = await acceptedCase(
      desk,
      kind,
      { sectionId: section.id, state: 'awaitingApproval' },
      { chiefDue: true },
    );
    await tellChief(desk)({});
    known = { ...reporter, groups: [other.group] };
    await confirm(one);
    await tellChief(desk)({});
    expect((await toldOf(store.db, one.id)).filter((line) => line.includes('.chief'))).toEqual([
      `${kind.kind}.chief → person/${former.id}`,
      `${kind.kind}.chief → person/${chief.id}`,
    ]);
    expect((await findCase(store.db, one.id))?.state).toBe('awaitingApproval');
  });

  test('one that is at work on stays where it is, and the section is told who decides', async () => {
    const one = await acceptedCase(desk, kind, { sectionId: section.id, state: 'takenUp' });
    await store.db.updateTable('cases').set({ handler_name: '見本 太郎' }).where('id', '=', one.id).execute();
    known = { ...reporter, groups: [other.group] };
    expect(await confirm(one)).toEqual([`intake.otherSection → ${channel}`]);
    expect((await findCase(store.db, one.id))?.sectionId).toBe(section.id);
    const text = await said('intake.otherSection', one);
    expect(text).toContain(section.name.ja);
    expect(text).toContain(other.name.ja);
    expect(text).toContain('担当者が本人に所属を確認し、扱いを決めてください');
    expect(text).toContain('担当：見本 太郎');
  });

  test('who is of several sections has to say which: the section is told what to do', async () => {
    const third = settings.sections[2];
    if (!third) throw new Error('no third section');
    const one = await acceptedCase(desk, kind, { sectionId: section.id });
    known = { ...reporter, groups: [other.group, third.group] };
    expect(await confirm(one)).toEqual([`intake.otherSection → ${channel}`]);
    expect((await findCase(store.db, one.id))?.sectionId).toBe(section.id);
    expect(await said('intake.otherSection', one)).toContain('取り下げて、正しい所属で出し直してください');
  });

  test('somebody of no group is told of as without a registered section, only now', async () => {
    const one = await acceptedCase(desk, kind, { sectionId: section.id });
    expect(await confirm(one)).toEqual([`intake.stranger → ${channel}`]);
  });
});

test('until it answers it is asked again soon, and nothing is said or withdrawn', async () => {
  const one = await acceptedCase(desk, kind, { sectionId: section.id });
  known = { ...reporter, unconfirmed: 'unknown' };
  expect(await confirm(one)).toEqual([]);
  expect((await findCase(store.db, one.id))?.state).toBe('received');
  expect((await waitingJobs(one)).map(({ run_at }) => Number(run_at))).toEqual([NOW + 20_000]);
});

test('an incident of somebody who could not be confirmed gets its number, and no false word to the channel', async () => {
  const submissionId = randomUUID();
  const turn: Turn = {
    speaker: { ...reporter, unconfirmed: 'unknown', language: 'ja' },
    scope: 'personal',
    thread: { serviceUrl: 'https://teams.example', conversationId: 'chat' },
    pressedOn: undefined,
    via: 'execute',
    now: NOW,
  };
  const sample = await acceptedCase(desk, kind, { sectionId: section.id });
  const data = { ...typedFrom(kind.record, sample.fields), section: section.id, submissionId };
  const lenient = { ...kind, check: () => ({}) };
  await submitCase(desk, lenient, turn, data);
  const one = await findCase(store.db, submissionId);
  expect(one?.number).toMatch(/^R8-/);
  expect((await toldOf(store.db, submissionId)).filter((line) => line.includes('stranger'))).toEqual([]);
  const { rows } = await store.pool.query<{ count: string }>(
    `select count(*) from (select key from graphile_worker.jobs where key = $1
       union all select job ->> 'job_key' from handed_job where job::text like '%' || $2 || '%') found`,
    [`confirm-reporter/${submissionId}`, `confirm-reporter/${submissionId}`],
  );
  expect(Number(rows[0]?.count)).toBe(1);
});
