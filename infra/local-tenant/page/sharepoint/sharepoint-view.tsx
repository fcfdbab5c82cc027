import {
  Button,
  makeStyles,
  mergeClasses,
  Spinner,
  Subtitle2,
  Text,
  tokens,
} from '@fluentui/react-components';
import { ArrowClockwiseRegular } from '@fluentui/react-icons/svg/arrow-clockwise';
import { FolderRegular } from '@fluentui/react-icons/svg/folder';
import { TableRegular } from '@fluentui/react-icons/svg/table';
import { useCallback, useEffect, useState } from 'react';
import type { Choices } from '../api.ts';
import { useLive } from '../live.tsx';
import { go } from '../place.ts';
import { useWords } from '../preferences.tsx';
import { LibraryView } from './library-view.tsx';
import { ListView } from './list-view.tsx';
import { sitePath } from './sharepoint-api.ts';
import type { List, Site } from './sharepoint-api.ts';

const PHONE = '@media (max-width: 640px)';
const useStyles = makeStyles({
  view: {
    display: 'grid',
    gridTemplateColumns: '260px minmax(0, 1fr)',
    height: '100%',
    [PHONE]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  tree: {
    overflowY: 'auto',
    minHeight: 0,
    padding: '8px',
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  head: { padding: '6px 8px 8px', display: 'flex', justifyContent: 'space-between' },
  site: { padding: '12px 8px 4px', display: 'block' },
  list: { width: '100%', justifyContent: 'start', fontWeight: tokens.fontWeightRegular, textAlign: 'start' },
  here: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    color: tokens.colorNeutralForeground1Selected,
  },
  empty: { display: 'grid', placeItems: 'center', color: tokens.colorNeutralForeground3, padding: '24px' },
  hiddenOnPhone: { [PHONE]: { display: 'none' } },
  quiet: { color: 'var(--quiet)', padding: '0 8px' },
});

type Found = { site: Site; lists: List[] };

/** Sites with their lists and libraries at the left, the one that is open at the right. */
export default function SharePointView({ open, choices }: { open: string[]; choices: Choices }) {
  const styles = useStyles();
  const words = useWords();
  const { api } = useLive();
  const [sites, setSites] = useState<Found[]>();
  const fetchSites = useCallback(async () => {
    const { value } = await api.get<{ value: Site[] }>('/people/sites');
    return Promise.all(
      value.map(async (site) => ({
        site,
        lists: (await api.get<{ value: List[] }>(`${sitePath(site.id)}/lists`)).value,
      })),
    );
  }, [api]);
  useEffect(() => {
    let current = true;
    fetchSites()
      .then((found) => current && setSites(found))
      .catch(() => current && setSites([]));
    return () => {
      current = false;
    };
  }, [fetchSites]);

  const asked =
    open[0] === 'at'
      ? byAddress(sites ?? [], open[1] ?? '')
      : { site: open[0], list: open[1], rest: open.slice(2) };
  const site = sites?.find((each) => each.site.id === asked?.site);
  const list = site?.lists.find((each) => each.id === asked?.list);
  return (
    <div className={styles.view}>
      <nav className={mergeClasses(styles.tree, list && styles.hiddenOnPhone)} aria-label={words.sharePoint}>
        <div className={styles.head}>
          <Subtitle2 as="h1">{words.sharePoint}</Subtitle2>
          <Button
            appearance="subtle"
            icon={<ArrowClockwiseRegular />}
            aria-label={words.refresh}
            title={words.refresh}
            onClick={() => void fetchSites().then(setSites)}
          />
        </div>
        {!sites && <Spinner label={words.loading} />}
        {sites?.length === 0 && <Text className={styles.quiet}>{words.noSites}</Text>}
        {sites?.map((each) => (
          <section key={each.site.id} aria-label={each.site.displayName}>
            <Text weight="semibold" className={styles.site}>
              {each.site.displayName}
            </Text>
            {each.lists.length === 0 && (
              <Text size={200} className={styles.quiet}>
                {words.noLists}
              </Text>
            )}
            {each.lists.map((one) => (
              <Button
                key={one.id}
                appearance="subtle"
                className={mergeClasses(styles.list, one.id === list?.id && styles.here)}
                icon={one.list.template === 'documentLibrary' ? <FolderRegular /> : <TableRegular />}
                aria-current={one.id === list?.id ? 'true' : undefined}
                data-testid="sharepoint-list"
                onClick={() => go('sharepoint', each.site.id, one.id)}
              >
                {one.displayName}
              </Button>
            ))}
          </section>
        ))}
      </nav>
      {site && list ? (
        list.list.template === 'documentLibrary' ? (
          <LibraryView
            key={[list.id, ...(asked?.rest ?? [])].join('/')}
            site={site.site}
            list={list}
            folder={asked?.rest ?? []}
          />
        ) : (
          <ListView key={list.id} site={site.site} list={list} item={asked?.rest[0]} choices={choices} />
        )
      ) : (
        <div className={mergeClasses(styles.empty, styles.hiddenOnPhone)}>
          <Text>{words.chooseList}</Text>
        </div>
      )}
    </div>
  );
}

/** Finds what an address of SharePoint names: a list, an item of it, or a folder of a library. */
function byAddress(
  sites: Found[],
  address: string,
): { site: string; list: string; rest: string[] } | undefined {
  const url = new URL(address, location.origin);
  const path = decodeURIComponent(url.pathname);
  for (const { site, lists } of sites) {
    for (const list of lists) {
      const base = decodeURIComponent(new URL(list.webUrl, location.origin).pathname);
      if (path !== base && !path.startsWith(`${base}/`)) continue;
      const inside = path.slice(base.length + 1);
      if (list.list.template === 'documentLibrary') {
        const parts = inside.split('/').filter((part) => part !== '');
        // The last part with a dot is taken for a file: its folder is what can be shown.
        const rest = parts.at(-1)?.includes('.') === true ? parts.slice(0, -1) : parts;
        return { site: site.id, list: list.id, rest: rest[0] === 'Forms' ? [] : rest };
      }
      const id = url.searchParams.get('ID') ?? /^(\d+)_\.000$/.exec(inside)?.[1];
      return { site: site.id, list: list.id, rest: id ? [id] : [] };
    }
  }
  return undefined;
}
