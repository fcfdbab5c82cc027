import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useDesk, useDeskState, useWords } from '../here.tsx';
import { offersOf, sought, type Offer } from './field-offers.ts';
import { KindSelect } from './kind-select.tsx';
import { useFieldsOf } from './use-fields.ts';
import { TEMPLATE_WORDS } from './words.ts';

const useStyles = makeStyles({
  page: { display: 'grid', gap: '12px', gridTemplateColumns: 'minmax(0, 1fr)' },
  offer: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    gap: '8px',
    alignItems: 'center',
    padding: '6px 0',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  text: { minWidth: 0, overflowWrap: 'anywhere' },
  quiet: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    display: 'block',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
});

const MOST = 60;

/** Makes a template of a document: a field is chosen by its name, and what it will hold is shown. */
export function PutField() {
  const styles = useStyles();
  const desk = useDesk();
  const words = useWords(TEMPLATE_WORDS);
  const { opened, busy, standing } = useDeskState();
  const [chosen, setChosen] = useState<string>();
  const kind = chosen ?? standing?.template.kind ?? '';
  const [search, setSearch] = useState('');
  const fields = useFieldsOf(kind);
  const facts = standing?.template.kind === kind ? standing.facts : undefined;
  const offers = fields ? sought(offersOf(fields, facts, desk.language), search) : [];
  const put = ({ field, label }: Offer): void => {
    if (!opened) return;
    void desk.work(words.putting, async () => {
      const made = await opened.port.putField(field);
      await desk.reread();
      desk.tell(
        ...(made.ok
          ? [{ intent: 'success' as const, text: words.putDone(label) }]
          : desk.problemNotes([made.problem])),
      );
    });
  };
  return (
    <div className={styles.page}>
      <p className={styles.quiet} style={{ whiteSpace: 'normal' }}>
        {words.putHint[desk.host.app]}
      </p>
      <KindSelect kind={kind} onChoose={setChosen} />
      {fields && (
        <Field label={words.search}>
          <Input type="search" value={search} onChange={(_event, { value }) => setSearch(value)} />
        </Field>
      )}
      <ul data-testid="offers">
        {offers.slice(0, MOST).map((offer) => (
          <li key={offer.id} className={styles.offer}>
            <span className={styles.text}>
              {offer.label}
              {offer.required && desk.words.aside(words.required)}
              <span className={styles.quiet}>
                {offer.use === 'chart' ? words.chart : (offer.value ?? words.nothing)}　{offer.id}
              </span>
            </span>
            <Button
              size="small"
              disabled={Boolean(busy)}
              onClick={() => put(offer)}
              aria-label={`${words.put}${desk.words.colon}${offer.label}`}
            >
              {words.put}
            </Button>
          </li>
        ))}
      </ul>
      {offers.length > MOST && <p className={styles.quiet}>{words.more(offers.length - MOST)}</p>}
    </div>
  );
}
