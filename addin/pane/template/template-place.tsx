import { makeStyles, Tab, TabList } from '@fluentui/react-components';
import { useState } from 'react';
import { useDeskState, useWords } from '../here.tsx';
import { CheckTemplate } from './check-template.tsx';
import { MakeDocument } from './make-document.tsx';
import { PutField } from './put-field.tsx';
import { TEMPLATE_WORDS } from './words.ts';

const useStyles = makeStyles({
  page: { display: 'grid', gap: '12px', gridTemplateColumns: 'minmax(0, 1fr)' },
});

const PARTS = { make: MakeDocument, put: PutField, check: CheckTemplate } as const;
type Part = keyof typeof PARTS;

/** Documents from templates, and templates from documents. */
export function TemplatePlace() {
  const styles = useStyles();
  const words = useWords(TEMPLATE_WORDS);
  const { opened, serial } = useDeskState();
  const [part, setPart] = useState<Part>('make');
  const View = PARTS[part];
  return (
    <div className={styles.page}>
      {opened && (
        <TabList
          size="small"
          appearance="subtle"
          selectedValue={part}
          onTabSelect={(_event, { value }) => setPart(value === 'put' || value === 'check' ? value : 'make')}
        >
          <Tab value="make">{words.parts.make}</Tab>
          <Tab value="put" data-testid="part-put">
            {words.parts.put}
          </Tab>
          <Tab value="check" data-testid="part-check">
            {words.parts.check}
          </Tab>
        </TabList>
      )}
      {/* What is made next is about no open document; the other two are. */}
      <View key={part === 'make' ? part : serial} />
    </div>
  );
}
