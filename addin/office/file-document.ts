import { ok, type Result } from '../../shared/kernel/problem.ts';
import { applyPlan, readDocument } from '../../shared/documents/file-hand.ts';
import { insertControl, insertTable } from '../../shared/documents/ooxml/insert.ts';
import { openPackage, writePackage, type OfficePackage } from '../../shared/documents/ooxml/package.ts';
import { applyFixes, textPlaces, type TextFix } from '../../shared/documents/text-places.ts';
import type { Applied, OfficeDocument, Spot, Undo } from './office-document.ts';
import { officeProblems } from './office-problems.ts';
import { refused, undoOnce } from './outcome.ts';

/** A docx or pptx from the disk or the library, open in a plain browser. What is written stays here until it is saved. */
export type FileDocument = OfficeDocument & {
  readonly host: 'file';
  readonly name: () => string;
  /** Whether it holds something that `save` has not been told of. */
  readonly unsaved: () => boolean;
  /** Its bytes, to be put on the disk or into the library; it counts as saved from then on. */
  readonly save: () => { readonly name: string; readonly bytes: Uint8Array };
};

export type FileOptions = {
  readonly name: string;
  /** Leads to a place: the page shows the document in its own way. */
  readonly show: (spot: Spot) => boolean;
  /** Called whenever the document has become another one. */
  readonly changed?: () => void;
};

const sameText = (file: OfficePackage, fixes: readonly TextFix[]): boolean => {
  const now = textPlaces(file);
  return (
    now.ok &&
    fixes.every(({ place }) =>
      now.value.some(
        ({ part, element, text }) => part === place.part && element === place.element && text === place.text,
      ),
    )
  );
};

/** A sound package whose document cannot be read is not opened either. @returns what openPackage refuses, document.broken */
const readable = (bytes: Uint8Array, name: string): Result<OfficePackage> => {
  const opened = openPackage(bytes, { name });
  const read = opened.ok ? readDocument(opened.value) : opened;
  return read.ok ? opened : read;
};

/** @returns what openPackage refuses, document.broken */
export const fileDocument = (bytes: Uint8Array, options: FileOptions): Result<FileDocument> => {
  const opened = readable(bytes, options.name);
  if (!opened.ok) return opened;
  let file = opened.value;
  let name = options.name;
  let saved = file;
  const kind = file.kind === 'pptx' ? 'pptx' : 'docx';

  const become = (next: OfficePackage): Undo => {
    const before = file;
    file = next;
    options.changed?.();
    return undoOnce(() => {
      if (file !== next) return Promise.resolve(refused(officeProblems.changedSince()));
      file = before;
      options.changed?.();
      return Promise.resolve({ ok: true });
    });
  };
  const taken = (made: Result<OfficePackage>): Applied =>
    made.ok ? { ok: true, notices: [], undo: become(made.value) } : refused(made.problem);

  return ok({
    host: 'file',
    kind,
    name: () => name,
    unsaved: () => file !== saved,
    save: () => {
      saved = file;
      return { name, bytes: writePackage(file) };
    },
    read: async () => readDocument(file),
    bytes: async () => ok(writePackage(file)),
    losses: async () => ok([]),
    apply: async (plan, { progress, signal } = {}) => {
      if (signal?.aborted) return refused(officeProblems.stopped());
      const of = plan.edits.length;
      progress?.({ phase: 'writing', done: 0, of });
      const applied = applyPlan(file, plan);
      if (!applied.ok) return refused(...applied.problems);
      progress?.({ phase: 'writing', done: of, of });
      return { ok: true, notices: applied.notices, undo: become(applied.file) };
    },
    fix: async (fixes) =>
      sameText(file, fixes) ? taken(applyFixes(file, fixes)) : refused(officeProblems.editing()),
    goTo: async (spot) =>
      options.show(spot) ? ok(true) : { ok: false, problem: officeProblems.placeGone() },
    putField: async (field) => {
      const made = insertControl(file, field);
      if (!made.ok) return made;
      become(made.value);
      return ok(true);
    },
    insertTable: async (table) => taken(insertTable(file, table)),
    insertDocument: async (given, where) => {
      const other = openPackage(given);
      if (!other.ok) return refused(other.problem);
      if (other.value.kind !== kind) return refused(officeProblems.otherApp());
      return where === 'add' ? refused(officeProblems.notHere()) : taken(other);
    },
    openNew: async (given, newName) => {
      const other = readable(given, newName);
      if (!other.ok) return other;
      if (other.value.kind !== kind) return { ok: false, problem: officeProblems.otherApp() };
      file = other.value;
      saved = file;
      name = newName;
      options.changed?.();
      return ok(true);
    },
  });
};
