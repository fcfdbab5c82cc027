import type { FieldState } from '../../../shared/documents/compare.ts';
import {
  compareDocuments,
  type Agreement,
  type Comparison,
  type FieldPair,
  type Said,
  type Side,
  type StatementPair,
} from '../../../shared/documents/compare-documents.ts';
import { fieldLabel, type Naming } from '../../../shared/documents/field-label.ts';
import { readDocument } from '../../../shared/documents/file-hand.ts';
import { openPackage } from '../../../shared/documents/ooxml/package.ts';
import { textPlaces } from '../../../shared/documents/text-places.ts';
import { ok, type Result } from '../../../shared/kernel/problem.ts';
import type { Spot } from '../../office/office-document.ts';

/** Two documents held against each other, told from the open one's side. */

export type OtherDocument = { readonly name: string; readonly side: Side; readonly edition: Summary };

/** Which of the two is the summary: it may leave out what the other says. */
export type Summary = 'here' | 'there' | 'neither';

/** @param name what the file is called; its ending must say what it is */
export const sideOf = (
  bytes: Uint8Array,
  name?: string,
): Result<Side & { readonly template: string | undefined }> => {
  const file = openPackage(bytes, name === undefined ? {} : { name });
  if (!file.ok) return file;
  const read = readDocument(file.value);
  if (!read.ok) return read;
  const texts = textPlaces(file.value);
  return texts.ok
    ? ok({ anchors: read.value.anchors, places: texts.value, template: read.value.ledger?.template?.id })
    : texts;
};

export type Line = {
  readonly key: string;
  readonly kind: FieldPair['kind'] | StatementPair['kind'];
  readonly label: string;
  readonly agreement: Agreement;
  readonly here: readonly Said[];
  readonly there: readonly Said[];
  /** What the source says, where the open document's field is known. */
  readonly source: string | undefined;
  readonly spots: readonly Spot[];
};

export type Told = { readonly verdict: Comparison['verdict']; readonly lines: readonly Line[] };

/** The detailed edition comes first: what a summary leaves out is no fault of it. */
const compareAs = (here: Side, there: Side, summary: Summary): Comparison => {
  if (summary === 'there') return compareDocuments(here, there, { secondMayOmit: true });
  if (summary === 'neither') return compareDocuments(here, there);
  const turned = compareDocuments(there, here, { secondMayOmit: true });
  return {
    ...turned,
    pairs: turned.pairs.map((pair) => ({ ...pair, first: pair.second, second: pair.first })),
  };
};

type Source = Naming & { readonly states: readonly FieldState[] };

const spotOf = (pair: FieldPair | StatementPair, said: Said, nth: number): Spot | undefined => {
  if (pair.kind === 'field')
    return { at: 'field', id: pair.id, nth, ...(pair.row === undefined ? {} : { row: pair.row }) };
  const { statement } = said;
  return statement && { at: 'text', place: statement.place, start: statement.start, end: statement.end };
};

/** @param known of the source of the open document; without it fields have at least their names */
export const compared = (here: Side, there: Side, summary: Summary, known: Source): Told => {
  const { verdict, pairs } = compareAs(here, there, summary);
  return {
    verdict,
    lines: pairs.map((pair, index): Line => {
      const isField = pair.kind === 'field';
      const state = isField
        ? known.states.find(({ id, row }) => id === pair.id && (row === pair.row || pair.row === undefined))
        : undefined;
      const label = isField ? fieldLabel(pair, known) : pair.label;
      return {
        key: `${pair.kind}:${index}`,
        kind: pair.kind,
        label,
        agreement: pair.agreement,
        here: pair.first,
        there: pair.second,
        source: state?.source,
        spots: pair.first.flatMap((said, nth) => spotOf(pair, said, nth) ?? []),
      };
    }),
  };
};
