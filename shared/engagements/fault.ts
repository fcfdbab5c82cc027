import { formatPath, type Path } from './path.ts';

/**
 * One thing wrong in a profile, for the person who writes it. Lines and columns count from 1, `expected` and `found`
 * are Japanese and stand after 「期待」 and 「実際」.
 */
export type Fault = {
  readonly line: number;
  readonly column: number;
  readonly path: string;
  readonly expected: string;
  readonly found: string;
};

/** A fault that knows what it is about and not yet where that stands in the text. */
export type Finding = {
  readonly path: Path;
  readonly expected: string;
  /** What stands there in words; without it the value of the text is quoted. */
  readonly found?: string;
  /** Points at the key and not at its value. */
  readonly atKey?: boolean;
};

/** `nerima-r8.yaml:12:3 settings.term.start — 期待: … / 実際: …` */
export function faultLine(file: string, fault: Fault): string {
  return `${file}:${fault.line}:${fault.column} ${fault.path} — 期待: ${fault.expected} / 実際: ${fault.found}`;
}

export const faultPath = (path: Path): string => (path.length === 0 ? '（全体）' : formatPath(path));
