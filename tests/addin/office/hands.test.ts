import { describe } from '@jest/globals';
import { fileDocument } from '../../../addin/office/file-document.ts';
import { powerpointDocument } from '../../../addin/office/powerpoint/powerpoint-document.ts';
import { wordDocument } from '../../../addin/office/word/word-document.ts';
import { readDocument } from '../../../shared/documents/file-hand.ts';
import { openPackage } from '../../../shared/documents/ooxml/package.ts';
import { anchorAt } from '../../../addin/office/anchor-at.ts';
import { deckFile, shape, table, words, type SlideParts } from '../../shared/documents/deck-fixture.ts';
import {
  cell,
  control,
  paragraph,
  placeholder,
  row,
  tableOf,
  text,
  wordFile,
  type WordParts,
} from '../../shared/documents/word-fixture.ts';
import { contract, type Opened } from './contract.ts';
import { openInPowerPoint } from './stand-in/powerpoint.ts';
import { openInWord } from './stand-in/word.ts';

const MEASURES = tableOf(
  2,
  row(cell(paragraph(text('取組'))), cell(paragraph(text('件数')))) +
    control(
      'cio:each:measures',
      row(
        cell(paragraph(control('cio:measures.name', text('未記入')))),
        cell(paragraph(control('cio:measures.count', text('0')))),
      ),
    ),
);

const title = paragraph(control('cio:plan.title', text('表題')));
const PLAN: WordParts = {
  header: paragraph(control('cio:plan.title', text('表題'))),
  body: [
    title,
    control('cio:plan.purpose', paragraph(text('目的'))),
    MEASURES,
    paragraph(text('以上')),
    control('cio:if:plan.hasRisks', paragraph(text('リスクへの対応'))),
  ].join(''),
};
const HINDERED: WordParts = {
  ...PLAN,
  body: PLAN.body.replace(
    title,
    paragraph(placeholder('cio:plan.title', '<w:dataBinding w:xpath="/a" w:storeItemID="{1}"/>')),
  ),
};

/** Nobody else writes into a file that is open in the page: a person's edit is one that the ledger does not know. */
const openedFile = (bytes: Uint8Array, name: string): Opened => {
  let saved = (): Uint8Array => bytes;
  const made = fileDocument(bytes, {
    name,
    show: (spot) => {
      const file = openPackage(saved());
      const read = file.ok ? readDocument(file.value) : file;
      return read.ok && spot.at === 'field' && anchorAt(read.value.anchors, spot) !== undefined;
    },
  });
  if (!made.ok) throw new Error(made.problem.code);
  const document = made.value;
  saved = () => document.save().bytes;
  return {
    document,
    type: async (id, words) => {
      const read = await document.read();
      const ledger = (read.ok ? read.value.ledger : undefined) ?? { entries: new Map() };
      await document.apply({ edits: [{ kind: 'text', id, text: words }], unfilled: [], unknown: [], ledger });
    },
  };
};

describe('the file hand, Word', () => {
  const open = (parts: WordParts): Opened => openedFile(wordFile(parts), '計画書.docx');
  contract({ plan: () => open(PLAN), hindered: () => open(HINDERED) });
});

describe('the Word hand', () => {
  const open = (parts: WordParts): Opened => {
    const word = openInWord(wordFile(parts));
    return {
      document: wordDocument(),
      type: async (id, words) => {
        for (const { control: found } of word.model.controls())
          if (found.raw === `cio:${id}`) word.model.write(Number(found.id), { text: words });
      },
    };
  };
  contract({ plan: () => open(PLAN), hindered: () => open(HINDERED) });
});

const SLIDES: readonly SlideParts[] = [
  {
    shapes: [
      shape('cio:plan.title', words('表題')),
      shape('cio:plan.purpose', words('目的')),
      table('cio:each:measures[measures.name,measures.count]', [
        ['取組', '件数'],
        ['未記入', '0'],
      ]),
    ].join(''),
  },
  { shapes: shape('cio:plan.title', words('表題')) + shape('cio:if:plan.hasRisks', words('リスクへの対応')) },
];
const HINDERED_SLIDES: readonly SlideParts[] = [
  { shapes: shape('cio:plan.title', '<a:p><a:fld id="{1}" type="slidenum"><a:t>1</a:t></a:fld></a:p>') },
  ...SLIDES,
];

describe('the file hand, PowerPoint', () => {
  const open = (slides: readonly SlideParts[]): Opened => openedFile(deckFile(slides), '計画書.pptx');
  contract({ plan: () => open(SLIDES), hindered: () => open(HINDERED_SLIDES) });
});

describe.each(['1.4', '1.7', '1.8'])('the PowerPoint hand, PowerPointApi %s', (api) => {
  const open = (slides: readonly SlideParts[]): Opened => {
    const { model } = openInPowerPoint(deckFile(slides), { api });
    return {
      document: powerpointDocument(),
      type: async (id, typed) => {
        for (const slide of model.ids())
          for (const one of model.shapes(slide))
            if (one.name === `cio:${id}`) model.write(slide, one.id, typed);
      },
    };
  };
  contract({ plan: () => open(SLIDES), hindered: () => open(HINDERED_SLIDES) });
});
