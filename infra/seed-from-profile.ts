import { createHash } from 'node:crypto';
import { KINDS } from '../shared/engagements/kinds.ts';
import type { Role, Settings } from '../shared/engagements/settings.ts';
import { mayWithRoles } from '../shared/kernel/permission.ts';
import { GIVEN, SURNAMES } from './invented-names.ts';
import type { SeedInput } from './local-tenant/seed.ts';

/**
 * People, groups, teams and sites for the local tenant, made from a profile: whatever municipality it describes, its
 * sections and roles are peopled with plainly invented names. The same profile gives the same people.
 */

const guid = (name: string): string => {
  const hash = createHash('sha256').update(name).digest('hex');
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
};

type Someone = {
  id: string;
  displayName: string;
  groups: string[];
  department: string;
  jobTitle: string;
  guest: boolean;
  index: number;
};

const APP = guid('cio-desk/app');
const PROVISIONER = guid('cio-desk/provisioner');

export type LocalIdentity = {
  readonly tenantId: string;
  readonly appId: string;
  readonly provisionerId: string;
  readonly teamsAppId: string;
  readonly sharePointHost: string;
};

export const localIdentity = (settings: Settings): LocalIdentity => ({
  tenantId: guid(`tenant/${settings.id}`),
  appId: APP,
  provisionerId: PROVISIONER,
  teamsAppId: guid('cio-desk/teams-app'),
  sharePointHost: 'localhost',
});

const peopleOf = (settings: Settings): Someone[] => {
  const people: Someone[] = [];
  const add = (department: string, jobTitle: string, groups: string[], guest = false): Someone => {
    const index = people.length;
    const [surname] = SURNAMES[index % SURNAMES.length] ?? ['例田'];
    const [given] = GIVEN[Math.floor(index / 2 + index) % GIVEN.length] ?? ['一郎'];
    const one = {
      id: guid(`${settings.id}/person/${index}`),
      displayName: `${surname} ${given}`,
      groups,
      department,
      jobTitle,
      guest,
      index,
    };
    people.push(one);
    return one;
  };
  const group = (role: string): string[] =>
    settings.roles.filter(({ id }) => id === role).map((one) => one.group);
  const runBy = group(settings.runBy);
  const chiefs = group(settings.chiefs);

  for (const section of settings.sections) {
    const own = [section.group];
    add(section.name.ja, '課長', [...own, ...chiefs]);
    add(section.name.ja, '係長', own);
    add(section.name.ja, '主事', own);
  }
  // Who runs the contract may be a section of its own name, or a group beside the sections.
  if (!settings.sections.some((section) => runBy.includes(section.group)))
    for (const title of ['係長', '主任', '主事']) add(settings.words.itPolicySection.ja, title, [...runBy]);

  const others = settings.roles.filter(({ id }) => id !== settings.runBy && id !== settings.chiefs);
  const cio = others.find(({ id }) => id === 'cio');
  for (const role of others) {
    if (role.id === 'ciso' && cio) continue;
    const groups = role === cio ? [role.group, ...group('ciso')] : [role.group];
    const department = role.side === 'contractor' ? '受託者' : role.name.ja;
    add(department, role.name.ja, groups, role.side === 'contractor');
  }
  const [first, second] = settings.sections;
  if (first && second)
    add(`${first.name.ja}・${second.name.ja}（兼務）`, '主査', [first.group, second.group]);
  add('（配属前）', '主事', []);
  // A guest of the tenant whom neither a role nor a section names.
  add('（登録のない取引先）', '担当', [], true);
  return people;
};

/** Whose people are in the teams: who runs the contract, fulfils it, is called to what is urgent, or may read of it. */
const takesPart = ({ runBy, chiefs, incident, permissions }: Settings, { id, side }: Role): boolean =>
  id !== chiefs &&
  (id === runBy ||
    side === 'contractor' ||
    incident.mention === `role:${id}` ||
    Object.entries(permissions).some(
      ([action, grantees]) => action.endsWith('.read') && grantees.includes(`role:${id}`),
    ));

/** Whose people see the team in which incidents are told, and their site: those who may see incidents. */
const seesIncidents = (settings: Settings, { id }: Role): boolean =>
  mayWithRoles(settings, [id], 'incident.read');

