import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { GraphError } from '../../../bot/graph/graph-error.ts';
import type { Desk } from '../../../bot/intake/desk.ts';
import { tellChief } from '../../../bot/intake/tell-chief.ts';
import { viewRenderers } from '../../../bot/intake/views.ts';
import type { CaseState } from '../../../bot/store/tables.ts';
import type { Person } from '../../../shared/kernel/person.ts';
import { acceptedCase, deskOn, toldOf } from '../../harness/desk.ts';
import { startStore } from '../../harness/store.ts';
import { profiles, reporter } from './sample-cases.ts';

/** Who heads a section is found by its members and the chiefs', however many there are. */

const [profile] = profiles;
const kind = profile?.kinds[0];
const section = profile?.settings.sections[0];
if (!profile || !kind || !section) throw new Error('no profile');
const { settings } = profile;
const chiefs = settings.roles.find(({ id }) => id === settings.chiefs)?.group ?? '';

const one = (name: string): Person => ({ ...reporter, id: `00000000-0000-4000-8000-${name}`, name });
const ada = one('0000000000a1');
const bea = one('0000000000b1');

let store: Awaited<ReturnType<typeof startStore>>;
beforeAll(async () => {
  store = await startStore();
}, 60_000);
afterAll(() => store?.stop());

let groups: Record<string, readonly Person[]>;
let asked: string[];
beforeEach(() => {
  groups = {};
  asked = [];
});

const desk = (): Desk =>
  deskOn(store.db, profile, {
    members: (group) => {
      asked.push(group);
      const known = groups[group];
      return known ? Promise.resolve(known) : Promise.reject(new GraphError(503, 'x', 'x'));
    },
  });

const accepted = async (state: CaseState): Promise<string> =>
  (await acceptedCase(desk(), kind, { state, sectionId: section.id }, { chiefDue: true })).id;

const told = async (caseId: string): Promise<readonly string[]> =>
  (await toldOf(store.db, caseId)).toSorted();

const stateOf = async (caseId: string): Promise<CaseState> =>
  (await store.db.selectFrom('cases').select('state').where('id', '=', caseId).executeTakeFirstOrThrow())
    .state;

const tell = (): Promise<void> => tellChief(desk())({});

/** Whatever is to be looked at again later is looked at now. */
const later = async (): Promise<void> => {
  await store.db
    .updateTable('cases')
    .set({ chief_due: new Date(0) })
    .where('chief_due', 'is not', null)
    .execute();
  await tell();
};

describe('the section’s head', () => {
  test('is who is in both groups: two groups are asked, however many work there', async () => {
    groups = { [section.group]: [reporter, ada, bea], [chiefs]: [one('0000000000c1'), bea] };
    const id = await accepted('received');
    await tell();
    expect(await told(id)).toEqual([`${kind.kind}.chief → person/${bea.id}`]);
    expect(asked.toSorted()).toEqual([chiefs, section.group].toSorted());
  });

  test('may be several: each is told', async () => {
    groups = { [section.group]: [ada, bea], [chiefs]: [ada, bea] };
    const id = await accepted('received');
    await tell();
    expect(await told(id)).toEqual([
      `${kind.kind}.chief → person/${ada.id}`,
      `${kind.kind}.chief → person/${bea.id}`,
    ]);
  });

  test('of another section is not this one’s', async () => {
    groups = { [section.group]: [ada], [chiefs]: [bea] };
    const id = await accepted('received');
    await tell();
    expect(await told(id)).toEqual([]);
  });

  test('who is nobody while approval is waited for: the section in charge hears of it once, and it is looked at again', async () => {
    groups = { [section.group]: [ada], [chiefs]: [] };
    const id = await accepted('awaitingApproval');
    await tell();
    await later();
    const channel = `channel/${kind.settings.channel.team}/${kind.settings.channel.channel}`;
    expect(await told(id)).toEqual([`intake.noChief → ${channel}`]);
    groups = { [section.group]: [ada], [chiefs]: [ada] };
    await later();
    expect(await told(id)).toEqual([`${kind.kind}.chief → person/${ada.id}`, `intake.noChief → ${channel}`]);
    // What the section in charge was told is looked at again.
    const { rowCount } = await store.pool.query('select 1 from graphile_worker.jobs where key = $1', [
      `refresh-cards/${id}`,
    ]);
    expect(rowCount).toBe(1);
  });

  test('is not told of what they sent themselves, but their deputy is', async () => {
    groups = { [section.group]: [reporter, ada], [chiefs]: [reporter, ada] };
    const id = await accepted('received');
    await tell();
    expect(await told(id)).toEqual([`${kind.kind}.chief → person/${ada.id}`]);
  });

  test('waits for nobody’s approval, also when they were not known as the head when they sent it', async () => {
    groups = { [section.group]: [reporter], [chiefs]: [reporter] };
    const id = await accepted('awaitingApproval');
    await tell();
    expect(await stateOf(id)).toBe('received');
    const channel = `channel/${kind.settings.channel.team}/${kind.settings.channel.channel}`;
    expect(await told(id)).toEqual([`${kind.kind}.announce → ${channel}`]);
  });

  test('whom the directory cannot name just now is not taken for nobody: it is asked again', async () => {
    const id = await accepted('awaitingApproval');
    await tell();
    expect(await told(id)).toEqual([]);
    groups = { [section.group]: [ada], [chiefs]: [ada] };
    await later();
    expect(await told(id)).toEqual([`${kind.kind}.chief → person/${ada.id}`]);
  });

  test('who heads it no more when the message goes out is asked nothing; whoever does now is told', async () => {
    groups = { [section.group]: [ada], [chiefs]: [ada] };
    const id = await accepted('awaitingApproval');
    await tell();
    const withGroups = (person: Person, ...own: readonly string[]): Desk =>
      deskOn(store.db, profile, {
        person: () => Promise.resolve({ ...person, groups: own }),
        members: (group) => Promise.resolve(groups[group] ?? []),
      });
    const make = (on: Desk, person: Person) =>
      viewRenderers(on, kind)[`${kind.kind}.chief`]?.(id, { to: 'person', personId: person.id });
    expect(await make(withGroups(ada, section.group), ada)).toBeUndefined();
    groups = { [section.group]: [ada, bea], [chiefs]: [bea] };
    await later();
    expect(await told(id)).toContain(`${kind.kind}.chief → person/${bea.id}`);
    expect(await make(withGroups(bea, section.group, chiefs), bea)).toBeDefined();
  });

  test('hears of two hundred and more in one go, each once', async () => {
    groups = { [section.group]: [ada], [chiefs]: [ada] };
    const ids: string[] = [];
    for (let count = 0; count < 205; count += 1) ids.push(await accepted('received'));
    asked = [];
    await Promise.all(Array.from({ length: 6 }, tell));
    for (const id of ids) expect(await told(id)).toEqual([`${kind.kind}.chief → person/${ada.id}`]);
    // Two batches, by one of the six: two groups each.
    expect(asked.length).toBe(4);
  });
});
