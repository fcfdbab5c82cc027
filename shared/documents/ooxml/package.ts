import { strFromU8 } from 'fflate';
import { ok, type Problem, type Result } from '../../kernel/problem.ts';
import { LIMITS, type Limits } from './limits.ts';
import { refusals } from './refusals.ts';
import { attributeOf, childrenOf, nameOf } from './xml-read.ts';
import { scanXml, type Xml } from './xml.ts';
import { pack, readZip, unpack, writeZip, type ZipEntry } from './zip.ts';

/**
 * A docx or pptx as its parts (ISO/IEC 29500-2). Never changed in place: an edit makes another one that shares
 * every part that was not touched, so a change is there whole or not at all.
 */
export type OfficePackage = {
  readonly kind: OfficeKind;
  /** Name of the main part: word/document.xml, ppt/presentation.xml. */
  readonly main: string;
  readonly parts: ReadonlyMap<string, ZipEntry>;
};

export type OfficeKind = 'docx' | 'pptx' | 'xlsx';

export type Relation = {
  readonly id: string;
  /** The last word of its type: 'slide', 'header', 'chart'. */
  readonly type: string;
  /** Name of a part; for what lies outside, the address as it is written. */
  readonly target: string;
  readonly external: boolean;
};

const MAIN: Readonly<Record<OfficeKind, string>> = {
  docx: 'wordprocessingml.document.main+xml',
  pptx: 'presentationml.presentation.main+xml',
  xlsx: 'spreadsheetml.sheet.main+xml',
};

export const CONTENT_TYPES = '[Content_Types].xml';
export const ROOT_RELATIONS = '_rels/.rels';

/** What was unpacked and scanned, for as long as its entry lives. */
const unpacked = new WeakMap<ZipEntry, Uint8Array>();
const scanned = new WeakMap<ZipEntry, Xml>();

/** The bytes of a part. @returns document.broken when there is none of that name or it is damaged */
export const readBytes = ({ parts }: OfficePackage, name: string): Result<Uint8Array> => {
  const entry = parts.get(name);
  if (!entry) return refusals.broken(name);
  const known = unpacked.get(entry);
  if (known) return ok(known);
  const read = unpack(entry);
  if (read.ok) unpacked.set(entry, read.value);
  return read;
};

/** A part of XML. @returns document.broken, document.unsafe */
export const readXml = (file: OfficePackage, name: string): Result<Xml> => {
  const entry = file.parts.get(name);
  const known = entry && scanned.get(entry);
  if (known) return ok(known);
  const bytes = readBytes(file, name);
  if (!bytes.ok || !entry) return bytes.ok ? refusals.broken(name) : bytes;
  const xml = scanXml(strFromU8(bytes.value), name);
  if (xml.ok) {
    scanned.set(entry, xml.value);
    unpacked.delete(entry);
  }
  return xml;
};

const EXCLAMATION = 0x21;

/** `<!D` and `<!E` stand in no XML of Office; looked for in the bytes of every part, also those nobody reads here. */
const declaresTypes = (bytes: Uint8Array): boolean => {
  for (let at = bytes.indexOf(EXCLAMATION); at > 0; at = bytes.indexOf(EXCLAMATION, at + 1))
    if (bytes[at - 1] === 0x3c && (bytes[at + 1] === 0x44 || bytes[at + 1] === 0x45)) return true;
  return false;
};

const checkXml = (file: OfficePackage, name: string, limits: Limits): Problem | undefined => {
  const size = file.parts.get(name)?.size ?? 0;
  if (size > limits.xml) return refusals.tooLarge('xml', size, limits.xml).problem;
  const bytes = readBytes(file, name);
  if (!bytes.ok) return bytes.problem;
  const [first, second] = bytes.value;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff) || first === 0)
    return refusals.broken(`${name}: UTF-16`).problem;
  return declaresTypes(bytes.value) ? refusals.unsafe('entities').problem : undefined;
};

const isXml = (name: string): boolean => /\.(xml|rels)$/i.test(name);

