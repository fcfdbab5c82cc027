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

/**
 * Queues the exchange: everything is put in first, behind the slide that it follows, then the others go.
 * @param bytes of the file that the new slides come from
 * @param own whether that file has the deck's own design; another one is brought along
 */
export const exchange = (
  context: PowerPoint.RequestContext,
  bytes: Uint8Array,
  placed: readonly Placed[],
  gone: readonly string[],
  own: boolean,
): void => {
  const base64 = toBase64(bytes);
  const groups: { behind: string | undefined; ids: string[] }[] = [{ behind: undefined, ids: [] }];
  for (const one of placed)
    if ('keep' in one) groups.push({ behind: one.keep, ids: [] });
    else groups.at(-1)?.ids.push(`${one.from}#`);
  for (const { behind, ids } of groups)
    if (ids.length > 0)
      context.presentation.insertSlidesFromBase64(base64, {
        formatting: own ? 'UseDestinationTheme' : 'KeepSourceFormatting',
        sourceSlideIds: ids,
        ...(behind === undefined ? {} : { targetSlideId: behind }),
      });
  for (const id of gone) context.presentation.slides.getItem(id).delete();
};
