import { ok, type Result } from '../../../shared/kernel/problem.ts';
import {
  CONTENT_TYPES,
  contentTypes,
  readBytes,
  readXml,
  relationsPart,
  ROOT_RELATIONS,
  type OfficePackage,
} from '../../../shared/documents/ooxml/package.ts';
import { escapeXml } from '../../../shared/documents/ooxml/xml-read.ts';
import { toBase64 } from '../base64.ts';

/** A document as one text of XML («flat OPC»), the form in which Word takes a piece to be put into another document. */

const PACKAGE = 'http://schemas.microsoft.com/office/2006/xmlPackage';

/** What belongs to a whole document and not to a piece of it; the ledger above all, which would be there twice. */
const OF_THE_WHOLE =
  /^(customXml|docProps)\/|^word\/(header|footer)\d*\.xml$|\/_rels\/(header|footer)\d*\.xml\.rels$/;
const RELATION_OF_THE_WHOLE =
  /<(?:\w+:)?Relationship\s[^>]*\/(?:customXml|header|footer)"[^>]*?(?:\/>|>\s*<\/(?:\w+:)?Relationship>)/g;

const isXml = (name: string, type: string): boolean => type.endsWith('xml') || /\.(xml|rels)$/i.test(name);

/** @returns document.broken, document.unsafe */
export const flatPiece = (file: OfficePackage): Result<string> => {
  const types = contentTypes(file);
  if (!types.ok) return types;
  const names = [...file.parts.keys()].filter(
    (name) => name !== CONTENT_TYPES && !name.endsWith('/') && !OF_THE_WHOLE.test(name),
  );
  const parts: string[] = [];
  // The relationships of the whole come first: Word finds the document by them.
  for (const name of names.toSorted(
    (one, other) => Number(other === ROOT_RELATIONS) - Number(one === ROOT_RELATIONS),
  )) {
    const type = types.value(name);
    const head = `<pkg:part pkg:name="/${escapeXml(name)}" pkg:contentType="${escapeXml(type)}"`;
    if (isXml(name, type)) {
      const xml = readXml(file, name);
      if (!xml.ok) return xml;
      const root = xml.value.text.slice(xml.value.start[0]);
      const own = name === relationsPart(file.main) ? root.replaceAll(RELATION_OF_THE_WHOLE, '') : root;
      parts.push(`${head}><pkg:xmlData>${own}</pkg:xmlData></pkg:part>`);
    } else {
      const bytes = readBytes(file, name);
      if (!bytes.ok) return bytes;
      const data = toBase64(bytes.value);
      parts.push(`${head} pkg:compression="store"><pkg:binaryData>${data}</pkg:binaryData></pkg:part>`);
    }
  }
  return ok(
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<?mso-application progid="Word.Document"?>\n<pkg:package xmlns:pkg="${PACKAGE}">${parts.join('')}</pkg:package>`,
  );
};
