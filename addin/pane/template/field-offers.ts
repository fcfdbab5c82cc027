import type { PlainField, DocumentFields } from '../../../shared/documents/document-field.ts';
import { isPlain, writeOut } from '../../../shared/documents/document-field.ts';
import { isRows, scalarOf, type Facts } from '../../../shared/documents/facts.ts';
import { PREFIX } from '../../../shared/documents/tag.ts';
import type { Language } from '../../../shared/kernel/words.ts';
import type { NewField } from '../../office/office-document.ts';

/** A field that may be put into a document, and what it would hold. */
export type Offer = {
  readonly id: string;
  readonly label: string;
  readonly use: 'value' | 'list' | 'chart';
  readonly required: boolean;
  readonly value: string | undefined;
  readonly field: NewField;
};

const controlOf = (field: PlainField): Pick<NewField, 'control' | 'options'> =>
  field.kind === 'toggle'
    ? { control: 'checkBox' }
    : field.kind === 'choice'
      ? { control: 'dropDown', options: field.choices.map(({ name }) => name.ja) }
      : { control: 'text' };

export const offersOf = (
  fields: DocumentFields,
  facts: Facts | undefined,
  language: Language,
): readonly Offer[] =>
  Object.entries(fields).flatMap(([id, field]): Offer[] => {
    const label = field.label[language];
    const required = field.required === true;
    if (field.kind === 'chart')
      return [
        {
          id,
          label,
          use: 'chart',
          required,
          value: undefined,
          field: { tag: `${PREFIX}chart:${id}`, title: field.label.ja },
        },
      ];
    if (field.kind === 'rows') {
      const fact = facts?.get(id);
      const first = fact && isRows(fact.value) ? fact.value[0] : undefined;
      return Object.entries(field.fields).map(([cell, one]) => {
        const value = first?.values[cell];
        return {
          id: cell,
          label: `${label} › ${one.label[language]}`,
          use: 'list' as const,
          required: false,
          value: value === undefined ? undefined : writeOut(one, value).text,
          field: { tag: `${PREFIX}${cell}`, title: one.label.ja, ...controlOf(one) },
        };
      });
    }
    if (!isPlain(field)) return [];
    const value = scalarOf(facts?.get(id));
    return [
      {
        id,
        label,
        use: 'value',
        required,
        value: value === undefined ? undefined : writeOut(field, value).text,
        field: { tag: `${PREFIX}${id}`, title: field.label.ja, ...controlOf(field) },
      },
    ];
  });

/** By label or id, in any width and case. */
export const sought = (offers: readonly Offer[], words: string): readonly Offer[] => {
  const plain = (text: string): string => text.normalize('NFKC').toLowerCase();
  const parts = plain(words).split(/\s+/).filter(Boolean);
  return offers.filter(({ id, label }) => parts.every((part) => plain(`${id} ${label}`).includes(part)));
};
