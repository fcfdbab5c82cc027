import { ok, type Problem, type Result } from '../../../shared/kernel/problem.ts';
import { readDocument } from '../../../shared/documents/file-hand.ts';
import { slidesOf } from '../../../shared/documents/ooxml/deck.ts';
import { chartSlide } from '../../../shared/documents/ooxml/deck-shapes.ts';
import { anchorAt } from '../anchor-at.ts';
import type { Spot } from '../office-document.ts';
import { officeProblems } from '../office-problems.ts';
import { wholePackage } from '../whole-file.ts';
import { reachesSelection, selectShape } from '../powerpoint-later/selection.ts';
import { fileId, loadSlides } from './live-slides.ts';

/** Leads to a slide, and to the shape on it where PowerPoint can be told to select one. */

const gone: { ok: false; problem: Problem } = { ok: false, problem: officeProblems.placeGone() };

type Target = { readonly slide: string; readonly shape?: string };

const targetOf = async (spot: Spot): Promise<Result<Target>> => {
  const file = await wholePackage();
  if (!file.ok) return file;
  if (spot.at === 'text') {
    const slides = slidesOf(file.value);
    if (!slides.ok) return slides;
    const { part } = spot.place;
    const slide = slides.value.find(
      (one) => one.part === part || one.notes === part || chartSlide(file.value, one.part, part),
    );
    return slide ? ok({ slide: slide.id }) : gone;
  }
  const reading = readDocument(file.value);
  if (!reading.ok) return reading;
  const [slide, shape] = (anchorAt(reading.value.anchors, spot)?.handle ?? '').split('/');
  if (slide === undefined || slide === '') return gone;
  return ok({ slide, ...(shape === undefined || shape === 'n' ? {} : { shape }) });
};

const showSlide = async (id: string): Promise<void> =>
  new Promise((resolve, reject) => {
    Office.context.document.goToByIdAsync(Number(id), Office.GoToType.Slide, (answer) =>
      answer.status === Office.AsyncResultStatus.Succeeded ? resolve() : reject(answer.error),
    );
  });

/** @returns document.placeGone, document.notRead */
export const goTo = async (spot: Spot): Promise<Result<true>> => {
  const target = await targetOf(spot);
  if (!target.ok) return target;
  const { slide, shape } = target.value;
  try {
    await showSlide(slide);
    if (shape === undefined || !reachesSelection()) return ok(true);
    await PowerPoint.run(async (context) => {
      const slides = loadSlides(context);
      await context.sync();
      const live = slides.items.find(({ id }) => fileId(id) === slide);
      if (live) selectShape(live, shape);
      await context.sync();
    });
    return ok(true);
  } catch {
    return gone;
  }
};
