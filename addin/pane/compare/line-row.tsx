import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Said } from '../../../shared/documents/compare-documents.ts';
import { useDesk, useWords } from '../here.tsx';
import type { Line } from './compared.ts';
import { COMPARE_WORDS } from './words.ts';

const useStyles = makeStyles({
  line: {
    display: 'grid',
    gap: '6px',
    padding: '8px 0 8px 8px',
    borderLeft: `3px solid ${tokens.colorNeutralStroke1}`,
    marginBottom: '8px',
    minWidth: 0,
  },
  differs: { borderLeftColor: tokens.colorStatusDangerBorder1 },
  toConfirm: { borderLeftColor: tokens.colorStatusWarningBorder1 },
  label: { fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  sides: { display: 'grid', gap: '8px', gridTemplateColumns: 'repeat(auto-fit, minmax(120px, 1fr))' },
  side: { padding: '6px 8px', backgroundColor: tokens.colorNeutralBackground2, minWidth: 0 },
  where: { display: 'block' },
  text: { overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' },
});

/** One pair: what each of the two says, where, and what the source says. */
export function LineRow({ line }: { line: Line }) {
  const styles = useStyles();
  const desk = useDesk();
  const words = useWords(COMPARE_WORDS);
  const { agreement } = line;
  const side = (head: string, all: readonly Said[]) => (
    <div className={styles.side}>
      <p className={styles.quiet}>{head}</p>
      {all.length === 0 && <p className={styles.text}>{words.notSaid}</p>}
      {all.slice(0, 3).map(({ text, where }, index) => (
        <p key={index} className={styles.text}>
          {text}
          <span className={mergeClasses(styles.quiet, styles.where)}>{where[desk.language]}</span>
        </p>
      ))}
    </div>
  );
  return (
    <li
      className={mergeClasses(
        styles.line,
        agreement === 'differs' && styles.differs,
        agreement === 'toConfirm' && styles.toConfirm,
      )}
      data-testid={`pair-${agreement}`}
    >
      <p>
        <span className={styles.quiet}>
          {words.agreement[agreement]}・{words.kinds[line.kind]}{' '}
        </span>
        <span className={styles.label}>{line.label || words.noLabel}</span>
      </p>
      <div className={styles.sides}>
        {side(words.here, line.here)}
        {side(words.there, line.there)}
        {line.source !== undefined && agreement === 'differs' && (
          <div className={styles.side}>
            <p className={styles.quiet}>{words.source}</p>
            <p className={styles.text}>{line.source}</p>
          </div>
        )}
      </div>
      {line.spots.length > 0 && (
        <div>
          {line.spots.slice(0, 3).map((spot, index) => (
            <Button key={index} size="small" onClick={() => void desk.goTo(spot)} style={{ marginRight: 8 }}>
              {words.goTo}
              {line.spots.length > 1 && ` ${index + 1}`}
            </Button>
          ))}
        </div>
      )}
    </li>
  );
}
