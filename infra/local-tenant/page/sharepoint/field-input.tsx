import { Checkbox, Field, Input, makeStyles, Select, Textarea } from '@fluentui/react-components';
import type { Choices } from '../api.ts';
import { useWords } from '../preferences.tsx';
import type { Column } from './sharepoint-api.ts';

const useStyles = makeStyles({ boxes: { display: 'grid', border: 'none', margin: 0, padding: 0 } });

/** An input by the kind of the column. */
export function FieldInput({
  column,
  value,
  choices,
  current,
  change,
}: {
  column: Column;
  value: string | string[];
  choices: Choices;
  /** Whom the column names now, as read. */
  current: string;
  change: (value: string | string[]) => void;
}) {
  const styles = useStyles();
  const words = useWords();
  const text = Array.isArray(value) ? '' : value;
  const field = (input: React.JSX.Element) => (
    <Field label={column.displayName} required={column.required} hint={column.description ?? ''}>
      {input}
    </Field>
  );
  const set = (_event: unknown, data: { value: string }): void => change(data.value);
  if (column.choice?.displayAs === 'checkBoxes') {
    const chosen = Array.isArray(value) ? value : [];
    return field(
      <fieldset className={styles.boxes} aria-label={column.displayName}>
        {column.choice.choices.map((each) => (
          <Checkbox
            key={each}
            label={each}
            checked={chosen.includes(each)}
            onChange={(_event, data) =>
              change(data.checked === true ? [...chosen, each] : chosen.filter((other) => other !== each))
            }
          />
        ))}
      </fieldset>,
    );
  }
  if (column.choice || column.personOrGroup || column.boolean) {
    const options = column.choice
      ? column.choice.choices.map((each) => ({ value: each, label: each }))
      : column.boolean
        ? [
            { value: 'true', label: words.yes },
            { value: 'false', label: words.no },
          ]
        : choices.users.map((user) => ({
            value: user.id,
            label: user.department ? `${user.name}（${user.department}）` : user.name,
          }));
    return field(
      <Select value={text} onChange={set}>
        <option value="">{column.personOrGroup && current ? current : words.none}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </Select>,
    );
  }
  if (column.text?.allowMultipleLines === true)
    return field(<Textarea rows={4} value={text} onChange={set} resize="vertical" />);
  const type = column.number
    ? 'number'
    : column.dateTime
      ? column.dateTime.format === 'dateOnly'
        ? 'date'
        : 'datetime-local'
      : 'text';
  return field(<Input type={type} value={text} onChange={set} />);
}
