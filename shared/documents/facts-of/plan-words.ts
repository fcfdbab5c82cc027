import type { PlanFacts } from './plan-facts.ts';

/** The messages of slides that follow from the figures: one sentence each, so that no edition says another number. */

/** 4月～6月、10月: in the order of the fiscal year, neighbours drawn together. */
export const monthsText = (months: readonly number[]): string => {
  if (months.length === 12) return '通年';
  const places = months.map((month) => (month + 8) % 12).sort((one, other) => one - other);
  const runs: [from: number, to: number][] = [];
  for (const place of places) {
    const last = runs.at(-1);
    if (last && last[1] === place - 1) last[1] = place;
    else runs.push([place, place]);
  }
  const name = (place: number): string => `${((place + 3) % 12) + 1}月`;
  return runs.map(([from, to]) => (from === to ? name(from) : `${name(from)}～${name(to)}`)).join('、');
};

const countTrue = (list: readonly (boolean | undefined)[]): number =>
  list.filter((one) => one === true).length;

export const sentences = ({ initiatives, risks, figures, phases, incidentWord }: PlanFacts) => ({
  initiatives: (): string =>
    `${initiatives.length}件の取組を、${phases.map(({ name }) => name.ja).join('・')}の順に回します`,
  risks: (): string => {
    const high = risks.filter(({ values }) => values['level'] === 'high').length;
    return high === 0
      ? `業務の運用で見つかった${risks.length}件のリスクに対応します`
      : `見つかった${risks.length}件のリスクのうち、程度の高い${high}件から対応します`;
  },
  risksPast: (): string => {
    const done = risks.filter(({ values }) => values['state'] === 'done').length;
    return `${risks.length}件のリスクのうち、${done}件の対応を終えました`;
  },
  /** The busiest month, so that it can be prepared for. */
  schedule: (months: readonly (readonly number[])[]): string => {
    const busy = [4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3].map((month): [number, number] => [
      month,
      months.filter((one) => one.includes(month)).length,
    ]);
    const [month, count] = busy.toSorted(([, one], [, other]) => other - one)[0] ?? [4, 0];
    return count === 0
      ? '実施月は、四半期ごとに定めます'
      : `取組が最も重なるのは${month}月で、${count}件を同時に進めます`;
  },
  figures: (): string => `達成の度合いは、${figures.length}項目の数値で測ります`,
  incidentsAhead: (): string => `${incidentWord}は、疑いの段階で第一報を受け付けます`,
  results: (): string => {
    const done = initiatives.filter(({ values }) => values['state'] === 'done').length;
    return `${initiatives.length}件の取組のうち、${done}件を完了しました`;
  },
  reached: (list: readonly (boolean | undefined)[]): string =>
    `${list.length}項目の数値のうち、${countTrue(list)}項目で計画に達しました`,
  rates: (list: readonly (boolean | undefined)[]): string =>
    countTrue(list) === list.length
      ? `率で測る${list.length}項目は、すべて計画に達しました`
      : `率で測る${list.length}項目のうち、${list.length - countTrue(list)}項目が計画に届きませんでした`,
  incidentsPast: (kinds: readonly (readonly [name: string, count: number])[]): string => {
    const sum = kinds.reduce((total, [, count]) => total + count, 0);
    const [most] = kinds;
    return most
      ? `${incidentWord}は${sum}件で、最も多いのは「${most[0]}」でした`
      : `${incidentWord}の報告はありませんでした`;
  },
  nextYear: (): string => {
    const next = initiatives.filter(({ values }) => values['nextYear']).length;
    return `今年度の結果を、翌年度の${next}件の取組に引き継ぎます`;
  },
});
