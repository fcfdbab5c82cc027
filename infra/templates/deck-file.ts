import { fieldOf, type DocumentFields } from '../../shared/documents/document-field.ts';
import { chartParts } from './chart-parts.ts';
import { rule, title, words, type SlideModel } from './deck-blocks.ts';
import {
  CLEAR_MAP,
  DECK_NAMESPACES,
  LAYOUTS,
  MASTER,
  pageNumber,
  PLACES,
  SLIDE,
  TABLE_STYLES,
  THEME,
  tree,
} from './deck-look.ts';
import { escaped, officeFile, XML, type Part, type Relation } from './office-package.ts';

/** A PowerPoint template as a file: A4, every slide with its label, page and notes; the number on the cover. */

export type DeckTemplate = {
  readonly title: string;
  readonly fields: DocumentFields;
  readonly slides: readonly SlideModel[];
};

const PML = 'application/vnd.openxmlformats-officedocument.presentationml';
const THEME_TYPE = 'application/vnd.openxmlformats-officedocument.theme+xml';

const notesShape = (id: number, name: string, kind: string, inner: string, place: string): string =>
  `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="${name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph ${kind}/></p:nvPr></p:nvSpPr><p:spPr>${place}</p:spPr>${inner}</p:sp>`;

const at = (x: number, y: number, width: number, height: number): string =>
  `<a:xfrm><a:off x="${x}" y="${y}"/><a:ext cx="${width}" cy="${height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>`;

const text = (said: string): string =>
  `<p:txBody><a:bodyPr/><a:lstStyle/>${said
    .split('\n')
    .map((line) => `<a:p><a:r><a:rPr lang="ja-JP"/><a:t>${escaped(line)}</a:t></a:r></a:p>`)
    .join('')}</p:txBody>`;

const NOTES_MASTER = `${XML}<p:notesMaster ${DECK_NAMESPACES}>${tree(
  notesShape(2, 'スライド', 'type="sldImg" idx="2"', '', at(685_800, 1_143_000, 5_486_400, 3_798_277)) +
    notesShape(
      3,
      'ノート',
      'type="body" sz="quarter" idx="3"',
      text('ノート'),
      at(685_800, 5_200_000, 5_486_400, 3_200_000),
    ),
)}<p:clrMap ${CLEAR_MAP}/><p:notesStyle><a:lvl1pPr><a:defRPr sz="1200"><a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/></a:defRPr></a:lvl1pPr></p:notesStyle></p:notesMaster>`;

const notesSlide = (notes: string): string =>
  `${XML}<p:notes ${DECK_NAMESPACES}>${tree(
    notesShape(2, 'スライド', 'type="sldImg"', '', '') +
      notesShape(3, 'ノート', 'type="body" idx="1"', text(notes), ''),
  )}<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>`;

const markerOf = ({ repeats, onlyIf, unless }: SlideModel): string => {
  if (repeats !== undefined) return `cio:slide:${repeats}`;
  if (onlyIf !== undefined) return `cio:ifSlide:${onlyIf}`;
  return unless === undefined ? '罫線' : `cio:unlessSlide:${unless}`;
};

const slideXml = (fields: DocumentFields, slide: SlideModel): string => {
  let id = 1;
  const shapes =
    title(slide.title, slide.cover) +
    (slide.cover ? '' : rule(markerOf(slide))) +
    slide.shapes +
    words({ field: 'document.label' }, PLACES.label, 12, 'r') +
    pageNumber(0).replace('id="0"', 'id="@ID@"');
  return `${XML}<p:sld ${DECK_NAMESPACES}>${tree(shapes)}<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>`
    .replaceAll('@ID@', () => String((id += 1)))
    .replaceAll(/@([A-Za-z][A-Za-z0-9.]*)@/g, (_, name: string) =>
      escaped(fieldOf(fields, name)?.label.ja ?? name),
    );
};

