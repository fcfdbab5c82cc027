import { readFileSync } from 'node:fs';
import { z } from 'zod';

const guid = z.guid();

const siteGrant = z.strictObject({
  site: z.string().min(1),
  role: z.enum(['read', 'write', 'owner', 'fullcontrol']),
});

const tab = z.strictObject({
  entityId: z.string().min(1),
  name: z.string().min(1),
  /** What the package's localization files call it, by language. */
  names: z.record(z.string(), z.string().min(1)).default({}),
  /** May hold Teams' placeholders such as `{app.locale}`. */
  contentUrl: z.url(),
  websiteUrl: z.url().optional(),
});

const app = z.strictObject({
  appId: guid,
  displayName: z.string().min(1),
  secret: z.string().min(8),
  /** Public certificates (PEM) whose keys may sign client assertions instead of the secret. */
  certificates: z.array(z.string()).default([]),
  /** Where sign-in may send a person back to; their origins may call the token endpoint from a browser. */
  redirectUris: z.array(z.url()).default([]),
  bot: z.boolean(),
  /** The id of the app's package in Teams. */
  teamsAppId: guid.optional(),
  grants: z
    .strictObject({
      applicationPermissions: z.array(z.string()).default([]),
      sites: z.array(siteGrant).default([]),
      /** People whose mailboxes an application may touch (an access policy of Exchange); all when left out. */
      mailboxes: z.array(guid).optional(),
    })
    .default({ applicationPermissions: [], sites: [] }),
  /** What the compose box proposes when someone writes to the bot. */
  commands: z.array(z.strictObject({ title: z.string(), description: z.string() })).default([]),
  /** The manifest's `staticTabs` in the personal scope, in their order beside the chat. */
  tabs: z.array(tab).default([]),
  /** The manifest's `webApplicationInfo.resource` and what a person's token for it permits. */
  api: z.strictObject({ resource: z.string().min(1), scope: z.string().min(1) }).optional(),
  /** For whom the app is installed from the beginning, without their doing; others open it, or Graph installs it. */
  installedFor: z.union([z.literal('everyone'), z.array(guid)]).default([]),
});

const user = z.strictObject({
  id: guid,
  displayName: z.string().min(1),
  givenName: z.string().nullable().default(null),
  surname: z.string().nullable().default(null),
  mail: z.string().nullable(),
  userPrincipalName: z.string().min(3),
  jobTitle: z.string().nullable().default(null),
  department: z.string().nullable().default(null),
  managerId: guid.optional(),
  preferredLanguage: z.string().nullable().default(null),
  userType: z.enum(['Member', 'Guest']).default('Member'),
  /** Whether Exchange keeps a mailbox; members with an address have one unless this says no. */
  mailbox: z.boolean().optional(),
});

const group = z.strictObject({
  id: guid,
  displayName: z.string().min(1),
  mailNickname: z.string().min(1),
  memberIds: z.array(guid),
  ownerIds: z.array(guid).default([]),
});

const team = z.strictObject({
  id: guid,
  displayName: z.string().min(1),
  channels: z.array(z.strictObject({ id: z.string().min(1), displayName: z.string().min(1) })).min(1),
  memberIds: z.array(guid),
  appIds: z.array(guid).default([]),
});

export const seed = z.strictObject({
  tenant: z.strictObject({ id: guid, name: z.string().min(1), domain: z.string().min(1) }),
  apps: z.array(app).default([]),
  users: z.array(user).default([]),
  groups: z.array(group).default([]),
  teams: z.array(team).default([]),
  sites: z
    .array(
      z.strictObject({
        /** Relative to the host, such as `sites/cases`. */
        path: z.string().min(1),
        displayName: z.string().min(1),
        /** The site's regional setting: date-only columns begin their days in it. */
        timeZone: z.string().default('Asia/Tokyo'),
        /** Mail nicknames of the groups whose people see it in the browser; everyone when left out. */
        readers: z.array(z.string()).optional(),
      }),
    )
    .default([]),
});

export type Seed = z.infer<typeof seed>;
export type SeedInput = z.input<typeof seed>;
export type App = z.infer<typeof app>;
export type Tab = z.infer<typeof tab>;
export type User = z.infer<typeof user>;
export type Group = Pick<z.infer<typeof group>, 'id' | 'displayName' | 'mailNickname'>;
export type Channel = z.infer<typeof team>['channels'][number];
export type Team = Pick<z.infer<typeof team>, 'id' | 'displayName' | 'channels'>;
export type SiteRole = z.infer<typeof siteGrant>['role'];

/** Reads the seed file; throws a ZodError that names what does not fit, or SyntaxError for broken JSON. */
export function readSeed(file: string): Seed {
  return seed.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** One spelling for a site's path: no slash around it, below `sites/` unless it says `teams/`. */
export function sitePath(path: string): string {
  const bare = path.replace(/^\/+|\/+$/g, '');
  return /^(sites|teams)\//.test(bare) ? bare : `sites/${bare}`;
}
