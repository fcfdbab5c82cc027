import { ok, type Result } from '../../../shared/kernel/problem.ts';
import {
  contentTypes,
  readBytes,
  readXml,
  relationsOf,
  relationsPart,
  ROOT_RELATIONS,
  type OfficePackage,
} from '../../../shared/documents/ooxml/package.ts';
import { attributeOf, childrenOf, escapeXml } from '../../../shared/documents/ooxml/xml-read.ts';
import { toBase64 } from '../base64.ts';

/**
 * A document as one text of XML («flat OPC»), the form in which Word takes a piece to be put into another document:
 * the body and what it shows, with the looks. What belongs to a whole document stays behind, the ledger above all,
 * which would be there twice.
 */

const PACKAGE = 'http://schemas.microsoft.com/office/2006/xmlPackage';

/** What the text of a body does not name and is made of all the same. */
const LOOKS = new Set([
  'styles',
  'numbering',
  'theme',
  'fontTable',
  'settings',
  'comments',
  'footnotes',
  'endnotes',
]);

type Needed = Map<string, ReadonlySet<string>>;

/** The parts that a part needs, with the ids of its relationships that lead to them. */
const need = (file: OfficePackage, part: string, needed: Needed): Result<true> => {
  if (needed.has(part)) return ok(true);
  const relations = relationsOf(file, part);
  if (!relations.ok) return relations;
  const text = part === file.main ? readXml(file, part) : undefined;
  if (text && !text.ok) return text;
  const used = relations.value.filter(
    ({ id, type }) => !text || LOOKS.has(type) || text.value.text.includes(`"${id}"`),
  );
  needed.set(part, new Set(used.map(({ id }) => id)));
  for (const { target, external } of used) {
    const more = external || !file.parts.has(target) ? ok(true as const) : need(file, target, needed);
    if (!more.ok) return more;
  }
  return ok(true);
};

/** The relationships of a part, without those that lead nowhere now. */
const relationsText = (file: OfficePackage, name: string, keep: ReadonlySet<string>): Result<string> => {
  const read = readXml(file, name);
  if (!read.ok) return read;
  const xml = read.value;
  let text = xml.text.slice(xml.start[0], xml.inner[0]);
  for (const child of childrenOf(xml, 0))
    if (keep.has(attributeOf(xml, child, 'Id') ?? ''))
      text += xml.text.slice(xml.start[child], xml.end[child]);
  return ok(text + xml.text.slice(xml.innerEnd[0], xml.end[0]));
};

const isXml = (name: string, type: string): boolean => type.endsWith('xml') || name.endsWith('.xml');

const partText = (file: OfficePackage, name: string, type: string): Result<string> => {
  const head = `<pkg:part pkg:name="/${escapeXml(name)}" pkg:contentType="${escapeXml(type)}"`;
  if (isXml(name, type)) {
    const xml = readXml(file, name);
    if (!xml.ok) return xml;
    const root = xml.value.text.slice(xml.value.start[0]);
    return ok(`${head}><pkg:xmlData>${root}</pkg:xmlData></pkg:part>`);
  }
  const bytes = readBytes(file, name);
  if (!bytes.ok) return bytes;
  const data = toBase64(bytes.value);
  return ok(`${head} pkg:compression="store"><pkg:binaryData>${data}</pkg:binaryData></pkg:part>`);
};

const RELATIONS = 'application/vnd.openxmlformats-package.relationships+xml';
const OFFICE_DOCUMENT = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument';

const relationsPiece = (name: string, text: string): string =>
  `<pkg:part pkg:name="/${escapeXml(name)}" pkg:contentType="${RELATIONS}"><pkg:xmlData>${text}</pkg:xmlData></pkg:part>`;

/** @returns document.broken, document.unsafe */
export const flatPiece = (file: OfficePackage): Result<string> => {
  const types = contentTypes(file);
  if (!types.ok) return types;
  const needed: Needed = new Map();
  const found = need(file, file.main, needed);
  if (!found.ok) return found;
  const pieces = [
    relationsPiece(
      ROOT_RELATIONS,
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${OFFICE_DOCUMENT}" Target="${escapeXml(file.main)}"/></Relationships>`,
    ),
  ];
  for (const [part, keep] of needed) {
    const text = partText(file, part, types.value(part));
    if (!text.ok) return text;
    pieces.push(text.value);
    const relations = keep.size > 0 ? relationsText(file, relationsPart(part), keep) : undefined;
    if (relations && !relations.ok) return relations;
    if (relations) pieces.push(relationsPiece(relationsPart(part), relations.value));
  }
  return ok(
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<?mso-application progid="Word.Document"?>\n<pkg:package xmlns:pkg="${PACKAGE}">${pieces.join('')}</pkg:package>`,
  );
};
