import { Field, Select } from '@fluentui/react-components';
import { KINDS } from '../engine.ts';
import { useDesk, useWords } from '../here.tsx';
import { TEMPLATE_WORDS } from './words.ts';

/** Which kind of document a template is for. */
export function KindSelect({ kind, onChoose }: { kind: string; onChoose: (kind: string) => void }) {
  const words = useWords(TEMPLATE_WORDS);
  const { language } = useDesk();
  return (
    <Field label={words.kind}>
      <Select value={kind} onChange={(_event, { value }) => onChoose(value)} data-testid="choose-kind">
        <option value="">{words.choose}</option>
        {[...KINDS.values()].map(({ id, name }) => (
          <option key={id} value={id}>
            {name[language]}
          </option>
        ))}
      </Select>
    </Field>
  );
}
