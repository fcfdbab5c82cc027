import { failed, ok, type Problem, type Result } from '../kernel/problem.ts';
import type { Words } from '../kernel/words.ts';
import type { DocumentReading } from './anchor.ts';
import { isPlain, type DocumentField, type DocumentFields } from './document-field.ts';
import { isGivenLater, TO_WRITE } from './facts.ts';
import { readDocument } from './file-hand.ts';
import { writtenText } from './ledger.ts';
import { openPackage, type OfficePackage } from './ooxml/package.ts';
import { textPlaces } from './text-places.ts';

/** Whether a document that is sent is what it is said to be, and says what it must. */

export type Sent = { readonly file: OfficePackage; readonly reading: DocumentReading };

/** Opened with every care. @returns the refusals of openPackage and readDocument */
export const readSent = (bytes: Uint8Array, name: string): Result<Sent> => {
  const file = openPackage(bytes, { name });
  if (!file.ok) return file;
  const reading = readDocument(file.value);
  return reading.ok ? ok({ file: file.value, reading: reading.value }) : reading;
};

export type Expected = {
  /** Ids of templates of its kind and edition. */
  readonly templates: readonly string[];
  readonly subject: string;
  readonly engagement: string;
  readonly title: string;
};

/** Which document it is, its ledger says; undefined when it is the expected one. */
export const otherDocument = (
  { ledger }: DocumentReading,
  { templates, subject, engagement, title }: Expected,
): Problem | undefined => {
  if (ledger?.template === undefined)
    return failed(
      'submission.noLedger',
      `この文書は、何の文書か分かりません。提出していません。ひな形の画面から「${title}」を作り直すか、項目を更新してから提出してください。`,
      `It cannot be told what this document is. It was not submitted. Make "${title}" from a template, or refresh its fields first.`,
    ).problem;
  const from = writtenText(ledger, 'value', 'document.engagement');
  if (from !== undefined && from !== engagement)
    return failed(
      'submission.otherEngagement',
      `この文書は、ほかの契約（${from}）のものです。提出していません。`,
      `This document belongs to another contract (${from}). It was not submitted.`,
    ).problem;
  if (!templates.includes(ledger.template.id) || ledger.template.subject !== subject)
    return failed(
      'submission.otherDocument',
      `この文書は「${title}」ではありません。提出していません。提出する文書を選び直してください。`,
      `This document is not "${title}". It was not submitted. Please choose what to submit again.`,
    ).problem;
  return undefined;
};

/** What PowerPoint shows of a field of which nothing was known. */
const PROMPT = /^［[^［］]+］$/;

/** Anywhere: a template may say it in words of its own. */
const leftToWrite = ({ file, reading }: Sent): Problem | undefined => {
  const anchor = reading.anchors.find(
    ({ tag, text }) =>
      tag.role === 'field' && !isGivenLater(tag.id) && (text.includes(TO_WRITE) || PROMPT.test(text.trim())),
  );
  const places = textPlaces(file);
  const found = places.ok
    ? places.value.find(({ text, fields }) =>
        fields
          .filter(({ id }) => isGivenLater(id))
          .reduce(
            (rest, { start, end }) => rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end),
            text,
          )
          .includes(TO_WRITE),
      )
    : undefined;
  const where = anchor?.place ?? found?.where;
  return (
    where &&
    failed(
      'submission.toWrite',
      `「${TO_WRITE}」が残っています（${where.ja}）。提出していません。書き入れるか、消してから提出してください。`,
      `"${TO_WRITE}" is left (${where.en}). It was not submitted. Write something there or delete it first.`,
    ).problem
  );
};

/** In PowerPoint a field that nobody filled shows its own name. */
const isBlank = (text: string, { label }: DocumentField): boolean =>
  ['', `［${label.ja}］`].includes(text.trim());

const lacking = (anchors: DocumentReading['anchors'], fields: DocumentFields): readonly Words[] =>
  Object.entries(fields).flatMap(([id, field]): readonly Words[] => {
    if (field.kind === 'rows')
      // A list has a row at least where a row must say something, and each of its rows says it.
      return Object.entries(field.fields).flatMap(([cell, one]) => {
        const own = anchors.filter(({ tag }) => tag.role === 'field' && tag.id === cell);
        return one.required && (own.length === 0 || own.some(({ text }) => isBlank(text, one)))
          ? [one.label]
          : [];
      });
    const own = anchors.filter(({ tag }) => tag.role === 'field' && tag.id === id);
    return !field.required || !isPlain(field) || own.some(({ text }) => !isBlank(text, field))
      ? []
      : [field.label];
  });

/** What a document of its kind must say and this one does not; undefined when nothing lacks. */
export const unfilled = (sent: Sent, fields: DocumentFields): Problem | undefined => {
  const empty = lacking(sent.reading.anchors, fields);
  if (empty.length === 0) return leftToWrite(sent);
  return failed(
    'submission.unfilled',
    `必須の項目が空です（${empty.map(({ ja }) => ja).join('、')}）。提出していません。入力してから提出してください。`,
    `Required fields are empty (${empty.map(({ en }) => en).join(', ')}). It was not submitted. Fill them in first.`,
  ).problem;
};
