import {
  Badge,
  Button,
  Caption1,
  Card,
  Field,
  Input,
  makeStyles,
  MessageBar,
  MessageBarBody,
  Select,
  Subtitle2,
  Text,
} from '@fluentui/react-components';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { useCallback, useEffect, useState } from 'react';
import { useLive } from '../live.tsx';
import { useWords } from '../preferences.tsx';

type Fault = {
  id: string;
  area: string;
  kind: string;
  method?: string;
  path?: string;
  times?: number | null;
  delayMs?: number;
  struck: number;
};

const KINDS = ['429', '503', 'slow', 'lost-answer', 'drop', '412', '410', '403'];
const REFRESH_MS = 3000;
/** What the tenant waits where a rule names nothing else. */
const DELAY_MS = 1000;
const useStyles = makeStyles({
  form: {
    display: 'grid',
    gap: '8px',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(190px, 100%), 1fr))',
    alignItems: 'end',
    '& > *': { minWidth: 0 },
    '& .fui-Input': { width: '100%', minWidth: 0 },
    '& .fui-Input__input': { minWidth: 0 },
  },
  one: { display: 'flex', gap: '8px', alignItems: 'center', flexWrap: 'wrap' },
  grow: { flex: 1, overflowWrap: 'anywhere' },
  quiet: { color: 'var(--quiet)' },
  status: { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', margin: 0, fontSize: '12px' },
});

const AREAS = [
  ['graph', 'Graph'],
  ['connector', 'Bot Connector'],
] as const;

/** Troubles on demand, with how often each has struck. */
export function FaultPanel() {
  const styles = useStyles();
  const words = useWords();
  const { api } = useLive();
  const [faults, setFaults] = useState<Fault[]>([]);
  const [status, setStatus] = useState('');
  const [problem, setProblem] = useState<string>();
  const [draft, setDraft] = useState({
    area: 'graph',
    kind: '503',
    method: '',
    path: '',
    times: '1',
    retryAfter: '',
    delayMs: String(DELAY_MS),
  });
  const fetchAll = useCallback(
    () => Promise.all([api.get<{ value: Fault[] }>('/control/faults'), api.get<object>('/control/status')]),
    [api],
  );
  const show = useCallback(([found, state]: [{ value: Fault[] }, object]) => {
    setFaults(found.value);
    setStatus(JSON.stringify(state, null, 1));
  }, []);
  useEffect(() => {
    const look = (): void => void fetchAll().then(show, () => undefined);
    look();
    const timer = setInterval(look, REFRESH_MS);
    return () => clearInterval(timer);
  }, [fetchAll, show]);
  const change = async (work: Promise<unknown>): Promise<void> => {
    try {
      await work;
      setProblem(undefined);
      show(await fetchAll());
    } catch (error) {
      setProblem(error instanceof Error ? error.message : words.failed);
    }
  };
  const add = (): Promise<void> => {
    const { area, kind, method, path, times, retryAfter, delayMs } = draft;
    const number = (name: string, text: string): object => (text === '' ? {} : { [name]: Number(text) });
    return change(
      api.send('POST', '/control/faults', {
        area,
        kind,
        ...(method ? { method } : {}),
        ...(path ? { path } : {}),
        ...number('times', times),
        ...number('retryAfter', retryAfter),
        ...(kind === 'slow' ? number('delayMs', delayMs) : {}),
      }),
    );
  };
  const set = (name: keyof typeof draft) => (_event: unknown, data: { value: string }) =>
    setDraft((known) => ({ ...known, [name]: data.value }));
  return (
    <Card>
      <Subtitle2 as="h2">{words.faults}</Subtitle2>
      <Text>{words.faultsText}</Text>
      <div className={styles.form}>
        <Field label={words.area}>
          <Select value={draft.area} onChange={set('area')}>
            {AREAS.map(([area, name]) => (
              <option key={area} value={area}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={words.kind}>
          <Select value={draft.kind} onChange={set('kind')}>
            {KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {words.kinds[kind]}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={words.method}>
          <Select value={draft.method} onChange={set('method')}>
            <option value="">{words.any}</option>
            {['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].map((method) => (
              <option key={method}>{method}</option>
            ))}
          </Select>
        </Field>
        <Field label={words.path}>
          <Input value={draft.path} placeholder="/sites/" onChange={set('path')} />
        </Field>
        <Field label={words.times}>
          <Input type="number" min={1} value={draft.times} onChange={set('times')} />
        </Field>
        {(draft.kind === '429' || draft.kind === '503') && (
          <Field label={words.retryAfter}>
            <Input
              type="number"
              min={0}
              value={draft.retryAfter}
              placeholder="10"
              onChange={set('retryAfter')}
            />
          </Field>
        )}
        {draft.kind === 'slow' && (
          <Field label={words.delay}>
            <Input type="number" min={0} value={draft.delayMs} onChange={set('delayMs')} />
          </Field>
        )}
        <Button appearance="primary" data-testid="add-fault" onClick={() => void add()}>
          {words.add}
        </Button>
      </div>
      {problem !== undefined && (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody>{problem}</MessageBarBody>
        </MessageBar>
      )}
      {faults.length === 0 && <Text className={styles.quiet}>{words.noFaults}</Text>}
      {faults.map((fault) => (
        <div key={fault.id} className={styles.one} data-testid="fault">
          <Badge appearance="tint">{AREAS.find(([area]) => area === fault.area)?.[1] ?? fault.area}</Badge>
          <Text className={styles.grow}>
            {words.kinds[fault.kind] ?? fault.kind}
            {fault.kind === 'slow' ? `（${words.delayed(fault.delayMs ?? DELAY_MS)}）` : ''}{' '}
            {fault.method ?? ''} {fault.path ?? ''}
            {typeof fault.times === 'number' ? `（${fault.struck}/${fault.times}）` : ''}
          </Text>
          <Caption1 className={styles.quiet}>{words.struck(fault.struck)}</Caption1>
          <Button
            appearance="subtle"
            icon={<DeleteRegular />}
            aria-label={words.remove}
            onClick={() => void change(api.send('DELETE', `/control/faults/${encodeURIComponent(fault.id)}`))}
          />
        </div>
      ))}
      {faults.length > 1 && (
        <div>
          <Button onClick={() => void change(api.send('DELETE', '/control/faults'))}>
            {words.clearFaults}
          </Button>
        </div>
      )}
      <details>
        <summary>{words.status}</summary>
        <pre className={styles.status}>{status}</pre>
      </details>
    </Card>
  );
}
