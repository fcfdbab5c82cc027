import { ok, type Result } from '../../kernel/problem.ts';
import { slidesOf } from './deck.ts';
import { draftOf, draftXml, finish, setText } from './draft.ts';
import type { OfficePackage } from './package.ts';

/**
 * The deck with other ids for its slides. PowerPoint passes over a slide that it believes to have already, told by
 * the ids that it gave: one that shall be put in beside it needs ids of its own.
 */
export type FreshSlides = {
  readonly file: OfficePackage;
  /** The new id of each slide by its old one. */
  readonly ids: ReadonlyMap<string, string>;
};

/** Ids of slides are less than this. */
const PAST_IDS = 2_147_483_648;

/** @param step below 65,536, another one each time. @returns document.broken, document.unsafe */
export const freshSlides = (file: OfficePackage, step: number): Result<FreshSlides> => {
  const slides = slidesOf(file);
  if (!slides.ok) return slides;
  const draft = draftOf(file);
  const highest = Math.max(255, ...slides.value.map(({ id }) => Number(id)));
  const first = highest + 1 + step * 10_000;
  const ids = new Map(
    slides.value.map(({ id }, index) => [id, String(256 + ((first + index - 256) % (PAST_IDS - 256)))]),
  );
  const main = draftXml(draft, file.main);
  if (!main.ok) return main;
  // In the list of slides and in sections.
  const renamed = main.value.text.replace(
    /(<(?:\w+:)?sldId\s[^>]*?\bid=")(\d+)(")/g,
    (whole, before: string, id: string, after: string) => {
      const next = ids.get(id);
      return next === undefined ? whole : before + next + after;
    },
  );
  setText(draft, file.main, renamed, main.value.text);
  for (const { part } of slides.value) {
    const read = draftXml(draft, part);
    if (!read.ok) return read;
    const { text } = read.value;
    const other = text.replace(
      /(:creationId\s[^>]*?\bval=")(\d+)(")/,
      (_, before: string, id: string, after: string) =>
        `${before}${(Number(id) + 7_919 * (step + 1)) % 4_294_967_295}${after}`,
    );
    setText(draft, part, other, text);
  }
  return ok({ file: finish(draft), ids });
};
