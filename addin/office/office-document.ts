import type { Problem, Result } from '../../shared/kernel/problem.ts';
import type { Words } from '../../shared/kernel/words.ts';
import type { DocumentReading } from '../../shared/documents/anchor.ts';
import type { DocumentTable } from '../../shared/documents/document-table.ts';
import type { FillPlan } from '../../shared/documents/fill-plan.ts';
import type { TextPlace } from '../../shared/documents/text-place.ts';
import type { TextFix } from '../../shared/documents/text-places.ts';

/**
 * The document that is open, as the pane talks to it: in Word, in PowerPoint, or a file in a plain browser. Every
 * expected failure is a Problem; what is written is written wholly or not at all, and where a host could not take
 * something back it is named.
 */
export type OfficeDocument = {
  readonly host: 'word' | 'powerpoint' | 'file';
  readonly kind: 'docx' | 'pptx';

  /** The fields as they stand now, the ledger, whether it is protected or tracks changes. */
  readonly read: () => Promise<Result<DocumentReading>>;

  /**
   * The whole file as it stands now, unsaved edits too: for 照合 and 校正 (openPackage, textPlaces, lint) and for
   * 提出. @returns document.notRead
   */
  readonly bytes: () => Promise<Result<Uint8Array>>;

  /** What carrying out the plan would lose beside the values: a chart, a slide that is replaced. Ask before apply. */
  readonly losses: (plan: FillPlan) => Promise<Result<readonly Loss[]>>;

  /** Everything is checked before the first write; a failure in the middle is undone. */
  readonly apply: (plan: FillPlan, options?: ApplyOptions) => Promise<Applied>;

  /**
   * Writes wordings into hand-typed text (校正). Places come from textPlaces of the bytes read last; a text that is
   * another one by now is left alone, and that is a problem.
   */
  readonly fix: (fixes: readonly TextFix[]) => Promise<Applied>;

  /** Selects the place and brings it into view. @returns document.placeGone */
  readonly goTo: (spot: Spot) => Promise<Result<true>>;

  /**
   * Makes a field of what is selected: Word puts a content control around it, PowerPoint names the shape; in a file
   * it goes to the end. @returns document.nothingSelected, document.protected
   */
  readonly putField: (field: NewField) => Promise<Result<true>>;

  /** A table of plain cells and controls, where the cursor is; on a slide of its own in PowerPoint; at a file's end. */
  readonly insertTable: (table: DocumentTable) => Promise<Applied>;

  /**
   * Puts a document (a template, filled or not) into the open one. `replace`: instead of everything that stands in
   * it, its ledger with it; `add`: its slides behind the present one, its text at the cursor. Its tags are read back,
   * stamped again where they were lost, and proven. A file can be replaced only.
   */
  readonly insertDocument: (bytes: Uint8Array, where: 'replace' | 'add') => Promise<Applied>;

  /** Opens it as a new document, beside the open one; in a browser it takes the place of the open one. */
  readonly openNew: (bytes: Uint8Array, name: string) => Promise<Result<true>>;
};

export type Loss = {
  readonly code: 'chart' | 'slide';
  /** The chart or list it is about. */
  readonly id: string;
  readonly place: Words;
  /** What is lost, as a sentence. */
  readonly message: Words;
};

export type ApplyOptions = {
  /** Called now and then; `done` of `of` fields are written. */
  readonly progress?: (progress: Progress) => void;
  /** Before the first write nothing happens then; after it what was written is taken back. */
  readonly signal?: AbortSignal;
  /** The person agreed to what `losses` told. Without it a plan that loses something is refused. */
  readonly lossesAccepted?: boolean;
};

export type Progress = {
  readonly phase: 'reading' | 'writing' | 'proving';
  readonly done: number;
  readonly of: number;
};

export type Applied =
  | {
      readonly ok: true;
      /** To be shown, though all went well: document.untracked … */
      readonly notices: readonly Problem[];
      /** 元に戻す: brings the old values back, as long as nobody changed what was written. May be called once. */
      readonly undo: Undo;
    }
  | {
      readonly ok: false;
      readonly problems: readonly Problem[];
      /** What was written and could not be taken back. Empty: the document is as it was. */
      readonly notUndone: readonly NotUndone[];
    };

export type Undo = () => Promise<Undone>;
export type Undone =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly problems: readonly Problem[];
      /** Fields that keep what was written; empty when nothing was taken back and all stands as it was written. */
      readonly notUndone: readonly NotUndone[];
    };

export type NotUndone = { readonly id: string; readonly place: Words };

/** A place to go to: a field (the `nth` of its places, from 0), or a text of `textPlaces` with the stretch in it. */
export type Spot =
  | { readonly at: 'field'; readonly id: string; readonly row?: string; readonly nth?: number }
  | { readonly at: 'text'; readonly place: TextPlace; readonly start?: number; readonly end?: number };

export type NewField = {
  /** The whole tag: 'cio:plan.title'. */
  readonly tag: string;
  /** Shown on the control. */
  readonly title: string;
  readonly control?: 'text' | 'checkBox' | 'dropDown';
  readonly options?: readonly string[];
};
