import type { Settings } from '../../shared/engagements/settings.ts';
import type { Directory } from '../identity/directory.ts';
import type { Log } from '../log.ts';
import type { Database } from '../store/database.ts';
import type { IntakeKind } from './intake-kind.ts';

/** What the use cases of the intake are handed. */
export type Desk = {
  readonly settings: Settings;
  readonly db: Database;
  readonly directory: Directory;
  readonly kinds: readonly IntakeKind[];
  /** May numbers of this kind be given? Until then submissions are kept without one. */
  readonly isNumbered: (kind: string) => boolean;
  /** Domain time. */
  readonly clock: () => number;
  readonly newId: () => string;
  readonly log: Log;
};

export const kindOf = (desk: Pick<Desk, 'kinds'>, kind: string): IntakeKind => {
  const found = desk.kinds.find((one) => one.kind === kind);
  if (!found) throw new Error(`no kind of case is called ${kind}`);
  return found;
};

export const sectionName = (
  settings: Settings,
  sectionId: string | undefined,
  language: 'ja' | 'en',
): string =>
  settings.sections.find((section) => section.id === sectionId)?.name[language] ??
  (language === 'ja' ? '所属未確認' : 'Section not confirmed');

/** How the numbers of a kind begin in this engagement: R8-相-. Another year's begin otherwise. */
export const numberStart = (settings: Settings, kind: IntakeKind): string =>
  `${settings.numberPrefix}-${kind.settings.numberMark}-`;

export const related = (one: { reporterId: string; sectionId: string | undefined }) => ({
  reporterId: one.reporterId,
  sectionId: one.sectionId,
});
