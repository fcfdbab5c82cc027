import type { Words } from '../words.ts';

/**
 * One field of a record, written once. From it come the zod schema, the Adaptive Card input, the SharePoint
 * column, the API schema and the document tag. Layout stays with the feature.
 */

export type FieldChoice = {
  readonly id: string;
  readonly name: Words;
  /** 含まれない: among several, it stands alone. Of no meaning where only one can be chosen. */
  readonly excludesOthers?: boolean | undefined;
};

type Common = {
  readonly label: Words;
  /** An example from the person's own work; never the rule. */
  readonly hint?: Words;
  readonly required?: boolean;
  /** Internal name of the SharePoint column. Never changes once provisioned. */
  readonly column: string;
  readonly indexed?: boolean;
};

export type TextField = Common & { readonly kind: 'text'; readonly max: number };
export type LinesField = Common & { readonly kind: 'lines'; readonly max: number };
export type ListField = Common & {
  readonly kind: 'list';
  readonly max: number;
  readonly items: number;
  /** The button that makes room for another one. */
  readonly more: Words;
};
export type ChoiceField = Common & { readonly kind: 'choice'; readonly choices: readonly FieldChoice[] };
export type ChoicesField = Common & { readonly kind: 'choices'; readonly choices: readonly FieldChoice[] };
export type DateField = Common & { readonly kind: 'date' };
export type DateTimeField = Common & { readonly kind: 'dateTime' };
export type IntegerField = Common & { readonly kind: 'integer'; readonly min: number; readonly max: number };
/** The label is the subject, the statement what a tick says of it. */
export type ToggleField = Common & { readonly kind: 'toggle'; readonly statement: Words };

export type Field =
  | TextField
  | LinesField
  | ListField
  | ChoiceField
  | ChoicesField
  | DateField
  | DateTimeField
  | IntegerField
  | ToggleField;

export type Fields = Readonly<Record<string, Field>>;

/** What a field holds. Dates are 'YYYY-MM-DD', times 'YYYY-MM-DDTHH:mm' on Tokyo's wall clock. */
export type FieldValue = string | number | boolean | readonly string[];

/** A record's values as read from anywhere; a field that was left empty is absent. */
export type Values = Readonly<Record<string, FieldValue>>;

type ValueOf<F extends Field> = F extends ListField | ChoicesField
  ? readonly string[]
  : F extends IntegerField
    ? number
    : F extends ToggleField
      ? boolean
      : string;

type RequiredNames<F extends Fields> = {
  [K in keyof F]: F[K] extends { readonly required: true } ? K : never;
}[keyof F];

export type RecordOf<F extends Fields> = {
  readonly [K in RequiredNames<F>]: ValueOf<F[K]>;
} & {
  readonly [K in Exclude<keyof F, RequiredNames<F>>]?: ValueOf<F[K]>;
};

export type RecordDefinition<F extends Fields = Fields> = {
  /** Identifier of the field's term: consultationSheet, securityIncident. */
  readonly name: string;
  readonly label: Words;
  readonly fields: F;
};

export const defineRecord = <const F extends Fields>(definition: RecordDefinition<F>): RecordDefinition<F> =>
  definition;

/** The choice that stands among others although it excludes them; undefined where all go together. */
export const excludingAmong = (field: ChoicesField, ids: readonly string[]): FieldChoice | undefined =>
  ids.some((id) => id !== ids[0])
    ? field.choices.find(({ id, excludesOthers }) => excludesOthers === true && ids.includes(id))
    : undefined;

/** The words shown for a stored value: a choice's name instead of its id. */
export const wordsOfChoice = (field: ChoiceField | ChoicesField, id: string): Words | undefined =>
  field.choices.find((choice) => choice.id === id)?.name;
