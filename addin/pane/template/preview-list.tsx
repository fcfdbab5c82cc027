import { makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import { useDesk, useWords } from '../here.tsx';
import type { Ready } from './make.ts';
import type { PreviewLine } from './preview.ts';
import { TEMPLATE_WORDS } from './words.ts';

const useStyles = makeStyles({
  preview: { display: 'grid', gap: '8px', gridTemplateColumns: 'minmax(0, 1fr)' },
  lines: { display: 'grid', gap: '6px' },
  line: { borderBottom: `1px solid ${tokens.colorNeutralStroke3}`, paddingBottom: '4px', minWidth: 0 },
  label: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  value: {
    overflowWrap: 'anywhere',
    display: '-webkit-box',
    overflow: 'hidden',
    WebkitLineClamp: 2,
    WebkitBoxOrient: 'vertical',
  },
  lacks: { borderLeft: `3px solid ${tokens.colorStatusWarningBorder1}`, paddingLeft: '8px' },
  note: { borderLeft: `3px solid ${tokens.colorBrandStroke1}`, paddingLeft: '8px' },
});

/** What will be written, and what is not known yet. */
export function PreviewList({ ready }: { ready: Ready }) {
  const styles = useStyles();
  const words = useWords(TEMPLATE_WORDS);
  const said = useDesk().words;
  const valueOf = ({ value }: PreviewLine): string =>
    value.is === 'text'
      ? value.text
      : value.is === 'rows'
        ? words.rows(value.count)
        : value.kept
          ? words.kept
          : words.dropped;
  return (
    <section className={styles.preview} data-testid="preview">
      <Subtitle2 as="h2">{words.preview}</Subtitle2>
      {ready.notes.map((note) => (
        <p key={note} className={styles.note}>
          {note}
        </p>
      ))}
      {ready.lacking.length > 0 && (
        <div className={styles.lacks} data-testid="lacking">
          <p>{words.lacks(ready.lacking.length)}</p>
          <p className={styles.label}>
            {said.list(
              ready.lacking.map(({ label, required }) =>
                required ? `${label}${said.aside(words.lacksRequired)}` : label,
              ),
            )}
          </p>
        </div>
      )}
      <p>{words.fills(ready.filled.length)}</p>
      <dl className={styles.lines}>
        {ready.filled.map((line) => (
          <div key={`${line.value.is}:${line.id}`} className={styles.line}>
            <dt className={styles.label}>{line.label}</dt>
            <dd className={styles.value}>{valueOf(line)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
