import { describe, expect, test } from '@jest/globals';
import { readEngagement } from '../../../bot/engagement-file.ts';
import { ACTIONS, RELATIONS, type Settings } from '../../../shared/engagements/settings.ts';
import type { Person } from '../../../shared/kernel/person.ts';
import {
  isAdmitted,
  isChiefOf,
  may,
  rolesOf,
  sectionsOf,
  sectionsSeenBy,
  type Related,
} from '../../../shared/kernel/permission.ts';

/** Every cell of both profiles' tables: role × action × relation. */

const settingsOf = async (profile: string): Promise<Settings> => {
  const read = await readEngagement(profile);
  if (!read.ok) throw new Error(profile);
  return read.engagement.settings;
};
const profiles = await Promise.all(
  ['nerima-r8', 'kawasaki-r3'].map(async (id) => ({ id, settings: await settingsOf(id) })),
);

const person = (id: string, groups: readonly string[], guest = false): Person => ({
  id,
  name: id,
  mail: '',
  jobTitle: '',
  guest,
  groups,
});

describe.each(profiles)('$id', ({ settings }) => {
  const [own, other] = settings.sections.filter(
    ({ group }) => !settings.roles.some((role) => role.group === group),
  );
  if (!own || !other) throw new Error('two sections that are no role are needed');
  const groupOf = (role: string): string => settings.roles.find(({ id }) => id === role)?.group ?? '';
  const theirs: Related = { reporterId: 'reporter', sectionId: own.id };

  /** Who stands how to a case of `own`, and which grantees that makes true. */
  const standings: { who: string; person: Person; holds: readonly string[] }[] = [
    { who: '本人（他課へ異動した後も）', person: person('reporter', [other.group]), holds: ['reporter'] },
    { who: '本人', person: person('reporter', [own.group]), holds: ['reporter', 'section'] },
    { who: '同じ課の人', person: person('colleague', [own.group]), holds: ['section'] },
    {
      who: 'その課の長',
      person: person('chief', [own.group, groupOf(settings.chiefs)]),
      holds: ['section', 'sectionChief', `role:${settings.chiefs}`],
    },
    {
      who: '他課の長',
      person: person('otherChief', [other.group, groupOf(settings.chiefs)]),
      holds: [`role:${settings.chiefs}`],
    },
    { who: '他課の人', person: person('stranger', [other.group]), holds: [] },
    { who: '所属のない人', person: person('unplaced', []), holds: [] },
    {
      who: '兼務の人',
      person: person('twoPosts', [own.group, other.group]),
      holds: ['section'],
    },
    ...settings.roles.map((role) => ({
      who: role.name.ja,
      person: person(`role/${role.id}`, [role.group], role.side === 'contractor'),
      holds: [`role:${role.id}`],
    })),
  ];

  const cells = ACTIONS.flatMap((action) =>
    standings.map((standing) => ({ action, ...standing, granted: settings.permissions[action] })),
  );

  test.each(cells)('$action: $who', ({ action, person: who, holds, granted }) => {
    const expected = granted.some((grantee) => grantee === 'anyone' || holds.includes(grantee));
    expect(may(settings, who, action, theirs)).toBe(expected);
  });

  test.each(cells)('$action in lists: $who', ({ action, person: who, holds, granted }) => {
    const seen = sectionsSeenBy(settings, who, action);
    const byRole = granted.some(
      (grantee) => grantee === 'anyone' || (grantee.startsWith('role:') && holds.includes(grantee)),
    );
    if (byRole) return expect(seen).toBe('all');
    // A list shows what a single case would show, section by section.
    for (const section of settings.sections) {
      const one: Related = { reporterId: 'somebody else', sectionId: section.id };
      expect(seen !== 'all' && seen.includes(section.id)).toBe(may(settings, who, action, one));
    }
    return undefined;
  });

  test('a guest whom no group names is not admitted and may do nothing, to nobody’s case', () => {
    const guest = person('guest', ['unknown-group'], true);
    expect(isAdmitted(settings, guest)).toBe(false);
    for (const action of ACTIONS)
      expect([action, may(settings, guest, action, theirs)]).toEqual([action, false]);
    for (const action of ['consultation.read', 'incident.read'] as const)
      expect([action, sectionsSeenBy(settings, guest, action)]).toEqual([action, []]);
  });

  test('somebody whom the directory could not tell about may report, read their own, and nothing else', () => {
    const unknown: Person = { ...person('unknown', []), unconfirmed: 'unknown' };
    expect(may(settings, unknown, 'incident.create')).toBe(true);
    expect(may(settings, unknown, 'incident.read', theirs)).toBe(false);
    const open = { ...settings, permissions: { ...settings.permissions, 'incident.read': ['anyone'] } };
    expect(may(open, person('known', []), 'incident.read', theirs)).toBe(true);
    expect(may(open, unknown, 'incident.read', theirs)).toBe(false);
    expect(sectionsSeenBy(open, unknown, 'incident.read')).toEqual([]);
  });

  test('a guest whom the profile names by a role is admitted with that role and no more', () => {
    const guest = person('guest', [groupOf('engagementManager')], true);
    expect(isAdmitted(settings, guest)).toBe(true);
    expect(rolesOf(settings, guest)).toEqual(['engagementManager']);
    expect(sectionsOf(settings, guest)).toEqual([]);
  });

  test('a member of the tenant without any group may do what anyone may, and nothing else', () => {
    const newcomer = person('newcomer', []);
    for (const action of ACTIONS)
      expect([action, may(settings, newcomer, action, theirs)]).toEqual([
        action,
        settings.permissions[action].includes('anyone'),
      ]);
  });

  test('two posts count both, and the head of one section is not the head of the other', () => {
    const both = person('both', [own.group, other.group]);
    expect(
      sectionsOf(settings, both)
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual([own.id, other.id].toSorted());
    const chief = person('chief', [own.group, groupOf(settings.chiefs)]);
    expect(isChiefOf(settings, chief, own.id)).toBe(true);
    expect(isChiefOf(settings, chief, other.id)).toBe(false);
  });

  test('a case without a section belongs to no section’s people', () => {
    const chief = person('chief', [own.group, groupOf(settings.chiefs)]);
    const unplaced: Related = { reporterId: 'reporter', sectionId: undefined };
    for (const action of ACTIONS)
      expect([action, may(settings, chief, action, unplaced)]).toEqual([
        action,
        settings.permissions[action].some(
          (grantee) => grantee === 'anyone' || grantee === `role:${settings.chiefs}`,
        ),
      ]);
  });

  test('without a case, only what depends on no relation', () => {
    for (const action of ACTIONS)
      for (const { person: who, holds } of standings)
        expect([action, who.id, may(settings, who, action)]).toEqual([
          action,
          who.id,
          settings.permissions[action].some(
            (grantee) => grantee === 'anyone' || (grantee.startsWith('role:') && holds.includes(grantee)),
          ),
        ]);
  });

  test('who may do something to a case may read it, so that no button leads nowhere', () => {
    for (const kind of ['consultation', 'incident'] as const)
      for (const what of ['correct', 'withdraw', 'takeUp'] as const)
        for (const { person: who } of standings)
          if (may(settings, who, `${kind}.${what}`, theirs))
            expect([who.id, what, may(settings, who, `${kind}.read`, theirs)]).toEqual([who.id, what, true]);
  });
});

test('the relations that the profiles may name are the ones walked here', () => {
  expect([...RELATIONS].toSorted()).toEqual(['anyone', 'reporter', 'section', 'sectionChief']);
});

describe('練馬区', () => {
  const { settings } = profiles[0] as (typeof profiles)[number];
  const { sections } = settings;
  const tax = sections.find(({ id }) => id === 'tax') as Settings['sections'][number];

  test('相談は同じ課の人が読める。事故等は、同じ課でも本人と所属長のほかは読めない', () => {
    const colleague = person('colleague', [tax.group]);
    const case_ = { reporterId: 'reporter', sectionId: tax.id };
    expect(may(settings, colleague, 'consultation.read', case_)).toBe(true);
    expect(may(settings, colleague, 'incident.read', case_)).toBe(false);
    expect(may(settings, person('reporter', [tax.group]), 'incident.read', case_)).toBe(true);
  });

  test('事故等はだれでも知らせられる（N-1.n1）', () => {
    expect(may(settings, person('newcomer', []), 'incident.create')).toBe(true);
  });
});

describe('川崎市', () => {
  const { settings } = profiles[1] as (typeof profiles)[number];

  test('相談するのはICT推進課の職員だけ（K-4.2.イ.3）', () => {
    const clerk = person('clerk', ['zeisei']);
    expect(may(settings, clerk, 'consultation.create')).toBe(false);
    expect(may(settings, person('officer', ['ict-suishin']), 'consultation.create')).toBe(true);
  });

  test('同じ課の人でも、業務に従事しない人は相談を読めない（K-10.2.ア.1）', () => {
    const colleague = person('colleague', ['zeisei']);
    expect(may(settings, colleague, 'consultation.read', { reporterId: 'r', sectionId: 'tax' })).toBe(false);
  });
});
