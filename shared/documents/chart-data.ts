import {
  isPlain,
  type ChartField,
  type DocumentFields,
  type PlainField,
  writeOut,
} from './document-field.ts';
import { rowsOf, type Fact } from './facts.ts';

/** What a chart draws: one value of each series for each category; undefined where there is none. */
export type ChartData = {
  readonly categories: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly (number | undefined)[] }[];
};

/** Rows drawn as a chart; undefined when the list is not known or the field names what the list does not have. */
export const chartDataOf = (
  field: ChartField,
  fields: DocumentFields,
  fact: Fact | undefined,
): ChartData | undefined => {
  const list = fields[field.rows];
  const rows = rowsOf(fact);
  if (list?.kind !== 'rows' || !rows) return undefined;
  const category = list.fields[field.category];
  const series = field.series.map((id): [string, PlainField | undefined] => [id, list.fields[id]]);
  if (!isPlain(category) || series.some(([, one]) => one === undefined)) return undefined;
  return {
    categories: rows.map(({ values }) => writeOut(category, values[field.category] ?? '').text),
    series: series.map(([id, one]) => ({
      name: one?.label.ja ?? id,
      values: rows.map(({ values }) => (typeof values[id] === 'number' ? values[id] : undefined)),
    })),
  };
};

/** The data as text, to be compared: what a chart in a document shows against what it was given. */
export const chartText = ({ categories, series }: ChartData): string =>
  [
    ['', ...series.map(({ name }) => name)],
    ...categories.map((category, index) => [
      category,
      ...series.map(({ values }) => (values[index] === undefined ? '' : String(values[index]))),
    ]),
  ]
    .map((row) => row.join('\t'))
    .join('\n');
