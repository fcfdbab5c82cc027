import { Card, Field, makeStyles, Radio, RadioGroup, Subtitle2, Title3 } from '@fluentui/react-components';
import { ClockPanel } from '../clock-chip.tsx';
import { usePreferences } from '../preferences.tsx';
import type { Language, ThemeName } from '../preferences.tsx';
import { FaultPanel } from './fault-panel.tsx';

const useStyles = makeStyles({
  page: { height: '100%', overflowY: 'auto' },
  column: {
    display: 'grid',
    gap: '16px',
    padding: '20px',
    maxWidth: '860px',
    gridTemplateColumns: 'minmax(0, 1fr)',
  },
  pair: { display: 'grid', gap: '16px', gridTemplateColumns: 'repeat(auto-fit, minmax(260px, 1fr))' },
});

/** Clock, trouble, colours and language. */
export default function SettingsView() {
  const styles = useStyles();
  const { words, theme, language, setTheme, setLanguage } = usePreferences();
  return (
    <div className={styles.page}>
      <div className={styles.column}>
        <Title3 as="h1">{words.settings}</Title3>
        <div className={styles.pair}>
          <Card>
            <Subtitle2 as="h2">{words.clock}</Subtitle2>
            <ClockPanel />
          </Card>
          <Card>
            <Subtitle2 as="h2">{words.general}</Subtitle2>
            <Field label={words.theme}>
              <RadioGroup value={theme} onChange={(_event, data) => setTheme(data.value as ThemeName)}>
                <Radio value="light" label={words.light} />
                <Radio value="dark" label={words.dark} />
                <Radio value="contrast" label={words.contrast} />
              </RadioGroup>
            </Field>
            <Field label={words.language}>
              <RadioGroup value={language} onChange={(_event, data) => setLanguage(data.value as Language)}>
                <Radio value="ja" label="日本語" />
                <Radio value="en" label="English" />
              </RadioGroup>
            </Field>
          </Card>
        </div>
        <FaultPanel />
      </div>
    </div>
  );
}
