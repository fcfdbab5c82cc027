import {
  Button,
  Link,
  makeStyles,
  Spinner,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  Text,
  tokens,
} from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { ArrowClockwiseRegular } from '@fluentui/react-icons/svg/arrow-clockwise';
import { useCallback, useEffect, useState } from 'react';
import type { Choices } from '../api.ts';
import { useLive } from '../live.tsx';
import { go } from '../place.ts';
import { useWords } from '../preferences.tsx';
import { cellText, sortKey } from './cell.ts';
import { ItemPanel } from './item-panel.tsx';
import { PaneHead } from './pane-head.tsx';
import { listPath, shownColumns } from './sharepoint-api.ts';
import type { Column, Item, List, Names, Site } from './sharepoint-api.ts';

const PAGE = 100;
const useStyles = makeStyles({
  pane: { display: 'grid', gridTemplateRows: 'auto minmax(0, 1fr)', minHeight: 0, minWidth: 0 },
  scroll: { overflow: 'auto', minHeight: 0 },
  table: { width: 'max-content', minWidth: '100%', tableLayout: 'auto' },
  header: { position: 'sticky', top: 0, zIndex: 1, backgroundColor: tokens.colorNeutralBackground2 },
  cell: {
    maxWidth: '280px',
    minWidth: '90px',
    padding: '6px 10px',
    overflowWrap: 'anywhere',
    verticalAlign: 'top',
  },
  id: { width: '44px', padding: '6px 10px', verticalAlign: 'top' },
  clamp: {
    display: '-webkit-box',
    WebkitLineClamp: '3',
    WebkitBoxOrient: 'vertical',
    overflow: 'hidden',
    whiteSpace: 'pre-line',
  },
  row: { cursor: 'pointer' },
  foot: { padding: '16px', display: 'grid', justifyItems: 'center', color: tokens.colorNeutralForeground3 },
});

type Page = { value: Item[]; names: Names };

/** A list as a table; a row opens its item at the side. */
export function ListView({
  site,
  list,
  item,
  choices,
}: {
  site: Site;
  list: List;
  item: string | undefined;
  choices: Choices;
}) {
  const styles = useStyles();
  const words = useWords();
  const { api } = useLive();
  const [columns, setColumns] = useState<Column[]>([]);
  const [items, setItems] = useState<Item[]>();
  const [names, setNames] = useState<Names>({});
  const [more, setMore] = useState(false);
  const [order, setOrder] = useState<{ name: string; up: boolean }>();
  const path = listPath(site.id, list.id);

  const fetchPage = useCallback(
    (before?: string) =>
      api.get<Page>(`${path}/items?top=${PAGE}${before === undefined ? '' : `&before=${before}`}`),
    [api, path],
  );
  const show = useCallback((page: Page, goesOn = false) => {
    setItems((known) => (goesOn ? [...(known ?? []), ...page.value] : page.value));
    setNames((known) => ({ ...known, ...page.names }));
    setMore(page.value.length === PAGE);
  }, []);
  const load = (): Promise<void> => fetchPage().then((page) => show(page));
  useEffect(() => {
    api
      .get<{ value: Column[] }>(`${path}/columns`)
      .then((found) => setColumns(found.value))
      .catch(() => undefined);
    fetchPage()
      .then((page) => show(page))
      .catch(() => setItems([]));
  }, [api, fetchPage, path, show]);

  const shown = shownColumns(columns, false);
  const sorted = inOrder(
    items ?? [],
    columns.find((column) => column.name === order?.name),
    order?.up ?? true,
    names,
  );
  const open = (id: string): void => go('sharepoint', site.id, list.id, id);
  return (
    <div className={styles.pane} data-testid="list-view">
      <PaneHead title={list.displayName}>
        <Button icon={<AddRegular />} appearance="primary" data-testid="new-item" onClick={() => open('new')}>
          {words.newItem}
        </Button>
        <Button
          icon={<ArrowClockwiseRegular />}
          aria-label={words.refresh}
          title={words.refresh}
          onClick={() => void load()}
        />
      </PaneHead>
      <div className={styles.scroll}>
        <Table className={styles.table} size="small" aria-label={list.displayName} sortable>
          <TableHeader className={styles.header}>
            <TableRow>
              <TableHeaderCell className={styles.id}>ID</TableHeaderCell>
              {shown.map((column) => (
                <TableHeaderCell
                  key={column.name}
                  className={styles.cell}
                  {...(order?.name === column.name
                    ? { sortDirection: order.up ? ('ascending' as const) : ('descending' as const) }
                    : {})}
                  onClick={() =>
                    setOrder({ name: column.name, up: order?.name === column.name ? !order.up : true })
                  }
                >
                  {column.displayName}
                </TableHeaderCell>
              ))}
            </TableRow>
          </TableHeader>
          <TableBody>
            {sorted.map((each) => (
              <TableRow
                key={each.id}
                className={styles.row}
                data-testid="item-row"
                onClick={() => open(each.id)}
              >
                <TableCell className={styles.id}>
                  <Link
                    onClick={(event) => {
                      event.stopPropagation();
                      open(each.id);
                    }}
                  >
                    {each.id}
                  </Link>
                </TableCell>
                {shown.map((column) => (
                  <TableCell key={column.name} className={styles.cell}>
                    <span className={styles.clamp}>{cellText(column, each.fields, names)}</span>
                  </TableCell>
                ))}
              </TableRow>
            ))}
          </TableBody>
        </Table>
        <div className={styles.foot}>
          {!items && <Spinner label={words.loading} />}
          {items?.length === 0 && <Text>{words.noItems}</Text>}
          {more && (
            <Button onClick={() => void fetchPage(items?.at(-1)?.id).then((page) => show(page, true))}>
              {words.loadMore}
            </Button>
          )}
        </div>
      </div>
      {item !== undefined && columns.length > 0 && (
        <ItemPanel
          key={item}
          site={site}
          list={list}
          columns={columns}
          id={item === 'new' ? undefined : item}
          choices={choices}
          close={() => go('sharepoint', site.id, list.id)}
          changed={() => void load()}
        />
      )}
    </div>
  );
}

function inOrder(items: Item[], column: Column | undefined, up: boolean, names: Names): Item[] {
  if (!column) return items;
  const sign = up ? 1 : -1;
  return items.toSorted((one, other) => {
    const left = sortKey(column, one.fields, names);
    const right = sortKey(column, other.fields, names);
    if (typeof left === 'number' && typeof right === 'number') return sign * (left - right);
    return sign * String(left).localeCompare(String(right), 'ja');
  });
}
