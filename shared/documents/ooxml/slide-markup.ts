import type { DocumentTable } from '../document-table.ts';
import { escapeXml } from './xml-read.ts';

/** Markup of PowerPoint for what is put in anew: a text box, a slide with a table. Lengths in EMU. */

const NAMESPACES =
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"';

const paragraphs = (text: string, properties: string): string =>
  text
    .split('\n')
    .map((line) =>
      line === ''
        ? `<a:p><a:endParaRPr ${properties}/></a:p>`
        : `<a:p><a:r><a:rPr ${properties}/><a:t>${escapeXml(line)}</a:t></a:r></a:p>`,
    )
    .join('');

export const textBoxMarkup = (id: number, name: string, text: string): string =>
  `<p:sp ${NAMESPACES}><p:nvSpPr><p:cNvPr id="${id}" name="${escapeXml(name)}"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="457200" y="457200"/><a:ext cx="4572000" cy="457200"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody><a:bodyPr wrap="square"><a:spAutoFit/></a:bodyPr><a:lstStyle/>${paragraphs(text, 'lang="ja-JP" sz="1400"')}</p:txBody></p:sp>`;

/** A slide that holds the table alone, its title above it. `width` and `height` of the deck's slides. */
export const tableSlideMarkup = (table: DocumentTable, width: number, height: number): string => {
  const margin = Math.round(width / 24);
  const shares = table.columns.reduce((sum, { share }) => sum + share, 0) || 1;
  const inner = width - 2 * margin;
  const cell = (text: string, bold = false, span = 1): string =>
    `<a:tc${span > 1 ? ` gridSpan="${span}"` : ''}><a:txBody><a:bodyPr/><a:lstStyle/>${paragraphs(text, `lang="ja-JP" sz="1000"${bold ? ' b="1"' : ''}`)}</a:txBody><a:tcPr/></a:tc>`;
  const merged = '<a:tc hMerge="1"><a:txBody><a:bodyPr/><a:lstStyle/><a:p/></a:txBody><a:tcPr/></a:tc>';
  const rowOf = (cells: string): string => `<a:tr h="300000">${cells}</a:tr>`;
  const rows = [
    rowOf(table.columns.map(({ heading }) => cell(heading, true)).join('')),
    ...table.rows.map(({ cells }) =>
      rowOf(
        cells[0]?.heading
          ? cell(cells[0].text, true, table.columns.length) + merged.repeat(table.columns.length - 1)
          : cells.map(({ text }) => cell(text)).join(''),
      ),
    ),
  ];
  const grid = table.columns
    .map(({ share }) => `<a:gridCol w="${Math.round((inner * share) / shares)}"/>`)
    .join('');
  const title = `<p:sp><p:nvSpPr><p:cNvPr id="2" name="${escapeXml(table.title)}"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="${margin}" y="${margin}"/><a:ext cx="${inner}" cy="457200"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody><a:bodyPr wrap="square"/><a:lstStyle/>${paragraphs(table.title, 'lang="ja-JP" sz="1800" b="1"')}</p:txBody></p:sp>`;
  const frame = `<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="3" name="${escapeXml(table.title)}" descr="${escapeXml(table.title)}"/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr><p:xfrm><a:off x="${margin}" y="${margin + 540_000}"/><a:ext cx="${inner}" cy="${Math.min(height - margin * 2, 300_000 * rows.length)}"/></p:xfrm><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl><a:tblPr firstRow="1" bandRow="1"/><a:tblGrid>${grid}</a:tblGrid>${rows.join('')}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>`;
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<p:sld ${NAMESPACES}><p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>${title}${frame}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>`;
};
