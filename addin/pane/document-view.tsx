import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import type { TextPlace } from '../../shared/documents/text-place.ts';
import { useDesk, useDeskState } from './here.tsx';
import { piecesOf, rowsOf } from './text-pieces.ts';

const useStyles = makeStyles({
  bar: {
    position: 'sticky',
    top: 0,
    padding: '8px 12px',
    backgroundColor: tokens.colorNeutralBackground2,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  sheet: {
    margin: '12px auto',
    padding: '24px',
    maxWidth: '720px',
    boxSizing: 'border-box',
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow4,
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: '4px',
    '@media (max-width: 480px)': { padding: '12px', margin: 0 },
  },
  where: {
    marginTop: '12px',
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  text: { overflowWrap: 'anywhere', whiteSpace: 'pre-wrap', scrollMarginTop: '64px' },
  cell: { paddingLeft: '12px', borderLeft: `2px solid ${tokens.colorNeutralStroke3}` },
  // A row of many cells goes on in the next line of a narrow window.
  row: { display: 'flex', flexWrap: 'wrap', gap: '4px 8px', '& > p': { flex: '1 1 48px', minWidth: 0 } },
  body: {},
  head: { fontWeight: tokens.fontWeightSemibold },
  field: {
    // A mark brings its own colour, which is dark on dark.
    color: 'inherit',
    backgroundColor: tokens.colorNeutralBackground4,
    borderBottom: `1px dotted ${tokens.colorNeutralStroke1}`,
  },
  here: {
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorBrandForeground2,
    outline: `2px solid ${tokens.colorBrandStroke1}`,
  },
});

const lookOf = ({ kind, text, heading }: TextPlace): 'cell' | 'head' | 'body' =>
  kind === 'cell' || kind === 'chart'
    ? 'cell'
    : text.trim() !== '' && text.trim() === heading.trim()
      ? 'head'
      : 'body';

/** The text of the file, in its order, fields marked: what a browser has in place of Word. */
export function DocumentView() {
  const styles = useStyles();
  const desk = useDesk();
  const { texts, shown } = useDeskState();
  const here = useRef<HTMLParagraphElement>(null);
  const { words, language } = desk;
  useEffect(() => {
    if (!texts) void desk.textsNow();
  }, [desk, texts]);
  useEffect(() => {
    here.current?.scrollIntoView({ block: 'center' });
    here.current?.focus({ preventScroll: true });
  }, [shown, texts]);
  return (
    <>
      <div className={styles.bar}>
        <Button size="small" onClick={() => void desk.view(false)}>
          {words.hide}
        </Button>
      </div>
      <div className={styles.sheet} data-testid="document-view">
        {rowsOf(texts ?? [], language).map(({ group, isNew, cells }) => (
          <div key={cells[0]?.index}>
            {isNew && <p className={styles.where}>{group}</p>}
            <div className={cells.length > 1 ? styles.row : undefined}>
              {cells.map(({ place, index }) => {
                const isHere = shown?.index === index;
                return (
                  <p
                    key={index}
                    className={mergeClasses(styles.text, styles[lookOf(place)])}
                    {...(isHere ? { ref: here, tabIndex: -1, 'data-testid': 'shown' } : {})}
                  >
                    {place.kind === 'chart' && `${place.rowLabel ?? ''} ${place.columnLabel ?? ''} `}
                    {piecesOf(place, isHere ? shown : undefined).map(({ text, kind, start }) =>
                      kind === 'plain' ? (
                        text
                      ) : (
                        <mark key={start} className={kind === 'here' ? styles.here : styles.field}>
                          {text}
                        </mark>
                      ),
                    )}
                  </p>
                );
              })}
            </div>
          </div>
        ))}
      </div>
    </>
  );
}
