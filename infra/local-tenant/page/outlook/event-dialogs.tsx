import { Field, Input, makeStyles, Text } from '@fluentui/react-components';
import { useState } from 'react';
import { Asking } from '../asking.tsx';
import { localInput } from '../dates.ts';
import { useLive } from '../live.tsx';
import { go } from '../place.ts';
import { useWords } from '../preferences.tsx';
import type { Event } from './outlook-api.ts';

const useStyles = makeStyles({ form: { display: 'grid', gap: '12px' } });
const instantOf = (input: string): string => `${input}:00+09:00`;

/** Asks for other times; the length stays when only the beginning is changed. */
export function MoveDialog({ event, path, close }: { event: Event; path: string; close: () => void }) {
  const styles = useStyles();
  const words = useWords();
  const { api } = useLive();
  const [start, setStart] = useState(() => localInput(new Date(event.start)));
  const [end, setEnd] = useState(() => localInput(new Date(event.end)));
  const isWrong = start !== '' && end !== '' && end < start;
  const move = (value: string): void => {
    setStart(value);
    if (value === '') return;
    const length = Date.parse(event.end) - Date.parse(event.start);
    setEnd(localInput(new Date(Date.parse(instantOf(value)) + length)));
  };
  return (
    <Asking
      title={words.moveEvent}
      action={words.save}
      ready={start !== '' && end !== '' && !isWrong}
      close={close}
      run={() => api.send('PATCH', path, { start: instantOf(start), end: instantOf(end) })}
    >
      <div className={styles.form}>
        <Field label={words.begins} required>
          <Input
            type="datetime-local"
            value={start}
            data-testid="event-start"
            onChange={(_event, data) => move(data.value)}
          />
        </Field>
        <Field label={words.ends} required {...(isWrong ? { validationMessage: words.endsBeforeBegin } : {})}>
          <Input
            type="datetime-local"
            value={end}
            data-testid="event-end"
            onChange={(_event, data) => setEnd(data.value)}
          />
        </Field>
      </div>
    </Asking>
  );
}

export function CancelDialog({ path, close }: { path: string; close: () => void }) {
  const words = useWords();
  const { api } = useLive();
  return (
    <Asking
      title={words.cancelEvent}
      action={words.cancelEvent}
      ready
      close={close}
      run={() => api.send('POST', `${path}/cancel`).then(() => go('calendar'))}
    >
      <Text>{words.cancelConfirm}</Text>
    </Asking>
  );
}
