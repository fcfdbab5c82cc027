import { makeStyles, tokens } from '@fluentui/react-components';
import { useHere } from './here.tsx';

const useStyles = makeStyles({
  svg: { display: 'block', position: 'absolute', inset: 0, userSelect: 'none' },
  line: { stroke: tokens.colorNeutralStroke2 },
  today: { stroke: tokens.colorBrandStroke1, strokeWidth: 2 },
  month: { fill: tokens.colorNeutralForeground3, fontSize: '12px' },
  todayName: { fill: tokens.colorBrandForeground1, fontSize: '12px', fontWeight: 600 },
  row: { fill: tokens.colorNeutralForeground1, fontSize: '12px', fontWeight: 600 },
});

/** Narrower than this every second month is named, by its number alone. */
const NARROW = 640;

/** What stands behind the marks: months, rows and today. The marks and the table say the same to readers. */
export function YearGrid(given: {
  width: number;
  height: number;
  head: number;
  months: readonly { readonly x: number; readonly name: string }[];
  rows: readonly { readonly y: number; readonly name: string }[];
  today: number | undefined;
}) {
  const styles = useStyles();
  const { words } = useHere();
  const { width, height, head, months, rows, today } = given;
  const narrow = width < NARROW;
  const nameOf = (name: string, index: number): string =>
    !narrow ? name : index % 2 === 1 ? '' : name.replace('月', '');
  return (
    <svg className={styles.svg} width={width} height={height} aria-hidden>
      {months.map(({ x, name }, index) => (
        <g key={x}>
          <line x1={x} x2={x} y1={head - 6} y2={height} className={styles.line} />
          <text x={x + 3} y={head - 8} className={styles.month}>
            {nameOf(name, index)}
          </text>
        </g>
      ))}
      {rows.map(({ y, name }) => (
        <g key={y}>
          <line x1={0} x2={width} y1={y} y2={y} className={styles.line} />
          <text x={4} y={y + 14} className={styles.row}>
            {name}
          </text>
        </g>
      ))}
      {today !== undefined && (
        <g data-testid="today">
          <line x1={today} x2={today} y1={14} y2={height} className={styles.today} />
          <text
            x={today}
            y={11}
            textAnchor={today > width - 40 ? 'end' : today < 40 ? 'start' : 'middle'}
            className={styles.todayName}
          >
            {words.today}
          </text>
        </g>
      )}
    </svg>
  );
}
