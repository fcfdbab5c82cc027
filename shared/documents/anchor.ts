import type { Words } from '../kernel/words.ts';
import type { Ledger } from './ledger.ts';
import type { Tag } from './tag.ts';

/** A place in a document that is filled. The three hands read them, each from its own side, in this one form. */
export type Anchor = {
  readonly tag: Tag;
  readonly control: 'text' | 'checkBox' | 'dropDown' | 'date' | 'chart' | 'part';
  /** What stands there, lines parted by \n; empty where only a placeholder shows. */
  readonly text: string;
  readonly checked?: boolean;
  /** What a drop-down offers. */
  readonly options?: readonly string[];
  /** The repeated part it stands in: which list, which one of its rows (from 0), and its key once it was filled. */
  readonly row?: { readonly list: string; readonly index: number; readonly key?: string };
  readonly place: Words;
  /**
   * How the application that shows the document calls it: the id of a content control or, for a chart, the part that
   * draws it; in PowerPoint the ids of slide and shape, then row and column: 256/4/1/2, with n for the notes: 256/n/4.
   */
  readonly handle?: string;
  /** What would be lost if it were written over: nothing is written while anything is. */
  readonly inTheWay: readonly InTheWay[];
};

export type InTheWay = 'trackedChange' | 'comment' | 'nested' | 'bound' | 'content';

/** A document as the plan and the comparison see it. */
export type DocumentReading = {
  readonly kind: 'docx' | 'pptx';
  readonly anchors: readonly Anchor[];
  /** Tags and names that begin with cio: and are no tag. */
  readonly unreadable: readonly { readonly tag: string; readonly place: Words }[];
  readonly ledger: Ledger | undefined;
  readonly protected: boolean;
  /** New edits are being tracked. A file written by a program tracks none. */
  readonly tracking: boolean;
};
