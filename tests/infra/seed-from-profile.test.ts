import { describe, expect, test } from '@jest/globals';
import { parseEngagement } from '../../shared/engagements/engagement.ts';
import { seedFromProfile } from '../../infra/seed-from-profile.ts';
import { profileText } from '../shared/engagements/profile-text.ts';

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
        expect(team.memberIds).toEqual(expect.arrayContaining([...members]));
    },
  );

  test('heads of sections and clerks are not: they hear in their own chat', () => {
    const inTeams = new Set(seed.teams?.flatMap(({ memberIds }) => memberIds));
    const others = membersOf(seed, 'zeimu');
    expect(others.length).toBeGreaterThan(0);
    for (const one of others) expect(inTeams).not.toContain(one);
  });
});
