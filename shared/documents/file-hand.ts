import { ok, type Problem, type Result } from '../kernel/problem.ts';
import type { Anchor, DocumentReading } from './anchor.ts';
import type { FillPlan } from './fill-plan.ts';
import { hindrance, notices } from './hindrance.ts';
import { draftOf, finish } from './ooxml/draft.ts';
import { putLedger } from './ooxml/ledger-part.ts';
import type { OfficePackage } from './ooxml/package.ts';
import type { Values } from './ooxml/render.ts';
import { chartsNamed, writeChart } from './ooxml/chart-places.ts';
import { readDeck } from './ooxml/deck.ts';
import { writeDeck } from './ooxml/deck-write.ts';
import { readWord } from './ooxml/word-document.ts';
import { writeWord } from './ooxml/word-write.ts';
import { keysIn, rowsMove, valuesOf } from './plan-values.ts';

/** The hand that writes into a file, on the server and in a browser. The others write through Word and PowerPoint. */

/** What of a file is filled, and how it stands. @returns document.broken, document.unsafe */
export const readDocument = (file: OfficePackage): Result<DocumentReading> =>
  file.kind === 'pptx' ? readDeck(file) : readWord(file);

export type Applied =
  | { readonly ok: true; readonly file: OfficePackage; readonly notices: readonly Problem[] }
  /** Everything that stands against it; nothing was written. */
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Whether this anchor is going to be written over or taken out by the values. */
const touched = (
  { tag, row }: Anchor,
  values: Values,
  present: ReturnType<typeof keysIn>,
  charts: ReadonlySet<string>,
): boolean => {
  if (tag.role === 'field')
    return row && tag.id.startsWith(`${row.list}.`)
      ? values.rows(row.list) !== undefined
      : values.written(tag.id) !== undefined;
  if (tag.role === 'chart') return charts.has(tag.id);
  if (tag.role === 'if') return values.part(tag.id) === tag.negated;
  return (tag.role === 'each' || tag.role === 'slide') && rowsMove(tag.id, values, present);
};

const offered = ({ options, tag, row }: Anchor, values: Values): boolean => {
  if (!options) return true;
  const texts =
    row && tag.id.startsWith(`${row.list}.`)
      ? (values.rows(row.list) ?? []).map(({ cells }) => cells[tag.id]?.text)
      : [values.written(tag.id)?.text];
  return texts.every((text) => text === undefined || text === '' || options.includes(text));
};

/** Why a plan cannot be carried out on this document. Looked at before the first write. */
const against = (
  document: DocumentReading,
  values: Values,
  charts: ReadonlySet<string>,
): readonly Problem[] => {
  if (document.protected) return [hindrance.protected()];
  const present = keysIn(document.anchors);
  return document.anchors.flatMap((anchor) => [
    ...(anchor.inTheWay.length > 0 && touched(anchor, values, present, charts)
      ? anchor.inTheWay.map((what) => hindrance[what](anchor))
      : []),
    ...(offered(anchor, values) ? [] : [hindrance.notOffered(anchor)]),
  ]);
};

/** Carries a plan out on a file: all of it, or nothing. The file given stays as it was. */
export const applyPlan = (file: OfficePackage, plan: FillPlan): Applied => {
  const failedWith = (problem: Problem): Applied => ({ ok: false, problems: [problem] });
  const read = readDocument(file);
  if (!read.ok) return failedWith(read.problem);
  const values = valuesOf(plan.edits);
  const charts = new Map(plan.edits.flatMap((edit) => (edit.kind === 'chart' ? [[edit.id, edit.data]] : [])));
  const problems = against(read.value, values, new Set(charts.keys()));
  if (problems.length > 0) return { ok: false, problems };
  const draft = draftOf(file);
  for (const { id, chart } of charts.size > 0 ? chartsNamed(file) : []) {
    const data = charts.get(id);
    const drawn = data ? writeChart(draft, chart, data) : ok(true);
    if (!drawn.ok) return failedWith(drawn.problem);
  }
  const wrote = file.kind === 'pptx' ? writeDeck(draft, values) : writeWord(draft, values);
  if (!wrote.ok) return failedWith(wrote.problem);
  const kept = putLedger(draft, plan.ledger);
  if (!kept.ok) return failedWith(kept.problem);
  return { ok: true, file: finish(draft), notices: read.value.tracking ? [notices.untracked()] : [] };
};
