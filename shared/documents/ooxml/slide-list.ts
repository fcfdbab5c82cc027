import { ok, type Result } from '../../kernel/problem.ts';
import type { Slide } from './deck.ts';
import { draftXml, relate, setText, unrelate, type Draft } from './draft.ts';
import { prune } from './prune.ts';
import { attributeOf, nameOf, within, written } from './xml-read.ts';

/** A slide of the deck as it will be: one that is there, or a copy. */
export type Listed = { readonly slide: Slide } | { readonly copyOf: Slide; readonly part: string };

type Entry = { readonly id: string; readonly relation: string; readonly after?: Slide };

/** Ids of slides begin at 256. */
const FIRST_ID = 256;

/** Sections name their slides by id: what is new follows what it was copied from, what is gone is taken out. */
const sections = (text: string, entries: readonly Entry[], gone: readonly Slide[]): string => {
  if (!text.includes(':sectionLst')) return text;
  return text.replace(/<(\w+):sldId id="(\d+)"\s*\/>/g, (whole, prefix: string, id: string) => {
    if (gone.some((slide) => slide.id === id)) return '';
    const copies = entries.filter(({ after }) => after?.id === id);
    return whole + copies.map((copy) => `<${prefix}:sldId id="${copy.id}"/>`).join('');
  });
};

/** Puts the slides into the presentation in this order, and takes those out that are not among them. */
export const listSlides = (
  draft: Draft,
  before: readonly Slide[],
  listed: readonly Listed[],
): Result<true> => {
  const same =
    listed.length === before.length &&
    listed.every((one, index) => 'slide' in one && one.slide === before[index]);
  if (same) return ok(true);
  const { main } = draft.file;
  let next = Math.max(FIRST_ID - 1, ...before.map(({ id }) => Number(id))) + 1;
  const entries: Entry[] = [];
  for (const one of listed) {
    if ('slide' in one) {
      entries.push({ id: one.slide.id, relation: one.slide.relation });
      continue;
    }
    const relation = relate(draft, main, 'slide', one.part);
    if (!relation.ok) return relation;
    entries.push({ id: String(next), relation: relation.value, after: one.copyOf });
    next += 1;
  }
  const kept = new Set(listed.flatMap((one) => ('slide' in one ? [one.slide.part] : [])));
  const gone = before.filter(({ part }) => !kept.has(part));
  for (const { part, relation } of gone) {
    const removed = unrelate(draft, main, relation, part);
    if (!removed.ok) return removed;
  }
  const read = draftXml(draft, main);
  if (!read.ok) return read;
  const xml = read.value;
  // Slides stand once in the list of slides; shows of a selection name them by relationship and lose those that go.
  const [list] = within(xml, 0, 'p:sldIdLst');
  if (list === undefined) return ok(true);
  const [name, r] = [written(xml, 'p:sldId'), written(xml, 'r:id')];
  const ids = entries.map(({ id, relation }) => `<${name} id="${id}" ${r}="${relation}"/>`).join('');
  const shown = within(xml, 0, 'p:sld').filter(
    (one) =>
      nameOf(xml, xml.parent[one] as number) === 'p:sldLst' &&
      gone.some(({ relation }) => relation === attributeOf(xml, one, 'r:id')),
  );
  let rest = xml.text.slice(xml.end[list]);
  for (const one of shown.toReversed()) {
    const shift = xml.end[list] as number;
    rest = rest.slice(0, (xml.start[one] as number) - shift) + rest.slice((xml.end[one] as number) - shift);
  }
  const open = xml.text.slice(0, xml.inner[list]);
  setText(
    draft,
    main,
    open + ids + xml.text.slice(xml.innerEnd[list], xml.end[list]) + sections(rest, entries, gone),
  );
  return prune(draft);
};
