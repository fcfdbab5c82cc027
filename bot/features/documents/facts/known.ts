import type { DocumentFields } from '../../../../shared/documents/document-field.ts';
import { TO_WRITE, type Fact, type Facts, type FactSource } from '../../../../shared/documents/facts.ts';
import type { DocumentKind, Front } from '../../../../shared/documents/facts-of/kind.ts';
import { tokyoDate, type Instant } from '../../../../shared/kernel/instant.ts';
import { may } from '../../../../shared/kernel/permission.ts';
import type { Person } from '../../../../shared/kernel/person.ts';
import { failed } from '../../../../shared/kernel/problem.ts';
import type { Words } from '../../../../shared/kernel/words.ts';
import { placesOfRows } from '../../../store/list-rows.ts';
import type { DocumentDesk } from '../document-desk.ts';

/** What is known of a subject, and what is not and therefore to be written. */
export type Known = {
  readonly name: string;
  readonly facts: Facts;
  readonly notes: readonly Words[];
};

const WRITTEN = new Set(['text', 'lines', 'date', 'dateTime', 'number']);

/** Facts for all that a person is to write. What is ticked or chosen stays open. */
export const toWrite = (fields: DocumentFields, at: Instant): readonly Fact[] =>
  Object.entries(fields).flatMap(([id, field]): Fact[] => {
    if (WRITTEN.has(field.kind)) return [{ id, value: TO_WRITE, at }];
    if (field.kind !== 'rows') return [];
    const cells = Object.entries(field.fields);
    const [cell] =
      cells.find(([, { kind }]) => kind === 'lines') ?? cells.find(([, { kind }]) => kind === 'text') ?? [];
    return cell === undefined ? [] : [{ id, value: [{ key: 'w1', values: { [cell]: TO_WRITE } }], at }];
  });

/** Who asks; the bot itself, where it makes a document that only those get who may read what it is made of. */
export type Asking = { readonly person: Person | 'bot'; readonly now: Instant };

export const gone = failed(
  'subjectGone',
  'この文書のもとになる記録は、削除されたか見つかりません。文書はそのまま使えます。',
  'The record that this document is made of was deleted or is not found. The document itself is as it was.',
);

export const notYours = failed(
  'factsNotYours',
  'この文書のもとになる記録を見る権限がありません。文書はそのまま使えます。',
  'You may not see the records that this document is made of. The document itself is as it was.',
);

export const mayAll = (
  { settings }: DocumentDesk,
  { person }: Asking,
  ...actions: readonly Parameters<typeof may<keyof DocumentDesk['settings']['permissions']>>[2][]
): boolean => person === 'bot' || actions.every((action) => may(settings, person, action));

/** R8-会-0012-議事録: a document of a record is numbered after it. */
export const numberOf = (record: string, { name }: Pick<DocumentKind, 'name'>): string =>
  `${record}-${name.ja}`;

/**
 * @param number the contract has no register of document numbers: where no record gives one, it is to be written
 * @param label the class of confidentiality; the engagement's own where nothing is said
 */
export const frontOf = (
  { settings }: DocumentDesk,
  now: Instant,
  number = TO_WRITE,
  label?: string,
): Front => {
  const { classes, standard } = settings.confidentiality;
  const nameOf = (id: string): string | undefined => classes.find((one) => one.id === id)?.name.ja;
  return {
    number,
    label: (label === undefined ? undefined : nameOf(label)) ?? nameOf(standard) ?? '',
    date: tokyoDate(now),
    client: settings.client.name.ja,
    engagement: settings.name.ja,
    fiscalYear: settings.fiscalYear,
  };
};

export type Sources = {
  readonly of: (rowId: string) => { readonly source?: FactSource };
  readonly isDeleted: (rowId: string) => boolean;
};

/** Where records stand in their list; one that is not filed yet has no source. */
export const sourcesOf = async (
  { db }: DocumentDesk,
  list: { readonly key: string; readonly title: string },
  rowIds: readonly string[],
): Promise<Sources> => {
  const places = await placesOfRows(db, list.key, rowIds);
  return {
    of: (rowId) => {
      const place = places.get(rowId);
      return place === undefined
        ? {}
        : { source: { list: list.title, itemId: place.itemId, version: place.version } };
    },
    isDeleted: (rowId) => places.get(rowId)?.deleted === true,
  };
};
