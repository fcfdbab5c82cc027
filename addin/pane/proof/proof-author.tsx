import { Button, Field, makeStyles, Select } from '@fluentui/react-components';
import type { StandingAnswer } from '../../../shared/documents/api.ts';
import { useWords } from '../here.tsx';
import { PROOF_WORDS } from './words.ts';

const useStyles = makeStyles({
  row: { display: 'flex', flexWrap: 'wrap', gap: '4px 8px', alignItems: 'center' },
});

type Props = {
  readonly standing: StandingAnswer;
  /** Id of who was chosen; empty for nobody yet. */
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
  /** Whether the author that earlier rounds name is to be changed. */
  readonly changing: boolean;
  readonly onChange: () => void;
};

/** Who wrote the document: one of its people, and the same in every round unless it is said otherwise. */
export function ProofAuthor({ standing, chosen, onChoose, changing, onChange }: Props) {
  const styles = useStyles();
  const words = useWords(PROOF_WORDS);
  const { author, authors } = standing;
  if (author && !changing)
    return (
      <p className={styles.row} data-testid="author-kept">
        {words.authorIs(author.name)}
        <Button size="small" appearance="subtle" onClick={onChange} data-testid="change-author">
          {words.changeAuthor}
        </Button>
      </p>
    );
  return (
    <Field label={words.author} required>
      <Select value={chosen} onChange={(_event, { value }) => onChoose(value)} data-testid="author">
        <option value="">{words.chooseAuthor}</option>
        {authors.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
    </Field>
  );
}
