import { failed } from '../../../shared/kernel/problem.ts';
import type { Proof } from '../../store/document-proofs.ts';
import type { DocumentDesk } from './document-desk.ts';

/** Who wrote a document: one of those who have to do with documents, as the directory knows them. */

export type Author = { readonly id: string; readonly name: string };

export const authorsOf = async ({ settings, staff }: DocumentDesk): Promise<readonly Author[]> => {
  const roles = settings.permissions['document.read'].map((grantee) => grantee.replace(/^role:/, ''));
  return (await staff())
    .filter((one) => one.roles.some((role) => roles.includes(role)))
    .map(({ id, name }) => ({ id, name }))
    .toSorted((one, other) => one.name.localeCompare(other.name, 'ja'));
};

/** As the last round said; a round of before authors were chosen by id names nobody. */
export const authorOf = (proofs: readonly Proof[]): Author | undefined => {
  const author = proofs.at(-1)?.author;
  return author?.id === undefined ? undefined : { id: author.id, name: author.name };
};

export const ownWork = failed(
  'proof.ownWork',
  '自分が作成した文書は校正できません。記録していません。作成者とは別の人が校正してください。',
  'You cannot prove what you wrote yourself. Nothing was recorded. Somebody else must prove it.',
  'author',
).problem;

export const noSuchAuthor = failed(
  'proof.noSuchAuthor',
  '作成した人が名簿に見つかりません。記録していません。作成した人を選び直してください。',
  'The author is not in the directory. Nothing was recorded. Please choose the author again.',
  'author',
).problem;

export const otherAuthor = (before: string) =>
  failed(
    'proof.otherAuthor',
    `前の回の作成者は${before}さんです。記録していません。作成者が変わったときは、その旨を確かめてから記録してください。`,
    `The last round names ${before} as the author. Nothing was recorded. If the author changed, say so and record it again.`,
    'author',
  ).problem;
