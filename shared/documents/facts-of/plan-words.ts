import { TO_WRITE } from '../facts.ts';
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

/** A sentence that follows from a list, or what stands where the list is still empty. */
const of = (list: readonly unknown[], sentence: () => string): string =>
  list.length === 0 ? TO_WRITE : sentence();

export const sentences = ({ initiatives, risks, figures, phases, incidentWord }: PlanFacts) => {
  const inPhases = phases
    .map(({ id, name }) => ({
      name: name.ja,
      count: initiatives.filter(({ values }) => values['phase'] === id).length,
    }))
    .filter(({ count }) => count > 0);
  return {
    initiatives: (): string =>
      of(
        inPhases,
        () => `${initiatives.length}件の取組を、${inPhases.map(({ name }) => name).join('・')}の順に回します`,
      ),
    phases: (): string =>
      of(inPhases, () => `取組は、${inPhases.map(({ name, count }) => `${name}${count}件`).join('・')}です`),
    risks: (): string =>
      of(risks, () => {
        const high = risks.filter(({ values }) => values['level'] === 'high').length;
        return high === 0
          ? `業務の運用で見つかった${risks.length}件のリスクに対応します`
          : `見つかった${risks.length}件のリスクのうち、程度の高い${high}件から対応します`;
      }),
    risksPast: (): string =>
      of(risks, () => {
        const done = risks.filter(({ values }) => values['state'] === 'done').length;
        return `${risks.length}件のリスクのうち、${done}件の対応を終えました`;
      }),
    /** The busiest month, so that it can be prepared for. */
    schedule: (months: readonly (readonly number[])[]): string => {
      const busy = [4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3].map((month): [number, number] => [
        month,
        months.filter((one) => one.includes(month)).length,
      ]);
      const [month, count] = busy.toSorted(([, one], [, other]) => other - one)[0] ?? [4, 0];
      const alike = busy.filter(([, one]) => one === count).map(([one]) => one);
      if (count === 0) return TO_WRITE;
      if (alike.length === 1) return `取組が最も重なるのは${month}月で、${count}件を同時に進めます`;
      return count === 1
        ? '取組を、月を分けて一つずつ進めます'
        : `取組が最も重なるのは${monthsText(alike)}で、${count}件を同時に進めます`;
    },
    figures: (): string => of(figures, () => `達成の度合いは、${figures.length}項目の数値で測ります`),
    incidentsAhead: (): string => `${incidentWord}は、疑いの段階で受け付けます`,
    results: (): string =>
      of(initiatives, () => {
        const done = initiatives.filter(({ values }) => values['state'] === 'done').length;
        return `${initiatives.length}件の取組のうち、${done}件を完了しました`;
      }),
    reached: (list: readonly (boolean | undefined)[]): string =>
      of(list, () => {
        const known = list.filter((one) => one !== undefined).length;
        return known === list.length
          ? `${list.length}項目の数値のうち、${countTrue(list)}項目で計画に達しました`
          : `実績のある${known}項目のうち、${countTrue(list)}項目で計画に達しました`;
      }),
    rates: (list: readonly (boolean | undefined)[]): string => {
      const known = list.filter((one) => one !== undefined);
      const missed = known.length - countTrue(known);
      return of(known, () =>
        missed === 0
          ? `率で測る${known.length}項目は、すべて計画に達しました`
          : `率で測る${known.length}項目のうち、${missed}項目が計画に届きませんでした`,
      );
    },
    /** The kind that is named is the only one that came most often. */
    incidentsPast: (kinds: readonly (readonly [name: string, count: number])[]): string => {
      const sum = kinds.reduce((total, [, count]) => total + count, 0);
      const [most, second] = kinds;
      if (!most) return `${incidentWord}の報告はありませんでした`;
      if (!second) return `${incidentWord}は${sum}件で、すべて「${most[0]}」です`;
      return most[1] === second[1]
        ? `${incidentWord}は${sum}件で、${kinds.length}種別にわたりました`
        : `${incidentWord}は${sum}件で、最も多いのは「${most[0]}」です`;
    },
    nextYear: (): string => {
      const next = initiatives.filter(({ values }) => values['nextYear']);
      return of(next, () => `今年度の結果を、翌年度の${next.length}件の取組に引き継ぎます`);
    },
  };
};
