import { say, type Language } from '../words.ts';
import type { Field, FieldValue, RecordDefinition, Values } from './field.ts';

/** An element of an Adaptive Card 1.5. */
export type CardElement = { readonly type: string; readonly [key: string]: unknown };

/** What the person typed, by input id, before anything is believed of it. */
export type Typed = Readonly<Record<string, string>>;

const required = { ja: '入力してください。', en: 'Please fill this in.' };
const choose = { ja: '選択してください。', en: 'Please choose.' };

/** Ids of the inputs of a field: a list has one for each of its items, a time one for the day and one for the hour. */
export const inputIds = (name: string, field: Field): readonly string[] =>
  field.kind === 'list'
    ? Array.from({ length: field.items }, (_, index) => `${name}${index + 1}`)
    : field.kind === 'dateTime'
      ? [`${name}Date`, `${name}Time`]
      : [name];

export const isChoice = (field: Field): boolean => field.kind === 'choice' || field.kind === 'choices';

/** 発見日時 is asked for as 発見日 and 発見時刻; what stands in brackets behind it stays there. */
const partOf = (label: string, part: 'date' | 'time', language: Language): string => {
  const [, name = label, bracket = ''] = /^(.*?)(\s?[（(].*[）)])?$/su.exec(label) ?? [];
  if (language === 'en') return `${name}, ${part}${bracket}`;
  const own = part === 'date' ? '日' : '時刻';
  return `${name.endsWith('日時') ? `${name.slice(0, -2)}${own}` : `${name}・${own}`}${bracket}`;
};

const labelled = (field: Field, language: Language): Record<string, unknown> => ({
  label: say(field.label, language),
  ...(field.required
    ? { isRequired: true, errorMessage: say(isChoice(field) ? choose : required, language) }
    : {}),
});

const placeholder = (field: Field, language: Language): Record<string, unknown> =>
  field.hint ? { placeholder: say(field.hint, language) } : {};

const kept = (id: string, typed: Typed): Record<string, unknown> =>
  typed[id] === undefined || typed[id] === '' ? {} : { value: typed[id] };

const choiceSet = (
  name: string,
  field: Field & { kind: 'choice' | 'choices' },
  typed: Typed,
  language: Language,
) => {
  const ids = new Set(field.choices.map((choice) => choice.id));
  // A card whose default is not among its choices does not render: keep only what is still a choice.
  const chosen = (typed[name] ?? '')
    .split(',')
    .filter((id) => ids.has(id))
    .join(',');
  return {
    type: 'Input.ChoiceSet',
    id: name,
    ...labelled(field, language),
    style: field.kind === 'choices' || field.choices.length <= 3 ? 'expanded' : 'compact',
    wrap: true,
    ...(field.kind === 'choices' ? { isMultiSelect: true } : {}),
    ...(chosen ? { value: chosen } : {}),
    choices: field.choices.map((choice) => ({ title: say(choice.name, language), value: choice.id })),
  };
};

const listInputs = (
  name: string,
  field: Field & { kind: 'list' },
  typed: Typed,
  language: Language,
): CardElement[] => {
  const filled = Math.max(
    1,
    ...Array.from({ length: field.items }, (_, index) => (typed[`${name}${index + 1}`] ? index + 1 : 0)),
  );
  return Array.from({ length: field.items }, (_, index): CardElement => {
    const number = index + 1;
    const input = {
      type: 'Input.Text',
      id: `${name}${number}`,
      ...labelled(field, language),
      label: `${say(field.label, language)}${field.items > 1 ? ` ${number}` : ''}`,
      ...(number > 1 ? { isRequired: false } : {}),
      ...placeholder(field, language),
      isMultiline: true,
      maxLength: field.max,
      ...kept(`${name}${number}`, typed),
    };
    const more = {
      type: 'ActionSet',
      id: `${name}More${number}`,
      isVisible: number === filled,
      actions: [
        {
          type: 'Action.ToggleVisibility',
          title: say(field.more, language),
          targetElements: [
            { elementId: `${name}Item${number + 1}`, isVisible: true },
            { elementId: `${name}More${number}`, isVisible: false },
            ...(number + 1 < field.items ? [{ elementId: `${name}More${number + 1}`, isVisible: true }] : []),
          ],
        },
      ],
    };
    return {
      type: 'Container',
      id: `${name}Item${number}`,
      isVisible: number <= filled,
      items: number < field.items ? [input, more] : [input],
    };
  });
};

/** The input of a field, with what was typed kept in it. Labels are real labels, required fields carry their mark. */
export const inputsOf = (name: string, field: Field, typed: Typed, language: Language): CardElement[] => {
  switch (field.kind) {
    case 'text':
    case 'lines':
      return [
        {
          type: 'Input.Text',
          id: name,
          ...labelled(field, language),
          ...placeholder(field, language),
          ...(field.kind === 'lines' ? { isMultiline: true } : {}),
          maxLength: field.max,
          ...kept(name, typed),
        },
      ];
    case 'list':
      return listInputs(name, field, typed, language);
    case 'choice':
    case 'choices':
      return [choiceSet(name, field, typed, language)];
    case 'date':
      return [{ type: 'Input.Date', id: name, ...labelled(field, language), ...kept(name, typed) }];
    case 'dateTime':
      return [
        {
          type: 'Input.Date',
          id: `${name}Date`,
          ...labelled(field, language),
          label: partOf(say(field.label, language), 'date', language),
          ...kept(`${name}Date`, typed),
        },
        {
          type: 'Input.Time',
          id: `${name}Time`,
          ...labelled(field, language),
          label: partOf(say(field.label, language), 'time', language),
          ...kept(`${name}Time`, typed),
        },
      ];
    case 'integer':
      return [
        {
          type: 'Input.Number',
          id: name,
          ...labelled(field, language),
          ...placeholder(field, language),
          min: field.min,
          max: field.max,
          ...(typed[name] && Number.isFinite(Number(typed[name])) ? { value: Number(typed[name]) } : {}),
        },
      ];
    case 'toggle':
      return [
        {
          type: 'Input.Toggle',
          id: name,
          title: say(field.statement, language),
          label: say(field.label, language),
          value: typed[name] === 'true' ? 'true' : 'false',
        },
      ];
  }
};

const typedOf = (name: string, field: Field, value: FieldValue): Record<string, string> => {
  if (field.kind === 'list')
    return Object.fromEntries(
      (value as readonly string[]).map((item, index) => [`${name}${index + 1}`, item]),
    );
  if (field.kind === 'dateTime') {
    const [date = '', time = ''] = String(value).split('T');
    return { [`${name}Date`]: date, [`${name}Time`]: time };
  }
  return { [name]: Array.isArray(value) ? value.join(',') : String(value) };
};

/** Stored values as a form would show them, to correct what was sent. */
export const typedFrom = (record: RecordDefinition, values: Values): Typed =>
  Object.assign(
    {},
    ...Object.entries(values).map(([name, value]) => {
      const field = record.fields[name];
      return field ? typedOf(name, field, value) : {};
    }),
  ) as Typed;
