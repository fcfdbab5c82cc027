/** Sums figures up: medians, because the machines are noisy, and a table to read. */

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
};

/** @param part in [0, 1] */
export const percentile = (values: readonly number[], part: number): number => {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
};

/** What was measured, beside what it is measured against. */
export type Figure = {
  readonly name: string;
  readonly unit: string;
  readonly measured: number;
  readonly reference?: number;
  readonly ratio?: number;
  /** What the ratio, or without one the value, should keep: at least or at most. */
  readonly aim?: { readonly kind: 'least' | 'most'; readonly value: number };
};

export const isMet = ({ ratio, measured, aim }: Figure): boolean | undefined => {
  if (!aim) return undefined;
  const value = ratio ?? measured;
  return aim.kind === 'least' ? value >= aim.value : value <= aim.value;
};

const number = (value: number | undefined): string =>
  value === undefined ? '' : Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3);

export const table = (figures: readonly Figure[]): string => {
  const rows = [
    ['', 'measured', 'against', 'unit', 'ratio', 'aim', 'met'],
    ...figures.map((figure) => [
      figure.name,
      number(figure.measured),
      number(figure.reference),
      figure.unit,
      figure.ratio === undefined ? '' : figure.ratio.toFixed(3),
      figure.aim ? `${figure.aim.kind === 'least' ? '≥' : '≤'} ${figure.aim.value}` : '',
      { true: 'yes', false: 'NO', undefined: '' }[String(isMet(figure))] ?? '',
    ]),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n');
};
