import { ok, type Result } from '../../../shared/kernel/problem.ts';
import { freshSlides } from '../../../shared/documents/ooxml/fresh-slides.ts';
import { writePackage, type OfficePackage } from '../../../shared/documents/ooxml/package.ts';
import { toBase64 } from '../base64.ts';

/** Slides of the open presentation. */

/** To be read after the next sync. */
export const loadSlides = (context: PowerPoint.RequestContext): PowerPoint.SlideCollection => {
  const { slides } = context.presentation;
  slides.load('items/id');
  return slides;
};

/** The file's id of a slide: PowerPoint puts its creation id behind it. */
export const fileId = (id: string): string => id.split('#')[0] ?? '';

/** In the order of the deck: slides that stay, by what PowerPoint calls them, and slides that are put in from a file. */
export type Placed = { readonly keep: string } | { readonly from: string };

const anyStep = (): number => crypto.getRandomValues(new Uint16Array(1))[0] ?? 0;

/**
 * Queues the exchange: everything is put in first, behind the slide that it follows, then the others go.
 * @param source that the new slides come from
 * @param own whether it has the deck's own design; another one is brought along
 */
export const exchange = (
  context: PowerPoint.RequestContext,
  source: OfficePackage,
  placed: readonly Placed[],
  gone: readonly string[],
  own: boolean,
): Result<true> => {
  const fresh = freshSlides(source, anyStep());
  if (!fresh.ok) return fresh;
  const { file, ids } = fresh.value;
  const groups: { behind: string | undefined; ids: string[] }[] = [{ behind: undefined, ids: [] }];
  for (const one of placed)
    if ('keep' in one) groups.push({ behind: one.keep, ids: [] });
    else groups.at(-1)?.ids.push(`${ids.get(one.from) ?? one.from}#`);
  const base64 = toBase64(writePackage(file));
  for (const group of groups)
    if (group.ids.length > 0)
      context.presentation.insertSlidesFromBase64(base64, {
        formatting: own ? 'UseDestinationTheme' : 'KeepSourceFormatting',
        sourceSlideIds: group.ids,
        ...(group.behind === undefined ? {} : { targetSlideId: group.behind }),
      });
  for (const id of gone) context.presentation.slides.getItem(id).delete();
  return ok(true);
};
