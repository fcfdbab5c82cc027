import { describe, expect, test } from '@jest/globals';
import { parseEngagement } from '../../shared/engagements/engagement.ts';
import { seedFromProfile } from '../../infra/seed-from-profile.ts';
import { profile, profileText } from '../shared/engagements/profile-text.ts';

/** The local tenant is peopled from any profile: what its roles are called is its own affair. */

const seedOf = (change: (text: string) => string) => {
  const parsed = parseEngagement(change(profileText('nerima-r8')));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return seedFromProfile(parsed.engagement.settings, { app: 'a', provisioner: 'p' }, 'localhost:1');
};
type Seed = ReturnType<typeof seedOf>;

const membersOf = (seed: Seed, nickname: string): readonly string[] =>
  seed.groups?.find((one) => one.mailNickname === nickname)?.memberIds ?? [];

describe('people of the local tenant', () => {
  const seed = seedOf((text) =>
    text.replaceAll(/\bresponseTeam\b/g, 'csirt').replaceAll(/\bciso\b/g, 'head'),
  );

  test.each(['joho-seisaku', 'jikoto-taio', 'head', 'cio-hosakan', 'shien-staff'])(
    '%s is in the teams of the contract, however the profile calls its role',
    (nickname) => {
      const members = membersOf(seed, nickname);
      expect(members).not.toEqual([]);
      for (const team of seed.teams ?? [])
        if (team.displayName !== '情報セキュリティ事故等対応')
          expect(team.memberIds).toEqual(expect.arrayContaining([...members]));
    },
  );

  test.each(['nerima-r8', 'kawasaki-r3'] as const)(
    '%s: in the team in which incidents are told is whoever may see incidents, and nobody else',
    (id) => {
      const { settings } = profile(id);
      const { groups = [], teams = [] } = seedFromProfile(
        settings,
        { app: 'a', provisioner: 'p' },
        'localhost:1',
      );
      const team = teams.find(({ displayName }) => displayName === settings.incident.channel.team);
      const those = settings.roles
        .filter((role) => settings.permissions['incident.read'].includes(`role:${role.id}`))
        .map(({ group }) => group);
      const ids = groups.flatMap((one) => (those.includes(one.mailNickname) ? one.memberIds : []));
      expect(ids.length).toBeGreaterThan(0);
      expect(new Set(team?.memberIds)).toEqual(new Set(ids));
    },
  );

  test('heads of sections and clerks are not: they hear in their own chat', () => {
    const inTeams = new Set(seed.teams?.flatMap(({ memberIds }) => memberIds));
    const others = membersOf(seed, 'zeimu');
    expect(others.length).toBeGreaterThan(0);
    for (const one of others) expect(inTeams).not.toContain(one);
  });
});
