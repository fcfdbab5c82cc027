import type { DocumentReading } from '../../shared/documents/anchor.ts';
import type { TextPlace } from '../../shared/documents/text-place.ts';
import type { Progress, Undo } from '../office/office-document.ts';
import type { Standing } from './engine.ts';
import type { Opened } from './opened.ts';
import type { ShownPlace } from './shown-place.ts';

/** What the pane shows at one moment. */
export type DeskState = {
  /** Name of who works here. */
  readonly signedIn?: string | undefined;
  readonly opened?: Opened | undefined;
  /** Tells one open document from the next: what a place found in one is not said of another. */
  readonly serial: number;
  /** Undefined while it is read. */
  readonly reading?: DocumentReading | undefined;
  readonly standing?: Standing | undefined;
  readonly texts?: readonly TextPlace[] | undefined;
  readonly unsaved: boolean;
  readonly busy?: Busy | undefined;
  readonly notes: readonly Note[];
  readonly question?: Question | undefined;
  readonly undo?: Undo | undefined;
  /** What the view of the document is led to; its time tells one leading from the next. */
  readonly shown?: (ShownPlace & { readonly time: number }) | undefined;
  readonly viewing: boolean;
};

export type Note = {
  readonly intent: 'success' | 'info' | 'warning' | 'error';
  readonly text: string;
  /** Signing in would help. */
  readonly signIn?: boolean;
};

export type Busy = {
  readonly what: string;
  readonly progress?: Progress;
  readonly stop?: () => void;
};

export type Question = {
  readonly text: string;
  /** What it is about, a line each. */
  readonly details: readonly string[];
  readonly yes: string;
  readonly answer: (yes: boolean) => void;
};

export type Job<T> = (signal: AbortSignal, progress: (progress: Progress) => void) => Promise<T>;
