import { ok, type Result } from '../../../shared/kernel/problem.ts';
import { parseTag } from '../../../shared/documents/tag.ts';
import type { NewField } from '../office-document.ts';
import { officeProblems } from '../office-problems.ts';
import { reachesCheckBoxes } from '../word-later/check-boxes.ts';
import { offer, reachesDropDowns } from '../word-later/drop-downs.ts';

/** Makes a field of what is selected. */

type Kind = NonNullable<NewField['control']>;

const isReachable = (kind: Kind): boolean =>
  kind === 'text' || (kind === 'checkBox' ? reachesCheckBoxes() : reachesDropDowns());

const wrap = (selection: Word.Range, { control = 'text', options = [] }: NewField): Word.ContentControl => {
  if (control === 'checkBox') return selection.insertContentControl(Word.ContentControlType.checkBox);
  if (control === 'text') return selection.insertContentControl(Word.ContentControlType.richText);
  const made = selection.insertContentControl(Word.ContentControlType.dropDownList);
  offer(made, options);
  return made;
};

const isField = (tag: string): boolean => {
  const read = parseTag(tag);
  return typeof read === 'object' && read.role === 'field';
};

/** @returns document.tooOld, document.fieldInField, document.notWritten */
export const putField = async (field: NewField): Promise<Result<true>> => {
  const { control: kind = 'text' } = field;
  if (!isReachable(kind))
    return {
      ok: false,
      problem: officeProblems.tooOld({
        ja: kind === 'checkBox' ? 'チェック ボックスの挿入' : 'ドロップダウンの挿入',
        en: kind === 'checkBox' ? 'insert check boxes' : 'insert drop-downs',
      }),
    };
  try {
    return await Word.run(async (context): Promise<Result<true>> => {
      const selection = context.document.getSelection();
      const around = selection.parentContentControlOrNullObject;
      const inside = selection.contentControls;
      around.load('tag');
      inside.load('items/tag');
      await context.sync();
      // A field in a field would be written over with it.
      const tags = [...(around.isNullObject ? [] : [around.tag]), ...inside.items.map(({ tag }) => tag)];
      if (tags.some(isField)) return { ok: false, problem: officeProblems.fieldInField() };
      const made = wrap(selection, field);
      made.tag = field.tag;
      made.title = field.title;
      made.load('tag');
      await context.sync();
      return made.tag === field.tag ? ok(true) : { ok: false, problem: officeProblems.notWritten() };
    });
  } catch {
    return { ok: false, problem: officeProblems.notWritten() };
  }
};
