import { fiscalYearLabel } from '../kernel/fiscal-year.ts';
import { folderName } from '../kernel/file-name.ts';
import type { Words } from '../kernel/words.ts';
import type { DocumentSettings } from './document-settings.ts';

/** Places in the library for documents that belong to no meeting. */
export type Slot = {
  /** deadline/workPlan, deliverable/securityManagementPlan, answer/R8-相-0001. */
  readonly id: string;
  readonly name: Words;
  /** Path in the library, without a leading slash. */
  readonly folder: string;
};

type Places = {
  readonly fiscalYear: number;
  readonly documents: Pick<DocumentSettings, 'folders' | 'deliverables'>;
};

/** Each year has its own: what was handed in last year settles nothing of this one. */
const rootOf = ({ fiscalYear, documents }: Places): string =>
  `${folderName(documents.folders.deliverables)}/${fiscalYearLabel(fiscalYear, 'ja')}`;

/**
 * The contract's deliverables in the order of the profile: 成果物/令和8年度/01 作業実施計画書. The slot of one that has a deadline is
 * the deadline's own id, so that a file in it settles the deadline.
 */
export const deliverableSlots = (places: Places): readonly (Slot & { readonly kind?: string })[] =>
  places.documents.deliverables.map(({ id, name, deadline, kind }, index) => ({
    id: deadline === undefined ? `deliverable/${id}` : `deadline/${deadline}`,
    name,
    folder: `${rootOf(places)}/${String(index + 1).padStart(2, '0')} ${folderName(name.ja)}`,
    ...(kind === undefined ? {} : { kind }),
  }));

const ANSWER: Words = { ja: '回答書', en: 'Written answer' };

/** Of the written answer to a consultation: 相談回答/R8-相-0001. */
export const answerSlot = ({ folders }: Pick<DocumentSettings, 'folders'>, number: string): Slot => ({
  id: `answer/${number}`,
  name: ANSWER,
  folder: `${folderName(folders.answers)}/${folderName(number)}`,
});

/** The number of the consultation that a slot is for the answer to. */
export const consultationOfSlot = (slot: string): string | undefined => /^answer\/(.+)$/.exec(slot)?.[1];

const isBelow = (root: string, folder: string): boolean => folder === root || folder.startsWith(`${root}/`);

export const isDeliverable = (places: Places, folder: string): boolean => isBelow(rootOf(places), folder);

/** The consultation whose folder it is; undefined for every other one. */
export const consultationIn = (
  { folders }: Pick<DocumentSettings, 'folders'>,
  folder: string,
): string | undefined => (isBelow(folderName(folders.answers), folder) ? folder.split('/')[1] : undefined);
