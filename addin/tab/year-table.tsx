import {
  makeStyles,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  tokens,
} from '@fluentui/react-components';
import { say } from '../../shared/kernel/words.ts';
import type { YearAnswer } from '../../shared/meetings/api.ts';
import { useHere } from './here.tsx';
import { whenOf } from './next-list.tsx';
import { stateText } from './words.ts';

const useStyles = makeStyles({
  box: { overflowX: 'auto' },
  table: { minWidth: '760px' },
  late: { fontWeight: tokens.fontWeightSemibold },
  cell: { overflowWrap: 'anywhere' },
});

/** The picture's table: for readers of the screen always there, for everyone else when they ask. */
export function YearTable({ year }: { year: YearAnswer }) {
  const styles = useStyles();
  const { words, language } = useHere();
  return (
    <div className={styles.box}>
      <Table size="small" className={styles.table} aria-label={words.year} data-testid="year-table">
        <TableHeader>
          <TableRow>
            {(
              [
                [words.when, '150px'],
                [words.what, 'auto'],
                [words.state, '170px'],
                [words.owner, '130px'],
                [words.clause, '110px'],
              ] as const
            ).map(([title, width]) => (
              <TableHeaderCell key={title} style={{ width }}>
                {title}
              </TableHeaderCell>
            ))}
          </TableRow>
        </TableHeader>
        <TableBody>
          {year.entries.map((entry) => (
            <TableRow key={`${entry.kind}/${entry.id}`}>
              <TableCell>{whenOf(entry, language)}</TableCell>
              <TableCell className={styles.cell}>
                {say(entry.name, language)}（{entry.kind === 'meeting' ? words.meeting : words.due}）
              </TableCell>
              <TableCell className={entry.state === 'overdue' ? styles.late : undefined}>
                {stateText(words, entry, language)}
              </TableCell>
              <TableCell className={styles.cell}>
                {entry.owners.map((one) => say(one, language)).join('、')}
              </TableCell>
              <TableCell>{entry.clause}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
