import {
  Breadcrumb,
  BreadcrumbButton,
  BreadcrumbDivider,
  BreadcrumbItem,
  Button,
  Link,
  makeStyles,
  MessageBar,
  MessageBarBody,
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
import { ArrowUploadRegular } from '@fluentui/react-icons/svg/arrow-upload';
import { DocumentRegular } from '@fluentui/react-icons/svg/document';
import { FolderRegular } from '@fluentui/react-icons/svg/folder';
import { Fragment, useCallback, useEffect, useRef, useState } from 'react';
import { shortDate, sizeText } from '../dates.ts';
import { useLive } from '../live.tsx';
import { go } from '../place.ts';
import { usePreferences } from '../preferences.tsx';
import { FileActions, NewFolder } from './file-actions.tsx';
import { whoChanged } from './item-history.tsx';
import { PaneHead } from './pane-head.tsx';
import { listPath } from './sharepoint-api.ts';
import type { DriveItem, List, Site } from './sharepoint-api.ts';

const useStyles = makeStyles({
  pane: { display: 'grid', gridTemplateRows: 'auto auto minmax(0, 1fr)', minHeight: 0, minWidth: 0 },
  crumbs: { padding: '4px 12px', flexWrap: 'wrap' },
  scroll: { overflow: 'auto', minHeight: 0 },
  name: { display: 'flex', gap: '8px', alignItems: 'center', overflowWrap: 'anywhere' },
  foot: { padding: '16px', display: 'grid', justifyItems: 'center', color: tokens.colorNeutralForeground3 },
  table: { minWidth: '520px' },
  narrow: { width: '48px' },
});

/** A library with its folders; files come and go. */
export function LibraryView({ site, list, folder }: { site: Site; list: List; folder: string[] }) {
  const styles = useStyles();
  const { words, language } = usePreferences();
  const { api, now } = useLive();
  const [files, setFiles] = useState<DriveItem[]>();
  const [problem, setProblem] = useState<string>();
  const picker = useRef<HTMLInputElement>(null);
  const path = listPath(site.id, list.id);
  const where = folder.join('/');
  const inside = (name: string): string => (where === '' ? name : `${where}/${name}`);
  const content = (name: string): string => `${path}/content?path=${encodeURIComponent(inside(name))}`;

  const fetchFiles = useCallback(
    () => api.get<{ value: DriveItem[] }>(`${path}/files?path=${encodeURIComponent(where)}`),
    [api, path, where],
  );
  useEffect(() => {
    fetchFiles()
      .then((found) => setFiles(found.value))
      .catch(() => setFiles([]));
  }, [fetchFiles]);
  const again = async (): Promise<void> => setFiles((await fetchFiles()).value);
  const upload = async (chosen: FileList | null): Promise<void> => {
    try {
      for (const file of chosen ?? []) await api.upload('PUT', content(file.name), file);
      setProblem(undefined);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : words.failed);
    }
    await again();
  };
  const open = (...parts: string[]): void => go('sharepoint', site.id, list.id, ...parts);
  return (
    <div className={styles.pane} data-testid="library-view">
      <PaneHead title={list.displayName}>
        <NewFolder path={path} inside={inside} done={again} />
        <Button appearance="primary" icon={<ArrowUploadRegular />} onClick={() => picker.current?.click()}>
          {words.upload}
        </Button>
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          aria-label={words.upload}
          onChange={(event) => void upload(event.target.files)}
        />
      </PaneHead>
      <Breadcrumb className={styles.crumbs} aria-label={list.displayName}>
        {[list.displayName, ...folder].map((name, at) => (
          <Fragment key={folder.slice(0, at).join('/') || 'root'}>
            {at > 0 && <BreadcrumbDivider />}
            <BreadcrumbItem>
              <BreadcrumbButton current={at === folder.length} onClick={() => open(...folder.slice(0, at))}>
                {name}
              </BreadcrumbButton>
            </BreadcrumbItem>
          </Fragment>
        ))}
      </Breadcrumb>
      <div className={styles.scroll}>
        {problem !== undefined && (
          <MessageBar intent="error">
            <MessageBarBody>{problem}</MessageBarBody>
          </MessageBar>
        )}
        <Table size="small" aria-label={list.displayName} className={styles.table}>
          <TableHeader>
            <TableRow>
              <TableHeaderCell>{words.name}</TableHeaderCell>
              <TableHeaderCell>{words.modified}</TableHeaderCell>
              <TableHeaderCell>{words.modifiedBy}</TableHeaderCell>
              <TableHeaderCell>{words.size}</TableHeaderCell>
              <TableHeaderCell className={styles.narrow} aria-label={words.fileActions} />
            </TableRow>
          </TableHeader>
          <TableBody>
            {files?.map((file) => (
              <TableRow key={file.id} data-testid="file-row">
                <TableCell>
                  <span className={styles.name}>
                    {file.folder ? <FolderRegular /> : <DocumentRegular />}
                    <Link
                      as="button"
                      onClick={() =>
                        file.folder
                          ? open(...folder, file.name)
                          : void api.download(content(file.name), file.name)
                      }
                    >
                      {file.name}
                    </Link>
                  </span>
                </TableCell>
                <TableCell>{shortDate(file.lastModifiedDateTime, now(), language)}</TableCell>
                <TableCell>{whoChanged(file)}</TableCell>
                <TableCell>
                  {file.folder ? words.items(file.folder.childCount) : sizeText(file.size)}
                </TableCell>
                <TableCell>
                  <FileActions name={file.name} path={path} inside={inside} done={again} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
        <div className={styles.foot}>
          {!files && <Spinner label={words.loading} />}
          {files?.length === 0 && <Text>{words.emptyFolder}</Text>}
        </div>
      </div>
    </div>
  );
}
