import type { Database, Found } from './database.ts';
import { sitePath } from './seed.ts';
import type { App, Channel, Group, Seed, SiteRole, Team, User } from './seed.ts';

/** People, groups, teams and registered apps of the tenant, as read by every part of it. */
export type Directory = {
  readonly tenant: Seed['tenant'];
  users(): User[];
  /** By object id or user principal name, in any case. */
  user(idOrName: string): User | undefined;
  managerOf(userId: string): User | undefined;
  groups(): Group[];
  group(id: string): Group | undefined;
  membersOf(groupId: string): User[];
  ownersOf(groupId: string): User[];
  groupsOf(userId: string): Group[];
  /** They work elsewhere from now on. @returns whether they were a member */
  removeMember(groupId: string, userId: string): boolean;
  teams(): Team[];
  team(id: string): Team | undefined;
  teamMembers(teamId: string): User[];
  /** The apps installed in a team. */
  teamApps(teamId: string): App[];
  /** The channels of a team from now on; the first is its general one. */
  setChannels(teamId: string, channels: Channel[]): void;
  channel(channelId: string): { team: Team; channel: Channel } | undefined;
  apps(): App[];
  app(appId: string): App | undefined;
  /** The role granted to an app on a site (`sites/…`), for applications that hold Sites.Selected. */
  siteRole(appId: string, path: string): SiteRole | undefined;
  /** Whether a person sees a site in the browser. */
  opensSite(userId: string, path: string): boolean;
};

type Json = { json: string };

export function openDirectory(db: Database, seed: Seed): Directory {
  db.exec(`
    CREATE TABLE IF NOT EXISTS users (id TEXT PRIMARY KEY, upn TEXT UNIQUE NOT NULL, name TEXT NOT NULL, manager_id TEXT, json TEXT NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS groups (id TEXT PRIMARY KEY, nickname TEXT UNIQUE NOT NULL, name TEXT NOT NULL, json TEXT NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS group_members (group_id TEXT NOT NULL, user_id TEXT NOT NULL, role TEXT NOT NULL, PRIMARY KEY (group_id, user_id, role)) STRICT;
    CREATE INDEX IF NOT EXISTS group_members_of_user ON group_members (user_id);
    CREATE TABLE IF NOT EXISTS teams (id TEXT PRIMARY KEY, name TEXT NOT NULL, json TEXT NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS team_members (team_id TEXT NOT NULL, user_id TEXT NOT NULL, PRIMARY KEY (team_id, user_id)) STRICT;
    CREATE TABLE IF NOT EXISTS team_apps (team_id TEXT NOT NULL, app_id TEXT NOT NULL, PRIMARY KEY (team_id, app_id)) STRICT;
  `);
  db.transaction(() => loadSeed(db, seed));
  // Registrations are configuration, not data: the seed's word counts at every start.
  const apps = new Map(seed.apps.map((app) => [app.appId, app]));
  const people = (sql: string, id: string): User[] =>
    db.all<Json>(sql, id).map((row) => JSON.parse(row.json) as User);
  const user = (idOrName: string): User | undefined =>
    parsed<User>(db.get('SELECT json FROM users WHERE id = ?1 OR upn = ?1', idOrName.toLowerCase()));
  const team = (id: string): Team | undefined =>
    parsed<Team>(db.get('SELECT json FROM teams WHERE id = ?', id));
  const teams = (): Team[] =>
    db.all<Json>('SELECT json FROM teams ORDER BY name').map((row) => JSON.parse(row.json) as Team);
  const groupsOf = (userId: string): Group[] =>
    db
      .all<Json>(
        `SELECT g.json FROM group_members m JOIN groups g ON g.id = m.group_id WHERE m.user_id = ? AND m.role = 'member' ORDER BY g.name, g.id`,
        userId.toLowerCase(),
      )
      .map((row) => JSON.parse(row.json) as Group);
  const members = `SELECT u.json FROM group_members m JOIN users u ON u.id = m.user_id WHERE m.group_id = ?`;

  return {
    tenant: seed.tenant,
    users: () =>
      db.all<Json>('SELECT json FROM users ORDER BY name, id').map((row) => JSON.parse(row.json) as User),
    user,
    managerOf: (userId) => {
      const managerId = user(userId)?.managerId;
      return managerId === undefined ? undefined : user(managerId);
    },
    groups: () =>
      db.all<Json>('SELECT json FROM groups ORDER BY name, id').map((row) => JSON.parse(row.json) as Group),
    group: (id) => parsed<Group>(db.get('SELECT json FROM groups WHERE id = ?', id.toLowerCase())),
    membersOf: (groupId) =>
      people(`${members} AND m.role = 'member' ORDER BY u.name, u.id`, groupId.toLowerCase()),
    ownersOf: (groupId) =>
      people(`${members} AND m.role = 'owner' ORDER BY u.name, u.id`, groupId.toLowerCase()),
    groupsOf,
    removeMember: (groupId, userId) =>
      db.get(
        'DELETE FROM group_members WHERE group_id = ? AND user_id = ? RETURNING user_id',
        groupId.toLowerCase(),
        userId.toLowerCase(),
      ) !== undefined,
    teams,
    team,
    teamMembers: (teamId) =>
      people(
        'SELECT u.json FROM team_members m JOIN users u ON u.id = m.user_id WHERE m.team_id = ? ORDER BY u.name, u.id',
        teamId,
      ),
    teamApps: (teamId) =>
      db
        .all<{ app_id: string }>('SELECT app_id FROM team_apps WHERE team_id = ?', teamId)
        .flatMap((row) => apps.get(row.app_id) ?? []),
    setChannels: (teamId, channels) => {
      const known = team(teamId);
      if (!known) throw new Error('a channel needs its team');
      db.run('UPDATE teams SET json = ? WHERE id = ?', JSON.stringify({ ...known, channels }), teamId);
    },
    channel: (channelId) => {
      for (const each of teams()) {
        const channel = each.channels.find((candidate) => candidate.id === channelId);
        if (channel) return { team: each, channel };
      }
      return undefined;
    },
    apps: () => [...apps.values()],
    app: (appId) => apps.get(appId.toLowerCase()),
    siteRole: (appId, path) =>
      apps.get(appId.toLowerCase())?.grants.sites.find((grant) => sitePath(grant.site) === path)?.role,
    opensSite: (userId, path) => {
      const readers = seed.sites.find((site) => sitePath(site.path) === path)?.readers;
      return readers === undefined || groupsOf(userId).some((one) => readers.includes(one.mailNickname));
    },
  };
}

