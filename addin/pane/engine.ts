import type { DocumentReading } from '../../shared/documents/anchor.ts';
import type { DocumentsAnswer, FactsAnswer } from '../../shared/documents/api.ts';
import { compareWithSource, type FieldState } from '../../shared/documents/compare.ts';
import { CHECKLIST_FIELDS } from '../../shared/documents/checklist-fields.ts';
import { fieldOf, type DocumentFields } from '../../shared/documents/document-field.ts';
import type { DocumentKind } from '../../shared/documents/facts-of/kind.ts';
import { factsOf, type Fact, type Facts } from '../../shared/documents/facts.ts';
import { ownCounts } from '../../shared/documents/own-counts.ts';
import { LIMITS } from '../../shared/documents/ooxml/limits.ts';
import { refusals } from '../../shared/documents/ooxml/refusals.ts';
import type { Problem } from '../../shared/kernel/problem.ts';
import { SHIPPED_TEMPLATES } from '../../shared/documents/templates/catalogue.ts';
import type { Words } from '../../shared/kernel/words.ts';

/** What the pane knows of documents. Loaded with the first document or template, not with the page. */

export { fileDocument } from '../office/file-document.ts';
export { openPackage } from '../../shared/documents/ooxml/package.ts';
export { textPlaces } from '../../shared/documents/text-places.ts';

/** Of a file that is not even read, for its size in bytes. */
export const sizeRefused = (size: number): Problem | undefined =>
  size > LIMITS.file ? refusals.tooLarge('file', size, LIMITS.file).problem : undefined;

export const KINDS: ReadonlyMap<string, DocumentKind> = new Map(
  SHIPPED_TEMPLATES.map(({ kind }) => [kind.id, kind]),
);

export type Template = DocumentsAnswer['templates'][number];

/** Whereof the open document is made, and how it stands to its source. */
export type Standing = {
  readonly template: Template;
  readonly subject: { readonly id: string; readonly name: string };
  readonly kind: Words;
  readonly fields: DocumentFields;
  readonly facts: Facts;
  readonly fileName: string;
  /** Without what the document counts of itself: it is its own source there. */
  readonly states: readonly FieldState[];
};

export const factsIn = (answer: FactsAnswer): Facts => factsOf(answer.facts as readonly Fact[]);

export const fieldsOf = (template: Pick<Template, 'kind' | 'fields'>): DocumentFields => ({
  ...template.fields,
  ...KINDS.get(template.kind)?.fields,
});

/**
 * What fields are called, also those of a document of which nobody knows what kind it is: the same id has the same
 * name in every kind that has it.
 */
export const namesOfFields = (fields: DocumentFields = {}): DocumentFields => ({
  ...Object.assign({}, ...[...KINDS.values()].map((kind) => kind.fields)),
  ...CHECKLIST_FIELDS,
  ...fields,
});

/** A problem with a field calls it by its name: a tag says nothing to a person. */
export const named = (problem: Problem, fields: DocumentFields | undefined): Problem => {
  const { field, message } = problem;
  const label = field === undefined ? undefined : fieldOf(namesOfFields(fields), field)?.label;
  if (field === undefined || label === undefined) return problem;
  return {
    ...problem,
    message: {
      ja: message.ja.replaceAll(`「${field}」`, `「${label.ja}」`),
      en: message.en.replaceAll(`"${field}"`, `"${label.en}"`),
    },
  };
};

/** What the document counts of itself, and what belongs to a checklist that was put into it. */
const isOwn = (reading: DocumentReading): ((id: string) => boolean) => {
  const own = new Set([
    ...Object.keys(CHECKLIST_FIELDS),
    ...ownCounts(reading.anchors, 0).map(({ id }) => id),
  ]);
  return (id) => own.has(id) || own.has(id.split('.')[0] ?? '');
};

/** Field by field; what belongs to a checklist is left out. */
export const statesOf = (
  reading: DocumentReading,
  fields: DocumentFields,
  facts: Facts,
): readonly FieldState[] => {
  const isLeftOut = isOwn(reading);
  return compareWithSource(reading, fields, facts).filter(({ id }) => !isLeftOut(id));
};

export const standingOf = (reading: DocumentReading, template: Template, answer: FactsAnswer): Standing => {
  const fields = fieldsOf(template);
  const facts = factsIn(answer);
  return {
    template,
    subject: answer.subject,
    kind: KINDS.get(template.kind)?.name ?? template.name,
    fields,
    facts,
    fileName: answer.fileName,
    states: statesOf(reading, fields, facts),
  };
};
