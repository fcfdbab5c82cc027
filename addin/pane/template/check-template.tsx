import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { CHECKLIST_FIELDS } from '../../../shared/documents/checklist-fields.ts';
import { checkTemplate } from '../../../shared/documents/template.ts';
import type { Problem } from '../../../shared/kernel/problem.ts';
import { useDesk, useDeskState, useWords } from '../here.tsx';
import { KindSelect } from './kind-select.tsx';
import { useFieldsOf } from './use-fields.ts';
import { TEMPLATE_WORDS } from './words.ts';

const useStyles = makeStyles({
  page: { display: 'grid', gap: '12px', gridTemplateColumns: 'minmax(0, 1fr)' },
  faults: { display: 'grid', gap: '8px' },
  fault: {
    borderLeft: `3px solid ${tokens.colorStatusDangerBorder1}`,
    paddingLeft: '8px',
    overflowWrap: 'anywhere',
    display: 'grid',
    gap: '4px',
    justifyItems: 'start',
  },
  quiet: { color: tokens.colorNeutralForeground3 },
});

/** The open document as a template: what is wrong with it, and where. */
export function CheckTemplate() {
  const styles = useStyles();
  const desk = useDesk();
  const words = useWords(TEMPLATE_WORDS);
  const { reading, busy, standing } = useDeskState();
  const [chosen, setChosen] = useState<string>();
  const kind = chosen ?? standing?.template.kind ?? '';
  const fields = useFieldsOf(kind);
  const [faults, setFaults] = useState<readonly Problem[]>();
  const check = async (): Promise<void> => {
    if (!fields) return;
    const found = await desk.work(words.checking, async () => {
      await desk.reread();
      const now = desk.state().reading;
      return now && checkTemplate(now, { ...fields, ...CHECKLIST_FIELDS });
    });
    setFaults(found);
  };
  return (
    <div className={styles.page}>
      <p className={styles.quiet}>{reading ? words.checkHint : words.openFirst}</p>
      <KindSelect kind={kind} onChoose={setChosen} />
      <div>
        <Button
          appearance="primary"
          disabled={Boolean(busy) || kind === ''}
          onClick={() => void check()}
          data-testid="check-template"
        >
          {words.check}
        </Button>
      </div>
      {faults && (
        <div aria-live="polite" data-testid="template-faults">
          <p>{faults.length === 0 ? words.good : words.faults(faults.length)}</p>
          <ul className={styles.faults}>
            {faults.map(({ code, message, field }, index) => (
              <li key={`${code}:${field ?? ''}:${index}`} className={styles.fault}>
                {message[desk.language]}
                {field !== undefined && code !== 'template.required' && code !== 'template.unreadable' && (
                  <Button size="small" onClick={() => void desk.goTo({ at: 'field', id: field })}>
                    {words.goTo}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
