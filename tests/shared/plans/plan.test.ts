import { describe, expect, test } from '@jest/globals';
import { INITIATIVES } from '../../../infra/templates/sample-initiatives.ts';
import { FIGURES } from '../../../infra/templates/sample-plan-rows.ts';
import { fieldOf } from '../../../shared/documents/document-field.ts';
import { isReached } from '../../../shared/documents/facts-of/plan-facts.ts';
import { PLAN, REPORT } from '../../../shared/documents/facts-of/plan-fields.ts';
import { monthsText } from '../../../shared/documents/facts-of/plan-words.ts';
import { columnsOf } from '../../../shared/kernel/record/columns.ts';
import {
  initiativeRecord,
  planFigureRecord,
  planRecord,
  planRiskRecord,
} from '../../../shared/plans/plan.ts';
import { reportGaps } from '../../../shared/plans/report-gaps.ts';

/** 運営計画書: the plan's content as records. N-3.2.ア. */

describe('the plan as records', () => {
  test('取組, リスク, 数値 and the words of the year can be kept in lists, no column twice', () => {
    for (const record of [initiativeRecord, planRiskRecord, planFigureRecord, planRecord]) {
      const names = columnsOf(record).map(({ name }) => name);
      expect(names.length).toBeGreaterThan(5);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  test.each([
    ['initiatives', initiativeRecord],
    ['risks', planRiskRecord],
    ['figures', planFigureRecord],
  ] as const)('a field of %s is called in documents what the list calls it', (list, record) => {
    const shared = Object.entries(record.fields).flatMap(([name, { label }]) => {
      const field = fieldOf(REPORT.fields, `${list}.${name}`);
      return field ? [[name, field.label.ja, label.ja]] : [];
    });
    expect(shared.length).toBeGreaterThanOrEqual(5);
    for (const [, inDocument, inList] of shared) expect(inDocument).toBe(inList);
  });

  test('plan and report name what they share by the same ids', () => {
    for (const id of ['initiatives', 'risks', 'figures', 'plan.initiativesMessage', 'document.year'])
      expect(REPORT.fields[id]).toEqual(PLAN.fields[id]);
  });
});

describe('N-3.2.ア.4 a final report has the results of the year and what the next one does about them', () => {
  test('the sample year lacks nothing', () => {
    expect(reportGaps(INITIATIVES, FIGURES)).toEqual([]);
  });

  test('a measure without a result, one that goes on without a next step, a figure not measured', () => {
    const codes = reportGaps(
      [
        { name: '研修', state: 'done' },
        { name: '点検', state: 'continued', result: '一部で実施' },
      ],
      [{ label: '受講率', planned: 95 }],
    ).map(({ code, message }) => `${code} ${message.ja}`);
    expect(codes).toEqual([
      'plan.noResult 取組「研修」の結果がありません。',
      expect.stringContaining('plan.noNextYear 継続する取組「点検」'),
      expect.stringContaining('plan.noActual 数値「受講率」'),
      expect.stringContaining('plan.nextYear'),
    ]);
  });
});

describe('what follows from the figures', () => {
  test('a figure is reached in its own direction', () => {
    expect(isReached({ planned: 95, actual: 95, better: 'higher' })).toBe(true);
    expect(isReached({ planned: 95, actual: 94, better: 'higher' })).toBe(false);
    expect(isReached({ planned: 10, actual: 7, better: 'lower' })).toBe(true);
    expect(isReached({ planned: 10, better: 'lower' })).toBeUndefined();
  });

  test('months as people say them, in the order of the fiscal year', () => {
    expect(monthsText([5, 4, 6])).toBe('4月～6月');
    expect(monthsText([1, 7, 12, 10])).toBe('7月、10月、12月～1月');
    expect(monthsText([3, 4])).toBe('4月、3月');
    expect(monthsText(Array.from({ length: 12 }, (_, index) => index + 1))).toBe('通年');
    expect(monthsText([])).toBe('');
  });
});
