import type { Problem } from '../../../shared/kernel/problem.ts';
import { topShapes } from '../../../shared/documents/ooxml/deck-shapes.ts';
import type { OfficePackage } from '../../../shared/documents/ooxml/package.ts';
import { PREFIX } from '../../../shared/documents/tag.ts';
import { officeProblems } from '../office-problems.ts';

/** Names of shapes that were put in are read back; one that was lost is given again by the shape's place on its slide. */

/**
 * @param slides that were put in: what PowerPoint calls each, and its id in the file that it came from
 * @returns a problem for each name that could not be given again
 */
export const stampNames = async (
  context: PowerPoint.RequestContext,
  slides: readonly { readonly live: string; readonly from: string }[],
  file: OfficePackage,
): Promise<readonly Problem[]> => {
  const wanted = topShapes(file);
  if (!wanted.ok || slides.length === 0) return [];
  const loaded = slides.map(({ live, from }) => {
    const { shapes } = context.presentation.slides.getItem(live);
    shapes.load('items/id,items/name');
    return { shapes, names: (wanted.value.get(from) ?? []).map(({ name }) => name) };
  });
  await context.sync();
  const stamped: { readonly shape: PowerPoint.Shape; readonly name: string }[] = [];
  const lost: string[] = [];
  for (const { shapes, names } of loaded) {
    const there = new Set(shapes.items.map(({ name }) => name));
    for (const [index, name] of names.entries()) {
      const shape = shapes.items[index];
      if (!name.startsWith(PREFIX) || there.has(name)) continue;
      if (!shape || shapes.items.length !== names.length) lost.push(name);
      else {
        shape.name = name;
        shape.load('name');
        stamped.push({ shape, name });
      }
    }
  }
  if (stamped.length > 0) await context.sync();
  return [...lost, ...stamped.filter(({ shape, name }) => shape.name !== name).map(({ name }) => name)].map(
    (name) => officeProblems.tagLost(name),
  );
};
