import {
  Button,
  makeStyles,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Textarea,
} from '@fluentui/react-components';
import { MoreHorizontalRegular } from '@fluentui/react-icons/svg/more-horizontal';
import { useState } from 'react';
import { chatPath } from '../api.ts';
import type { Message, Outcome } from '../api.ts';
import { useLive } from '../live.tsx';
import { useWords } from '../preferences.tsx';

const useStyles = makeStyles({
  form: { display: 'grid', gap: '4px', width: 'min(480px, 80vw)' },
  row: { display: 'flex', gap: '8px', justifyContent: 'end' },
});

type Card = { refresh?: { action?: { verb?: string } } };

/** What a person may do with a message: change or remove an own one, refresh a card that can be refreshed. */
export function MessageMenu({
  message,
  edit,
  follow,
}: {
  message: Message;
  edit: () => void;
  follow: (outcome: Outcome) => string | undefined;
}) {
  const words = useWords();
  const { api } = useLive();
  const path = `${chatPath(message.chatId)}/messages/${message.id}`;
  const at = message.attachments.findIndex((each) => (each.content as Card | undefined)?.refresh?.action);
  if (!message.mine && at < 0) return null;
  const refresh = async (): Promise<void> => {
    const card = message.attachments[at]?.content as Card | undefined;
    const verb = card?.refresh?.action?.verb;
    const action = { type: 'Action.Execute', verb, attachment: at };
    follow(await api.send<Outcome>('POST', `${path}/actions`, { action, trigger: 'manual' }));
  };
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button
          size="small"
          appearance="transparent"
          icon={<MoreHorizontalRegular />}
          aria-label={words.more}
        />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {at >= 0 && <MenuItem onClick={() => void refresh()}>{words.refreshCard}</MenuItem>}
          {message.mine && message.text !== '' && <MenuItem onClick={edit}>{words.edit}</MenuItem>}
          {message.mine && <MenuItem onClick={() => void api.send('DELETE', path)}>{words.remove}</MenuItem>}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

export function EditMessage({ message, close }: { message: Message; close: () => void }) {
  const styles = useStyles();
  const words = useWords();
  const { api } = useLive();
  const [text, setText] = useState(message.text);
  const save = async (): Promise<void> => {
    await api.send('PATCH', `${chatPath(message.chatId)}/messages/${message.id}`, { text });
    close();
  };
  return (
    <div className={styles.form}>
      <Textarea value={text} aria-label={words.edit} onChange={(_event, data) => setText(data.value)} />
      <div className={styles.row}>
        <Button size="small" onClick={close}>
          {words.cancel}
        </Button>
        <Button size="small" appearance="primary" disabled={text.trim() === ''} onClick={() => void save()}>
          {words.save}
        </Button>
      </div>
    </div>
  );
}
