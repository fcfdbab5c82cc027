import { readDocument } from '../../../shared/documents/file-hand.ts';
import { lintDocument, type Finding, type LintOptions } from '../../../shared/documents/lint.ts';
import { openPackage } from '../../../shared/documents/ooxml/package.ts';
import { textPlaces, type TextFix } from '../../../shared/documents/text-places.ts';
import { ok, type Result } from '../../../shared/kernel/problem.ts';
import type { Spot } from '../../office/office-document.ts';

/** The language check of the document's bytes. @returns what openPackage refuses */
export const findingsIn = (bytes: Uint8Array, options: LintOptions): Result<readonly Finding[]> => {
  const file = openPackage(bytes);
  if (!file.ok) return file;
  const read = readDocument(file.value);
  if (!read.ok) return read;
  const texts = textPlaces(file.value);
  return texts.ok ? ok(lintDocument({ anchors: read.value.anchors, places: texts.value }, options)) : texts;
};

/** Only what says the same in another spelling. */
export const fixOf = ({ place, start, end, fix }: Finding): TextFix | undefined =>
  place && start !== undefined && end !== undefined && fix !== undefined
    ? { place, start, end, text: fix }
    : undefined;

/** An empty field has no text to stand in: its id is the way to it. */
export const emptyField = ({ rule, message }: Finding): string | undefined =>
  rule === 'empty' ? /「(.+)」/.exec(message.ja)?.[1] : undefined;

export const spotOf = (finding: Finding): Spot | undefined => {
  const { place, start, end } = finding;
  if (place)
    return {
      at: 'text',
      place,
      ...(start === undefined ? {} : { start }),
      ...(end === undefined ? {} : { end }),
    };
  const id = emptyField(finding);
  return id === undefined ? undefined : { at: 'field', id };
};

/** The same empty field in many rows is one finding to a person: told once, with how often. */
export type FindingLine = { readonly finding: Finding; readonly count: number };

export const findingLines = (findings: readonly Finding[]): readonly FindingLine[] =>
  [
    ...Map.groupBy(
      findings.map((finding, index) => ({ finding, index })),
      ({ finding, index }) => emptyField(finding) ?? index,
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
