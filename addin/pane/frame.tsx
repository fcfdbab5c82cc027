import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { lazy, Suspense, useState } from 'react';
import { Head } from './head.tsx';
import { useDesk, useDeskState } from './here.tsx';
import { useReturnedFocus } from './returned-focus.ts';

const PLACES = ['template', 'fields', 'checklist', 'compare', 'proof'] as const;
type Place = (typeof PLACES)[number];

const VIEWS = {
  template: lazy(async () => ({ default: (await import('./template/template-place.tsx')).TemplatePlace })),
  fields: lazy(async () => ({ default: (await import('./fields/fields-place.tsx')).FieldsPlace })),
  checklist: lazy(async () => ({
    default: (await import('./checklist/checklist-place.tsx')).ChecklistPlace,
  })),
  compare: lazy(async () => ({ default: (await import('./compare/compare-place.tsx')).ComparePlace })),
  proof: lazy(async () => ({ default: (await import('./proof/proof-place.tsx')).ProofPlace })),
};
const Notes = lazy(async () => ({ default: (await import('./notes.tsx')).Notes }));
const DocumentView = lazy(async () => ({ default: (await import('./document-view.tsx')).DocumentView }));

const WIDE = '@media (min-width: 840px)';

const useStyles = makeStyles({
  frame: {
    display: 'grid',
    height: '100%',
    gridTemplateColumns: 'minmax(0, 1fr)',
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  beside: { [WIDE]: { gridTemplateColumns: 'minmax(360px, 440px) minmax(0, 1fr)' } },
  pane: { display: 'flex', flexDirection: 'column', minWidth: 0, minHeight: 0, height: '100%' },
  alone: { width: '100%', maxWidth: '720px', margin: '0 auto' },
  tabs: {
    flexShrink: 0,
    display: 'flex',
    // In a narrow pane, or with large letters, a second row: no place is out of sight.
    flexWrap: 'wrap',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    paddingInline: '4px',
  },
  tab: {
    flexShrink: 0,
    minWidth: 0,
    // Five places in a row of 320 px, in English as well.
    padding: '6px 5px',
    fontSize: tokens.fontSizeBase300,
    fontWeight: tokens.fontWeightRegular,
    borderRadius: 0,
    boxShadow: 'inset 0 -2px transparent',
  },
  chosen: {
    fontWeight: tokens.fontWeightSemibold,
    boxShadow: `inset 0 -2px ${tokens.colorCompoundBrandStroke}`,
    // Forced colours know no shadows.
    '@media (forced-colors: active)': { textDecorationLine: 'underline' },
  },
  notes: { flexShrink: 0, maxHeight: '40%', overflowY: 'auto' },
  place: { flex: 1, minHeight: 0, overflowY: 'auto', padding: '12px', boxSizing: 'border-box' },
  quiet: { color: tokens.colorNeutralForeground3 },
  view: {
    minWidth: 0,
    minHeight: 0,
    overflowY: 'auto',
    backgroundColor: tokens.colorNeutralBackground3,
    position: 'fixed',
    inset: 0,
    zIndex: 1,
    [WIDE]: { position: 'static', borderLeft: `1px solid ${tokens.colorNeutralStroke2}` },
  },
});

/** What the person begins with: what the document needs, or, where none is open, a template. */
export function Frame() {
  const styles = useStyles();
  const desk = useDesk();
  const { viewing, opened, serial, signedIn, busy, notes, question } = useDeskState();
  const isTelling = Boolean(busy ?? question) || notes.length > 0;
  useReturnedFocus(Boolean(busy ?? question));
  const { words } = desk;
  const [place, setPlace] = useState<Place>();
  const [seen, setSeen] = useState<readonly Place[]>([]);
  const chosen = place ?? (opened ? 'fields' : 'template');
  // Nothing is open and nobody is here: no place is worth loading yet.
  const isEmpty = place === undefined && !opened && signedIn === undefined && !desk.host.document;
  return (
    <div className={mergeClasses(styles.frame, viewing && styles.beside)}>
      <div className={mergeClasses(styles.pane, !viewing && styles.alone)}>
        <Head />
        <nav className={styles.tabs} aria-label={words.placesLabel}>
          {PLACES.map((one) => (
            <Button
              key={one}
              size="small"
              appearance="transparent"
              id={`place-${one}`}
              data-testid={`place-${one}`}
              className={mergeClasses(styles.tab, one === chosen && styles.chosen)}
              {...(one === chosen ? { 'aria-current': 'page' as const } : {})}
              onClick={() => {
                setPlace(one);
                desk.moveOn();
                setSeen([...seen, chosen]);
              }}
            >
              {words.places[one]}
            </Button>
          ))}
        </nav>
        <div className={styles.notes} aria-live="polite" data-testid="notes">
          {isTelling && (
            <Suspense fallback={null}>
              <Notes />
            </Suspense>
          )}
        </div>
        <main className={styles.place}>
          {isEmpty && <p className={styles.quiet}>{words.welcome}</p>}
          {/* A place that was opened keeps what was found in it, for as long as it is about the same document. */}
          {PLACES.filter((one) => !isEmpty && (one === chosen || seen.includes(one))).map((one) => {
            const View = VIEWS[one];
            return (
              <section
                key={one}
                aria-labelledby={`place-${one}`}
                hidden={one !== chosen}
                data-testid={`in-${one}`}
              >
                <Suspense fallback={<p className="unseen">{words.loading}</p>}>
                  <View key={one === 'template' ? one : serial} />
                </Suspense>
              </section>
            );
          })}
        </main>
      </div>
      {viewing && (
        <aside className={styles.view} aria-label={words.show}>
          <Suspense fallback={<Button disabled>{words.loading}</Button>}>
            <DocumentView />
          </Suspense>
        </aside>
      )}
    </div>
  );
}
