import type { DocumentFields } from '../../shared/documents/document-field.ts';
import { fieldOf } from '../../shared/documents/document-field.ts';
import { chartParts, type ChartModel } from './chart-parts.ts';
import { escaped, officeFile, XML, type Part, type Relation } from './office-package.ts';
import { field, para, TAB, words, type Turned } from './word-blocks.ts';
import { FONTS, NUMBERING, STYLES, WORD_NAMESPACES } from './word-styles.ts';

/** A Word template as a file. A4; the header has number and label, the footer page n / N. */

export type WordTemplate = {
  readonly title: string;
  readonly fields: DocumentFields;
  readonly body: string;
  readonly charts?: readonly ChartModel[];
  readonly turned?: Turned;
  /** A letter says its number itself. */
  readonly letter?: boolean;
};

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

/** 25 mm above and below, 25 mm at the sides. */
const PAGE: Readonly<Record<Turned, string>> = {
  portrait:
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1531" w:right="1418" w:bottom="1418" w:left="1418" w:header="737" w:footer="680" w:gutter="0"/>',
  landscape:
    '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1531" w:right="1701" w:bottom="1418" w:left="1701" w:header="737" w:footer="680" w:gutter="0"/>',
};

const pageField = (instruction: string): string =>
  `<w:fldSimple w:instr=" ${instruction} "><w:r><w:t>1</w:t></w:r></w:fldSimple>`;

const SETTINGS = `${XML}<w:settings ${WORD_NAMESPACES}><w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/><w:defaultTabStop w:val="840"/><w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="ja-JP"/></w:settings>`;

/** Numbers for the controls, counted through all parts, and the fields' names in what a person sees. */
const finisher = (fields: DocumentFields): ((xml: string) => string) => {
  let id = 1000;
  return (xml) =>
    xml
      .replaceAll('@ID@', () => String((id += 1)))
      .replaceAll(/@([A-Za-z][A-Za-z0-9.]*)@/g, (_, name: string) =>
        escaped(fieldOf(fields, name)?.label.ja ?? name),
      );
};

export const wordFile = ({
  title,
  fields,
  body,
  charts = [],
  turned = 'portrait',
  letter = false,
}: WordTemplate): Uint8Array => {
  const finished = finisher(fields);
  const header = para(
    turned === 'portrait' ? 'Header' : 'HeaderWide',
    ...(letter ? [] : [words('文書番号　'), field('document.number')]),
    TAB,
    words('【'),
    field('document.label'),
    words('】'),
  );
  const footer = para('Footer', pageField('PAGE'), words(' / '), pageField('NUMPAGES'));
  const relations: Relation[] = [
    ['rId1', 'styles', 'styles.xml'],
    ['rId2', 'numbering', 'numbering.xml'],
    ['rId3', 'settings', 'settings.xml'],
    ['rId4', 'fontTable', 'fontTable.xml'],
    ['rId5', 'header', 'header1.xml'],
    ['rId6', 'footer', 'footer1.xml'],
    ...charts.map((_, index): Relation => [`rIdChart${index + 1}`, 'chart', `charts/chart${index + 1}.xml`]),
  ];
  const section = `<w:sectPr><w:headerReference w:type="default" r:id="rId5"/><w:footerReference w:type="default" r:id="rId6"/>${PAGE[turned]}</w:sectPr>`;
  const part = (name: string, type: string, content: string, own?: readonly Relation[]): Part => ({
    name: `word/${name}.xml`,
    type: `${WORD}.${type}+xml`,
    content,
    ...(own ? { relations: own } : {}),
  });
  return officeFile(
    [
      part(
        'document',
        'document.main',
        finished(`${XML}<w:document ${WORD_NAMESPACES}><w:body>${body}${section}</w:body></w:document>`),
        relations,
      ),
      part('styles', 'styles', STYLES),
      part('numbering', 'numbering', NUMBERING),
      part('settings', 'settings', SETTINGS),
      part('fontTable', 'fontTable', FONTS),
      part('header1', 'header', finished(`${XML}<w:hdr ${WORD_NAMESPACES}>${header}</w:hdr>`)),
      part('footer1', 'footer', `${XML}<w:ftr ${WORD_NAMESPACES}>${footer}</w:ftr>`),
      ...charts.flatMap((chart, index) => chartParts('word', index + 1, chart)),
    ],
    title,
  );
};
