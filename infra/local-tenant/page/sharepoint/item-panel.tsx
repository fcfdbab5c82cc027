import {
  Button,
  DrawerBody,
  DrawerFooter,
  DrawerHeader,
  DrawerHeaderTitle,
  makeStyles,
  MessageBar,
  MessageBarBody,
  OverlayDrawer,
  Spinner,
  Tab,
  TabList,
  Text,
} from '@fluentui/react-components';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useEffect, useState } from 'react';
import { ApiError } from '../api.ts';
import type { Choices } from '../api.ts';
import { useLive } from '../live.tsx';
import { useWords } from '../preferences.tsx';
import { cellText } from './cell.ts';
import { fieldsFrom, inputFrom } from './field-values.ts';
import type { Inputs } from './field-values.ts';
import { FieldInput } from './field-input.tsx';
import { ItemHistory } from './item-history.tsx';
import { editableColumns, listPath, lookupId } from './sharepoint-api.ts';
import type { Column, Item, List, Names, Site } from './sharepoint-api.ts';

const useStyles = makeStyles({
  drawer: { width: 'min(520px, 100vw)' },
  form: { display: 'grid', gap: '12px', padding: '12px 0' },
  foot: { justifyContent: 'space-between', flexWrap: 'wrap' },
});

/** One item at the side: its fields to edit, and what it was before. */
export function ItemPanel({
  site,
  list,
  columns,
  id,
  choices,
  close,
  changed,
}: {
  site: Site;
  list: List;
  columns: Column[];
  /** Absent for a new one. */
  id: string | undefined;
  choices: Choices;
  close: () => void;
  changed: () => void;
}) {
  const styles = useStyles();
  const words = useWords();
  const { api } = useLive();
  const [item, setItem] = useState<Item>();
  const [names, setNames] = useState<Names>({});
  const [inputs, setInputs] = useState<Inputs>({});
  const [tab, setTab] = useState('item');
  const [asking, setAsking] = useState(false);
  const [note, setNote] = useState<{ intent: 'success' | 'error' | 'info'; text: string }>();
  const path = `${listPath(site.id, list.id)}/items`;
  const editable = editableColumns(columns);
  const named = item?.fields['Title'];
  const title = typeof named === 'string' ? named : id === undefined ? words.newItem : `${words.item} ${id}`;

  useEffect(() => {
    if (id === undefined) return;
    api
      .get<Item>(`${path}/${id}`)
      .then((found) => {
        setItem(found);
        setNames(found.names ?? {});
      })
      .catch((error: unknown) =>
        setNote({ intent: 'error', text: error instanceof Error ? error.message : words.failed }),
      );
  }, [api, id, path, words]);

  const save = async (): Promise<void> => {
    const fields = await fieldsFrom(inputs, editable, (userId) => lookupId(api, site.id, userId));
    if (Object.keys(fields).length === 0) {
      setNote({ intent: 'info', text: words.nothingChanged });
      return;
    }
    try {
      if (id === undefined) {
        await api.send('POST', path, { fields });
        changed();
        close();
        return;
      }
      setItem(await api.send<Item>('PATCH', `${path}/${id}`, { fields, etag: item?.eTag }));
      setInputs({});
      setNote({ intent: 'success', text: words.saved });
      changed();
    } catch (error) {
      const late = error instanceof ApiError && error.status === 412;
      setNote({
        intent: 'error',
        text: late ? words.conflict : error instanceof Error ? error.message : words.failed,
      });
    }
  };
  const remove = async (): Promise<void> => {
    await api.send('DELETE', `${path}/${id}`);
    changed();
    close();
  };
  return (
    <OverlayDrawer
      open
      position="end"
      className={styles.drawer}
      onOpenChange={(_event, data) => !data.open && close()}
    >
      <DrawerHeader>
        <DrawerHeaderTitle
          action={
            <Button appearance="subtle" aria-label={words.close} icon={<DismissRegular />} onClick={close} />
          }
        >
          {title}
        </DrawerHeaderTitle>
        {id !== undefined && (
          <TabList selectedValue={tab} onTabSelect={(_event, data) => setTab(String(data.value))}>
            <Tab value="item">{words.item}</Tab>
            <Tab value="history">{words.history}</Tab>
          </TabList>
        )}
      </DrawerHeader>
      <DrawerBody>
        {note && (
          <MessageBar intent={note.intent} layout="multiline">
            <MessageBarBody>{note.text}</MessageBarBody>
          </MessageBar>
        )}
        {id !== undefined && !item && !note && <Spinner label={words.loading} />}
        {tab === 'item' && (id === undefined || item) && (
          <div className={styles.form} data-testid="item-form">
            {editable.map((column) => (
              <FieldInput
                key={column.name}
                column={column}
                choices={choices}
                current={cellText(column, item?.fields ?? {}, names)}
                value={inputs[column.name] ?? inputFrom(column, item?.fields)}
                change={(value) => setInputs((known) => ({ ...known, [column.name]: value }))}
              />
            ))}
          </div>
        )}
        {tab === 'history' && id !== undefined && (
          <ItemHistory path={`${path}/${id}/versions`} columns={columns} />
        )}
      </DrawerBody>
      {tab === 'item' && (
        <DrawerFooter className={styles.foot}>
          <Button appearance="primary" data-testid="save-item" onClick={() => void save()}>
            {words.save}
          </Button>
          {id !== undefined && !asking && (
            <Button icon={<DeleteRegular />} onClick={() => setAsking(true)}>
              {words.removeItem}
            </Button>
          )}
          {asking && (
            <span role="alert">
              <Text>{words.removeConfirm} </Text>
              <Button onClick={() => void remove()}>{words.yes}</Button>{' '}
              <Button onClick={() => setAsking(false)}>{words.no}</Button>
            </span>
          )}
        </DrawerFooter>
      )}
    </OverlayDrawer>
  );
}
