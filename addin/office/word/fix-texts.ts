import type { Problem } from '../../../shared/kernel/problem.ts';
import { bodyParagraph } from '../../../shared/documents/ooxml/word-blocks.ts';
import { readXml, type OfficePackage } from '../../../shared/documents/ooxml/package.ts';
import { isInField } from '../../../shared/documents/text-place.ts';
import type { TextFix } from '../../../shared/documents/text-places.ts';
import type { Applied, Undone } from '../office-document.ts';
import { officeProblems } from '../office-problems.ts';
import { refused } from '../outcome.ts';
import { wholePackage } from '../whole-file.ts';
import { plainText } from './live-controls.ts';

/** Other wordings for hand-typed text of the body: each is searched for in its paragraph, so that its looks stay. */

type Change = {
  readonly paragraph: number;
  /** The paragraph's text as it is, and what it says there. */
  readonly text: string;
  readonly start: number;
  readonly old: string;
  /** Which of the equal texts in the paragraph. */
  readonly nth: number;
  readonly next: string;
};

/** How often it stands there before that place. */
const countBefore = (text: string, sought: string, start: number): number =>
  text.slice(0, start + sought.length - 1).split(sought).length - 1;

const changeOf = (file: OfficePackage, { place, start, end, text }: TextFix): Change | undefined => {
  const xml = place.part === file.main ? readXml(file, place.part) : undefined;
  const paragraph = xml?.ok ? bodyParagraph(xml.value, place.element) : undefined;
  const old = place.text.slice(start, end);
  if (paragraph === undefined || old === '') return undefined;
  const nth = countBefore(place.text, old, start);
  return { paragraph, text: place.text, start, old, nth, next: text };
};

/** A caret has a meaning of its own in Word's search. */
const sought = (text: string): string => text.replaceAll('^', '^^');

/** From behind, so that those before it keep their count. @returns false when a text is another one by now */
const carryOut = async (changes: readonly Change[]): Promise<boolean> =>
  Word.run(async (context): Promise<boolean> => {
    const { paragraphs } = context.document.body;
    paragraphs.load('items/text');
    await context.sync();
    if (changes.some(({ paragraph, text }) => plainText(paragraphs.items[paragraph]?.text ?? '') !== text))
      return false;
    const found = changes.map(({ paragraph, old }) => {
      const ranges = paragraphs.items[paragraph]?.search(sought(old), { matchCase: true });
      ranges?.load('items/text');
      return ranges;
    });
    await context.sync();
    const targets = changes.map(
      ({ old, nth }, index) => found[index]?.items.filter(({ text }) => text === old)[nth],
    );
    if (targets.some((range) => range === undefined)) return false;
    for (const [index, { next }] of [...changes.entries()].toReversed())
      targets[index]?.insertText(next, 'Replace');
    await context.sync();
    return true;
  });

/** The changes that take these back, one paragraph after the other. */
const back = (changes: readonly Change[]): readonly Change[] =>
  [...Map.groupBy(changes, ({ paragraph }) => paragraph).values()].flatMap((here) => {
    let written = here[0]?.text ?? '';
    for (const { start, old, next } of here.toReversed())
      written = written.slice(0, start) + next + written.slice(start + old.length);
    let shift = 0;
    return here.map((change): Change => {
      const { old, next } = change;
      const start = change.start + shift;
      shift += next.length - old.length;
      return {
        ...change,
        text: written,
        start,
        old: next,
        next: old,
        nth: countBefore(written, next, start),
      };
    });
  });

const fixed = async (changes: readonly Change[]): Promise<Problem | undefined> =>
  carryOut(changes).then(
    (done) => (done ? undefined : officeProblems.editing()),
    () => officeProblems.notWritten(),
  );

export const fixTexts = async (fixes: readonly TextFix[]): Promise<Applied> => {
  const file = await wholePackage();
  if (!file.ok) return refused(file.problem);
  const own = fixes.filter(({ place, start, end }) => place.element >= 0 && !isInField(place, start, end));
  const changes = own
    .toSorted((one, other) => one.place.element - other.place.element || one.start - other.start)
    .map((fix) => changeOf(file.value, fix));
  const outside = own.find(({ place }) => place.part !== file.value.main);
  if (outside) return refused(officeProblems.outsideBody(outside.place.where));
  const known = changes.filter((change) => change !== undefined);
  if (known.length < changes.length) return refused(officeProblems.editing());
  const problem = await fixed(known);
  if (problem) return refused(problem);
  return {
    ok: true,
    notices: [],
    undo: async (): Promise<Undone> => {
      const failed = await fixed(back(known));
      return failed ? { ok: false, problems: [failed], notUndone: [] } : { ok: true };
    },
  };
};
