import { Button, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { FilesAnswer } from '../../shared/documents/api.ts';
import { formatInstant } from '../../shared/kernel/instant.ts';
import { useDesk } from './here.tsx';

const useStyles = makeStyles({
  list: { display: 'grid', gap: '4px', maxHeight: '40vh', overflowY: 'auto' },
  file: { justifyContent: 'flex-start', textAlign: 'left', minWidth: 0, overflowWrap: 'anywhere' },
  quiet: {
    display: 'block',
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightRegular,
  },
});

export type LibraryFile = FilesAnswer['files'][number];

type Props = {
  readonly label: string;
  readonly app?: LibraryFile['app'] | undefined;
  readonly onChoose: (file: LibraryFile) => void;
};

/** Office documents of the library that this person may see. */
export function LibraryList({ label, app, onChoose }: Props) {
  const styles = useStyles();
  const desk = useDesk();
  const [files, setFiles] = useState<readonly LibraryFile[]>();
  const [sought, setSought] = useState('');
  useEffect(() => {
    let left = false;
    void desk
      .quietly(async () => (await desk.api()).files())
      .then((answer) => left || setFiles(answer?.files));
    return () => {
      left = true;
    };
  }, [desk]);
  if (!files) return null;
  const shown = files.filter(
    (file) =>
      (app === undefined || file.app === app) && `${file.folder}/${file.name}`.includes(sought.trim()),
  );
  if (files.length === 0) return <p className={styles.quiet}>{desk.words.libraryEmpty}</p>;
  return (
    <div>
      <Input
        size="small"
        type="search"
        aria-label={label}
        placeholder={label}
        value={sought}
        onChange={(_event, { value }) => setSought(value)}
        style={{ width: '100%' }}
      />
      <ul className={styles.list} data-testid="library">
        {shown.map((file) => (
          <li key={file.id}>
            <Button appearance="subtle" className={styles.file} onClick={() => onChoose(file)}>
              <span>
                {file.name}
                <span className={styles.quiet}>
                  {file.folder}　{formatInstant(file.changedAt, desk.language)}　{file.changedBy}
                </span>
              </span>
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
