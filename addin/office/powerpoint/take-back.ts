import type { Problem } from '../../../shared/kernel/problem.ts';
import type { OfficePackage } from '../../../shared/documents/ooxml/package.ts';
import type { Write } from '../../../shared/documents/plan-values.ts';
import type { NotUndone, Undone } from '../office-document.ts';
import { officeProblems } from '../office-problems.ts';
import { wholePackage } from '../whole-file.ts';
import { loadLedger } from './live-ledger.ts';
import { says } from './live-place.ts';
import { exchange, fileId, loadSlides } from './live-slides.ts';
import { placeOf, slideIds } from './live-values.ts';
import { sayings } from './slide-changes.ts';

/** What was written, so that it can be taken back: after a failure in the middle, and for 元に戻す. */
export type Done = {
  readonly values: readonly Write[];
  /** The whole file as it was, where slides were exchanged: they come back from it. */
  readonly before: OfficePackage | undefined;
  /** Whether what was put in had the deck's own design. */
  readonly own: boolean;
  /** The slides as they were, in their order, as PowerPoint calls them. */
  readonly slides: readonly string[];
  /** Slides that were put in, with what they say; undefined when nobody knows which, after a failure. */
  readonly added: readonly { readonly live: string; readonly says: string }[] | undefined;
  /** The ledger's XML as it was; undefined where there was none. */
  readonly ledger: string | undefined;
};

const SLIDES: NotUndone = {
  id: '',
  place: { ja: '差し替えたスライド', en: 'The slides that were exchanged' },
};

const failed = (problem: Problem, notUndone: readonly NotUndone[]): Undone => ({
  ok: false,
  problems: [problem],
  notUndone,
});

/** Whether the slides that were put in still say what they said. */
const stillSay = async ({ added = [] }: Done): Promise<boolean> => {
  if (added.length === 0) return true;
  const file = await wholePackage();
  const now = file.ok ? sayings(file.value) : file;
  return (
    now.ok &&
    added.every(({ live, says: said }) =>
      now.value.some((slide) => slide.id === fileId(live) && slide.all === said),
    )
  );
};

/**
 * Brings the old values and slides back.
 * @param untouched only when nobody changed what was written since; after a failure whatever was reached is taken back
 */
export const takeBack = async (done: Done, untouched: boolean): Promise<Undone> => {
  const { values, before: source } = done;
  const all = [
    ...values.map(({ anchor }) => ({ id: anchor.tag.id, place: anchor.place })),
    ...(source ? [SLIDES] : []),
  ];
  if (untouched && !(await stillSay(done))) return failed(officeProblems.changedSince(), []);
  try {
    return await PowerPoint.run(async (context): Promise<Undone> => {
      const slides = loadSlides(context);
      const writeLedger = loadLedger(context);
      await context.sync();
      const ids = slideIds(slides);
      const places = values.map(({ anchor }) => placeOf(context, ids, anchor));
      for (const place of places) place?.load();
      await context.sync();
      const wrote = values.filter(({ value }, index) => {
        const place = places[index];
        return place && says(place, value.text);
      });
      if (untouched && wrote.length < values.length) return failed(officeProblems.changedSince(), []);
      const present = new Set(slides.items.map(({ id }) => id));
      const before = new Set(done.slides);
      const stay =
        values.every(({ anchor }, index) => {
          const place = places[index];
          return place && says(place, anchor.text);
        }) &&
        present.size === before.size &&
        done.slides.every((id) => present.has(id));
      // The ledger is written last: where nothing else was, it was not either.
      if (!untouched && all.length > 0 && stay) return { ok: true };
      for (const [index, { anchor }] of values.entries()) {
        const place = places[index];
        if (place && !says(place, anchor.text)) place.write(anchor.text);
        place?.load();
      }
      const added = done.added?.map(({ live }) => live) ?? [...present].filter((id) => !before.has(id));
      const queued =
        source &&
        exchange(
          context,
          source,
          done.slides.map((id) => (present.has(id) ? { keep: id } : { from: fileId(id) })),
          added.filter((id) => present.has(id)),
          done.own,
        );
      // Thrown, so that nothing of what is queued goes out.
      if (queued?.ok === false) throw new Error(queued.problem.code);
      writeLedger(done.ledger);
      const after = loadSlides(context);
      await context.sync();
      const returned = done.slides.filter((id) => !present.has(id)).length;
      const complete = !source || after.items.length === slides.items.length - added.length + returned;
      const notUndone = [
        ...values.flatMap(({ anchor }, index) => {
          const place = places[index];
          return place && says(place, anchor.text) ? [] : [{ id: anchor.tag.id, place: anchor.place }];
        }),
        ...(complete ? [] : [SLIDES]),
      ];
      return notUndone.length === 0 ? { ok: true } : failed(officeProblems.notWritten(), notUndone);
    });
  } catch {
    return failed(officeProblems.notWritten(), all);
  }
};
