import type { OfficeDocument } from '../../addin/office/office-document.ts';
import { powerpointDocument } from '../../addin/office/powerpoint/powerpoint-document.ts';
import { wordDocument } from '../../addin/office/word/word-document.ts';
import type { DocumentFields } from '../../shared/documents/document-field.ts';
import { factsOf, type Fact } from '../../shared/documents/facts.ts';
import { planFill } from '../../shared/documents/fill-plan.ts';
import { openInPowerPoint } from '../addin/office/stand-in/powerpoint.ts';
import { openInWord } from '../addin/office/stand-in/word.ts';
import { deckFile, shape } from '../shared/documents/deck-fixture.ts';
import { control, paragraph, text, wordFile } from '../shared/documents/word-fixture.ts';
import type { Figure } from './figures.ts';

/** Round trips to Word and PowerPoint while 200 fields are refreshed, the proof among them: Office answers each slowly. */

const IDS = Array.from({ length: 200 }, (_, index) => `figure.n${index}`);
const FIELDS: DocumentFields = Object.fromEntries(
  IDS.map((id) => [id, { kind: 'text' as const, label: { ja: id, en: id } }]),
);
const FACTS = factsOf(IDS.map((id, index): Fact => ({ id, value: `値${index}`, at: 0 })));

const refreshed = async (document: OfficeDocument, syncs: () => number): Promise<number> => {
  const read = await document.read();
  if (!read.ok) throw new Error(read.problem.code);
  const before = syncs();
  const applied = await document.apply(planFill(read.value, FIELDS, FACTS));
  if (!applied.ok) throw new Error(applied.problems[0]?.code);
  return syncs() - before;
};

export const measureSyncs = async (): Promise<readonly Figure[]> => {
  const word = openInWord(
    wordFile({ body: IDS.map((id) => paragraph(control(`cio:${id}`, text('0')))).join('') }),
  );
  const inWord = await refreshed(wordDocument(), word.queue.syncs);
  const powerpoint = openInPowerPoint(deckFile([{ shapes: IDS.map((id) => shape(`cio:${id}`)).join('') }]));
  const inPowerPoint = await refreshed(powerpointDocument(), powerpoint.queue.syncs);
  const figure = (app: string, measured: number): Figure => ({
    name: `200 fields refreshed in ${app}`,
    unit: 'syncs',
    measured,
    aim: { kind: 'most', value: 3 },
  });
  return [figure('Word', inWord), figure('PowerPoint', inPowerPoint)];
};