function parsed<T>(row: Json | undefined): Found<T> {
  return row === undefined ? undefined : (JSON.parse(row.json) as T);
}

/** Adds what the database does not hold yet. A membership that people ended stays ended. */
function loadSeed(db: Database, seed: Seed): void {
  const fresh = new Set<string>();
  const add = (sql: string, id: string, ...values: (string | null)[]): void => {
    if (db.run(sql, id, ...values).changes > 0) fresh.add(id);
  };
  for (const user of seed.users) {
    const kept = { ...user, id: user.id.toLowerCase() };
    add(
      'INSERT OR IGNORE INTO users VALUES (?, ?, ?, ?, ?)',
      kept.id,
      user.userPrincipalName.toLowerCase(),
      user.displayName,
      user.managerId ?? null,
      JSON.stringify(kept),
    );
  }
  for (const group of seed.groups) {
    const { memberIds, ownerIds, ...rest } = { ...group, id: group.id.toLowerCase() };
    add(
      'INSERT OR IGNORE INTO groups VALUES (?, ?, ?, ?)',
      rest.id,
      group.mailNickname,
      group.displayName,
      JSON.stringify(rest),
    );
    for (const [role, ids] of [
      ['member', memberIds],
      ['owner', ownerIds],
    ] as const) {
      for (const id of ids.filter((each) => fresh.has(rest.id) || fresh.has(each.toLowerCase()))) {
        db.run('INSERT OR IGNORE INTO group_members VALUES (?, ?, ?)', rest.id, id.toLowerCase(), role);
      }
    }
  }
  for (const team of seed.teams) {
    const { memberIds, appIds, ...rest } = team;
    add('INSERT OR IGNORE INTO teams VALUES (?, ?, ?)', team.id, team.displayName, JSON.stringify(rest));
    for (const id of memberIds.filter((each) => fresh.has(team.id) || fresh.has(each.toLowerCase()))) {
      db.run('INSERT OR IGNORE INTO team_members VALUES (?, ?)', team.id, id.toLowerCase());
    }
    for (const id of appIds) db.run('INSERT OR IGNORE INTO team_apps VALUES (?, ?)', team.id, id);
  }
}
