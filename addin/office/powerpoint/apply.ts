import type { Problem } from '../../../shared/kernel/problem.ts';
import type { FillPlan } from '../../../shared/documents/fill-plan.ts';
import { ledgerXml } from '../../../shared/documents/ledger.ts';
import { slidesOf } from '../../../shared/documents/ooxml/deck.ts';
import { readLedger } from '../../../shared/documents/ooxml/ledger-part.ts';
import type { Applied, ApplyOptions } from '../office-document.ts';
import { officeProblems, problemOf } from '../office-problems.ts';
import { refused, undoOnce } from '../outcome.ts';
import { wholePackage } from '../whole-file.ts';
import { loadLedger } from './live-ledger.ts';
import { says } from './live-place.ts';
import { exchange, fileId, loadSlides, type Placed } from './live-slides.ts';
import { placeOf, slideIds } from './live-values.ts';
import { planWork, type Exchange, type Work } from './plan-work.ts';
import { sayings } from './slide-changes.ts';
import { stampNames } from './stamp-names.ts';
import { takeBack, type Done } from './take-back.ts';

/** Carries a plan out in the open presentation: checked whole before the first write, proven after the last. */

/** How far it came: from the first write on it has to be taken back. */
type Course = { wrote: boolean; slides: readonly string[]; added: Done['added'] };

const sameSlides = (work: Work, live: readonly string[]): boolean => {
  const slides = slidesOf(work.file);
  return slides.ok && slides.value.map(({ id }) => id).join() === live.map(fileId).join();
};

/** Whether the slides that were put in say what they said in the file they come from; what they say is remembered. */
const proveSlides = async (
  context: PowerPoint.RequestContext,
  { source }: Exchange,
  placed: readonly Placed[],
  now: readonly string[],
  course: Course,
): Promise<Problem | undefined> => {
  if (now.length !== placed.length) return officeProblems.notWritten();
  const added = placed.flatMap((one, index) =>
    'from' in one ? [{ live: now[index] ?? '', from: one.from }] : [],
  );
  const [lost] = await stampNames(context, added, source);
  if (lost) return lost;
  const file = await wholePackage();
  const [wanted, there] = [sayings(source), file.ok ? sayings(file.value) : file];
  if (!wanted.ok || !there.ok) return officeProblems.notWritten();
  const found = added.map(({ live, from }) => ({
    live,
    wanted: wanted.value.find(({ id }) => id === from),
    now: there.value.find(({ id }) => id === fileId(live)),
  }));
  if (found.some((one) => !one.now || one.now.fields !== one.wanted?.fields))
    return officeProblems.notWritten();
  course.added = found.map((one) => ({ live: one.live, says: one.now?.all ?? '' }));
  return undefined;
};

/** @returns what went wrong */
export const carryOut = async (
  work: Work,
  { progress, signal }: ApplyOptions,
  course: Course,
): Promise<Problem | undefined> =>
  PowerPoint.run(async (context): Promise<Problem | undefined> => {
    const { values } = work;
    const of = values.length + (work.exchange?.wanted.length ?? 0);
    const slides = loadSlides(context);
    const writeLedger = loadLedger(context);
    await context.sync();
    const live = slides.items.map(({ id }) => id);
    course.slides = live;
    if (!sameSlides(work, live)) return officeProblems.editing();
    const ids = slideIds(slides);
    const places = values.map(({ anchor }) => placeOf(context, ids, anchor));
    for (const place of places) place?.load();
    if (places.length > 0) await context.sync();
    const moved = values.some(({ anchor }, index) => {
      const place = places[index];
      return !place || !says(place, anchor.text);
    });
    if (moved) return officeProblems.editing();
    if (signal?.aborted) return officeProblems.stopped();
    progress?.({ phase: 'writing', done: 0, of });
    for (const [index, { value }] of values.entries()) {
      places[index]?.write(value.text);
      places[index]?.load();
    }
    const placed = (work.exchange?.wanted ?? []).map((one): Placed =>
      'keep' in one ? { keep: ids.get(one.keep) ?? '' } : one,
    );
    const kept = new Set(placed.flatMap((one) => ('keep' in one ? [one.keep] : [])));
    const { exchange: made } = work;
    const gone = live.filter((id) => !kept.has(id));
    const queued = made && exchange(context, made.source, placed, gone, made.own);
    if (queued?.ok === false) throw new Error(queued.problem.code);
    if (work.ledger) writeLedger(work.ledger.xml);
    const after = loadSlides(context);
    course.wrote = true;
    await context.sync();
    progress?.({ phase: 'proving', done: of, of });
    const unproven = values.find(({ value }, index) => {
      const place = places[index];
      return !place || !says(place, value.text);
    });
    if (unproven) return officeProblems.notProven(unproven.anchor.tag.id, unproven.anchor.place);
    const now = after.items.map(({ id }) => id);
    const problem = work.exchange && (await proveSlides(context, work.exchange, placed, now, course));
    return problem ?? (signal?.aborted ? officeProblems.stopped() : undefined);
  });

/** Writes, proves, and takes back what failed on the way. */
export const applyWork = async (work: Work, options: ApplyOptions): Promise<Applied> => {
  const course: Course = { wrote: false, slides: [], added: undefined };
  const problem = await carryOut(work, options, course).catch((error: unknown) =>
    course.wrote ? problemOf(error) : officeProblems.editing(),
  );
  if (problem && !course.wrote) return refused(problem);
  const ledger = readLedger(work.file);
  const done: Done = {
    values: work.values,
    before: work.exchange && work.file,
    own: work.exchange?.own ?? true,
    slides: course.slides,
    added: problem ? undefined : (course.added ?? []),
    ledger: ledger && ledgerXml(ledger),
  };
  if (problem) {
    const back = await takeBack(done, false);
    return { ok: false, problems: [problem], notUndone: back.ok ? [] : back.notUndone };
  }
  return { ok: true, notices: work.notices, undo: undoOnce(() => takeBack(done, true)) };
};

export const applyInPowerPoint = async (plan: FillPlan, options: ApplyOptions = {}): Promise<Applied> => {
  if (options.signal?.aborted) return refused(officeProblems.stopped());
  options.progress?.({ phase: 'reading', done: 0, of: plan.edits.length });
  const file = await wholePackage();
  if (!file.ok) return refused(file.problem);
  const planned = planWork(file.value, plan);
  if (!planned.ok) return refused(...planned.problems);
  const { work } = planned;
  if (work.losses.length > 0 && options.lossesAccepted !== true)
    return refused(officeProblems.lossesNotAccepted());
  return applyWork(work, options);
};
