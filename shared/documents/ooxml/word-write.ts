import { ok, type Result } from '../../kernel/problem.ts';
import { draftXml, setText, type Draft } from './draft.ts';
import { renderNodes, type Values } from './render.ts';
import { controlsIn } from './word-controls.ts';
import { storiesOf } from './word-document.ts';
import { nodesOf } from './word-nodes.ts';

/** Drawings are numbered through a document; where rows with drawings were copied, the copies get numbers of their own. */
const renumberDrawings = (text: string): string => {
  if (!text.includes(':docPr ')) return text;
  const taken = new Set<string>();
  let highest = 0;
  const numbers = [...text.matchAll(/:docPr [^>]*?\bid="(\d+)"/g)].map(([, id]) => Number(id));
  for (const number of numbers) highest = Math.max(highest, number);
  if (new Set(numbers).size === numbers.length) return text;
  return text.replace(
    /(:docPr [^>]*?\bid=")(\d+)(")/g,
    (whole, before: string, id: string, after: string) => {
      if (!taken.has(id)) {
        taken.add(id);
        return whole;
      }
      highest += 1;
      return `${before}${highest}${after}`;
    },
  );
};

/** Writes the values into every part of a Word file that shows them. */
export const writeWord = (draft: Draft, values: Values): Result<true> => {
  const stories = storiesOf(draft.file);
  if (!stories.ok) return stories;
  for (const { part } of stories.value) {
    const read = draftXml(draft, part);
    if (!read.ok) return read;
    const { found } = controlsIn(read.value);
    if (found.length === 0) continue;
    const text = renderNodes(read.value.text, nodesOf(read.value, found), values);
    setText(draft, part, text === read.value.text ? text : renumberDrawings(text), read.value.text);
  }
  return ok(true);
};
