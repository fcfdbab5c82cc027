import type { Anchor, DocumentReading } from './anchor.ts';
import { chartText } from './chart-data.ts';
import type { Written } from './document-field.ts';
import type { Edit, FillPlan, RowEdit } from './fill-plan.ts';
import { inRow, type Values } from './ooxml/render.ts';

/** A plan as the values of a document's places: what a hand writes where. */

export const valuesOf = (edits: readonly Edit[]): Values => {
  const written = new Map<string, Written>();
  const parts = new Map<string, boolean>();
  const rows = new Map<string, readonly RowEdit[]>();
  for (const edit of edits) {
    const known = written.get(edit.id) ?? { text: '' };
    if (edit.kind === 'check') written.set(edit.id, { ...known, checked: edit.checked });
    else if (edit.kind === 'part') parts.set(edit.id, edit.keep);
    else if (edit.kind === 'rows' || edit.kind === 'slides') rows.set(edit.id, edit.rows);
    else if (edit.kind === 'text' || edit.kind === 'choose') {
      const date = edit.kind === 'text' ? edit.date : undefined;
      written.set(edit.id, { ...known, text: edit.text, ...(date ? { date } : {}) });
    }
  }
  return {
    written: (id) => written.get(id),
    part: (id) => parts.get(id),
    rows: (id) => rows.get(id),
  };
};

type Keys = ReadonlyMap<string, readonly (readonly (string | undefined)[])[]>;

/** The keys of the rows that stand in the document, by list; a list that stands in several tables has a run for each. */
export const keysIn = (anchors: readonly Anchor[]): Keys => {
  const keys = new Map<string, (string | undefined)[][]>();
  for (const { tag, row } of anchors)
    if (tag.role === 'each' || tag.role === 'slide') {
      const runs = keys.get(tag.id) ?? [];
      keys.set(tag.id, runs);
      const last = runs.at(-1);
      if (last && row?.index !== 0) last.push(row?.key);
      else runs.push([row?.key]);
    }
  return keys;
};

/** Whether rows of a list come, go or change places. */
export const rowsMove = (list: string, values: Values, present: Keys): boolean => {
  const rows = values.rows(list);
  return (
    rows !== undefined &&
    (present.get(list) ?? [[]]).some(
      (keys) => rows.length !== keys.length || rows.some(({ key }, index) => key !== keys[index]),
    )
  );
};

export type Write = { readonly anchor: Anchor; readonly value: Written };

export type Writes = {
  /** Places whose text or tick becomes another one. */
  readonly values: readonly Write[];
  /** Rows and slides that come, go or move; parts that are taken out; charts that are drawn anew. */
  readonly structures: readonly Anchor[];
};

const isSame = ({ text, checked }: Anchor, value: Written): boolean =>
  checked === undefined ? text === value.text : value.checked === undefined || checked === value.checked;

/** What of a plan changes the document, place by place, for hands that write into an open application. */
export const writesOf = ({ anchors }: Pick<DocumentReading, 'anchors'>, { edits }: FillPlan): Writes => {
  const values = valuesOf(edits);
  const charts = new Map(edits.flatMap((edit) => (edit.kind === 'chart' ? [[edit.id, edit.data]] : [])));
  const present = keysIn(anchors);
  const found: { values: Write[]; structures: Anchor[] } = { values: [], structures: [] };
  for (const anchor of anchors) {
    const { tag, row } = anchor;
    const moved = row !== undefined && rowsMove(row.list, values, present);
    const cells = row && values.rows(row.list)?.find(({ key }) => key === row.key)?.cells;
    const here = row && cells ? inRow(values, row.list, cells) : values;
    if (tag.role === 'chart') {
      const data = charts.get(tag.id);
      if (data && chartText(data) !== anchor.text) found.structures.push(anchor);
    } else if (tag.role === 'if') {
      if (here.part(tag.id) === tag.negated) found.structures.push(anchor);
    } else if (tag.role === 'each' || tag.role === 'slide') {
      if (rowsMove(tag.id, values, present)) found.structures.push(anchor);
    } else if (tag.role === 'field' && !moved) {
      const value = here.written(tag.id);
      if (value && !isSame(anchor, value)) found.values.push({ anchor, value });
    }
  }
  return found;
};
