import { fieldOf, type DocumentFields } from '../../../shared/documents/document-field.ts';
import { readDocument } from '../../../shared/documents/file-hand.ts';
import type { Finding } from '../../../shared/documents/finding.ts';
import { lintDocument, type LintOptions } from '../../../shared/documents/lint.ts';
import { openPackage } from '../../../shared/documents/ooxml/package.ts';
import { tablesBeyond } from '../../../shared/documents/ooxml/table-fit.ts';
import { isInField } from '../../../shared/documents/text-place.ts';
import { textPlaces, type TextFix } from '../../../shared/documents/text-places.ts';
import { ok, type Result } from '../../../shared/kernel/problem.ts';
import type { Language } from '../../../shared/kernel/words.ts';
import type { Spot } from '../../office/office-document.ts';

/** The check of the document's bytes. @returns what openPackage refuses */
export const findingsIn = (bytes: Uint8Array, options: LintOptions): Result<readonly Finding[]> => {
  const file = openPackage(bytes);
  if (!file.ok) return file;
  const read = readDocument(file.value);
  if (!read.ok) return read;
  const texts = textPlaces(file.value);
  if (!texts.ok) return texts;
  const beyond = tablesBeyond(file.value, texts.value);
  return beyond.ok
    ? ok(lintDocument({ anchors: read.value.anchors, places: texts.value, beyond: beyond.value }, options))
    : beyond;
};

/** Only what says the same in another spelling. */
export const fixOf = ({ place, start, end, fix }: Finding): TextFix | undefined =>
  place && start !== undefined && end !== undefined && fix !== undefined
    ? { place, start, end, text: fix }
    : undefined;

/** A spelling in what a field fills is mended where it comes from: here it would only stand apart from its source. */
export const isMendedAtSource = ({ rule, place, start = 0, end = 0 }: Finding): boolean =>
  ['era', 'width', 'orthography'].includes(rule) && place !== undefined && isInField(place, start, end);

export const spotOf = (finding: Finding): Spot | undefined => {
  const { place, start, end } = finding;
  if (place)
    return {
      at: 'text',
      place,
      ...(start === undefined ? {} : { start }),
      ...(end === undefined ? {} : { end }),
    };
  return finding.field === undefined ? undefined : { at: 'field', id: finding.field };
};

/** Where it stands; of a text that a field fills, which field that is. */
export const whereOf = (
  { where, place, field }: Finding,
  names: DocumentFields,
  language: Language,
): string => {
  const [only, ...others] = place?.fields ?? [];
  const label =
    field === undefined && only && others.length === 0 ? fieldOf(names, only.id)?.label : undefined;
  if (label === undefined) return where[language];
  return language === 'ja' ? `${where.ja}「${label.ja}」` : `${where.en} "${label.en}"`;
};

/** The same empty field in many rows is one finding to a person: told once, with how often. */
export type FindingLine = { readonly finding: Finding; readonly count: number };

export const findingLines = (findings: readonly Finding[]): readonly FindingLine[] =>
  [
    ...Map.groupBy(
      findings.map((finding, index) => ({ finding, index })),
      ({ finding, index }) => finding.field ?? index,
    ).values(),
  ].flatMap((same) => (same[0] ? [{ finding: same[0].finding, count: same.length }] : []));

/** Audit documents conclude; everything else advises, and gives no assurance. */
export const isAdvisory = (kind: string | undefined): boolean => kind?.startsWith('audit') !== true;

/** In the order of the rules, each with its findings. */
export const byRule = (
  lines: readonly FindingLine[],
): readonly (readonly [Finding['rule'], readonly FindingLine[]])[] => [
  ...Map.groupBy(lines, ({ finding }) => finding.rule),
];
