import { ok, type Result } from '../../kernel/problem.ts';
import { declare, draftBytes, draftXml, freeName, hasPart, setText, type Draft } from './draft.ts';
import { contentTypes, relationsOf, relationsPart } from './package.ts';
import { attributeOf, attributeSpan, childrenOf, escapeXml } from './xml-read.ts';

/** What a slide shares with its copy; everything else that hangs on it is copied with it. */
const SHARED = new Set([
  'slide',
  'slideLayout',
  'slideMaster',
  'notesMaster',
  'theme',
  'image',
  'video',
  'audio',
  'media',
  'hyperlink',
]);

const isXml = (part: string): boolean => part.endsWith('.xml');

/**
 * Copies a part and what hangs on it alone (notes, charts with their workbooks, tags), as they are in the draft.
 * @param made parts that were copied already, by their old names: who points back at one points at its copy
 * @returns the new name
 */
export const copyPart = (draft: Draft, part: string, made = new Map<string, string>()): Result<string> => {
  const [, stem = part, ending = ''] = /^(.*?)\d*(\.[^./]+)$/.exec(part) ?? [];
  const name = freeName(draft, stem, ending);
  made.set(part, name);
  const bytes = isXml(part) ? draftXml(draft, part) : draftBytes(draft, part);
  if (!bytes.ok) return bytes;
  draft.changes.set(name, bytes.value instanceof Uint8Array ? bytes.value : bytes.value.text);
  const types = contentTypes(draft.file);
  if (!types.ok) return types;
  const declared = declare(draft, name, types.value(part));
  if (!declared.ok) return declared;
  const relations = relationsOf(draft.file, part);
  if (!relations.ok) return relations;
  if (!hasPart(draft, relationsPart(part))) return ok(name);
  const read = draftXml(draft, relationsPart(part));
  if (!read.ok) return read;
  let text = read.value.text;
  for (const entry of [...childrenOf(read.value, 0)].toReversed()) {
    const id = attributeOf(read.value, entry, 'Id');
    const relation = relations.value.find((one) => one.id === id);
    const span = attributeSpan(read.value, entry, 'Target');
    if (!relation || !span || relation.external || (SHARED.has(relation.type) && !made.has(relation.target)))
      continue;
    if (!hasPart(draft, relation.target)) continue;
    const known = made.get(relation.target);
    const copied = known === undefined ? copyPart(draft, relation.target, made) : ok(known);
    if (!copied.ok) return copied;
    // From the root, so that it holds whatever folder the part stands in.
    text = `${text.slice(0, span.start)}/${escapeXml(copied.value)}${text.slice(span.end)}`;
  }
  setText(draft, relationsPart(name), text);
  return ok(name);
};
