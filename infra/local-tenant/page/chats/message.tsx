import {
  Avatar,
  Badge,
  Button,
  Caption1,
  makeStyles,
  mergeClasses,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  Text,
  tokens,
} from '@fluentui/react-components';
import { BotRegular } from '@fluentui/react-icons/svg/bot';
import { memo, useEffect, useState } from 'react';
import { chatPath } from '../api.ts';
import type { Attachment, Chat, Message, Outcome } from '../api.ts';
import { CardView } from '../cards/adaptive-card.tsx';
import type { Pressed } from '../cards/adaptive-card.tsx';
import { FileCard, FileChip } from '../cards/attachments.tsx';
import { messageHtml } from '../cards/markdown.ts';
import { shortDate } from '../dates.ts';
import { useLive } from '../live.tsx';
import { PersonAvatar } from '../person-avatar.tsx';
import { usePreferences } from '../preferences.tsx';
import { EditMessage, MessageMenu } from './message-menu.tsx';

const ADAPTIVE = 'application/vnd.microsoft.card.adaptive';
const PHONE = '@media (max-width: 640px)';
const useStyles = makeStyles({
  row: { display: 'grid', gridTemplateColumns: '32px minmax(0, 1fr)', columnGap: '10px' },
  mine: { gridTemplateColumns: 'minmax(0, 1fr)', justifyItems: 'end' },
  body: {
    display: 'grid',
    gap: '4px',
    minWidth: 0,
    gridTemplateColumns: 'minmax(0, 1fr)',
    justifyItems: 'start',
    maxWidth: 'min(760px, 100%)',
    width: '100%',
  },
  bodyMine: { justifyItems: 'end', maxWidth: '80%', width: 'auto', [PHONE]: { maxWidth: '92%' } },
  head: { display: 'flex', gap: '8px', alignItems: 'center', flexWrap: 'wrap', minHeight: '20px' },
  quiet: { color: 'var(--quiet)' },
  bubble: {
    padding: '7px 14px',
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorTransparentStroke}`,
    overflowWrap: 'anywhere',
    minWidth: 0,
  },
  bubbleMine: { backgroundColor: tokens.colorBrandBackground2, color: tokens.colorNeutralForeground1 },
  inThread: { backgroundColor: 'transparent', padding: 0, border: 'none' },
  important: { borderLeft: `3px solid ${tokens.colorPaletteRedBorder2}` },
  wide: { width: '100%', minWidth: 0 },
});

type Follow = (outcome: Outcome) => string | undefined;

/** One message as Teams shows it: who, when, text, cards and files, and whether it arrived. */
export const MessageView = memo(function MessageView({
  chat,
  message,
  follow,
}: {
  chat: Chat;
  message: Message;
  follow: Follow;
}) {
  const styles = useStyles();
  const { words, language } = usePreferences();
  const { now } = useLive();
  const [editing, setEditing] = useState(false);
  const mine = message.mine && chat.kind !== 'channel';
  const me = new Set(message.mentions.filter((mention) => mention.me).map((mention) => mention.name));
  const menu = !message.deleted && (
    <MessageMenu message={message} follow={follow} edit={() => setEditing(true)} />
  );
  return (
    <div
      className={mergeClasses(styles.row, mine && styles.mine)}
      data-testid="message"
      data-message-id={message.id}
    >
      {!mine && (
        <span>
          {message.from.kind === 'app' ? (
            <Avatar icon={<BotRegular />} shape="square" color="brand" aria-hidden />
          ) : (
            <PersonAvatar id={message.from.id} name={message.from.name} />
          )}
        </span>
      )}
      <div className={mergeClasses(styles.body, mine && styles.bodyMine)}>
        <div className={styles.head}>
          {!mine && (
            <Text weight="semibold" size={200}>
              {message.from.name}
            </Text>
          )}
          {message.from.kind === 'app' && (
            <Badge size="small" appearance="tint" color="informative">
              {words.appBadge}
            </Badge>
          )}
          <Caption1 className={styles.quiet}>
            {shortDate(message.sentAt, now(), language)}
            {message.editedAt !== undefined && !message.deleted ? `・${words.edited}` : ''}
          </Caption1>
          {menu}
        </div>
        {message.deleted && (
          <Text italic className={styles.quiet}>
            {words.deleted}
          </Text>
        )}
        {editing && <EditMessage message={message} close={() => setEditing(false)} />}
        {!editing && message.text !== '' && (
          <div
            className={mergeClasses(
              'rich',
              styles.bubble,
              mine && styles.bubbleMine,
              chat.kind === 'channel' && styles.inThread,
              message.importance === 'high' && styles.important,
            )}
            // The only way in for markup: everything has been through messageHtml.
            dangerouslySetInnerHTML={{ __html: messageHtml(message.text, message.format, me) }}
          />
        )}
        {message.files.map((file) => (
          <FileChip
            key={file.id}
            file={file}
            path={`/people/files/${file.id}/${encodeURIComponent(file.name)}`}
          />
        ))}
        {message.attachments.map((attachment, at) => (
          <div key={at} className={styles.wide}>
            <Attached chat={chat} message={message} attachment={attachment} at={at} follow={follow} />
          </div>
        ))}
        <Delivery message={message} />
      </div>
    </div>
  );
});

function Attached({
  chat,
  message,
  attachment,
  at,
  follow,
}: {
  chat: Chat;
  message: Message;
  attachment: Attachment;
  at: number;
  follow: Follow;
}) {
  const { words } = usePreferences();
  const { api, me } = useLive();
  const path = `${chatPath(message.chatId)}/messages/${message.id}/actions`;
  const press = async (pressed: Pressed): Promise<string | undefined> =>
    follow(
      await api.send<Outcome>('POST', path, { ...pressed, action: { ...pressed.action, attachment: at } }),
    );
  const isCard = attachment.contentType === ADAPTIVE;
  useEffect(() => {
    const refresh = isCard ? (attachment.content as Refresh).refresh : undefined;
    if (!refresh?.action || !wants(refresh.userIds, me.mri, chat)) return;
    // Opening the chat and an update by the bot ask for it, but not again within a minute.
    const key = `${me.mri} ${message.id} ${message.editedAt ?? ''}`;
    if (Date.now() - (refreshedAt.get(key) ?? 0) < REFRESH_MS) return;
    refreshedAt.set(key, Date.now());
    const action = { type: 'Action.Execute', verb: refresh.action.verb, attachment: at };
    api
      .send<Outcome>('POST', path, { action, trigger: 'automatic' })
      .then(follow)
      .catch(() => undefined);
  }, [api, at, attachment.content, chat, follow, isCard, me.mri, message.editedAt, message.id, path]);
  if (isCard) {
    return <CardView card={attachment.content} label={attachment.name ?? message.from.name} press={press} />;
  }
  if (/teams\.card\.file\.(consent|info)$/.test(attachment.contentType)) {
    const decide = (verb: 'accept' | 'decline'): void => {
      void press({ action: { type: 'fileConsent', verb }, inputs: {} });
    };
    return <FileCard attachment={attachment} decide={decide} />;
  }
  return <Caption1>{words.unknownAttachment}</Caption1>;
}

const REFRESH_MS = 60_000;
const refreshedAt = new Map<string, number>();

type Refresh = { refresh?: { action?: { verb?: string }; userIds?: string[] } };

/** Teams refreshes for those whom the card names, or for all when it names none and the chat is small. */
function wants(userIds: string[] | undefined, mri: string, chat: Chat): boolean {
  return userIds ? userIds.includes(mri) : chat.members.length <= 60;
}

function Delivery({ message }: { message: Message }) {
  const { words } = usePreferences();
  const { api } = useLive();
  const state = message.delivery?.state;
  if (state === 'sending') return <Caption1>{words.sending}</Caption1>;
  if (state !== 'undelivered') return null;
  const problem = message.delivery?.problem ?? '';
  // Here it has arrived, or may have: only the bot's word for it is missing.
  const isUnanswered = problem === 'timeout' || problem.startsWith('HTTP 5');
  return (
    <MessageBar intent="error" data-testid="undelivered">
      <MessageBarBody>
        {isUnanswered ? words.unanswered : words.undelivered}
        {problem.startsWith('HTTP') && `（${problem}）`}
      </MessageBarBody>
      <MessageBarActions>
        <Button
          size="small"
          onClick={() => void api.send('POST', `${chatPath(message.chatId)}/messages/${message.id}/resend`)}
        >
          {words.resend}
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}
