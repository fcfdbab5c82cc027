import { z } from 'zod';
import { invalid, problem } from './problem.ts';
import type { Problem } from './problem.ts';

export const COLUMN_KINDS = [
  'text',
  'number',
  'boolean',
  'dateTime',
  'choice',
  'personOrGroup',
  'hyperlinkOrPicture',
] as const;
export type ColumnKind = (typeof COLUMN_KINDS)[number];

const NOT_IMITATED = [
  'calculated',
  'currency',
  'geolocation',
  'lookup',
  'term',
  'thumbnail',
  'contentApprovalStatus',
];

const facets = {
  text: z.strictObject({
    allowMultipleLines: z.boolean().default(false),
    appendChangesToExistingText: z.boolean().default(false),
    linesForEditing: z.int().default(0),
    maxLength: z.int().min(1).max(255).default(255),
    textType: z.enum(['plain', 'richText']).default('plain'),
  }),
  number: z.strictObject({
    decimalPlaces: z.enum(['automatic', 'none', 'one', 'two', 'three', 'four', 'five']).default('automatic'),
    displayAs: z.enum(['number', 'percentage']).default('number'),
    maximum: z.number().default(1.797_693_134_862_315_7e308),
    minimum: z.number().default(-1.797_693_134_862_315_7e308),
  }),
  boolean: z.strictObject({}),
  dateTime: z.strictObject({
    displayAs: z.enum(['default', 'friendly', 'standard']).default('default'),
    format: z.enum(['dateOnly', 'dateTime']).default('dateOnly'),
  }),
  choice: z.strictObject({
    allowTextEntry: z.boolean().default(false),
    choices: z.array(z.string().min(1)).min(1),
    displayAs: z.enum(['checkBoxes', 'dropDownMenu', 'radioButtons']).default('dropDownMenu'),
  }),
  personOrGroup: z.strictObject({
    allowMultipleSelection: z.boolean().default(false),
    chooseFromType: z.enum(['peopleAndGroups', 'peopleOnly']).default('peopleAndGroups'),
    displayAs: z.string().default('nameWithPresence'),
  }),
  hyperlinkOrPicture: z.strictObject({ isPicture: z.boolean().default(false) }),
};

export type Facets = { [Kind in ColumnKind]: z.infer<(typeof facets)[Kind]> };

const general = z.strictObject({
  name: z.string().min(1).max(255).optional(),
  displayName: z.string().min(1).max(255).optional(),
  description: z.string().optional(),
  columnGroup: z.string().optional(),
  enforceUniqueValues: z.boolean().optional(),
  hidden: z.boolean().optional(),
  indexed: z.boolean().optional(),
  required: z.boolean().optional(),
  readOnly: z.boolean().optional(),
  defaultValue: z
    .strictObject({ value: z.string().optional(), formula: z.string().optional() })
    .nullable()
    .optional(),
});

export type Column = {
  id: string;
  name: string;
  displayName: string;
  description: string;
  columnGroup: string;
  enforceUniqueValues: boolean;
  hidden: boolean;
  indexed: boolean;
  required: boolean;
  readOnly: boolean;
  defaultValue?: string;
} & { [Kind in ColumnKind]: { kind: Kind; facet: Facets[Kind] } }[ColumnKind];

/** A column as asked for in a body; throws nothing, names what SharePoint would refuse. */
export function readColumn(id: string, body: Record<string, unknown>): Column | Problem {
  const asked = COLUMN_KINDS.filter((kind) => body[kind] !== undefined && body[kind] !== null);
  const foreign = NOT_IMITATED.find((kind) => body[kind] !== undefined && body[kind] !== null);
  if (foreign)
    return problem(501, 'notImplemented', 'The requested feature is not implemented.', {
      reason: `column kind ${foreign}`,
    });
  const [kind] = asked;
  if (kind === undefined || asked.length > 1)
    return invalid('Invalid request', 'a column has exactly one kind');
  const { [kind]: facetGiven, ...rest } = Object.fromEntries(
    Object.entries(body).filter(([name]) => !name.includes('@')),
  );
  const given = general.safeParse(withoutKinds(rest));
  if (!given.success) return invalid('Invalid request', z.prettifyError(given.error));
  const facet = facets[kind].safeParse(facetGiven);
  if (!facet.success) return invalid('Invalid request', z.prettifyError(facet.error));
  const name = given.data.name ?? given.data.displayName;
  if (name === undefined) return invalid('Invalid request', 'a column needs a name');
  const column = {
    id,
    name: internalName(name),
    displayName: given.data.displayName ?? name,
    description: given.data.description ?? '',
    columnGroup: given.data.columnGroup ?? 'Custom Columns',
    enforceUniqueValues: given.data.enforceUniqueValues ?? false,
    hidden: given.data.hidden ?? false,
    indexed: given.data.indexed ?? false,
    required: given.data.required ?? false,
    readOnly: given.data.readOnly ?? false,
    ...(given.data.defaultValue?.value === undefined ? {} : { defaultValue: given.data.defaultValue.value }),
    kind,
    facet: facet.data,
  } as Column;
  return objection(column) ?? column;
}

