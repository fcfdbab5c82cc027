import { Button, Caption1, Card, makeStyles, Text, tokens } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { DocumentRegular } from '@fluentui/react-icons/svg/document';
import type { Attachment, FileNote } from '../api.ts';
import { sizeText } from '../dates.ts';
import { useLive } from '../live.tsx';
import { useWords } from '../preferences.tsx';

const useStyles = makeStyles({
  chip: { display: 'inline-flex', maxWidth: '100%', marginTop: '4px', whiteSpace: 'normal' },
  name: { overflowWrap: 'anywhere', textAlign: 'start' },
  size: { color: tokens.colorNeutralForeground3, marginInlineStart: '8px', whiteSpace: 'nowrap' },
  card: { maxWidth: '560px' },
  row: { display: 'flex', gap: '8px' },
});

/** A file as a chip: its name, its size, and a click brings it. */
export function FileChip({ file, path }: { file: Pick<FileNote, 'name'> & { size?: number }; path: string }) {
  const styles = useStyles();
  const words = useWords();
  const { api } = useLive();
  return (
    <Button
      className={styles.chip}
      icon={<DocumentRegular />}
      data-testid="file-chip"
      aria-label={`${file.name} ${words.download}`}
      onClick={() => void api.download(path, file.name)}
    >
      <span className={styles.name}>{file.name}</span>
      {file.size !== undefined && <Caption1 className={styles.size}>{sizeText(file.size)}</Caption1>}
    </Button>
  );
}

/** Files a bot sends in personal chats: first the question, later the file itself. */
export function FileCard({
  attachment,
  decide,
}: {
  attachment: Attachment;
  decide: (verb: 'accept' | 'decline') => void;
}) {
  const styles = useStyles();
  const words = useWords();
  const content = (attachment.content ?? {}) as { description?: string; sizeInBytes?: number };
  if (attachment.contentType.endsWith('card.file.info')) {
    const path = attachment.contentUrl ? new URL(attachment.contentUrl, location.href).pathname : '';
    return <FileChip file={{ name: attachment.name ?? '' }} path={path} />;
  }
  return (
    <Card className={styles.card} data-testid="file-consent">
      <Text weight="semibold">{attachment.name}</Text>
      {content.description && <Text>{content.description}</Text>}
      <Text>{words.consentText(sizeText(content.sizeInBytes ?? 0))}</Text>
      <div className={styles.row}>
        <Button appearance="primary" icon={<ArrowDownloadRegular />} onClick={() => decide('accept')}>
          {words.allow}
        </Button>
        <Button onClick={() => decide('decline')}>{words.decline}</Button>
      </div>
    </Card>
  );
}
