/** Run as a process of its own under another TZ: days and times at Tokyo's limits, to the list and back. */
import { fromColumns, toColumns } from '../../../shared/kernel/record/columns.ts';
import { sample } from './arbitrary-records.ts';

const moments = [
  '2026-09-14T00:00',
  '2026-09-14T23:59',
  '2026-04-01T00:00',
  '2026-03-31T23:59',
  '2028-02-29T08:59',
];

const answers = moments.map((found) => {
  const values = {
    subject: 'x',
    body: 'x',
    questions: ['x'],
    category: 'alpha',
    wished: found.slice(0, 10),
    found,
  };
  const row = toColumns(sample, values);
  const back = fromColumns(sample, row);
  return [row['Wished'], row['Found'], back['wished'], back['found']];
});

process.stdout.write(
  JSON.stringify({ zone: new Intl.DateTimeFormat('en').resolvedOptions().timeZone, answers }),
);
