import type { Problem } from '../../../shared/kernel/problem.ts';
import { readDocument } from '../../../shared/documents/file-hand.ts';
import { ledgerXml } from '../../../shared/documents/ledger.ts';
import { readLedger } from '../../../shared/documents/ooxml/ledger-part.ts';
import { insertTable as withTable } from '../../../shared/documents/ooxml/insert.ts';
import { blocksAlone } from '../../../shared/documents/ooxml/word-blocks.ts';
import type { DocumentTable } from '../../../shared/documents/document-table.ts';
import type { OfficePackage } from '../../../shared/documents/ooxml/package.ts';
import { toBase64 } from '../base64.ts';
import type { Applied, Undone } from '../office-document.ts';
import { officeProblems } from '../office-problems.ts';
import { refused, undoOnce } from '../outcome.ts';
import { wholeFile, wholePackage } from '../whole-file.ts';
import { flatPiece } from './flat-package.ts';
import { loadControls } from './live-controls.ts';
import { loadLedger, writeLedger } from './live-ledger.ts';
import { controlNames, stampTags } from './stamp-tags.ts';

/** Puts documents and tables into the open one; what they name is read back and proven. */

/** Word takes no more than 4 MB. */
const LARGEST = 4 * 1_024 * 1_024;

const undone = (problem: Problem | undefined): Undone => (problem ? refused(problem) : { ok: true });

/** Everything that a template brings along: its looks, and its ledger among the custom XML parts. */
const WHOLE: Word.InsertFileOptions = {
  importTheme: true,
  importStyles: true,
  importParagraphSpacing: true,
  importPageColor: true,
  importCustomProperties: true,
  importCustomXmlParts: true,
};

const replace = async (bytes: Uint8Array, file: OfficePackage): Promise<readonly Problem[]> =>
  Word.run(async (context) => {
    context.document.insertFileFromBase64(toBase64(bytes), 'Replace', WHOLE);
    const controls = loadControls(context);
    const ledgers = loadLedger(context);
    await context.sync();
    // The ledger of what stood there before is still among the parts.
    const ledger = readLedger(file);
    writeLedger(context, ledgers, ledger && ledgerXml(ledger));
    await context.sync();
    return stampTags(context, controls.items, controlNames(file));
  });

export const replaceDocument = async (bytes: Uint8Array, file: OfficePackage): Promise<Applied> => {
  if (bytes.length > LARGEST) return refused(officeProblems.tooLarge());
  const [now, before] = [await wholePackage(), await wholeFile()];
  if (!now.ok) return refused(now.problem);
  if (!before.ok) return refused(before.problem);
  const reading = readDocument(now.value);
  if (!reading.ok) return refused(reading.problem);
  const putBack = async (): Promise<Problem | undefined> => {
    if (before.value.length > LARGEST) return officeProblems.tooLarge();
    return replace(before.value, now.value).then(
      () => undefined,
      () => officeProblems.notWritten(),
    );
  };
  try {
    return {
      ok: true,
      notices: await replace(bytes, file),
      undo: undoOnce(async () => undone(await putBack())),
    };
  } catch {
    const problem = await putBack();
    const all = { ja: '文書全体', en: 'The whole document' };
    return {
      ok: false,
      problems: [officeProblems.notWritten()],
      notUndone: problem ? [{ id: '', place: all }] : [],
    };
  }
};

/** Inserts at the cursor. The range that Word gives is kept, so that it can be taken out again. */
const insert = async (put: (selection: Word.Range) => Word.Range, file: OfficePackage): Promise<Applied> => {
  try {
    return await Word.run(async (context): Promise<Applied> => {
      const before = loadControls(context);
      await context.sync();
      const known = new Set(before.items.map(({ id }) => id));
      const range = put(context.document.getSelection());
      range.track();
      // What is put in next stands behind it, not before.
      range.select('End');
      const after = loadControls(context);
      await context.sync();
      const added = after.items.filter(({ id }) => !known.has(id));
      const notices = await stampTags(context, added, controlNames(file));
      const takeOut = async (): Promise<Problem | undefined> =>
        Word.run(range, async (later) => {
          range.delete();
          range.untrack();
          await later.sync();
        }).then(
          () => undefined,
          () => officeProblems.notWritten(),
        );
      return { ok: true, notices, undo: undoOnce(async () => undone(await takeOut())) };
    });
  } catch {
    return refused(officeProblems.notWritten());
  }
};

export const addDocument = async (bytes: Uint8Array, file: OfficePackage): Promise<Applied> =>
  bytes.length > LARGEST
    ? refused(officeProblems.tooLarge())
    : insert((selection) => selection.insertFileFromBase64(toBase64(bytes), 'End'), file);

export const insertTable = async (table: DocumentTable): Promise<Applied> => {
  const file = await wholePackage();
  const empty = file.ok ? blocksAlone(file.value, 0, 0) : file;
  const made = empty.ok ? withTable(empty.value, table) : empty;
  if (!made.ok) return refused(made.problem);
  const flat = flatPiece(made.value);
  return flat.ok
    ? insert((selection) => selection.insertOoxml(flat.value, 'End'), made.value)
    : refused(flat.problem);
};
