import {
  Button,
  Caption1,
  CounterBadge,
  makeStyles,
  mergeClasses,
  Popover,
  PopoverSurface,
  PopoverTrigger,
  Text,
  Toast,
  ToastBody,
  ToastTitle,
  tokens,
  useToastController,
} from '@fluentui/react-components';
import { AlertRegular } from '@fluentui/react-icons/svg/alert';
import { useEffect, useState } from 'react';
import type { Chat, Notice } from './api.ts';
import { shortDate } from './dates.ts';
import { useLive } from './live.tsx';
import { go, placeOf } from './place.ts';
import { usePreferences } from './preferences.tsx';
import { TOASTER } from './toaster.ts';

const useStyles = makeStyles({
  bell: { flex: 'none' },
  icon: { position: 'relative', display: 'grid' },
  // A longer number grows towards the middle of the bar, which cuts off what leaves it.
  count: { position: 'absolute', top: '-6px', insetInlineEnd: '-8px' },
  panel: { width: 'min(360px, 88vw)', maxHeight: '70vh', overflowY: 'auto', display: 'grid', gap: '4px' },
  head: { display: 'flex', justifyContent: 'space-between', alignItems: 'center', gap: '8px' },
  one: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    justifyContent: 'stretch',
    textAlign: 'start',
    fontWeight: tokens.fontWeightRegular,
    padding: '8px',
    borderLeft: '3px solid transparent',
    overflowWrap: 'anywhere',
  },
  fresh: { borderLeftColor: tokens.colorBrandStroke1, fontWeight: tokens.fontWeightSemibold },
  quiet: { color: 'var(--quiet)' },
});

/** The feed: everything that Teams would have told this person. */
export function NoticeBell() {
  const styles = useStyles();
  const { notices, readNotices, now, chats, teams } = useLive();
  const { words, language } = usePreferences();
  const [open, setOpen] = useState(false);
  // What was read where it stands is news no more.
  const unread = new Set(
    [...(chats ?? []), ...(teams ?? []).flatMap((team) => team.channels)]
      .filter((chat) => chat.unread > 0)
      .map(({ id }) => id),
  );
  const isFresh = (notice: Notice): boolean => !notice.read && unread.has(notice.chatId);
  const fresh = notices.filter(isFresh).length;
  return (
    <Popover open={open} onOpenChange={(_event, data) => setOpen(data.open)} trapFocus>
      <PopoverTrigger disableButtonEnhancement>
        <Button
          className={styles.bell}
          appearance="subtle"
          aria-label={fresh > 0 ? `${words.notifications}（${words.unread(fresh)}）` : words.notifications}
          data-testid="bell"
          icon={
            <span className={styles.icon}>
              <AlertRegular />
              {fresh > 0 && (
                <CounterBadge
                  className={styles.count}
                  count={fresh}
                  size="small"
                  color="danger"
                  aria-hidden
                />
              )}
            </span>
          }
        />
      </PopoverTrigger>
      <PopoverSurface>
        <div className={styles.panel}>
          <div className={styles.head}>
            <Text weight="semibold" as="h2">
              {words.notifications}
            </Text>
            <Button
              appearance="transparent"
              size="small"
              disabled={fresh === 0}
              onClick={() => readNotices(Math.max(0, ...notices.map((notice) => notice.id)))}
            >
              {words.markAllRead}
            </Button>
          </div>
          {notices.length === 0 && <Text className={styles.quiet}>{words.noNotifications}</Text>}
          {notices.map((notice) => (
            <Button
              key={notice.id}
              appearance="subtle"
              className={mergeClasses(styles.one, isFresh(notice) && styles.fresh)}
              data-testid="notice"
              onClick={() => {
                readNotices(notice.id);
                setOpen(false);
                openNotice(notice, chats);
              }}
            >
              <span>{notice.preview}</span>
              <Caption1 className={styles.quiet}>
                {notice.senderName} {notice.chatName !== notice.senderName && `・${notice.chatName} `}
                {shortDate(notice.at, now(), language)}
              </Caption1>
            </Button>
          ))}
        </div>
      </PopoverSurface>
    </Popover>
  );
}

/** A toast for what arrives while its chat is not in front. */
export function NoticeToasts() {
  const { listen, chats } = useLive();
  const { dispatchToast } = useToastController(TOASTER);
  useEffect(
    () =>
      listen((heard) => {
        if (heard.event !== 'notification') return;
        const notice = heard.data;
        if (placeOf(location.hash).open[0] === notice.chatId && document.visibilityState === 'visible')
          return;
        dispatchToast(
          <Toast onClick={() => openNotice(notice, chats)}>
            <ToastTitle>{notice.senderName}</ToastTitle>
            <ToastBody>{notice.preview}</ToastBody>
          </Toast>,
          { intent: 'info', timeout: 6000 },
        );
      }),
    [listen, chats, dispatchToast],
  );
  return null;
}

function openNotice(notice: Notice, chats: Chat[] | undefined): void {
  const isChat = chats?.some((chat) => chat.id === notice.chatId) ?? !notice.chatId.endsWith('@thread.tacv2');
  go(isChat ? 'chats' : 'teams', notice.chatId);
}
