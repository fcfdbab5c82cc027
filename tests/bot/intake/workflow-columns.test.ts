import { describe, expect, test } from '@jest/globals';
import { stateWords } from '../../../bot/intake/state-words.ts';
import { caseColumns, caseFromRow, newRow, WORKFLOW_COLUMNS } from '../../../bot/intake/workflow-columns.ts';
import type { CaseState } from '../../../bot/store/tables.ts';
import { caseOf, everyKind } from './sample-cases.ts';

/** A row of the list holds a whole case, so that what a database lost is rebuilt from it. */

describe.each(everyKind)('$profile $name', ({ settings, kind }) => {
  const one = caseOf(kind, settings);
  const row = {
    ...newRow(settings, kind.record, one, '00000000-0000-4000-8000-0000000000aa'),
    Title: one.number,
    Sequence: 1,
  };

  test('every column that a row fills is provisioned, once, and none is without a name in Japanese', () => {
    const columns = caseColumns(kind.record);
    const names = columns.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of Object.keys(row)) expect(['Title', ...names]).toContain(name);
    for (const { displayName } of columns) expect(displayName).toMatch(/\S/);
  });

  test('internal names are such as SharePoint keeps: ASCII, at most 32 characters', () => {
    for (const { name } of caseColumns(kind.record)) expect(name).toMatch(/^[A-Za-z][A-Za-z0-9]{0,31}$/);
  });

  test('at most twenty columns are indexed, long texts are not, and what is unique is', () => {
    const columns = caseColumns(kind.record);
    expect(columns.filter(({ indexed }) => indexed).length).toBeLessThanOrEqual(20);
    for (const column of columns) {
      if (column.text?.allowMultipleLines)
        expect([column.name, column.indexed]).toEqual([column.name, undefined]);
      if (column.enforceUniqueValues) expect([column.name, column.indexed]).toEqual([column.name, true]);
    }
  });

  test('no column of the record is called as one of ours', () => {
    const own = Object.values(kind.record.fields).map(({ column }) => column);
    expect(own.filter((column) => WORKFLOW_COLUMNS.includes(column))).toEqual([]);
  });

  test.each(Object.keys(stateWords) as CaseState[])(
    'a case that is %s comes back from its row as it was',
    (state) => {
      const back = caseFromRow(kind.record, { ...row, State: stateWords[state].ja });
      expect(back).toMatchObject({
        id: one.id,
        number: one.number,
        sequence: 1,
        state,
        urgent: one.urgent,
        reporterId: one.reporterId,
        reporterName: one.reporterName,
        reporterMail: one.reporterMail,
        sectionId: one.sectionId,
        submittedAt: one.submittedAt,
        fields: one.fields,
      });
    },
  );

  test.each([
    ['made by hand', { SubmissionId: null }],
    ['without a number', { Title: '' }],
    ['of an unknown state', { State: '手書きの状態' }],
    ['without a time', { SubmittedAt: null }],
  ])('a row %s is none of ours', (_what, changes) => {
    expect(caseFromRow(kind.record, { ...row, ...changes })).toBeUndefined();
  });
});
