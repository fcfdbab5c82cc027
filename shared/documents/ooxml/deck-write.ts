import { ok, type Result } from '../../kernel/problem.ts';
import type { RowEdit } from '../fill-plan.ts';
import { copyPart } from './copy-part.ts';
import { keysFrom, slideList, slidesOf, type Slide } from './deck.ts';
import { draftXml, setText, type Draft } from './draft.ts';
import { readLedger } from './ledger-part.ts';
import { inRow, renderNodes, type Values } from './render.ts';
import { slideNodes, renumberRows, type RowKeys } from './slide-nodes.ts';
import { listSlides, type Listed } from './slide-list.ts';
import { shapesIn } from './slide-shapes.ts';

/** Writes values into a PowerPoint file: texts and tables of each slide, slides repeated for a list or taken out. */

/** A part rendered once, from its text as the draft has it now. */
const render = (draft: Draft, part: string, values: Values, keys: RowKeys): Result<true> => {
  const read = draftXml(draft, part);
  if (!read.ok) return read;
  const { found } = shapesIn(draft.file, part, read.value);
  if (found.length === 0) return ok(true);
  const text = renderNodes(read.value.text, slideNodes(read.value, found, keys), values);
  setText(draft, part, text === read.value.text ? text : renumberRows(text), read.value.text);
  return ok(true);
};

const partsOf = ({ part, notes }: Slide): readonly string[] => (notes === undefined ? [part] : [part, notes]);

/** Whether a slide goes, for a fact on which it hangs. */
const isDropped = (draft: Draft, slide: Slide, values: Values): boolean => {
  const read = draftXml(draft, slide.part);
  if (!read.ok) return false;
  return shapesIn(draft.file, slide.part, read.value).found.some(
    ({ tag }) => tag.role === 'if' && tag.slide && values.part(tag.id) === tag.negated,
  );
};

/** The creation id is what PowerPoint tells slides apart by when they are merged. */
const renumbered = (text: string, copy: number): string =>
  text.replace(
    /(:creationId [^>]*?\bval=")(\d+)(")/,
    (_, before: string, id: string, after: string) =>
      `${before}${(Number(id) + copy) % 4_294_967_295}${after}`,
  );

type Group = {
  readonly list: string;
  readonly slides: readonly { readonly slide: Slide; readonly key: string | undefined }[];
};

/** A list's slides, as they follow each other; a slide of no list is a group of its own. */
const groupsOf = (draft: Draft, slides: readonly Slide[]): Result<readonly (Slide | Group)[]> => {
  const groups: (Slide | Group)[] = [];
  for (const slide of slides) {
    const read = draftXml(draft, slide.part);
    if (!read.ok) return read;
    const list = slideList(shapesIn(draft.file, slide.part, read.value).found);
    const last = groups.at(-1);
    if (!list) groups.push(slide);
    else if (last && 'list' in last && last.list === list.id)
      groups[groups.length - 1] = { ...last, slides: [...last.slides, { slide, key: list.key }] };
    else groups.push({ list: list.id, slides: [{ slide, key: list.key }] });
  }
  return ok(groups);
};

/** Slides of a list, one for each row: those there are keep their place's looks, others are copies of the first. */
const writeGroup = (
  draft: Draft,
  { list, slides }: Group,
  rows: readonly RowEdit[],
  values: Values,
  keys: RowKeys,
): Result<readonly Listed[]> => {
  const [model] = slides;
  if (!model) return ok([]);
  const wanted = rows.length > 0 ? rows : [{ key: undefined, cells: {} }];
  const there = new Map(slides.map(({ slide, key }) => [key, slide]));
  let modelUsed = rows.some(({ key }) => there.get(key) === model.slide);
  // Copies first, from the model as it was; then each is written.
  const made: { listed: Listed; parts: readonly string[]; row: (typeof wanted)[number] }[] = [];
  for (const row of wanted) {
    let own = row.key === undefined ? undefined : there.get(row.key);
    if (!own && !modelUsed) {
      own = model.slide;
      modelUsed = true;
    }
    if (own) {
      made.push({ listed: { slide: own }, parts: partsOf(own), row });
      continue;
    }
    const copies = new Map<string, string>();
    const copied = copyPart(draft, model.slide.part, copies);
    if (!copied.ok) return copied;
    const read = draftXml(draft, copied.value);
    if (!read.ok) return read;
    setText(draft, copied.value, renumbered(read.value.text, made.length));
    const parts = partsOf(model.slide).map((part) => copies.get(part) ?? part);
    made.push({ listed: { copyOf: model.slide, part: copied.value }, parts, row });
  }
  for (const { parts, row } of made)
    for (const part of parts) {
      const wrote = render(draft, part, inRow(values, list, row.cells, row.key), keys);
      if (!wrote.ok) return wrote;
    }
  return ok(made.map(({ listed }) => listed));
};

export const writeDeck = (draft: Draft, values: Values): Result<true> => {
  const slides = slidesOf(draft.file);
  if (!slides.ok) return slides;
  const keys = keysFrom(readLedger(draft.file));
  const groups = groupsOf(
    draft,
    slides.value.filter((slide) => !isDropped(draft, slide, values)),
  );
  if (!groups.ok) return groups;
  const listed: Listed[] = [];
  for (const group of groups.value) {
    const rows = 'list' in group ? values.rows(group.list) : undefined;
    if ('list' in group && rows) {
      const wrote = writeGroup(draft, group, rows, values, keys);
      if (!wrote.ok) return wrote;
      listed.push(...wrote.value);
      continue;
    }
    for (const slide of 'list' in group ? group.slides.map((one) => one.slide) : [group]) {
      for (const part of partsOf(slide)) {
        const wrote = render(draft, part, values, keys);
        if (!wrote.ok) return wrote;
      }
      listed.push({ slide });
    }
  }
  return listSlides(draft, slides.value, listed);
};