/** The content type of each part, from its own entry or its extension. */
export const contentTypes = (file: OfficePackage): Result<(name: string) => string> => {
  const read = readXml(file, CONTENT_TYPES);
  if (!read.ok) return read;
  const xml = read.value;
  const own = new Map<string, string>();
  const byExtension = new Map<string, string>();
  for (const child of childrenOf(xml, 0)) {
    const type = attributeOf(xml, child, 'ContentType') ?? '';
    if (nameOf(xml, child) === 'ct:Override')
      own.set((attributeOf(xml, child, 'PartName') ?? '').replace(/^\//, '').toLowerCase(), type);
    else byExtension.set((attributeOf(xml, child, 'Extension') ?? '').toLowerCase(), type);
  }
  return ok((name) => {
    const lower = name.toLowerCase();
    return own.get(lower) ?? byExtension.get(lower.slice(lower.lastIndexOf('.') + 1)) ?? '';
  });
};

export const folderOf = (part: string): string => part.slice(0, part.lastIndexOf('/') + 1);

export const relationsPart = (part: string): string =>
  `${folderOf(part)}_rels/${part.slice(part.lastIndexOf('/') + 1)}.rels`;

const resolve = (from: string, target: string): string => {
  const path = target.startsWith('/') ? target.slice(1) : folderOf(from) + target;
  const kept: string[] = [];
  for (const piece of path.split('/'))
    if (piece === '..') kept.pop();
    else if (piece !== '.' && piece !== '') kept.push(piece);
  return kept.join('/');
};

/** The relationships of a part as its own part of them says. */
export const relationsWritten = (xml: Xml, from: string): readonly Relation[] =>
  [...childrenOf(xml, 0)].map((child) => {
    const external = attributeOf(xml, child, 'TargetMode') === 'External';
    const target = attributeOf(xml, child, 'Target') ?? '';
    return {
      id: attributeOf(xml, child, 'Id') ?? '',
      type: (attributeOf(xml, child, 'Type') ?? '').split('/').at(-1) ?? '',
      target: external ? target : resolve(from, target),
      external,
    };
  });

const relationsIn = (file: OfficePackage, relations: string, from: string): Result<readonly Relation[]> => {
  if (!file.parts.has(relations)) return ok([]);
  const read = readXml(file, relations);
  if (!read.ok) return read;
  return ok(relationsWritten(read.value, from));
};

export const relationsOf = (file: OfficePackage, part: string): Result<readonly Relation[]> =>
  relationsIn(file, relationsPart(part), part);

export const rootRelations = (file: OfficePackage): Result<readonly Relation[]> =>
  relationsIn(file, ROOT_RELATIONS, '');

const MACROS = /macroEnabled|vbaProject|macrosheet/i;

export type Opening = {
  /** What the file is called; its ending must say what it is. */
  readonly name?: string;
  readonly limits?: Limits;
  /** What may be opened; a document by default. */
  readonly kinds?: readonly OfficeKind[];
};

/**
 * Opens a file of unknown origin. Pure: the bytes are looked at, nothing in them is carried out.
 * @returns document.broken, .encrypted, .macros, .otherKind, .noOffice, .tooLarge, .unsafe
 */
export const openPackage = (bytes: Uint8Array, opening: Opening = {}): Result<OfficePackage> => {
  const limits = opening.limits ?? LIMITS;
  const kinds = opening.kinds ?? ['docx', 'pptx'];
  const ending = /\.([a-z0-9]+)$/i.exec(opening.name ?? '')?.[1]?.toLowerCase();
  const entries = readZip(bytes, limits);
  // What calls itself something else is no damaged document.
  if (!entries.ok && entries.problem.code === 'document.broken' && ending !== undefined)
    return kinds.some((one) => one === ending) ? entries : refusals.noOffice();
  if (!entries.ok) return entries;
  const parts = new Map(entries.value.map((entry) => [entry.name, entry]));
  if (!parts.has(CONTENT_TYPES) || !parts.has(ROOT_RELATIONS)) return refusals.noOffice();
  let file: OfficePackage = { kind: 'docx', main: '', parts };
  for (const name of parts.keys()) {
    const problem = isXml(name) ? checkXml(file, name, limits) : undefined;
    if (problem) return { ok: false, problem };
  }
  const typeOf = contentTypes(file);
  if (!typeOf.ok) return typeOf;
  const relations = rootRelations(file);
  if (!relations.ok) return relations;
  const main = relations.value.find(({ type }) => type === 'officeDocument')?.target ?? '';
  const mainType = typeOf.value(main);
  if ([...parts.keys()].some((name) => MACROS.test(name) || MACROS.test(typeOf.value(name))))
    return refusals.macros();
  const kind = kinds.find((one) => mainType.endsWith(MAIN[one]));
  if (!kind || !parts.has(main)) return refusals.noOffice();
  if (opening.name !== undefined && ending !== kind) return refusals.otherKind(ending ?? '', kind);
  file = { kind, main, parts };
  return ok(file);
};

/** The package with these parts replaced, added (string or bytes) or, where undefined, taken out. */
export const withParts = (
  file: OfficePackage,
  changes: ReadonlyMap<string, string | Uint8Array | undefined>,
): OfficePackage => {
  const parts = new Map(file.parts);
  for (const [name, content] of changes)
    if (content === undefined) parts.delete(name);
    else parts.set(name, pack(name, content, parts.get(name)?.time));
  return { ...file, parts };
};

/** The file. The same package gives the same bytes. */
export const writePackage = (file: OfficePackage): Uint8Array => writeZip([...file.parts.values()]);
