import type { Person } from '../../shared/kernel/person.ts';

/** A user as the directory tells of them. */
export type User = {
  id: string;
  displayName: string | null;
  mail: string | null;
  jobTitle: string | null;
  userType?: string | null;
  userPrincipalName?: string;
};

/** What is asked of users. */
export const SELECT = '$select=id,displayName,mail,jobTitle,userType,userPrincipalName';

export const personOf = (user: User, groups: readonly string[]): Person => ({
  id: user.id,
  name: user.displayName ?? user.userPrincipalName ?? user.id,
  mail: user.mail ?? '',
  jobTitle: user.jobTitle ?? '',
  guest: user.userType === 'Guest' || (user.userPrincipalName ?? '').includes('#EXT#'),
  groups,
});
