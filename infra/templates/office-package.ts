import { pack, writeZip } from '../../shared/documents/ooxml/zip.ts';

/** The parts of an Office file put together: the same parts give the same bytes. */

export const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
export const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006';

export type Part = {
  readonly name: string;
  /** Absent where the ending says it. */
  readonly type?: string;
  readonly content: string | Uint8Array;
  readonly relations?: readonly Relation[];
};

/** Id, last word of the type, target as it is written. */
export type Relation = readonly [id: string, type: string, target: string];

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const relationsXml = (relations: readonly Relation[]): string =>
  `${XML}<Relationships xmlns="${PACKAGE}/relationships">${relations
    .map(([id, type, target]) => {
      const full = type === 'core-properties' ? `${PACKAGE}/relationships/metadata` : OFFICE;
      return `<Relationship Id="${id}" Type="${full}/${type}" Target="${escaped(target)}"/>`;
    })
    .join('')}</Relationships>`;

const DEFAULTS: readonly (readonly [string, string])[] = [
  ['rels', 'application/vnd.openxmlformats-package.relationships+xml'],
  ['xml', 'application/xml'],
  ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
];

const typesXml = (parts: readonly Part[]): string =>
  `${XML}<Types xmlns="${PACKAGE}/content-types">${DEFAULTS.map(
    ([ending, type]) => `<Default Extension="${ending}" ContentType="${type}"/>`,
  ).join('')}${parts
    .flatMap(({ name, type }) =>
      type === undefined ? [] : [`<Override PartName="/${name}" ContentType="${type}"/>`],
    )
    .join('')}</Types>`;

const relationsName = (name: string): string => name.replace(/([^/]*)$/, '_rels/$1.rels');

/** @param main the part that the package is about, first of the parts */
export const officeFile = (parts: readonly Part[], title: string): Uint8Array => {
  const core: Part = {
    name: 'docProps/core.xml',
    type: 'application/vnd.openxmlformats-package.core-properties+xml',
    content: `${XML}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escaped(title)}</dc:title><dc:language>ja-JP</dc:language></cp:coreProperties>`,
  };
  const all = [...parts, core];
  const root: Relation[] = [
    ['rId1', 'officeDocument', all[0]?.name ?? ''],
    ['rId2', 'core-properties', core.name],
  ];
  return writeZip([
    pack('[Content_Types].xml', typesXml(all)),
    pack('_rels/.rels', relationsXml(root)),
    ...all.flatMap(({ name, content, relations }) => [
      pack(name, content),
      ...(relations && relations.length > 0 ? [pack(relationsName(name), relationsXml(relations))] : []),
    ]),
  ]);
};
