import {
  Button,
  Caption1,
  CounterBadge,
  makeStyles,
  mergeClasses,
  Subtitle2,
  Text,
  tokens,
} from '@fluentui/react-components';
import { useLive } from '../live.tsx';
import { go } from '../place.ts';
import { useWords } from '../preferences.tsx';

const useStyles = makeStyles({
  column: { display: 'grid', gap: '2px', padding: '8px' },
  head: { padding: '6px 8px 8px' },
  team: { display: 'flex', justifyContent: 'space-between', gap: '8px', padding: '12px 8px 4px' },
  channel: {
    justifyContent: 'space-between',
    fontWeight: tokens.fontWeightRegular,
    paddingInlineStart: '20px',
  },
  here: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    color: tokens.colorNeutralForeground1Selected,
  },
  quiet: { color: 'var(--quiet)' },
});

export function TeamList({ open }: { open: string | undefined }) {
  const styles = useStyles();
  const words = useWords();
  const { teams } = useLive();
  return (
    <div className={styles.column}>
      <Subtitle2 as="h1" className={styles.head}>
        {words.teams}
      </Subtitle2>
      {teams?.length === 0 && <Text className={styles.quiet}>{words.noTeams}</Text>}
      {teams?.map((team) => (
        <section key={team.id} aria-label={team.name}>
          <div className={styles.team}>
            <Text weight="semibold">{team.name}</Text>
            {team.app && <Caption1 className={styles.quiet}>{words.appPresent}</Caption1>}
          </div>
          {team.channels.map((channel) => (
            <Button
              key={channel.id}
              appearance="subtle"
              className={mergeClasses(styles.channel, channel.id === open && styles.here)}
              style={{ width: '100%' }}
              aria-current={channel.id === open ? 'true' : undefined}
              data-testid="channel"
              onClick={() => go('teams', channel.id)}
            >
              <Text weight={channel.unread > 0 ? 'bold' : 'regular'}>{channel.name}</Text>
              {channel.unread > 0 && (
                <CounterBadge
                  count={channel.unread}
                  size="small"
                  color="brand"
                  aria-label={words.unread(channel.unread)}
                />
              )}
            </Button>
          ))}
        </section>
      ))}
    </div>
  );
}
