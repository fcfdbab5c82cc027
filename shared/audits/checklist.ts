import { z } from 'zod';
import { inHouseWords } from '../kernel/house-words.ts';
import { defineRecord, type RecordDefinition, type Values } from '../kernel/record/field.ts';

/**
 * Checklists: the library that is shipped, and the engagement's own copy of a year, which its people change. Both
 * specifications ask for a yearly review and new content (練馬区 3(2)ウ, エ; 川崎市 4(4)).
 */

const words = z.object({ ja: z.string().min(1), en: z.string().min(1) });

const library = z.object({
  /** Of the national guideline that `guideline` names. */
  guidelineEdition: z.string(),
  checklists: z.array(
    z.object({
      id: z.string(),
      name: words,
      /** Its items are on Specific Personal Information and stand apart. */
      myNumber: z.boolean(),
      items: z.array(
        z.object({
          id: z.string(),
          category: z.string(),
          text: z.string(),
          evidence: z.string(),
          guideline: z.string(),
        }),
      ),
    }),
  ),
});

export type ChecklistLibrary = z.infer<typeof library>;

/** @throws when it is not one: it is shipped, so this is a mistake of ours */
export const parseLibrary = (text: string): ChecklistLibrary => library.parse(JSON.parse(text));

/** An item as the engagement has it. */
export const checklistItemRecord = ({ checklists }: ChecklistLibrary): RecordDefinition =>
  defineRecord({
    name: 'checklistItem',
    label: { ja: '点検項目', en: 'Item of a checklist' },
    fields: {
      number: {
        kind: 'text',
        column: 'Title',
        label: { ja: '番号', en: 'Number' },
        required: true,
        max: 20,
        indexed: true,
      },
      checklist: {
        kind: 'choice',
        column: 'Checklist',
        label: { ja: '点検表', en: 'Checklist' },
        required: true,
        choices: checklists.map(({ id, name }) => ({ id, name })),
        indexed: true,
      },
      category: {
        kind: 'text',
        column: 'ItemCategory',
        label: { ja: '分類', en: 'Category' },
        required: true,
        max: 60,
      },
      text: {
        kind: 'lines',
        column: 'ItemText',
        label: { ja: '項目', en: 'Item' },
        required: true,
        max: 500,
      },
      evidence: { kind: 'lines', column: 'Evidence', label: { ja: '証拠', en: 'Evidence' }, max: 300 },
      clause: {
        kind: 'text',
        column: 'PolicyClause',
        label: { ja: 'ポリシーの条項', en: 'Clause of the policy' },
        hint: { ja: '例：対策基準 5.4', en: 'e.g. 対策基準 5.4' },
        max: 100,
      },
      guideline: {
        kind: 'text',
        column: 'Guideline',
        label: { ja: '国のガイドライン', en: 'National guideline' },
        max: 100,
      },
      myNumber: {
        kind: 'toggle',
        column: 'MyNumber',
        label: { ja: '特定個人情報', en: 'My Number' },
        statement: { ja: '特定個人情報の項目です', en: 'It is on Specific Personal Information' },
      },
      order: { kind: 'integer', column: 'ItemOrder', label: { ja: '順', en: 'Order' }, min: 0, max: 99_999 },
    },
  });

/** The library as the rows of an engagement's copy, spelt as its contract spells. */
export const copyOf = (
  { checklists }: ChecklistLibrary,
  orthography: 'kana' | 'kanji',
): readonly Values[] => {
  const spelt = (text: string): string => inHouseWords(text, { words: {}, orthography });
  return checklists.flatMap((checklist) =>
    checklist.items.map((item, index) => ({
      number: item.id,
      checklist: checklist.id,
      category: spelt(item.category),
      text: spelt(item.text),
      evidence: spelt(item.evidence),
      guideline: item.guideline,
      myNumber: checklist.myNumber,
      order: (index + 1) * 10,
    })),
  );
};
