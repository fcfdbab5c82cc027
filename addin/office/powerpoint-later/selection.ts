/** What is selected: PowerPointApi 1.5. */

export const reachesSelection = (): boolean =>
  Office.context.requirements.isSetSupported('PowerPointApi', '1.5');

/** What it gives may be called after the next sync. */
export const loadSelectedShapes = (
  context: PowerPoint.RequestContext,
): (() => readonly PowerPoint.Shape[]) => {
  const shapes = context.presentation.getSelectedShapes();
  shapes.load('items/id,items/name');
  return () => shapes.items;
};

/** The last of the slides selected, as PowerPoint calls it; to be called after the next sync. */
export const loadSelectedSlide = (context: PowerPoint.RequestContext): (() => string | undefined) => {
  const slides = context.presentation.getSelectedSlides();
  slides.load('items/id');
  return () => slides.items.at(-1)?.id;
};

export const selectShape = (slide: PowerPoint.Slide, shape: string): void => {
  slide.setSelectedShapes([shape]);
};
