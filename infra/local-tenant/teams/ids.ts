import { createHash } from 'node:crypto';

/** Ids in the shapes Teams gives them. They follow from the tenant, the app and the person, so a reset keeps them. */
export type Ids = {
  botMri: string;
  /** `29:…`; stands for one person towards one app. */
  personMri: (userId: string) => string;
  personalChat(userId: string): string;
  /** The personal chat as Graph names it; the connector takes this name too. */
  graphChat(userId: string): string;
  /** Whose personal chat such a name means. */
  ofGraphChat(id: string): string | undefined;
  groupChat(): string;
  channel(teamId: string, name: string): string;
  /** Teams' own id of a team (not the directory id of its group): the id of its general channel. */
  team(teamId: string): string;
  /** A new message id: the domain clock in milliseconds, never the same twice. */
  message(): string;
};

export function createIds(given: {
  tenantId: string;
  appId: string;
  now: () => Date;
  /** The highest message id given so far, or '' when there is none. */
  lastMessageId: string;
  random: () => string;
}): Ids {
  const opaque = (...parts: string[]): string =>
    createHash('sha256')
      .update([given.tenantId, ...parts].join('\n'))
      .digest('base64url');
  const thread = (...parts: string[]): string =>
    opaque(...parts)
      .replace(/[^A-Za-z0-9]/g, '')
      .slice(0, 32);
  let last = Number(given.lastMessageId || 0);
  return {
    botMri: `28:${given.appId}`,
    personMri: (userId) => `29:${opaque('person', given.appId, userId)}${opaque('mri', userId)}`,
    personalChat: (userId) => `a:1${opaque('chat', given.appId, userId)}${opaque('a', userId).slice(0, 20)}`,
    graphChat: (userId) => `19:${userId}_${given.appId}@unq.gbl.spaces`,
    ofGraphChat(id) {
      const found = /^19:([0-9a-f-]{36})_([0-9a-f-]{36})@unq\.gbl\.spaces$/.exec(id);
      return found?.[2] === given.appId ? found[1] : undefined;
    },
    groupChat: () => `19:${thread('group', given.random()).toLowerCase()}@thread.v2`,
    channel: (teamId, name) => `19:${thread('channel', teamId, name)}@thread.tacv2`,
    team: (teamId) => `19:${thread('team', teamId)}@thread.tacv2`,
    message() {
      last = Math.max(last + 1, given.now().getTime());
      return String(last);
    },
  };
}
