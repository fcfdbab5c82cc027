import { Caption1, Divider, makeStyles, Spinner, Text } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { longDate } from '../dates.ts';
import { useLive } from '../live.tsx';
import { usePreferences } from '../preferences.tsx';
import { cellText } from './cell.ts';
import type { Column, Names, Version } from './sharepoint-api.ts';

const useStyles = makeStyles({
  column: { display: 'grid', gap: '12px', padding: '12px 0' },
  one: { display: 'grid', gap: '4px' },
  change: {
    display: 'grid',
    gridTemplateColumns: '140px minmax(0, 1fr)',
    gap: '8px',
    overflowWrap: 'anywhere',
  },
  quiet: { color: 'var(--quiet)' },
});

/** Newest first; of each version what it changed. */
export function ItemHistory({ path, columns }: { path: string; columns: Column[] }) {
  const styles = useStyles();
  const { words, language } = usePreferences();
  const { api } = useLive();
  const [found, setFound] = useState<{ value: Version[]; names: Names }>();
  useEffect(() => {
    api
      .get<{ value: Version[]; names: Names }>(path)
      .then(setFound)
      .catch(() => setFound({ value: [], names: {} }));
  }, [api, path]);
  if (!found) return <Spinner label={words.loading} />;
  const own = columns.filter(
    (column) => !column.hidden && !['Modified', 'Editor', '_UIVersionString'].includes(column.name),
  );
  return (
    <div className={styles.column}>
      {found.value.map((version, at) => {
        const before = found.value[at + 1]?.fields ?? {};
        const changed = own.filter(
          (column) => cellText(column, version.fields, found.names) !== cellText(column, before, found.names),
        );
        return (
          <div key={version.id} className={styles.one} data-testid="item-version">
            <Text weight="semibold">
              {words.version} {version.id}
            </Text>
            <Caption1 className={styles.quiet}>
              {longDate(new Date(version.lastModifiedDateTime), language)} {whoChanged(version)}
            </Caption1>
            {changed.map((column) => (
              <div key={column.name} className={styles.change}>
                <Caption1>{column.displayName}</Caption1>
                <Text>{cellText(column, version.fields, found.names) || words.none}</Text>
              </div>
            ))}
            <Divider />
          </div>
        );
      })}
    </div>
  );
}

/** What an app did bears its name, as in the list; Graph gives one name for the users of all apps beside it. */
export function whoChanged({
  lastModifiedBy,
}: {
  lastModifiedBy?: Version['lastModifiedBy'] | undefined;
}): string {
  return lastModifiedBy?.application?.displayName ?? lastModifiedBy?.user?.displayName ?? '';
}
