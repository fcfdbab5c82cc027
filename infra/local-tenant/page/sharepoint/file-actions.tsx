import {
  Button,
  Field,
  Input,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Text,
} from '@fluentui/react-components';
import { MoreHorizontalRegular } from '@fluentui/react-icons/svg/more-horizontal';
import { useState } from 'react';
import { Asking } from '../asking.tsx';
import { useLive } from '../live.tsx';
import { useWords } from '../preferences.tsx';

/** What a person does with a file or folder besides opening it. `inside` gives a name's path in its folder. */
export function FileActions({
  name,
  path,
  inside,
  done,
}: {
  name: string;
  path: string;
  inside: (name: string) => string;
  done: () => Promise<void>;
}) {
  const words = useWords();
  const { api } = useLive();
  const [asking, setAsking] = useState<'rename' | 'remove'>();
  const [wanted, setWanted] = useState(name);
  const own = `${path}/files?path=${encodeURIComponent(inside(name))}`;
  const close = (): void => setAsking(undefined);
  return (
    <>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button
            appearance="subtle"
            size="small"
            icon={<MoreHorizontalRegular />}
            aria-label={`${words.fileActions}: ${name}`}
            data-testid="file-actions"
          />
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem onClick={() => setAsking('rename')}>{words.rename}</MenuItem>
            <MenuItem onClick={() => setAsking('remove')}>{words.removeFile}</MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
      {asking === 'rename' && (
        <Asking
          title={words.rename}
          action={words.save}
          ready={wanted.trim() !== '' && wanted !== name}
          close={close}
          run={async () => {
            await api.send('PATCH', own, { to: inside(wanted.trim()) });
            await done();
          }}
        >
          <Field label={words.newName} required>
            <Input value={wanted} data-testid="new-name" onChange={(_event, data) => setWanted(data.value)} />
          </Field>
        </Asking>
      )}
      {asking === 'remove' && (
        <Asking
          title={words.removeFile}
          action={words.removeFile}
          ready
          close={close}
          run={async () => {
            await api.send('DELETE', own);
            await done();
          }}
        >
          <Text>
            {name}: {words.removeConfirm}
          </Text>
        </Asking>
      )}
    </>
  );
}

export function NewFolder({
  path,
  inside,
  done,
}: {
  path: string;
  inside: (name: string) => string;
  done: () => Promise<void>;
}) {
  const words = useWords();
  const { api } = useLive();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  return (
    <>
      <Button data-testid="new-folder" onClick={() => setOpen(true)}>
        {words.newFolder}
      </Button>
      {open && (
        <Asking
          title={words.newFolder}
          action={words.create}
          ready={name.trim() !== ''}
          close={() => setOpen(false)}
          run={async () => {
            await api.send('POST', `${path}/folders?path=${encodeURIComponent(inside(name.trim()))}`);
            setName('');
            await done();
          }}
        >
          <Field label={words.folderName} required>
            <Input value={name} onChange={(_event, data) => setName(data.value)} />
          </Field>
        </Asking>
      )}
    </>
  );
}
