import { ok, type Result } from '../kernel/problem.ts';
import { chartDataIn } from './ooxml/chart-places.ts';
import { deckPlaces } from './ooxml/deck-places.ts';
import { draftOf, draftXml, finish, setText } from './ooxml/draft.ts';
import { contentTypes, type OfficePackage } from './ooxml/package.ts';
import { readParagraph } from './ooxml/paragraph.ts';
import { wordPlaces } from './ooxml/word-places.ts';
import { escapeXml, nameOf } from './ooxml/xml-read.ts';
import type { Xml } from './ooxml/xml.ts';
import { isInField, type TextPlace } from './text-place.ts';

/** Every text of a document, with where it stands, for holding documents against each other and for the language check. */

/** A chart's figures, each a place of its own with its category and series as labels. */
const chartPlaces = (file: OfficePackage): Result<readonly TextPlace[]> => {
  const types = contentTypes(file);
  if (!types.ok) return types;
  const charts = [...file.parts.keys()].filter((part) => types.value(part).endsWith('drawingml.chart+xml'));
  return ok(
    charts.flatMap((part, number) => {
      const data = chartDataIn(file, part);
      const where = { ja: `グラフ${number + 1}`, en: `Chart ${number + 1}` };
      return (data?.series ?? []).flatMap(({ name, values }) =>
        values.flatMap((value, index): TextPlace[] =>
          value === undefined
            ? []
            : [
                {
                  part,
                  element: -1,
                  kind: 'chart',
                  where,
                  text: String(value),
                  heading: '',
                  rowLabel: data?.categories[index] ?? '',
                  columnLabel: name,
                  fields: [],
                },
              ],
        ),
      );
    }),
  );
};

/** @returns document.broken, document.unsafe */
export const textPlaces = (file: OfficePackage): Result<readonly TextPlace[]> => {
  const texts = file.kind === 'pptx' ? deckPlaces(file) : wordPlaces(file);
  const charts = chartPlaces(file);
  if (!texts.ok) return texts;
  return charts.ok ? ok([...texts.value, ...charts.value]) : charts;
};

/** Another wording for a stretch of a place's text. */
export type TextFix = {
  readonly place: TextPlace;
  readonly start: number;
  readonly end: number;
  readonly text: string;
};

type Change = { readonly element: number; readonly text: string };

/** From the last to the first; of two that meet each other the earlier one. */
const apart = (fixes: readonly TextFix[]): readonly TextFix[] => {
  let past = 0;
  return fixes
    .toSorted((one, other) => one.start - other.start)
    .filter(({ start, end }) => {
      const free = start >= past;
      if (free) past = end;
      return free;
    })
    .toReversed();
};

/** The wording goes into the first run that it meets, so it looks as its beginning did; the others lose their part. */
const changesFor = (xml: Xml, paragraph: number, fixes: readonly TextFix[]): readonly Change[] => {
  const { pieces } = readParagraph(xml, paragraph);
  const texts = new Map(pieces.map(({ element, text }) => [element, text]));
  for (const { start, end, text } of apart(fixes)) {
    let written = text;
    for (const piece of pieces) {
      const [from, to] = [Math.max(start, piece.start), Math.min(end, piece.start + piece.text.length)];
      if (from >= to || piece.element === undefined) continue;
      const present = texts.get(piece.element) ?? '';
      texts.set(
        piece.element,
        present.slice(0, from - piece.start) + written + present.slice(to - piece.start),
      );
      written = '';
    }
  }
  return pieces.flatMap(({ element, text }) => {
    const now = texts.get(element) ?? text;
    return element === undefined || now === text ? [] : [{ element, text: now }];
  });
};

const rewritten = (xml: Xml, changes: readonly Change[]): string => {
  let out = '';
  let at = 0;
  for (const { element, text } of changes.toSorted((one, other) => one.element - other.element)) {
    const tag = xml.text.slice(xml.start[element], xml.inner[element]);
    const open =
      nameOf(xml, element) === 'w:t' && !tag.includes('xml:space')
        ? tag.replace(/>$/, ' xml:space="preserve">')
        : tag;
    out += xml.text.slice(at, xml.start[element]) + open + escapeXml(text);
    at = xml.innerEnd[element] as number;
  }
  return out + xml.text.slice(at);
};

/**
 * Writes wordings into hand-typed text. Fields and charts are left out: they follow their source, not a spelling.
 * All of it or nothing. Places must come from this very file.
 */
export const applyFixes = (file: OfficePackage, fixes: readonly TextFix[]): Result<OfficePackage> => {
  const own = fixes.filter(({ place, start, end }) => place.element >= 0 && !isInField(place, start, end));
  const draft = draftOf(file);
  for (const [part, inPart] of Map.groupBy(own, ({ place }) => place.part)) {
    const read = draftXml(draft, part);
    if (!read.ok) return read;
    const changes = [...Map.groupBy(inPart, ({ place }) => place.element)].flatMap(([element, here]) =>
      changesFor(read.value, element, here),
    );
    setText(draft, part, rewritten(read.value, changes), read.value.text);
  }
  return ok(finish(draft));
};
