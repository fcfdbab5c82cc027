import { makeStyles, tokens } from '@fluentui/react-components';
import type { Count } from '../../../shared/documents/checklist-counts.ts';
import { RESULT_NAMES, RESULTS } from '../../../shared/documents/checklist-fields.ts';
import { useDesk, useWords } from '../here.tsx';
import { CHECKLIST_WORDS } from './words.ts';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    height: '16px',
    width: '100%',
    borderRadius: tokens.borderRadiusSmall,
    overflow: 'hidden',
    outline: `1px solid ${tokens.colorNeutralStroke1}`,
  },
  table: { width: '100%', borderCollapse: 'collapse', fontVariantNumeric: 'tabular-nums' },
  head: { textAlign: 'left', fontWeight: tokens.fontWeightRegular, padding: '4px 0' },
  cell: { textAlign: 'right', padding: '4px 0' },
  row: { borderBottom: `1px solid ${tokens.colorNeutralStroke3}` },
  sign: {
    display: 'inline-block',
    width: '10px',
    height: '10px',
    marginRight: '8px',
    border: `1px solid ${tokens.colorNeutralStroke1}`,
  },
});

const NUMBERS = [...RESULTS, 'open'] as const;
const COLOURS: Readonly<Record<(typeof NUMBERS)[number], string>> = {
  conforming: tokens.colorStatusSuccessBackground3,
  toImprove: tokens.colorStatusWarningBackground3,
  nonConforming: tokens.colorStatusDangerBackground3,
  notApplicable: tokens.colorNeutralStroke1,
  open: tokens.colorNeutralBackground1,
};

/** What a part of the checklist comes to: a bar, and the same as a table. */
export function CountTable({ list, all }: { list: string; all: Count }) {
  const styles = useStyles();
  const { language } = useDesk();
  const words = useWords(CHECKLIST_WORDS);
  const nameOf = (one: (typeof NUMBERS)[number]): string =>
    one === 'open' ? words.open : RESULT_NAMES[one][language];
  const share = (one: keyof Count): string => `${(100 * all[one]) / Math.max(1, all.total)}%`;
  return (
    <>
      <div className={styles.bar} aria-hidden>
        {NUMBERS.map((one) => (
          <span key={one} style={{ width: share(one), backgroundColor: COLOURS[one] }} />
        ))}
      </div>
      <table className={styles.table} data-testid={`counts-${list}`}>
        <tbody>
          {NUMBERS.map((one) => (
            <tr key={one} className={styles.row}>
              <th scope="row" className={styles.head}>
                <span className={styles.sign} style={{ backgroundColor: COLOURS[one] }} aria-hidden />
                {nameOf(one)}
              </th>
              <td className={styles.cell} data-testid={`count-${one}`}>
                {all[one]}
              </td>
            </tr>
          ))}
          <tr>
            <th scope="row" className={styles.head}>
              {words.total}
            </th>
            <td className={styles.cell}>{all.total}</td>
          </tr>
        </tbody>
      </table>
    </>
  );
}
