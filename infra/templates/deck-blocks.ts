import { PLACES, emu, TABLE_STYLE, transform, type Frame } from './deck-look.ts';
import type { ChartModel } from './chart-parts.ts';
import { DRAWING, escaped } from './office-package.ts';

/** The pieces of our slides. Ids and the names of fields are set when the file is made. */

/** Words as they stand, or a field. */
export type Said = string | { readonly field: string };

export type SlideModel = {
  readonly title: Said;
  readonly cover?: boolean;
  readonly shapes: string;
  readonly chart?: ChartModel;
  /** What the speaker keeps in mind. */
  readonly notes: string;
  /** The slide is repeated for each row of this list. */
  readonly repeats?: string;
  /** The slide is there only while this holds. */
  readonly onlyIf?: string;
  /** … and only while this does not. */
  readonly unless?: string;
};

const run = (text: string): string => `<a:r><a:rPr lang="ja-JP" altLang="en-US"/><a:t>${text}</a:t></a:r>`;

const paragraph = (said: Said, properties = ''): string =>
  `<a:p>${properties}${
    typeof said === 'string'
      ? said
          .split('\n')
          .map((line) => run(escaped(line)))
          .join('<a:br/>')
      : run(`［@${said.field}@］`)
  }</a:p>`;

const nameOf = (said: Said, otherwise: string): string =>
  typeof said === 'string' ? otherwise : `cio:${said.field}`;

const head = (name: string, more: string, alt = ''): string =>
  `<p:nvSpPr><p:cNvPr id="@ID@" name="${name}"${alt === '' ? '' : ` descr="${escaped(alt)}"`}/>${more}</p:nvSpPr>`;

const inPlaceholder = (kind: string, name: string, paragraphs: string): string =>
  `<p:sp>${head(name, `<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph ${kind}/></p:nvPr>`)}<p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>${paragraphs}</p:txBody></p:sp>`;

export const title = (said: Said, cover = false): string =>
  inPlaceholder(`type="${cover ? 'ctrTitle' : 'title'}"`, nameOf(said, 'タイトル'), paragraph(said));

/** Text of a slide, at most five lines. */
export const body = (id: string): string => inPlaceholder('idx="1"', `cio:${id}`, paragraph({ field: id }));

export const words = (said: Said, frame: Frame, size: number, align: 'l' | 'r' | 'ctr' = 'l'): string =>
  `<p:sp>${head(nameOf(said, '文字'), '<p:cNvSpPr txBox="1"/><p:nvPr/>')}<p:spPr>${transform(frame)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"><a:noAutofit/></a:bodyPr><a:lstStyle><a:lvl1pPr algn="${align}"><a:defRPr sz="${size * 100}"/></a:lvl1pPr></a:lstStyle>${paragraph(said)}</p:txBody></p:sp>`;

/** The line below the title; its name carries what becomes of the whole slide. */
export const rule = (name: string): string =>
  `<p:sp>${head(name, '<p:cNvSpPr/><p:nvPr/>')}<p:spPr>${transform(PLACES.rule)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="accent1"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>`;

export const source = (said: string): string => words(`出典：${said}`, PLACES.source, 12);

const frameOf = (
  name: string,
  alt: string,
  [x, y, width, height]: Frame,
  uri: string,
  inner: string,
): string =>
  `<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="@ID@" name="${name}" descr="${escaped(alt)}"/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>${transform([x, y, width, height], 'p')}<a:graphic><a:graphicData uri="${DRAWING}/${uri}">${inner}</a:graphicData></a:graphic></p:graphicFrame>`;

type Align = 'l' | 'r' | 'ctr';
/** @param tight without room at the sides, for narrow columns */
const cell = (said: Said, align: Align = 'l', tight = false): string =>
  `<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>${paragraph(said, align === 'l' ? '' : `<a:pPr algn="${align}"/>`)}</a:txBody><a:tcPr marL="${tight ? 0 : 72000}" marR="${tight ? 0 : 72000}" marT="25200" marB="25200" anchor="ctr"/></a:tc>`;

const HEIGHT = 1.05;
const row = (cells: string): string => `<a:tr h="${emu(HEIGHT)}">${cells}</a:tr>`;

const grid = (widths: readonly number[], marks: string, rows: string): string =>
  `<a:tbl><a:tblPr ${marks}><a:tableStyleId>${TABLE_STYLE}</a:tableStyleId></a:tblPr><a:tblGrid>${widths.map((width) => `<a:gridCol w="${emu(width)}"/>`).join('')}</a:tblGrid>${rows}</a:tbl>`;

const [LEFT, TOP, WIDTH] = PLACES.body;

const shared = (parts: readonly number[]): readonly number[] => {
  const sum = parts.reduce((total, part) => total + part, 0);
  return parts.map((part) => (part / sum) * WIDTH);
};

export type SlideColumn = {
  readonly head: string;
  readonly width: number;
  readonly id: string;
  readonly align?: Align;
  readonly tight?: boolean;
};

/** A list as a table: a row for each of its rows. */
export const listTable = (list: string, alt: string, columns: readonly SlideColumn[]): string =>
  frameOf(
    `cio:each:${list}[${columns.map(({ id }) => id).join(',')}]`,
    alt,
    [LEFT, TOP, WIDTH, HEIGHT * 2],
    'table',
    grid(
      shared(columns.map(({ width }) => width)),
      'firstRow="1"',
      row(columns.map(({ head: said, tight }) => cell(said, 'ctr', tight)).join('')) +
        row(columns.map(({ id, align, tight }) => cell({ field: id }, align, tight)).join('')),
    ),
  );

/** Names at the left, values at the right. */
export const factTable = (alt: string, facts: readonly (readonly [label: string, id: string])[]): string =>
  frameOf(
    `cio:cells[${facts.map(([, id], index) => `B${index + 1}=${id}`).join(',')}]`,
    alt,
    [LEFT, TOP, WIDTH, HEIGHT * facts.length],
    'table',
    grid(
      shared([18, 82]),
      'firstCol="1"',
      facts.map(([label, id]) => row(cell(label) + cell({ field: id }))).join(''),
    ),
  );

/** The slide's chart. */
export const chart = (id: string, alt: string): string =>
  frameOf(
    `cio:chart:${id}`,
    alt,
    PLACES.body,
    'chart',
    `<c:chart xmlns:c="${DRAWING}/chart" r:id="rIdChart"/>`,
  );
