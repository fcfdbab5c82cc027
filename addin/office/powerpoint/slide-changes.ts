import { ok, type Result } from '../../../shared/kernel/problem.ts';
import { readDocument } from '../../../shared/documents/file-hand.ts';
import { slidesOf } from '../../../shared/documents/ooxml/deck.ts';
import type { OfficePackage } from '../../../shared/documents/ooxml/package.ts';
import { textPlaces } from '../../../shared/documents/text-places.ts';

/**
 * What PowerPoint's interface cannot write (rows, notes, charts, slides of a list) is made by the file hand, and whole
 * slides are exchanged.
 */

/** The deck as it shall be: slides that stay as they are, by their id in the file, and slides that come from a file. */
export type Wanted = { readonly keep: string } | { readonly from: string };

/**
 * @param exchanged ids of slides that PowerPoint cannot be told to change
 * @returns the slides in their order; undefined where nothing is exchanged
 */
export const wantedSlides = (
  before: OfficePackage,
  after: OfficePackage,
  exchanged: ReadonlySet<string>,
): Result<readonly Wanted[] | undefined> => {
  const [old, next] = [slidesOf(before), slidesOf(after)];
  if (!old.ok) return old;
  if (!next.ok) return next;
  const places = new Map(old.value.map(({ id }, index) => [id, index]));
  let last = -1;
  const wanted = next.value.map(({ id }): Wanted => {
    const place = places.get(id) ?? -1;
    // Slides cannot be moved by every PowerPoint: one that changes its place is exchanged too.
    if (exchanged.has(id) || place <= last) return { from: id };
    last = place;
    return { keep: id };
  });
  const same = wanted.length === old.value.length && wanted.every((one) => 'keep' in one);
  return ok(same ? undefined : wanted);
};

export type Saying = {
  readonly id: string;
  /** Its fields and charts, which a program fills. */
  readonly fields: string;
  /** Everything, notes too. */
  readonly all: string;
};

/** What each slide says, in their order. @returns document.broken, document.unsafe */
export const sayings = (file: OfficePackage): Result<readonly Saying[]> => {
  const [slides, places, reading] = [slidesOf(file), textPlaces(file), readDocument(file)];
  if (!slides.ok) return slides;
  if (!places.ok) return places;
  if (!reading.ok) return reading;
  return ok(
    slides.value.map(({ id, part, notes }): Saying => {
      const fields = reading.value.anchors
        .filter(({ handle }) => handle?.startsWith(`${id}/`))
        .map(({ tag, text }) => `${tag.role} ${tag.id} ${text}`)
        .join('\n');
      const texts = places.value.filter((one) => one.part === part || one.part === notes);
      return { id, fields, all: [fields, ...texts.map(({ text }) => text)].join('\n') };
    }),
  );
};
