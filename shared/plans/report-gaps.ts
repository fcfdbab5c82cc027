import { failed, type Problem } from '../kernel/problem.ts';
import type { Values } from '../kernel/record/field.ts';

const gap = (code: string, ja: string, en: string): Problem => failed(`plan.${code}`, ja, en).problem;

/**
 * What a final report still lacks: results of the year and what next year does about them (N-3.2.ア.4), and figures
 * measured. Empty when it can be written.
 */
export const reportGaps = (
  initiatives: readonly Values[],
  figures: readonly Values[],
): readonly Problem[] => {
  const said = (value: unknown): string => (typeof value === 'string' ? value : '');
  return [
    ...initiatives.flatMap(({ name, state, result, nextYear }) => {
      const about = said(name);
      if (!result)
        return [gap('noResult', `取組「${about}」の結果がありません。`, `"${about}" has no result.`)];
      return state === 'continued' && !nextYear
        ? [
            gap(
              'noNextYear',
              `継続する取組「${about}」に、翌年度の取組がありません。`,
              `"${about}" goes on, but next year says nothing of it.`,
            ),
          ]
        : [];
    }),
    ...figures.flatMap(({ label, actual }) =>
      actual === undefined
        ? [
            gap(
              'noActual',
              `数値「${said(label)}」の実績がありません。`,
              `"${said(label)}" has no actual figure.`,
            ),
          ]
        : [],
    ),
    ...(initiatives.some(({ nextYear }) => nextYear)
      ? []
      : [gap('nextYear', '翌年度の取組が1件もありません。', 'Nothing is said of next year.')]),
  ];
};
