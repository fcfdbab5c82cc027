import {
  Button,
  Caption1,
  Field,
  Input,
  makeStyles,
  Popover,
  PopoverSurface,
  PopoverTrigger,
  Text,
} from '@fluentui/react-components';
import { ClockRegular } from '@fluentui/react-icons/svg/clock';
import { useState } from 'react';
import { briefDate, localInput, longDate, westernDate } from './dates.ts';
import { useLive } from './live.tsx';
import { usePreferences } from './preferences.tsx';

const HOUR = 3_600_000;
const PHONE = '@media (max-width: 640px)';
const useStyles = makeStyles({
  chip: {
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
    [PHONE]: { paddingInline: '6px', minWidth: 0, fontSize: '13px' },
  },
  long: { [PHONE]: { display: 'none' } },
  short: { display: 'none', [PHONE]: { display: 'inline' } },
  panel: { display: 'grid', gap: '12px', maxWidth: '360px' },
  row: { display: 'flex', gap: '8px', flexWrap: 'wrap', alignItems: 'end' },
  quiet: { color: 'var(--quiet)' },
});

/** The domain's date and time, and the hands to move it. */
export function ClockChip() {
  const { now } = useLive();
  const styles = useStyles();
  const { words, language } = usePreferences();
  return (
    <Popover trapFocus>
      <PopoverTrigger disableButtonEnhancement>
        <Button
          className={styles.chip}
          appearance="outline"
          shape="circular"
          icon={<ClockRegular />}
          data-testid="clock"
          aria-label={`${words.clock} ${longDate(now(), language)}`}
        >
          <span className={styles.long}>{longDate(now(), language)}</span>
          <span className={styles.short}>{briefDate(now(), language)}</span>
        </Button>
      </PopoverTrigger>
      <PopoverSurface>
        <ClockPanel />
      </PopoverSurface>
    </Popover>
  );
}

export function ClockPanel() {
  const { api, now } = useLive();
  const styles = useStyles();
  const { words, language } = usePreferences();
  const [wanted, setWanted] = useState(() => localInput(now()));
  const advance = (ms: number): void => void api.send('POST', '/control/clock/advance', { ms });
  const set = (instant: string): void => void api.send('PUT', '/control/clock', { now: instant });
  return (
    <div className={styles.panel}>
      <div>
        <Text as="p" weight="semibold" block data-testid="clock-now">
          {longDate(now(), language)}
        </Text>
        {language === 'ja' && <Caption1 className={styles.quiet}>{westernDate(now())}</Caption1>}
      </div>
      <Text size={200}>{words.clockText}</Text>
      <div className={styles.row}>
        <Button data-testid="plus-hour" onClick={() => advance(HOUR)}>
          {words.plusHour}
        </Button>
        <Button data-testid="plus-day" onClick={() => advance(24 * HOUR)}>
          {words.plusDay}
        </Button>
        <Button onClick={() => set(new Date().toISOString())}>{words.realTime}</Button>
      </div>
      <div className={styles.row}>
        <Field label={words.setTime}>
          <Input type="datetime-local" value={wanted} onChange={(_event, data) => setWanted(data.value)} />
        </Field>
        <Button appearance="primary" disabled={wanted === ''} onClick={() => set(`${wanted}:00+09:00`)}>
          {words.apply}
        </Button>
      </div>
    </div>
  );
}
