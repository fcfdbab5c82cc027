import { ok, type Result } from '../../kernel/problem.ts';
import {
  CONTENT_TYPES,
  contentTypes,
  folderOf,
  readBytes,
  readXml,
  relationsPart,
  withParts,
  type OfficePackage,
} from './package.ts';
import { attributeOf, childrenOf, escapeXml, isEmptyTag } from './xml-read.ts';
import { scanXml, type Xml } from './xml.ts';

/** Changes to a package, gathered; the package itself stays as it is until they are taken over all at once. */
export type Draft = {
  readonly file: OfficePackage;
  readonly changes: Map<string, string | Uint8Array | undefined>;
};

export const draftOf = (file: OfficePackage): Draft => ({ file, changes: new Map() });

export const finish = ({ file, changes }: Draft): OfficePackage =>
  changes.size === 0 ? file : withParts(file, changes);

export const hasPart = ({ file, changes }: Draft, name: string): boolean =>
  changes.has(name) ? changes.get(name) !== undefined : file.parts.has(name);

/** A part as it will be. */
export const draftXml = ({ file, changes }: Draft, name: string): Result<Xml> => {
  const changed = changes.get(name);
  return typeof changed === 'string' ? scanXml(changed, name) : readXml(file, name);
};

export const draftBytes = ({ file, changes }: Draft, name: string): Result<Uint8Array> => {
  const changed = changes.get(name);
  return changed instanceof Uint8Array ? ok(changed) : readBytes(file, name);
};

/** Sets a part's text, if it is another one. */
export const setText = (draft: Draft, name: string, text: string, before?: string): void => {
  if (text !== before) draft.changes.set(name, text);
};

/** The text with something added as the last child of the root. */
export const appended = (xml: Xml, added: string): string => {
  const { text } = xml;
  if (!isEmptyTag(xml, 0)) return text.slice(0, xml.innerEnd[0]) + added + text.slice(xml.innerEnd[0]);
  const tag = text.slice(xml.start[0], xml.end[0]);
  const name = /^<([^\s/>]+)/.exec(tag)?.[1] ?? '';
  return `${text.slice(0, xml.start[0])}${tag.replace(/\s*\/>$/, '>')}${added}</${name}>${text.slice(xml.end[0])}`;
};

const RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships';
export const OFFICE_RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/';

/** A target as it is written in the relationships of a part: from the folder of the part. */
const relativeTo = (from: string, target: string): string => {
  const [here, there] = [folderOf(from).split('/').slice(0, -1), target.split('/')];
  let same = 0;
  while (same < here.length && here[same] === there[same]) same += 1;
  return [...here.slice(same).map(() => '..'), ...there.slice(same)].join('/');
};

/** Adds a relationship and tells its id. `type` is the last word of the type, of Office's own kind. */
export const relate = (draft: Draft, from: string, type: string, target: string): Result<string> => {
  const part = relationsPart(from);
  const read = hasPart(draft, part)
    ? draftXml(draft, part)
    : scanXml(
        `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="${RELATIONSHIPS}"/>`,
        part,
      );
  if (!read.ok) return read;
  const taken = [...childrenOf(read.value, 0)].map((child) =>
    Number(/^rId(\d+)$/.exec(attributeOf(read.value, child, 'Id') ?? '')?.[1] ?? 0),
  );
  const id = `rId${Math.max(0, ...taken) + 1}`;
  const path = escapeXml(relativeTo(from, target));
  setText(
    draft,
    part,
    appended(read.value, `<Relationship Id="${id}" Type="${OFFICE_RELATION}${type}" Target="${path}"/>`),
  );
  return ok(id);
};

const without = (xml: Xml, element: number): string =>
  xml.text.slice(0, xml.start[element]) + xml.text.slice(xml.end[element]);

/** Takes a part out, with its content type and its own relationships. Who points to it must have been told before. */
export const removePart = (draft: Draft, part: string): Result<true> => {
  const read = draftXml(draft, CONTENT_TYPES);
  if (!read.ok) return read;
  const entry = [...childrenOf(read.value, 0)].find(
    (child) => attributeOf(read.value, child, 'PartName') === `/${part}`,
  );
  if (entry !== undefined) setText(draft, CONTENT_TYPES, without(read.value, entry));
  for (const name of [part, relationsPart(part)])
    if (hasPart(draft, name)) draft.changes.set(name, undefined);
  return ok(true);
};

/** Takes a relationship out, and the part it led to. */
export const unrelate = (draft: Draft, from: string, id: string, target: string): Result<true> => {
  const part = relationsPart(from);
  const read = draftXml(draft, part);
  if (!read.ok) return read;
  const entry = [...childrenOf(read.value, 0)].find((child) => attributeOf(read.value, child, 'Id') === id);
  if (entry !== undefined) setText(draft, part, without(read.value, entry));
  return removePart(draft, target);
};

/** Says what kind of part it is, where its extension does not say so already. */
export const declare = (draft: Draft, part: string, type: string): Result<true> => {
  const known = draft.changes.has(CONTENT_TYPES) ? undefined : contentTypes(draft.file);
  if (known?.ok && known.value(part) === type) return ok(true);
  const read = draftXml(draft, CONTENT_TYPES);
  if (!read.ok) return read;
  const added = `<Override PartName="/${escapeXml(part)}" ContentType="${type}"/>`;
  if (!read.value.text.includes(`PartName="/${escapeXml(part)}"`))
    setText(draft, CONTENT_TYPES, appended(read.value, added));
  return ok(true);
};

/** A name that no part has: 'ppt/slides/slide' and '.xml' give ppt/slides/slide12.xml. */
export const freeName = (draft: Draft, before: string, after: string): string => {
  let number = 1;
  while (hasPart(draft, `${before}${number}${after}`)) number += 1;
  return `${before}${number}${after}`;
};
