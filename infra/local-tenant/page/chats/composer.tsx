import {
  Button,
  Caption1,
  makeStyles,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  MessageBar,
  MessageBarBody,
  shorthands,
  Tag,
  TagGroup,
  Textarea,
  tokens,
} from '@fluentui/react-components';
import { AttachRegular } from '@fluentui/react-icons/svg/attach';
import { MentionRegular } from '@fluentui/react-icons/svg/mention';
import { SendRegular } from '@fluentui/react-icons/svg/send';
import { TextBulletListRegular } from '@fluentui/react-icons/svg/text-bullet-list';
import { useEffect, useRef, useState } from 'react';
import { chatPath } from '../api.ts';
import type { Chat, FileNote, Message } from '../api.ts';
import { useLive } from '../live.tsx';
import { useWords } from '../preferences.tsx';

const useStyles = makeStyles({
  box: {
    display: 'grid',
    gap: '4px',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusLarge,
    padding: '4px',
    ':focus-within': shorthands.borderColor(tokens.colorCompoundBrandStroke),
  },
  text: { border: 'none', width: '100%', '::after': { display: 'none' }, backgroundColor: 'transparent' },
  row: { display: 'flex', justifyContent: 'space-between', gap: '4px', flexWrap: 'wrap' },
  tools: { display: 'flex', gap: '2px' },
  suggestions: { display: 'flex', gap: '8px', flexWrap: 'wrap', paddingBottom: '6px' },
  list: { maxHeight: '40vh', overflowY: 'auto' },
});

/** Where a person writes. Enter sends, Shift and Enter begin a new line. */
export function Composer({
  chat,
  replyTo,
  placeholder,
  suggestions,
  focus = false,
  done,
}: {
  chat: Chat;
  replyTo?: string;
  placeholder: string;
  suggestions: { title: string; value: string }[];
  focus?: boolean;
  done?: () => void;
}) {
  const styles = useStyles();
  const words = useWords();
  const { api, me } = useLive();
  const [text, setText] = useState('');
  const [files, setFiles] = useState<FileNote[]>([]);
  const [problem, setProblem] = useState<string>();
  const field = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const candidates = [
    ...(chat.app && chat.kind !== 'personal' ? [{ id: 'app', name: me.app.name }] : []),
    ...(chat.kind === 'personal' ? [] : chat.members.filter((member) => member.id !== me.user.id)),
  ];
  useEffect(() => {
    if (focus) field.current?.focus();
  }, [focus]);

  const send = async (written: string): Promise<void> => {
    const mentioned = candidates.filter((each) => written.includes(`@${each.name}`));
    // Longer names first, so that a name within a name is not torn.
    const marked = mentioned
      .toSorted((one, other) => other.name.length - one.name.length)
      .reduce((line, each) => line.replace(`@${each.name}`, `<at>${each.name}</at>`), written);
    try {
      await api.send<{ message: Message }>('POST', `${chatPath(chat.id)}/messages`, {
        text: marked.trim(),
        mentions: mentioned.map((each) => each.id),
        files: files.map((file) => file.id),
        ...(replyTo === undefined ? {} : { replyTo }),
      });
      setText('');
      setFiles([]);
      setProblem(undefined);
      done?.();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : words.failed);
    }
  };
  const attach = async (chosen: FileList | null): Promise<void> => {
    for (const file of chosen ?? []) {
      const path = `${chatPath(chat.id)}/files?name=${encodeURIComponent(file.name)}`;
      try {
        const note = await api.upload<FileNote>('POST', path, file);
        setFiles((known) => [...known, note]);
      } catch (error) {
        setProblem(error instanceof Error ? error.message : words.failed);
      }
    }
  };
  const insert = (name: string): void => {
    setText((line) => `${line.replace(/@$/, '')}${line === '' || /[\s@]$/.test(line) ? '' : ' '}@${name} `);
    // After the menu has given the focus back.
    setTimeout(() => field.current?.focus(), 50);
  };
  const ready = text.trim() !== '' || files.length > 0;
  return (
    <div>
      {suggestions.length > 0 && (
        <div className={styles.suggestions}>
          {suggestions.map((each) => (
            <Button key={each.title} size="small" shape="circular" onClick={() => void send(each.value)}>
              {each.title}
            </Button>
          ))}
        </div>
      )}
      {problem !== undefined && (
        <MessageBar intent="error">
          <MessageBarBody>{problem}</MessageBarBody>
        </MessageBar>
      )}
      <div className={styles.box}>
        {files.length > 0 && (
          <TagGroup
            onDismiss={(_event, data) => setFiles((known) => known.filter((file) => file.id !== data.value))}
            aria-label={words.attach}
          >
            {files.map((file) => (
              <Tag key={file.id} value={file.id} dismissible size="small">
                {file.name}
              </Tag>
            ))}
          </TagGroup>
        )}
        <Textarea
          className={styles.text}
          appearance="filled-lighter"
          textarea={{ ref: field, rows: Math.min(8, Math.max(1, text.split('\n').length)) }}
          value={text}
          placeholder={placeholder}
          aria-label={placeholder}
          data-testid="composer"
          onChange={(_event, data) => setText(data.value)}
          onKeyDown={(event) => {
            // While an input method is composing, Enter belongs to it.
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            if (ready) void send(text);
          }}
        />
        <div className={styles.row}>
          <div className={styles.tools}>
            {candidates.length > 0 && (
              <Picker
                label={words.mention}
                icon={<MentionRegular />}
                testId="mention"
                items={candidates.map((each) => ({ title: each.name }))}
                pick={insert}
              />
            )}
            {chat.kind === 'personal' && (
              <Button
                appearance="subtle"
                icon={<AttachRegular />}
                aria-label={words.attach}
                title={words.attach}
                onClick={() => picker.current?.click()}
              />
            )}
            {chat.kind === 'personal' && me.app.commands.length > 0 && (
              <Picker
                label={words.commands}
                icon={<TextBulletListRegular />}
                testId="commands"
                items={me.app.commands}
                pick={(title) => void send(title)}
              />
            )}
            <input
              ref={picker}
              type="file"
              multiple
              hidden
              data-testid="file-input"
              aria-label={words.attach}
              onChange={(event) => {
                void attach(event.target.files).then(() => {
                  if (picker.current) picker.current.value = '';
                });
              }}
            />
          </div>
          <Button
            appearance="subtle"
            icon={<SendRegular />}
            aria-label={words.send}
            title={words.send}
            data-testid="send"
            disabled={!ready}
            onClick={() => void send(text)}
          />
        </div>
      </div>
    </div>
  );
}

function Picker({
  label,
  icon,
  testId,
  items,
  pick,
}: {
  label: string;
  icon: React.JSX.Element;
  testId: string;
  items: { title: string; description?: string }[];
  pick: (title: string) => void;
}) {
  const styles = useStyles();
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={icon} aria-label={label} title={label} data-testid={testId} />
      </MenuTrigger>
      <MenuPopover>
        <MenuList className={styles.list}>
          {items.map((each) => (
            <MenuItem key={each.title} onClick={() => pick(each.title)}>
              {each.title}
              {each.description !== undefined && <Caption1 block>{each.description}</Caption1>}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