/** @param secrets the apps' secrets, made anew for each data folder */
export const seedFromProfile = (
  settings: Settings,
  secrets: { app: string; provisioner: string; certificates?: readonly string[] },
  /** Where the bot serves the tab's page and the API. */
  publicHost: string,
  /** The app is there for everyone who holds a role, as an administrator's setup policy has it: reminders reach them. */
  installed = false,
): SeedInput => {
  const identity = localIdentity(settings);
  const people = peopleOf(settings);
  const domain = 'contoso.onmicrosoft.com';
  const nicknames = [...new Set([...settings.roles, ...settings.sections].map(({ group }) => group))];
  const members = (nickname: string): string[] =>
    people.filter(({ groups }) => groups.includes(nickname)).map(({ id }) => id);
  const nameOfGroup = (nickname: string): string =>
    [...settings.sections, ...settings.roles].find(({ group }) => group === nickname)?.name.ja ?? nickname;
  const channels = [...KINDS.map((kind) => settings[kind].channel), settings.meetings.channel];
  const teams = [...new Set(channels.map(({ team }) => team))];
  const inTeam =
    (team: string) =>
    ({ groups }: Someone): boolean => {
      const belongs = team === settings.incident.channel.team ? seesIncidents : takesPart;
      return settings.roles.some((role) => groups.includes(role.group) && belongs(settings, role));
    };
  const holdsRole = ({ groups }: Someone): boolean =>
    settings.roles.some(({ group }) => groups.includes(group));
  const site = (path: string, displayName: string) => ({ path, displayName });
  const readers = settings.roles.filter((role) => seesIncidents(settings, role)).map(({ group }) => group);

  return {
    tenant: { id: identity.tenantId, name: settings.client.name.ja, domain },
    apps: [
      {
        appId: identity.appId,
        displayName: 'CIO補佐デスク',
        secret: secrets.app,
        certificates: [...(secrets.certificates ?? [])],
        // The single-page application: where the pane's sign-in comes back to.
        redirectUris: [`http://${publicHost}/pane/signed-in`],
        bot: true,
        teamsAppId: identity.teamsAppId,
        api: { resource: `api://${publicHost}/${identity.appId}`, scope: 'access_as_user' },
        installedFor: installed ? people.filter(holdsRole).map(({ id }) => id) : [],
        tabs: [
          {
            entityId: 'year',
            name: '年間予定',
            names: { en: 'The year' },
            contentUrl: `http://${publicHost}/tab`,
          },
        ],
        grants: {
          applicationPermissions: [
            'Sites.Selected',
            'User.Read.All',
            'GroupMember.Read.All',
            'Calendars.ReadWrite',
            'TeamsAppInstallation.ReadWriteSelfForUser.All',
            'Mail.Send',
          ],
          sites: Object.values(settings.sites).map((path) => ({ site: path, role: 'write' as const })),
        },
        commands: [
          ...KINDS.map((kind) => ({
            title: settings[kind].name.ja,
            description: `${settings[kind].formName.ja}を開きます`,
          })),
          { title: '状況', description: '自分の受付の状況を表示します' },
          { title: '締切', description: '提出待ちのものと期限を表示します' },
          { title: '予定', description: 'これからの会議を表示します' },
          { title: '課題', description: '課題管理表を表示します' },
          { title: '通知設定', description: 'お知らせの受け取り方を選びます' },
          { title: '不在', description: '不在の間、代わりの人にお知らせが届くようにします' },
          { title: 'ヘルプ', description: 'できることを表示します' },
        ],
      },
      {
        appId: identity.provisionerId,
        displayName: 'リスト作成（管理者）',
        secret: secrets.provisioner,
        bot: false,
        grants: { applicationPermissions: ['Sites.Manage.All'], sites: [] },
      },
    ],
    users: people.map((one) => ({
      id: one.id,
      displayName: one.displayName,
      givenName: one.displayName.split(' ')[1] ?? null,
      surname: one.displayName.split(' ')[0] ?? null,
      mail: `person${String(one.index + 1).padStart(2, '0')}@${one.guest ? 'contractor.example' : domain}`,
      userPrincipalName: one.guest
        ? `person${String(one.index + 1).padStart(2, '0')}_contractor.example#EXT#@${domain}`
        : `person${String(one.index + 1).padStart(2, '0')}@${domain}`,
      jobTitle: one.jobTitle,
      department: one.department,
      preferredLanguage: 'ja-JP',
      userType: one.guest ? ('Guest' as const) : ('Member' as const),
    })),
    groups: nicknames.map((nickname) => ({
      id: guid(`${settings.id}/group/${nickname}`),
      displayName: nameOfGroup(nickname),
      mailNickname: nickname,
      memberIds: members(nickname),
    })),
    teams: teams.map((team) => ({
      id: guid(`${settings.id}/team/${team}`),
      displayName: team,
      channels: [
        {
          id: `19:${guid(`${settings.id}/${team}/general`).replace(/-/g, '')}@thread.tacv2`,
          displayName: '一般',
        },
        ...channels
          .filter((one) => one.team === team && one.channel !== '一般')
          .map(({ channel }) => ({
            id: `19:${guid(`${settings.id}/${team}/${channel}`).replace(/-/g, '')}@thread.tacv2`,
            displayName: channel,
          })),
      ],
      memberIds: people.filter(inTeam(team)).map(({ id }) => id),
      appIds: [identity.appId],
    })),
    sites: [
      site(settings.sites.cases, `${settings.consultation.name.ja}（受付）`),
      { ...site(settings.sites.incidents, settings.incident.name.ja), readers },
      site(settings.sites.documents, '成果物・文書'),
    ],
  };
};
