import { ok, type Problem, type Result } from '../../../shared/kernel/problem.ts';
import type { Anchor } from '../../../shared/documents/anchor.ts';
import { applyPlan, readDocument } from '../../../shared/documents/file-hand.ts';
import type { FillPlan } from '../../../shared/documents/fill-plan.ts';
import { ledgerXml } from '../../../shared/documents/ledger.ts';
import { topShapes } from '../../../shared/documents/ooxml/deck-shapes.ts';
import type { OfficePackage } from '../../../shared/documents/ooxml/package.ts';
import { writesOf, type Write } from '../../../shared/documents/plan-values.ts';
import type { Loss } from '../office-document.ts';
import { reachesCells } from '../powerpoint-later/tables.ts';
import { wantedSlides, type Wanted } from './slide-changes.ts';

/** What is to be done to the open presentation, worked out on its file before anything is written. */

export type Exchange = {
  readonly wanted: readonly Wanted[];
  /** The file that the new slides come from. */
  readonly source: OfficePackage;
  /** Whether it has the deck's own design. */
  readonly own: boolean;
};

export type Work = {
  readonly file: OfficePackage;
  readonly values: readonly Write[];
  readonly exchange: Exchange | undefined;
  /** The ledger's XML, or that there is to be none; undefined leaves it as it is. */
  readonly ledger: { readonly xml: string | undefined } | undefined;
  readonly losses: readonly Loss[];
  readonly notices: readonly Problem[];
};

export type Planned =
  | { readonly ok: true; readonly work: Work }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export const slideOf = (anchor: Anchor): string => anchor.handle?.split('/')[0] ?? '';

const loss = (anchor: Anchor): Loss => ({
  code: anchor.tag.role === 'chart' ? 'chart' : 'slide',
  id: anchor.tag.id,
  place: anchor.place,
  message: {
    ja: `${anchor.place.ja}を、書き込み済みのスライドに差し替えます。図形とアニメーションは残りますが、スライドに付けたコメントと、ほかのスライドからのリンクは失われることがあります。`,
    en: `${anchor.place.en} is exchanged for a filled one. Shapes and animations stay; comments on the slide and links to it may be lost.`,
  },
});

/** The deck made anew by the file hand, with the slides that PowerPoint cannot be told to change. */
export const exchangeFor = (
  file: OfficePackage,
  expected: OfficePackage,
  exchanged: ReadonlySet<string>,
): Result<Exchange | undefined> => {
  const wanted = wantedSlides(file, expected, exchanged);
  if (!wanted.ok) return wanted;
  if (!wanted.value) return ok(undefined);
  return ok({ wanted: wanted.value, source: expected, own: true });
};

export const planWork = (file: OfficePackage, plan: FillPlan): Planned => {
  const made = applyPlan(file, plan);
  if (!made.ok) return made;
  const [reading, shapes] = [readDocument(file), topShapes(file)];
  if (!reading.ok) return { ok: false, problems: [reading.problem] };
  if (!shapes.ok) return { ok: false, problems: [shapes.problem] };
  const { values, structures } = writesOf(reading.value, plan);
  const isReachable = ({ anchor }: Write): boolean => {
    const [slide = '', shape = '', row, column] = (anchor.handle ?? '').split('/');
    // Notes and shapes in a group are none of those that PowerPoint lists.
    const listed = shapes.value.get(slide)?.some(({ id }) => id === shape) === true;
    return listed && (row === undefined || column === undefined || reachesCells());
  };
  const through = [...structures, ...values.filter((one) => !isReachable(one)).map(({ anchor }) => anchor)];
  const exchanged = new Set(through.map(slideOf));
  const exchange = exchangeFor(file, made.file, exchanged);
  if (!exchange.ok) return { ok: false, problems: [exchange.problem] };
  const stays = new Set(exchange.value?.wanted.flatMap((one) => ('from' in one ? [one.from] : [])));
  const lost = through.filter(
    (anchor, index) =>
      stays.has(slideOf(anchor)) && through.findIndex((one) => slideOf(one) === slideOf(anchor)) === index,
  );
  return {
    ok: true,
    work: {
      file,
      values: values.filter(({ anchor }) => !exchanged.has(slideOf(anchor))),
      exchange: exchange.value,
      ledger: { xml: ledgerXml(plan.ledger) },
      losses: lost.map(loss),
      notices: made.notices,
    },
  };
};
