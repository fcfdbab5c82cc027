import { ok, type Problem, type Result } from '../../../shared/kernel/problem.ts';
import type { Anchor } from '../../../shared/documents/anchor.ts';
import type { Written } from '../../../shared/documents/document-field.ts';
import { readDocument } from '../../../shared/documents/file-hand.ts';
import { wordBlocks, type Block } from '../../../shared/documents/ooxml/word-blocks.ts';
import type { NotUndone, Undone } from '../office-document.ts';
import { officeProblems } from '../office-problems.ts';
import { wholePackage } from '../whole-file.ts';
import { loadChoices, type Choose } from '../word-later/drop-downs.ts';
import type { BlockChange } from './block-changes.ts';
import type { Course } from './carry-out.ts';
import { exchangedBlocks, type Exchanged } from './exchanged-blocks.ts';
import { exchange, lengthOf, loadParagraphs, stands } from './live-blocks.ts';
import { controlOf, matched, loadControls, loadState, says, write, type Controls } from './live-controls.ts';
import { loadLedger, writeLedger } from './live-ledger.ts';
import { proveBlocks, type Placed } from './prove-blocks.ts';

/** What was written, so that it can be taken back: after a failure in the middle, and for 元に戻す. */
export type Done = Course & {
  readonly values: readonly { readonly anchor: Anchor; readonly before: Written; readonly after: Written }[];
  readonly changes: readonly BlockChange[];
  /** Blocks of the body before. */
  readonly total: number;
  /** The ledger's XML as it was; undefined where there was none. */
  readonly ledger: string | undefined;
};

const placeOf = ({ tag, place }: Anchor): NotUndone => ({ id: tag.id, place });

const placedBy = (back: readonly Exchanged[]): readonly Placed[] =>
  back.map(({ at, change }) => ({ at, blocks: change.before.blocks }));

type Now = { readonly anchors: readonly Anchor[]; readonly blocks: readonly Block[] };

const asItStands = async (): Promise<Result<Now>> => {
  const file = await wholePackage();
  if (!file.ok) return file;
  const [reading, blocks] = [readDocument(file.value), wordBlocks(file.value)];
  if (!reading.ok) return reading;
  return blocks.ok ? ok({ anchors: reading.value.anchors, blocks: blocks.value }) : blocks;
};

const choicesOf = (done: Done, controls: Controls): ReadonlyMap<Anchor, Choose> => {
  const found = new Map<Anchor, Choose>();
  for (const { anchor, before } of done.values) {
    const control = controlOf(controls, anchor.handle);
    if (anchor.control === 'dropDown' && before.text !== '' && control)
      found.set(anchor, loadChoices(control));
  }
  return found;
};

/**
 * Brings the old values back.
 * @param untouched only when nobody changed what was written since; after a failure whatever was reached is taken back
 */
export const takeBack = async (done: Done, untouched: boolean): Promise<Undone> => {
  const all = [
    ...done.values.map(({ anchor }) => placeOf(anchor)),
    ...done.changes.map(({ before }) => ({
      id: before.blocks[0]?.list ?? '',
      place: { ja: '本文の表やグラフ', en: 'Tables and charts of the body' },
    })),
  ];
  const failed = (problem: Problem, notUndone: readonly NotUndone[]): Undone => ({
    ok: false,
    problems: [problem],
    notUndone,
  });
  const now = await asItStands();
  if (!now.ok) return failed(now.problem, untouched ? [] : all);
  const { anchors, blocks } = now.value;
  const back = exchangedBlocks(blocks, done.changes, done.total);
  if (untouched && (!back || back.length < done.changes.length))
    return failed(officeProblems.changedSince(), []);
  try {
    return await Word.run(async (context): Promise<Undone> => {
      const collection = loadControls(context);
      const ledger = loadLedger(context);
      const paragraphs = loadParagraphs(context);
      context.document.load('changeTrackingMode');
      await context.sync();
      const live = { controls: matched(collection, anchors), paragraphs };
      const state = done.values.map((value) => ({
        ...value,
        control: controlOf(live.controls, value.anchor.handle),
      }));
      for (const { anchor, control } of state) if (control) loadState(anchor, control);
      const choices = choicesOf(done, live.controls);
      await context.sync();
      const wrote = state.filter(({ anchor, control, after }) => control && says(anchor, control, after));
      if (untouched && wrote.length < state.length) return failed(officeProblems.changedSince(), []);
      const stay = state.every(({ anchor, control, before }) => control && says(anchor, control, before));
      // The ledger is written last: where nothing else was, it was not either.
      const close = (): void => {
        const tracking = done.tracking ?? mode;
        if (tracking !== 'Off') context.document.changeTrackingMode = tracking;
        for (const { anchor, control } of state)
          if (control && done.locked?.has(anchor.handle ?? '')) control.cannotEdit = true;
      };
      const mode = context.document.changeTrackingMode;
      if (!untouched && all.length > 0 && stay && back?.length === 0) {
        close();
        await context.sync();
        return { ok: true };
      }
      if (mode !== 'Off') context.document.changeTrackingMode = Word.ChangeTrackingMode.off;
      const total = lengthOf(blocks);
      const unmoved = back !== undefined && back.every(({ there }) => stands(live, there, total));
      for (const { anchor, control, before } of state)
        if (control) {
          if (!says(anchor, control, before)) write(anchor, control, before, choices.get(anchor));
          loadState(anchor, control);
        }
      const stuck = (unmoved ? (back ?? []).toReversed() : []).filter(
        ({ change, there, next }) => !exchange(context, live, there, change.before, next).ok,
      );
      writeLedger(context, ledger, done.ledger);
      close();
      await context.sync();
      const mended = !back?.length || (await proveBlocks(context, done.total, placedBy(back)));
      const notUndone = [
        ...state.flatMap(({ anchor, before, control }) =>
          control && says(anchor, control, before) ? [] : [placeOf(anchor)],
        ),
        ...(unmoved && mended && stuck.length === 0 ? [] : all.slice(done.values.length)),
      ];
      return notUndone.length === 0 ? { ok: true } : failed(officeProblems.notWritten(), notUndone);
    });
  } catch {
    return failed(officeProblems.notWritten(), all);
  }
};