/** A column changed by a PATCH body; name and kind stay what they are. */
export function changeColumn(column: Column, body: Record<string, unknown>): Column | Problem {
  const facetGiven = (body[column.kind] ?? {}) as Record<string, unknown>;
  const other = COLUMN_KINDS.find(
    (kind) => kind !== column.kind && body[kind] !== undefined && body[kind] !== null,
  );
  if (other) return invalid('Invalid request', `a ${column.kind} column cannot become ${other}`);
  const own = Object.fromEntries(
    Object.entries(body).filter(
      ([name]) => name !== column.kind && name !== 'id' && name !== 'type' && !name.includes('@'),
    ),
  );
  const given = general.safeParse(withoutKinds(own));
  if (!given.success) return invalid('Invalid request', z.prettifyError(given.error));
  if (given.data.name !== undefined && given.data.name !== column.name)
    return invalid('Invalid request', 'a column keeps its name');
  const facet = facets[column.kind].safeParse({ ...column.facet, ...facetGiven });
  if (!facet.success) return invalid('Invalid request', z.prettifyError(facet.error));
  const { defaultValue, ...plain } = given.data;
  const changed = {
    ...column,
    ...Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined)),
    facet: facet.data,
    ...(defaultValue?.value === undefined ? {} : { defaultValue: defaultValue.value }),
  } as Column;
  if (defaultValue === null) delete changed.defaultValue;
  return objection(changed) ?? changed;
}

function withoutKinds(body: Record<string, unknown>): Record<string, unknown> {
  const facetNames = new Set<string>([...COLUMN_KINDS, ...NOT_IMITATED]);
  return Object.fromEntries(
    Object.entries(body).filter(([name, value]) => !(facetNames.has(name) && value === null)),
  );
}

function objection(column: Column): Problem | undefined {
  if (column.enforceUniqueValues && !column.indexed)
    return invalid('Invalid request', 'a unique column must be indexed');
  if (column.indexed && !canBeIndexed(column))
    return invalid('Invalid request', `a column like ${column.name} cannot be indexed`);
  return undefined;
}

function canBeIndexed(column: Column): boolean {
  switch (column.kind) {
    case 'text':
      return !column.facet.allowMultipleLines;
    case 'choice':
      return column.facet.displayAs !== 'checkBoxes';
    case 'personOrGroup':
      return !column.facet.allowMultipleSelection;
    case 'hyperlinkOrPicture':
      return false;
    case 'number':
    case 'boolean':
    case 'dateTime':
      return true;
  }
}

/** SharePoint's internal names: everything but ASCII letters, digits and _ is written as _xHHHH_, 32 characters at most. */
export function internalName(name: string): string {
  const encoded = Array.from(name, (sign) =>
    /[A-Za-z0-9_]/.test(sign) ? sign : `_x${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}_`,
  );
  return encoded.join('').slice(0, 32);
}

/** The column as Graph shows it. */
export function columnJson(column: Column): Record<string, unknown> {
  return {
    columnGroup: column.columnGroup,
    description: column.description,
    displayName: column.displayName,
    enforceUniqueValues: column.enforceUniqueValues,
    hidden: column.hidden,
    id: column.id,
    indexed: column.indexed,
    name: column.name,
    readOnly: column.readOnly,
    required: column.required,
    ...(column.defaultValue === undefined ? {} : { defaultValue: { value: column.defaultValue } }),
    [column.kind]: column.facet,
  };
}
