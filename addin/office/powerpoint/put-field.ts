import { ok, type Result } from '../../../shared/kernel/problem.ts';
import type { NewField } from '../office-document.ts';
import { officeProblems } from '../office-problems.ts';
import { loadSelectedShapes, reachesSelection } from '../powerpoint-later/selection.ts';

/** Makes a field of the selected shape: its name is the tag, and a tag of its own says it again. */

/** Upper case, as PowerPoint keeps keys. */
const TAG_KEY = 'CIO';

/** @returns document.tooOld, document.nothingSelected, document.notWritten */
export const putField = async ({ tag }: NewField): Promise<Result<true>> => {
  if (!reachesSelection())
    return {
      ok: false,
      problem: officeProblems.tooOld({
        ja: '選択した図形への項目の設定',
        en: 'make a field of the selected shape',
      }),
    };
  try {
    return await PowerPoint.run(async (context): Promise<Result<true>> => {
      const shapes = loadSelectedShapes(context);
      await context.sync();
      const [shape, ...others] = shapes();
      if (!shape || others.length > 0)
        return {
          ok: false,
          problem: officeProblems.nothingSelected({ ja: '図形を1つ', en: 'one shape' }),
        };
      shape.name = tag;
      shape.tags.add(TAG_KEY, tag);
      shape.load('name');
      await context.sync();
      return shape.name === tag ? ok(true) : { ok: false, problem: officeProblems.notWritten() };
    });
  } catch {
    return { ok: false, problem: officeProblems.notWritten() };
  }
};
