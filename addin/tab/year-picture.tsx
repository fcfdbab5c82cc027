import { makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { daysBetween, plainDate } from '../../shared/kernel/plain-date.ts';
import { say } from '../../shared/kernel/words.ts';
import { MARK_STATES, type YearAnswer } from '../../shared/meetings/api.ts';
import { useHere } from './here.tsx';
import { groupsIn } from './mark-groups.ts';
import { MarkSign } from './mark-sign.tsx';
import { whenOf } from './next-list.tsx';
import { YearGrid } from './year-grid.tsx';

const useStyles = makeStyles({
  box: { position: 'relative' },
  mark: {
    position: 'absolute',
    width: '18px',
    height: '18px',
    padding: '1px',
    border: 'none',
    borderRadius: tokens.borderRadiusCircular,
    background: 'transparent',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
    '&[aria-pressed="true"]': {
      backgroundColor: tokens.colorNeutralBackground1Selected,
      outline: `2px solid ${tokens.colorBrandStroke1}`,
    },
  },
  count: {
    position: 'absolute',
    left: '14px',
    top: '6px',
    fontSize: '10px',
    lineHeight: '12px',
    color: tokens.colorNeutralForeground2,
  },
  legend: { display: 'flex', flexWrap: 'wrap', gap: '4px 16px', padding: 0, margin: '8px 0' },
  sign: { display: 'inline-flex', gap: '4px', alignItems: 'center' },
  hint: { color: tokens.colorNeutralForeground3 },
});

const HEAD = 36;
const NAME = 18;
const LANE = 18;
const ROW = NAME + 2 * LANE + 6;
const RIM = 10;
/** Narrower than this there is no room for counts beside the marks; they are told when one is chosen. */
const WIDE = 640;
/** Of a mark. */
const HALF = 9;

/** The width that the picture has, as long as it is there. */
function useWidth(): [React.RefObject<HTMLDivElement | null>, number] {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(360);
  useEffect(() => {
    if (!box.current) return undefined;
    const seen = new ResizeObserver(([entry]) => entry && setWidth(Math.max(240, entry.contentRect.width)));
    seen.observe(box.current);
    return () => seen.disconnect();
  }, []);
  return [box, width];
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
};

/** Months across, a row for each series: meetings above, what is due below, today as a line through all. */
export function YearPicture(given: {
  year: YearAnswer;
  chosen: string | undefined;
  onChoose: (id: string) => void;
}) {
  const styles = useStyles();
  const { words, language } = useHere();
  const [box, width] = useWidth();
  const { year, chosen, onChoose } = given;
  const { picture, term, today } = year;
  const first = plainDate(`${picture.months[0]?.id ?? term.start.slice(0, 7)}-01`);
  const days = daysBetween(first, plainDate(term.end)) + 1;
  const xOf = (date: string): number =>
    RIM + ((daysBetween(first, plainDate(date)) + 0.5) / days) * (width - 2 * RIM);
  const entries = new Map(year.entries.map((entry) => [entry.id, entry]));
  const rows = picture.rows.map((row) => ({ ...row, marks: groupsIn(row) }));
  const all = rows.flatMap(({ marks }) => marks);
  const next = year.entries.find(({ at }) => at >= year.now)?.id;
  const holding = (id: string | undefined) => all.find(({ marks }) => marks.some((mark) => mark.id === id));
  const focused = (holding(chosen) ?? holding(next) ?? all[0])?.id;
  const shown = holding(chosen)?.id;
  const height = HEAD + rows.length * ROW;
  const isIn = today >= first && today <= term.end;

  const move = (event: React.KeyboardEvent, row: number, id: string): void => {
    const [down, right] = STEPS[event.key] ?? [0, 0];
    if (down === 0 && right === 0) return;
    event.preventDefault();
    const marks = rows[row]?.marks ?? [];
    const at = marks.find((mark) => mark.id === id)?.at ?? 0;
    const target =
      down === 0
        ? marks[marks.findIndex((mark) => mark.id === id) + right]
        : rows[row + down]?.marks.toSorted((a, b) => Math.abs(a.at - at) - Math.abs(b.at - at))[0];
    if (!target) return;
    onChoose(target.id);
    box.current?.querySelector<HTMLElement>(`[data-mark="${CSS.escape(target.id)}"]`)?.focus();
  };

  return (
    <div data-testid="picture">
      <div ref={box} className={styles.box} style={{ height }}>
        <YearGrid
          width={width}
          height={height}
          head={HEAD}
          months={picture.months.map(({ id, name }) => ({ x: xOf(`${id}-01`), name: say(name, language) }))}
          rows={rows.map(({ name }, index) => ({ y: HEAD + index * ROW, name: say(name, language) }))}
          today={isIn ? xOf(today) : undefined}
        />
        {rows.flatMap((row, index) =>
          row.marks.map((mark) => {
            const entry = entries.get(mark.id);
            if (!entry) return null;
            const name = [
              mark.marks.map((one) => say(one.name, language)).join(language === 'ja' ? '、' : ', '),
              whenOf(entry, language),
              words.states[mark.state],
            ].join('　');
            return (
              <button
                key={`${mark.kind}/${mark.id}`}
                type="button"
                className={styles.mark}
                data-mark={mark.id}
                aria-pressed={mark.id === shown}
                aria-label={name}
                title={name}
                tabIndex={mark.id === focused ? 0 : -1}
                style={{
                  left: xOf(mark.date) - HALF,
                  top: HEAD + index * ROW + NAME + (mark.kind === 'meeting' ? 0 : LANE),
                }}
                onClick={() => onChoose(mark.id)}
                onKeyDown={(event) => move(event, index, mark.id)}
              >
                <MarkSign state={mark.state} />
                {mark.marks.length > 1 && width >= WIDE && (
                  <span className={styles.count}>{mark.marks.length}</span>
                )}
              </button>
            );
          }),
        )}
      </div>
      <ul className={styles.legend} aria-label={words.legend}>
        {MARK_STATES.map((state) => (
          <li key={state} className={styles.sign}>
            <MarkSign state={state} />
            {words.states[state]}
          </li>
        ))}
      </ul>
      <p className={styles.hint}>{words.choose}</p>
    </div>
  );
}
