import type { Problem } from '../../../shared/kernel/problem.ts';
import { readXml, type OfficePackage } from '../../../shared/documents/ooxml/package.ts';
import { controlsIn, type Control } from '../../../shared/documents/ooxml/word-controls.ts';
import { attributeOf, childOf } from '../../../shared/documents/ooxml/xml-read.ts';
import { PREFIX } from '../../../shared/documents/tag.ts';
import { officeProblems } from '../office-problems.ts';
import { reachesCheckBoxes } from '../word-later/check-boxes.ts';
import { reachesDropDowns } from '../word-later/drop-downs.ts';

/**
 * Tags of what was inserted are read back; where one was lost, the control that bears its title gets it again, or the
 * one in its place where no control was lost.
 */

export type Name = { readonly tag: string; readonly title: string };

/** What the controls of a document's body are called, as far as Word's interface knows their kind. */
export const controlNames = (file: OfficePackage): readonly Name[] => {
  const read = readXml(file, file.main);
  if (!read.ok) return [];
  const xml = read.value;
  const isLoaded = ({ kind, properties }: Control): boolean =>
    kind === 'text' ||
    (kind === 'checkBox' && reachesCheckBoxes()) ||
    (childOf(xml, properties, 'w:dropDownList') !== undefined && reachesDropDowns());
  const loaded = controlsIn(xml).found.filter(isLoaded);
  return loaded.map(({ raw, properties }) => {
    const alias = childOf(xml, properties, 'w:alias');
    return { tag: raw, title: alias === undefined ? '' : (attributeOf(xml, alias, 'w:val') ?? '') };
  });
};

/** @param controls loaded with tag and title. @returns a problem for each tag that could not be put back */
export const stampTags = async (
  context: Word.RequestContext,
  controls: readonly Word.ContentControl[],
  names: readonly Name[],
): Promise<readonly Problem[]> => {
  const free = [...controls];
  const missing = names.filter(({ tag }) => {
    const at = free.findIndex((control) => control.tag === tag);
    if (at >= 0) free.splice(at, 1);
    return at < 0;
  });
  const whole = controls.length === names.length;
  const stamped: { readonly name: Name; readonly control: Word.ContentControl }[] = [];
  const lost: Name[] = [];
  for (const name of missing) {
    const at = free.findIndex(
      ({ tag, title }) => !tag.startsWith(PREFIX) && title !== '' && title === name.title,
    );
    const there = whole ? controls[names.indexOf(name)] : undefined;
    const inPlace = there && !there.tag.startsWith(PREFIX) ? free.indexOf(there) : -1;
    const chosen = at < 0 ? inPlace : at;
    const [control] = chosen < 0 ? [] : free.splice(chosen, 1);
    if (!control) lost.push(name);
    else {
      control.tag = name.tag;
      control.load('tag');
      stamped.push({ name, control });
    }
  }
  if (stamped.length > 0) await context.sync();
  return [
    ...lost,
    ...stamped.filter(({ name, control }) => control.tag !== name.tag).map(({ name }) => name),
  ].map(({ tag }) => officeProblems.tagLost(tag));
};
