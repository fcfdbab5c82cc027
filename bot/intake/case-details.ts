import type { Field, FieldValue, Values } from '../../shared/kernel/record/field.ts';
import type { CardElement } from '../../shared/kernel/record/card-input.ts';
import { formatWallTime } from '../../shared/kernel/instant.ts';
import { formatDate, plainDate } from '../../shared/kernel/plain-date.ts';
import { say, type Language } from '../../shared/kernel/words.ts';
import { small, typed } from '../teams/card.ts';
import type { IntakeKind } from './intake-kind.ts';

const valueWords = (field: Field, value: FieldValue, language: Language): string => {
  switch (field.kind) {
    case 'choice':
    case 'choices':
      return (Array.isArray(value) ? value : [value])
        .map((id: unknown) => {
          const name = field.choices.find((choice) => choice.id === id)?.name;
          return name ? say(name, language) : String(id);
        })
        .join('、');
    case 'toggle':
      return value === true ? say(field.statement, language) : language === 'ja' ? 'いいえ' : 'No';
    case 'date':
      return formatDate(plainDate(String(value)), language, { year: true });
    case 'dateTime':
      return formatWallTime(String(value), language);
    case 'integer':
      return Number(value).toLocaleString('ja-JP');
    case 'list':
    case 'text':
    case 'lines':
      return Array.isArray(value)
        ? value.map((item: unknown, index) => `${index + 1}. ${String(item)}`).join('\n')
        : String(value);
  }
};

/** Every field that was filled in, label above value. */
export const details = (kind: IntakeKind, values: Values, language: Language): CardElement[] =>
  Object.entries(kind.record.fields).flatMap(([name, field]) => {
    const value = values[name];
    if (value === undefined || name === 'subject' || (field.kind === 'toggle' && value === false)) return [];
    return [small(say(field.label, language)), typed(valueWords(field, value, language), {}, 15)];
  });