const slideParts = (fields: DocumentFields, slide: SlideModel, index: number): readonly Part[] => {
  const number = index + 1;
  const relations: Relation[] = [
    ['rId1', 'slideLayout', `../slideLayouts/slideLayout${slide.cover ? 1 : 2}.xml`],
    ['rId2', 'notesSlide', `../notesSlides/notesSlide${number}.xml`],
    ...(slide.chart ? [['rIdChart', 'chart', `../charts/chart${number}.xml`] as const] : []),
  ];
  return [
    {
      name: `ppt/slides/slide${number}.xml`,
      type: `${PML}.slide+xml`,
      content: slideXml(fields, slide),
      relations,
    },
    {
      name: `ppt/notesSlides/notesSlide${number}.xml`,
      type: `${PML}.notesSlide+xml`,
      content: notesSlide(slide.notes),
      relations: [
        ['rId1', 'notesMaster', '../notesMasters/notesMaster1.xml'],
        ['rId2', 'slide', `../slides/slide${number}.xml`],
      ],
    },
    ...(slide.chart ? chartParts('ppt', number, slide.chart) : []),
  ];
};

export const deckFile = ({ title: name, fields, slides }: DeckTemplate): Uint8Array => {
  const presentation = `${XML}<p:presentation ${DECK_NAMESPACES} saveSubsetFonts="1"><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst><p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst><p:sldIdLst>${slides.map((_, index) => `<p:sldId id="${256 + index}" r:id="rId${10 + index}"/>`).join('')}</p:sldIdLst><p:sldSz cx="${SLIDE.width}" cy="${SLIDE.height}" type="A4"/><p:notesSz cx="6858000" cy="9906000"/><p:defaultTextStyle><a:lvl1pPr><a:defRPr lang="ja-JP" sz="1800" kern="1200"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/></a:defRPr></a:lvl1pPr></p:defaultTextStyle></p:presentation>`;
  const layoutParts = LAYOUTS.map((content, index): Part => ({
    name: `ppt/slideLayouts/slideLayout${index + 1}.xml`,
    type: `${PML}.slideLayout+xml`,
    content,
    relations: [['rId1', 'slideMaster', '../slideMasters/slideMaster1.xml']],
  }));
  return officeFile(
    [
      {
        name: 'ppt/presentation.xml',
        type: `${PML}.presentation.main+xml`,
        content: presentation,
        relations: [
          ['rId1', 'slideMaster', 'slideMasters/slideMaster1.xml'],
          ['rId2', 'notesMaster', 'notesMasters/notesMaster1.xml'],
          ['rId3', 'theme', 'theme/theme1.xml'],
          ['rId4', 'tableStyles', 'tableStyles.xml'],
          ...slides.map((_, index): Relation => [
            `rId${10 + index}`,
            'slide',
            `slides/slide${index + 1}.xml`,
          ]),
        ],
      },
      {
        name: 'ppt/slideMasters/slideMaster1.xml',
        type: `${PML}.slideMaster+xml`,
        content: MASTER,
        relations: [
          ['rId1', 'slideLayout', '../slideLayouts/slideLayout1.xml'],
          ['rId2', 'slideLayout', '../slideLayouts/slideLayout2.xml'],
          ['rId3', 'theme', '../theme/theme1.xml'],
        ],
      },
      ...layoutParts,
      {
        name: 'ppt/notesMasters/notesMaster1.xml',
        type: `${PML}.notesMaster+xml`,
        content: NOTES_MASTER,
        relations: [['rId1', 'theme', '../theme/theme2.xml']],
      },
      { name: 'ppt/theme/theme1.xml', type: THEME_TYPE, content: THEME },
      { name: 'ppt/theme/theme2.xml', type: THEME_TYPE, content: THEME },
      { name: 'ppt/tableStyles.xml', type: `${PML}.tableStyles+xml`, content: TABLE_STYLES },
      ...slides.flatMap((slide, index) => slideParts(fields, slide, index)),
    ],
    name,
  );
};
