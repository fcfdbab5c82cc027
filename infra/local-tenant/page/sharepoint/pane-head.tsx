import { Button, makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import { ArrowLeftRegular } from '@fluentui/react-icons/svg/arrow-left';
import type { ReactNode } from 'react';
import { go } from '../place.ts';
import { useWords } from '../preferences.tsx';

const PHONE = '@media (max-width: 640px)';
const useStyles = makeStyles({
  head: {
    display: 'flex',
    gap: '8px',
    alignItems: 'center',
    flexWrap: 'wrap',
    padding: '10px 16px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  back: { display: 'none', [PHONE]: { display: 'inline-flex' } },
  title: { flex: 1, minWidth: '8em', margin: 0 },
});

export function PaneHead({ title, children }: { title: string; children: ReactNode }) {
  const styles = useStyles();
  const words = useWords();
  return (
    <div className={styles.head}>
      <Button
        className={styles.back}
        appearance="subtle"
        icon={<ArrowLeftRegular />}
        aria-label={words.back}
        onClick={() => go('sharepoint')}
      />
      <Subtitle2 as="h2" className={styles.title}>
        {title}
      </Subtitle2>
      {children}
    </div>
  );
}
