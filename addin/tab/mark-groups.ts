import type { YearAnswer, YearEntry } from '../../shared/meetings/api.ts';

/** What falls on one day in one row stands as one mark: papers of a meeting are mostly due together. */

type Row = YearAnswer['picture']['rows'][number];
type Mark = Row['cells'][number][number];

export type MarkGroup = {
  /** Of its first. */
  readonly id: string;
  readonly kind: Mark['kind'];
  readonly date: string;
  readonly at: number;
  /** The one that asks for most attention. */
  readonly state: Mark['state'];
  readonly marks: readonly Mark[];
};

const URGENCY: readonly Mark['state'][] = [
  'overdue',
  'open',
  'inLate',
  'inTime',
  'exempt',
  'toRecord',
  'confirmed',
  'proposed',
  'held',
  'cancelled',
];

const keyOf = ({ kind, date }: Mark): string => `${kind}/${date}`;

export const groupsIn = (row: Row): readonly MarkGroup[] =>
  [...Map.groupBy(row.cells.flat(), keyOf).values()].flatMap((marks): MarkGroup[] => {
    const [first] = marks;
    if (!first) return [];
    const state = URGENCY.find((one) => marks.some((mark) => mark.state === one)) ?? first.state;
    return [{ id: first.id, kind: first.kind, date: first.date, at: first.at, state, marks }];
  });

/** Everything that stands in the mark of that meeting or deadline. */
export const groupOf = (year: YearAnswer, id: string | undefined): readonly YearEntry[] => {
  const group = year.picture.rows.flatMap(groupsIn).find(({ marks }) => marks.some((mark) => mark.id === id));
  return year.entries.filter((entry) => group?.marks.some((mark) => mark.id === entry.id) === true);
};
