import { ok, type Result } from '../../kernel/problem.ts';
import { slidesOf } from './deck.ts';
import { readXml, relationsOf, type OfficePackage } from './package.ts';
import { attributeOf, childrenOf, descend, firstWithin } from './xml-read.ts';

/** The shapes that stand on a slide by themselves, not in a group, in their order: what PowerPoint lists. */
export type TopShape = { readonly id: string; readonly name: string };

/** By the slide's id. @returns document.broken, document.unsafe */
export const topShapes = (file: OfficePackage): Result<ReadonlyMap<string, readonly TopShape[]>> => {
  const slides = slidesOf(file);
  if (!slides.ok) return slides;
  const found = new Map<string, readonly TopShape[]>();
  for (const { id, part } of slides.value) {
    const read = readXml(file, part);
    if (!read.ok) return read;
    const xml = read.value;
    const tree = descend(xml, 0, 'p:cSld', 'p:spTree');
    const shapes = tree === undefined ? [] : [...childrenOf(xml, tree)].slice(2);
    found.set(
      id,
      shapes.flatMap((shape) => {
        const named = firstWithin(xml, shape, 'p:cNvPr');
        return named === undefined
          ? []
          : [{ id: attributeOf(xml, named, 'id') ?? '', name: attributeOf(xml, named, 'name') ?? '' }];
      }),
    );
  }
  return ok(found);
};

/** Whether a slide shows that chart. */
export const chartSlide = (file: OfficePackage, slide: string, chart: string): boolean => {
  const relations = relationsOf(file, slide);
  return relations.ok && relations.value.some(({ type, target }) => type === 'chart' && target === chart);
};
