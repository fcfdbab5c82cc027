import { ok, type Result } from '../../../shared/kernel/problem.ts';
import type { Anchor, DocumentReading } from '../../../shared/documents/anchor.ts';
import { readDocument } from '../../../shared/documents/file-hand.ts';
import { writesOf } from '../../../shared/documents/plan-values.ts';
import { openPackage } from '../../../shared/documents/ooxml/package.ts';
import { toBase64 } from '../base64.ts';
import type { Loss, OfficeDocument } from '../office-document.ts';
import { officeProblems } from '../office-problems.ts';
import { wholeFile, wholePackage } from '../whole-file.ts';
import { applyInWord } from './apply.ts';
import { putField } from './put-field.ts';
import { goTo } from './go-to.ts';
import { addDocument, insertTable, replaceDocument } from './insert.ts';
import { controlOf, loadControls, matched, textOf } from './live-controls.ts';
import { fixTexts } from './fix-texts.ts';

/** The document open in Word. Floor: WordApi 1.6. */

/** What stands in the controls at this moment: the file may lag behind by what was typed just now. */
const atThisMoment = async (reading: DocumentReading): Promise<DocumentReading> =>
  Word.run(async (context) => {
    const collection = loadControls(context);
    context.document.load('changeTrackingMode');
    await context.sync();
    const controls = matched(collection, reading.anchors);
    const now = (anchor: Anchor): Anchor => {
      const control = anchor.control === 'text' ? controlOf(controls, anchor.handle) : undefined;
      return control && anchor.text !== '' ? { ...anchor, text: textOf(control) } : anchor;
    };
    return {
      ...reading,
      anchors: reading.anchors.map(now),
      tracking: context.document.changeTrackingMode !== 'Off',
    };
  });

const read = async (): Promise<Result<DocumentReading>> => {
  const file = await wholePackage();
  const reading = file.ok ? readDocument(file.value) : file;
  if (!reading.ok) return reading;
  return atThisMoment(reading.value).then(ok, () => ({ ok: false, problem: officeProblems.notRead() }));
};

const chartLoss = ({ tag, place }: Anchor): Loss => ({
  code: 'chart',
  id: tag.id,
  place,
  message: {
    ja: 'グラフを新しいデータのものに差し替えます。グラフの体裁は残りますが、グラフに付けたコメントと、グラフへの相互参照は失われることがあります。',
    en: 'The chart is replaced by one with the new data. Its looks stay; comments on it and references to it may be lost.',
  },
});

export const wordDocument = (): OfficeDocument => ({
  host: 'word',
  kind: 'docx',
  read,
  bytes: wholeFile,
  losses: async (plan) => {
    const file = await wholePackage();
    const reading = file.ok ? readDocument(file.value) : file;
    if (!reading.ok) return reading;
    const { structures } = writesOf(reading.value, plan);
    return ok(structures.filter(({ tag }) => tag.role === 'chart').map(chartLoss));
  },
  apply: applyInWord,
  fix: fixTexts,
  goTo,
  putField,
  insertTable,
  insertDocument: async (bytes, where) => {
    const given = openPackage(bytes);
    if (!given.ok) return { ok: false, problems: [given.problem], notUndone: [] };
    if (given.value.kind !== 'docx')
      return { ok: false, problems: [officeProblems.otherApp()], notUndone: [] };
    return where === 'replace' ? replaceDocument(bytes, given.value) : addDocument(bytes, given.value);
  },
  openNew: async (bytes) => {
    const given = openPackage(bytes);
    if (!given.ok) return given;
    if (given.value.kind !== 'docx') return { ok: false, problem: officeProblems.otherApp() };
    try {
      await Word.run(async (context) => {
        context.application.createDocument(toBase64(bytes)).open();
        await context.sync();
      });
      return ok(true);
    } catch {
      return { ok: false, problem: officeProblems.notWritten() };
    }
  },
});
