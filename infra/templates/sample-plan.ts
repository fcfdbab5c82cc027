import type { ListItem, PlanOnlyFacts, ReportFacts } from '../../shared/documents/facts-of/plan-facts.ts';
import type { Settings } from '../../shared/engagements/settings.ts';
import type { Values } from '../../shared/kernel/record/field.ts';
import { initiativeRecord, PHASES, planRiskRecord, STATES } from '../../shared/plans/plan.ts';
import { week } from '../demo-week.ts';
import { dayOf } from './sample-cases.ts';
import { INITIATIVES } from './sample-initiatives.ts';
import { FIGURES, PLAN_WORDS, RISKS } from './sample-plan-rows.ts';

/** A year's security management plan and its results, invented and as a careful consultant would write them. */

const inList = (list: string, rows: readonly Values[]): readonly ListItem[] =>
  rows.map((values, index) => ({ values, source: { list, itemId: String(index + 1), version: '1' } }));

const choicesOf = (record: typeof planRiskRecord, name: string) => {
  const field = record.fields[name];
  return field?.kind === 'choice' ? field.choices : [];
};

/** Owners are written by role; the client's own words take their place. */
const own =
  (settings: Settings) =>
  (values: Values): Values =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        name,
        typeof value === 'string'
          ? value
              .replaceAll('情報政策課', settings.words.itPolicySection.ja)
              .replaceAll('事故等', settings.words.incident.ja)
              .replaceAll('区の', `${settings.client.noun.ja}の`)
          : value,
      ]),
    );

const common = (settings: Settings) => {
  const spoken = own(settings);
  const dated = RISKS.map(({ due, ...risk }) => ({ ...risk, due: dayOf(settings, String(due)) }));
  return {
    plan: { values: spoken(PLAN_WORDS), source: { list: '運営計画', itemId: '1', version: '1' } },
    initiatives: inList(initiativeRecord.label.ja, INITIATIVES.map(spoken)),
    risks: inList(planRiskRecord.label.ja, dated.map(spoken)),
    figures: inList('数値', FIGURES.map(spoken)),
    phases: PHASES,
    states: STATES,
    levels: choicesOf(planRiskRecord, 'level'),
    incidentWord: settings.words.incident.ja,
  };
};

export const planOf = (settings: Settings): PlanOnlyFacts => {
  const facts = common(settings);
  const asPlanned = (item: ListItem): ListItem => {
    const { actual: _, result: __, nextYear: ___, ...values } = item.values;
    return { ...item, values: 'state' in values ? { ...values, state: 'planned' } : values };
  };
  return {
    ...facts,
    initiatives: facts.initiatives.map(asPlanned),
    figures: facts.figures.map(asPlanned),
    organisation: [
      { role: '最高情報セキュリティ責任者', duty: '計画を決定し、対策を統括する' },
      { role: '情報セキュリティ責任者（所属長）', duty: '所属の対策を実施し、点検と是正に責任を負う' },
      { role: '情報セキュリティ担当者', duty: '所属点検を行い、職員の自己点検を取りまとめる' },
      { role: settings.words.itPolicySection.ja, duty: '計画の事務局として、取組を進め、結果を集める' },
      { role: '最高情報セキュリティアドバイザー', duty: '主任監査員を務め、計画と改善を助言する' },
    ],
  };
};

export const reportOf = (settings: Settings): ReportFacts => {
  const kinds = settings.incident.kinds;
  const nameOf = (id: string | undefined): string =>
    kinds.find((one) => one.id === id)?.name.ja ?? kinds[0]?.name.ja ?? '';
  const shown = week
    .filter(({ kind }) => kind === 'incident')
    .map(({ inputs }) => nameOf(inputs['incidentKind'] ?? 'misdelivery'));
  const rest = ['misdelivery', 'misdelivery', 'theftOrLoss', 'misconfiguration', 'misdelivery'].map(nameOf);
  const committees = settings.meetings.series.filter(({ minutes }) => minutes === 'none').slice(0, 2);
  return {
    ...common(settings),
    incidentKinds: [...shown, ...rest],
    approvals: committees.map(({ name }, index) => ({
      committee: name.ja,
      on: dayOf(settings, index === 0 ? '03-19' : '03-12'),
      result: '承認',
    })),
  };
};
