import {
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  makeStyles,
  SearchBox,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { Chat, Choices } from '../api.ts';
import { useLive } from '../live.tsx';
import { go } from '../place.ts';
import { useWords } from '../preferences.tsx';

const useStyles = makeStyles({
  form: { display: 'grid', gap: '12px' },
  people: { display: 'grid', maxHeight: '38vh', overflowY: 'auto' },
});

export function NewGroup({ choices, close }: { choices: Choices; close: () => void }) {
  const styles = useStyles();
  const words = useWords();
  const { api, me, reload } = useLive();
  const [topic, setTopic] = useState('');
  const [sought, setSought] = useState('');
  const [chosen, setChosen] = useState<string[]>([]);
  const [withApp, setWithApp] = useState(me.app.present);
  const create = async (): Promise<void> => {
    const body = { kind: 'groupChat', topic, memberIds: chosen, withApp };
    const chat = await api.send<Chat>('POST', '/people/chats', body);
    await reload();
    close();
    go('chats', chat.id);
  };
  return (
    <Dialog open onOpenChange={(_event, data) => !data.open && close()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{words.newGroup}</DialogTitle>
          <DialogContent className={styles.form}>
            <Field label={words.topic} required>
              <Input value={topic} onChange={(_event, data) => setTopic(data.value)} />
            </Field>
            <Field label={words.members} required>
              <SearchBox
                value={sought}
                placeholder={words.searchPeople}
                onChange={(_event, data) => setSought(data.value)}
              />
            </Field>
            <div className={styles.people}>
              {choices.users
                .filter((user) => user.id !== me.user.id)
                .filter((user) =>
                  `${user.name}${user.department ?? ''}${user.jobTitle ?? ''}`.includes(sought.trim()),
                )
                .map((user) => (
                  <Checkbox
                    key={user.id}
                    label={user.department ? `${user.name}（${user.department}）` : user.name}
                    checked={chosen.includes(user.id)}
                    onChange={(_event, data) =>
                      setChosen(
                        data.checked === true
                          ? [...chosen, user.id]
                          : chosen.filter((each) => each !== user.id),
                      )
                    }
                  />
                ))}
            </div>
            {me.app.present && (
              <Checkbox
                label={words.withApp(me.app.name)}
                checked={withApp}
                onChange={(_event, data) => setWithApp(data.checked === true)}
              />
            )}
          </DialogContent>
          <DialogActions>
            <Button onClick={close}>{words.cancel}</Button>
            <Button
              appearance="primary"
              disabled={topic.trim() === '' || chosen.length === 0}
              onClick={() => void create()}
            >
              {words.create}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
