import type { DocumentReading } from '../../../shared/documents/anchor.ts';
import { fieldOf, type DocumentFields } from '../../../shared/documents/document-field.ts';
import { TO_WRITE, type Facts } from '../../../shared/documents/facts.ts';
import { planFill, type Edit, type FillPlan, type PlanOptions } from '../../../shared/documents/fill-plan.ts';
import type { Language } from '../../../shared/kernel/words.ts';

/** What making a document would write, told before it is made. */
export type Preview = {
  readonly plan: FillPlan;
  readonly filled: readonly PreviewLine[];
  /** Fields of the template of which nothing is known yet; what the document cannot do without stands first. */
  readonly lacking: readonly { readonly id: string; readonly label: string; readonly required: boolean }[];
};

export type PreviewLine = {
  readonly id: string;
  readonly label: string;
  readonly value:
    | { readonly is: 'text'; readonly text: string }
    | { readonly is: 'rows'; readonly count: number }
    | { readonly is: 'part'; readonly kept: boolean };
};

const valueOf = (edit: Edit): PreviewLine['value'] => {
  switch (edit.kind) {
    case 'text':
    case 'choose':
      return { is: 'text', text: edit.text };
    case 'check':
      return { is: 'text', text: edit.checked ? '☑' : '☐' };
    case 'rows':
    case 'slides':
      return { is: 'rows', count: edit.rows.length };
    case 'chart':
      return { is: 'rows', count: edit.data.categories.length };
    case 'part':
      return { is: 'part', kept: edit.keep };
  }
};

const isBlank = (text: string): boolean => text === '' || text === TO_WRITE;

/** Nothing is known of it, or that a person is to write it. */
const isOpen = (edit: Edit): boolean => {
  if (edit.kind === 'text' || edit.kind === 'choose') return isBlank(edit.text);
  if (edit.kind === 'chart') return edit.data.categories.every(isBlank);
  if (edit.kind !== 'rows' && edit.kind !== 'slides') return false;
  return edit.rows.every(({ cells }) => Object.values(cells).every(({ text }) => isBlank(text)));
};

export const previewOf = (
  document: DocumentReading,
  fields: DocumentFields,
  facts: Facts,
  template: PlanOptions['template'],
  language: Language,
): Preview => {
  const plan = planFill(document, fields, facts, template ? { template } : {});
  const labelOf = (id: string): string => fieldOf(fields, id)?.label[language] ?? id;
  const seen = new Set<string>();
  const filled = plan.edits.flatMap((edit): PreviewLine[] => {
    const key = `${edit.kind}:${edit.id}`;
    // A list on several tables is told once; what only shows or hides a part has no words of its own.
    if (seen.has(key) || edit.kind === 'part' || isOpen(edit)) return [];
    seen.add(key);
    return [{ id: edit.id, label: labelOf(edit.id), value: valueOf(edit) }];
  });
  const open = plan.edits.filter(isOpen).map(({ id }) => id);
  // Two fields of one name are one to a person.
  const lacking = [
    ...new Map(
      [...plan.unfilled, ...open]
        .filter((id) => fieldOf(fields, id) !== undefined)
        .map((id) => [
          labelOf(id),
          { id, label: labelOf(id), required: fieldOf(fields, id)?.required === true },
        ]),
    ).values(),
  ].toSorted((one, other) => Number(other.required) - Number(one.required));
  return { plan, filled, lacking };
};
