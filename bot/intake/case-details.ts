import type { Field, FieldValue, Values } from '../../shared/kernel/record/field.ts';
import { formatWallTime } from '../../shared/kernel/instant.ts';
import { formatDate, plainDate } from '../../shared/kernel/plain-date.ts';
import { say, type Language } from '../../shared/kernel/words.ts';
import { label, typedLines } from '../teams/card.ts';
import type { IntakeKind } from './intake-kind.ts';
import type { Piece } from './pages.ts';

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

/** A label above all that was typed. */
export const labelled = (name: string, text: string): Piece[] => {
  const [first, ...others] = typedLines(text);
  return [first ? [label(name), first] : [label(name)], ...others.map((line) => [line])];
};

/** Every field that was filled in, whole. */
export const details = (kind: IntakeKind, values: Values, language: Language): Piece[] =>
  Object.entries(kind.record.fields).flatMap(([name, field]) => {
    const value = values[name];
    if (value === undefined || name === 'subject' || (field.kind === 'toggle' && value === false)) return [];
    return labelled(say(field.label, language), valueWords(field, value, language));
  });
