import {
  Button,
  Caption1,
  makeStyles,
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Text,
  tokens,
} from '@fluentui/react-components';
import type { Choices } from './api.ts';
import { ClockChip } from './clock-chip.tsx';
import { useLive } from './live.tsx';
import { NoticeBell } from './notices.tsx';
import { PersonAvatar } from './person-avatar.tsx';
import { useWords } from './preferences.tsx';

const PHONE = '@media (max-width: 640px)';
const useStyles = makeStyles({
  bar: {
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    minHeight: '48px',
    padding: '0 12px 0 16px',
    [PHONE]: { padding: '0 6px' },
  },
  name: {
    flex: 1,
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    color: tokens.colorNeutralForeground2,
    [PHONE]: { visibility: 'hidden', flex: '1 1 0' },
  },
  me: { minWidth: 0, gap: '8px', padding: '4px 6px', flex: 'none' },
  who: { display: 'grid', textAlign: 'start', lineHeight: '16px', [PHONE]: { display: 'none' } },
  quiet: { color: 'var(--quiet)' },
  list: { maxHeight: '60vh', overflowY: 'auto' },
});

export function TopBar({
  choices,
  choose,
  leave,
}: {
  choices: Choices;
  choose: (userId: string) => void;
  leave: () => void;
}) {
  const styles = useStyles();
  const words = useWords();
  const { me } = useLive();
  const others = choices.users.filter((user) => user.id !== me.user.id);
  const about = (user: Choices['users'][number]): string =>
    [user.department, user.jobTitle].filter((part) => part !== null).join(' ');
  return (
    <header className={styles.bar}>
      <Text className={styles.name} weight="semibold">
        {me.tenant.name}
      </Text>
      <ClockChip />
      <NoticeBell />
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button
            appearance="subtle"
            className={styles.me}
            aria-label={`${me.user.name} ${words.switchPerson}`}
            data-testid="me"
          >
            <PersonAvatar id={me.user.id} name={me.user.name} />
            <span className={styles.who}>
              <Text weight="semibold" size={200}>
                {me.user.name}
              </Text>
              <Caption1 className={styles.quiet}>
                {[me.user.department, me.user.jobTitle].filter((part) => part !== null).join(' ')}
              </Caption1>
            </span>
          </Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem onClick={leave}>{words.signOut}</MenuItem>
            <MenuDivider />
            <div className={styles.list}>
              <MenuGroup>
                <MenuGroupHeader>{words.switchPerson}</MenuGroupHeader>
                {others.map((user) => (
                  <MenuItem key={user.id} secondaryContent={about(user)} onClick={() => choose(user.id)}>
                    {user.name}
                  </MenuItem>
                ))}
              </MenuGroup>
              <MenuDivider />
              <MenuGroup>
                <MenuGroupHeader>{words.openInTab}</MenuGroupHeader>
                {others.map((user) => (
                  <MenuItem
                    key={user.id}
                    secondaryContent={about(user)}
                    onClick={() =>
                      window.open(`/?person=${encodeURIComponent(user.id)}`, '_blank', 'noopener')
                    }
                  >
                    {user.name}
                  </MenuItem>
                ))}
              </MenuGroup>
            </div>
          </MenuList>
        </MenuPopover>
      </Menu>
    </header>
  );
}
