import type { Directory } from '../directory.ts';
import type { App, User } from '../seed.ts';
import type { Ids } from './ids.ts';
import type { Chat } from './model.ts';

export type ChannelAccount = { id: string; name: string; aadObjectId?: string };

/** A member as Teams' connector lists it; `objectId` is what the SDK for JavaScript reads. */
export type MemberAccount = ChannelAccount & {
  objectId: string;
  givenName?: string;
  surname?: string;
  email?: string;
  userPrincipalName: string;
  tenantId: string;
  userRole: 'user' | 'guest';
};

/** Who is in a chat, and who stands behind an id. */
export type Roster = {
  membersOf: (chat: Chat) => User[];
  isMember: (chat: Chat, userId: string) => boolean;
  account: (user: User) => ChannelAccount;
  member: (user: User) => MemberAccount;
  bot: ChannelAccount;
  /** By `29:…`, directory id or user principal name. */
  person: (id: string) => User | undefined;
};

export function openRoster(directory: Directory, ids: Ids, app: App): Roster {
  const byMri = new Map<string, string>();
  const userIdOf = (id: string): string => {
    if (!id.startsWith('29:')) return id;
    if (!byMri.has(id)) for (const user of directory.users()) byMri.set(ids.personMri(user.id), user.id);
    return byMri.get(id) ?? id;
  };
  const account = (user: User): ChannelAccount => ({
    id: ids.personMri(user.id),
    name: user.displayName,
    aadObjectId: user.id,
  });
  const membersOf = (chat: Chat): User[] =>
    chat.teamId === undefined
      ? chat.memberIds.flatMap((id) => directory.user(id) ?? [])
      : directory.teamMembers(chat.teamId);
  return {
    membersOf,
    isMember: (chat, userId) =>
      chat.teamId === undefined
        ? chat.memberIds.includes(userId)
        : directory.teamMembers(chat.teamId).some((user) => user.id === userId),
    account,
    member: (user) => ({
      ...account(user),
      objectId: user.id,
      ...(user.givenName === null ? {} : { givenName: user.givenName }),
      ...(user.surname === null ? {} : { surname: user.surname }),
      ...(user.mail === null ? {} : { email: user.mail }),
      userPrincipalName: user.userPrincipalName,
      tenantId: directory.tenant.id,
      userRole: user.userType === 'Guest' ? 'guest' : 'user',
    }),
    bot: { id: ids.botMri, name: app.displayName },
    person: (id) => directory.user(userIdOf(id)),
  };
}
