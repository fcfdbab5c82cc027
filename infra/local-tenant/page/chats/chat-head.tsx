import {
  Avatar,
  AvatarGroup,
  AvatarGroupItem,
  Button,
  Caption1,
  makeStyles,
  Menu,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Subtitle2,
  tokens,
} from '@fluentui/react-components';
import { ArrowLeftRegular } from '@fluentui/react-icons/svg/arrow-left';
import { BotRegular } from '@fluentui/react-icons/svg/bot';
import { MoreHorizontalRegular } from '@fluentui/react-icons/svg/more-horizontal';
import { PeopleRegular } from '@fluentui/react-icons/svg/people';
import { chatPath } from '../api.ts';
import type { Chat, Choices } from '../api.ts';
import { useLive } from '../live.tsx';
import { go } from '../place.ts';
import { initialsOf } from '../person-avatar.tsx';
import { useWords } from '../preferences.tsx';

const PHONE = '@media (max-width: 640px)';
const useStyles = makeStyles({
  head: {
    display: 'flex',
    alignItems: 'center',
    gap: '10px',
    padding: '10px 24px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    [PHONE]: { padding: '6px 8px' },
  },
  back: { display: 'none', [PHONE]: { display: 'inline-flex' } },
  lines: { flex: 1, minWidth: 0, display: 'grid' },
  name: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', margin: 0 },
  quiet: { color: 'var(--quiet)' },
  wide: { [PHONE]: { display: 'none' } },
  list: { maxHeight: '40vh', overflowY: 'auto' },
});

export function ChatHead({ chat, choices }: { chat: Chat; choices: Choices }) {
  const styles = useStyles();
  const words = useWords();
  const { api, me, reload } = useLive();
  const about =
    chat.kind === 'channel' ? chat.team?.name : chat.kind === 'personal' ? words.appBadge : undefined;
  const change = async (method: 'PUT' | 'DELETE'): Promise<void> => {
    await api.send(method, `${chatPath(chat.id)}/app`);
    await reload();
  };
  const outside = choices.users.filter((user) => !chat.members.some((member) => member.id === user.id));
  return (
    <div className={styles.head}>
      <Button
        className={styles.back}
        appearance="subtle"
        icon={<ArrowLeftRegular />}
        aria-label={words.back}
        onClick={() => go(chat.kind === 'channel' ? 'teams' : 'chats')}
      />
      <Avatar
        icon={chat.kind === 'personal' ? <BotRegular /> : <PeopleRegular />}
        shape={chat.kind === 'personal' ? 'square' : 'circular'}
        color="brand"
        aria-hidden
      />
      <div className={styles.lines}>
        <Subtitle2 as="h1" className={styles.name}>
          {chat.name}
        </Subtitle2>
        {about !== undefined && <Caption1 className={styles.quiet}>{about}</Caption1>}
      </div>
      {chat.kind !== 'personal' && (
        <AvatarGroup layout="stack" size={24} className={styles.wide} aria-label={words.members}>
          {chat.members.slice(0, 5).map((member) => (
            <AvatarGroupItem
              key={member.id}
              name={member.name}
              initials={initialsOf(member.name)}
              color="colorful"
              idForColor={member.id}
            />
          ))}
        </AvatarGroup>
      )}
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button
            appearance="subtle"
            icon={<MoreHorizontalRegular />}
            aria-label={words.more}
            data-testid="chat-more"
          />
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            {me.app.present && (
              <MenuItem onClick={() => void change(chat.app ? 'DELETE' : 'PUT')}>
                {chat.app ? words.uninstall : words.install}
              </MenuItem>
            )}
            {chat.kind === 'groupChat' && outside.length > 0 && (
              <div className={styles.list}>
                <MenuGroup>
                  <MenuGroupHeader>{words.addMember}</MenuGroupHeader>
                  {outside.map((user) => (
                    <MenuItem
                      key={user.id}
                      onClick={() =>
                        void api
                          .send('POST', `${chatPath(chat.id)}/members`, { userId: user.id })
                          .then(() => reload())
                      }
                    >
                      {user.name}
                    </MenuItem>
                  ))}
                </MenuGroup>
              </div>
            )}
          </MenuList>
        </MenuPopover>
      </Menu>
    </div>
  );
}
