import type { Language } from './words.ts';

/** Someone of the directory: who they are never comes from typing. */
export type Person = {
  /** Object id in the directory. */
  readonly id: string;
  readonly name: string;
  readonly mail: string;
  readonly jobTitle: string;
  /** A guest of the tenant, who gets nothing unless the profile names them by a group. */
  readonly guest: boolean;
  /** Mail nicknames of the groups they are a member of. */
  readonly groups: readonly string[];
  /**
   * The directory did not answer. `remembered` is as it was when it last did; of somebody `unknown` there is only what
   * Teams says: they may report and nothing else, and who they are is looked up as soon as it can be.
   */
  readonly unconfirmed?: 'remembered' | 'unknown';
};

export type Speaker = Person & { readonly language: Language };
