import type { Instant } from '../../kernel/instant.ts';
import {
  factsOf,
  orToWrite,
  TO_WRITE,
  type Fact,
  type FactRow,
  type Facts,
  type FactSource,
} from '../facts.ts';
import type { FieldChoice, Values } from '../../kernel/record/field.ts';
import { tallied } from './consultation-documents.ts';
import { factList, frontFacts, rowKey, rowOf, rowsOrToWrite, type Front } from './kind.ts';
import { monthsText, sentences } from './plan-words.ts';

/** The facts of 運営計画書 and 最終報告書, from the plan's records as their lists have them. */

export type ListItem = { readonly values: Values; readonly source?: FactSource };

export type PlanFacts = {
  readonly plan: ListItem;
  readonly initiatives: readonly ListItem[];
  readonly risks: readonly ListItem[];
  readonly figures: readonly ListItem[];
  /** Names of the choices that the records store by id. */
  readonly phases: readonly FieldChoice[];
  readonly states: readonly FieldChoice[];
  readonly levels: readonly FieldChoice[];
  /** The client's word for 事故等. */
  readonly incidentWord: string;
};

export type PlanOnlyFacts = PlanFacts & {
  readonly organisation: readonly { readonly role: string; readonly duty: string }[];
};

export type ReportFacts = PlanFacts & {
  /** Kinds of the year's incidents, one for each: counts only, nothing of a case. */
  readonly incidentKinds: readonly string[];
  readonly approvals: readonly { readonly committee: string; readonly on: string; readonly result: string }[];
};

const said = (value: Values[string] | undefined): string => (value === undefined ? '' : String(value));
const nameOf = (choices: readonly FieldChoice[], id: Values[string] | undefined): string =>
  choices.find((one) => one.id === id)?.name.ja ?? said(id);

const monthsOf = ({ months }: Values): readonly number[] =>
  Array.isArray(months) ? (months as readonly string[]).map((id) => Number(id.slice(1))) : [];

/** What a report says of the year is to be written where no record says it; a plan has nothing to say of it yet. */
type Time = 'ahead' | 'past';

const initiativeRows = ({ initiatives, phases, states }: PlanFacts, time: Time): readonly FactRow[] =>
  initiatives.map(({ values, source }, index) => {
    const months = monthsOf(values);
    return rowOf('initiatives')(
      rowKey(said(values['number']), index),
      {
        number: said(values['number']),
        name: said(values['name']),
        aim: said(values['aim']),
        phase: nameOf(phases, values['phase']),
        theme: said(values['theme']),
        method: said(values['method']),
        owner: said(values['owner']),
        when: monthsText(months),
        target: said(values['target']),
        state: nameOf(states, values['state']),
        result: time === 'past' ? orToWrite(said(values['result'])) : said(values['result']),
        nextYear: said(values['nextYear']) || '―',
        ...Object.fromEntries(
          Array.from({ length: 12 }, (_, month) => [`m${month + 1}`, months.includes(month + 1) ? '■' : '']),
        ),
      },
      source,
    );
  });

/** Whether the figure came out as planned; undefined where one of the two is not known. */
export const isReached = ({ planned, actual, better }: Values): boolean | undefined =>
  typeof planned !== 'number' || typeof actual !== 'number'
    ? undefined
    : better === 'lower'
      ? actual <= planned
      : actual >= planned;

const figureRows = ({ figures }: PlanFacts, time: Time): readonly FactRow[] =>
  figures.map(({ values, source }, index) => {
    const reached = isReached(values);
    return rowOf('figures')(
      rowKey(said(values['figure']), index),
      {
        label: said(values['label']),
        unit: said(values['unit']),
        planned: values['planned'],
        actual: values['actual'] ?? (time === 'past' ? TO_WRITE : undefined),
        reached: reached === undefined ? '' : reached ? '達成' : '未達成',
        origin: said(values['origin']),
      },
      source,
    );
  });

const riskRows = ({ risks, levels, states }: PlanFacts): readonly FactRow[] =>
  risks.map(({ values, source }, index) =>
    rowOf('risks')(
      rowKey(said(values['number']), index),
      {
        ...Object.fromEntries(
          ['number', 'risk', 'origin', 'treatment', 'owner'].map((id) => [id, said(values[id])]),
        ),
        due: values['due'],
        level: nameOf(levels, values['level']),
        state: nameOf(states, values['state']),
      },
      source,
    ),
  );

const commonFacts = (at: Instant, facts: PlanFacts, time: Time): readonly Fact[] => {
  const { plan, initiatives, risks, phases } = facts;
  const text = sentences(facts);
  return [
    ...factList(
      at,
      {
        'plan.aim': orToWrite(said(plan.values['aim'])),
        'plan.purpose': orToWrite(said(plan.values['purpose'])),
      },
      plan.source,
    ),
    ...factList(at, {
      'plan.initiativeCount': initiatives.length,
      'plan.riskCount': risks.length,
      'plan.initiativesMessage': text.initiatives(),
      initiatives: rowsOrToWrite(
        'initiatives',
        initiativeRows(facts, time),
        'name',
        'aim',
        'owner',
        'target',
      ),
      phases: phases.map(({ id, name }) => {
        const own = initiatives.filter(({ values }) => values['phase'] === id);
        return rowOf('phases')(id, {
          name: name.ja,
          count: own.length,
          done: own.filter(({ values }) => values['state'] === 'done').length,
        });
      }),
      risks: rowsOrToWrite('risks', riskRows(facts), 'risk', 'treatment'),
      figures: rowsOrToWrite('figures', figureRows(facts, time), 'label'),
    }),
  ];
};

const nextYearRows = ({ initiatives }: PlanFacts): readonly FactRow[] =>
  initiatives.flatMap(({ values, source }, index) =>
    values['nextYear']
      ? [
          rowOf('nextYear')(
            rowKey(said(values['number']), index),
            { name: said(values['name']), action: said(values['nextYear']), owner: said(values['owner']) },
            source,
          ),
        ]
      : [],
  );

export const planFacts = (at: Instant, front: Front, facts: PlanOnlyFacts): Facts => {
  const { values, source } = facts.plan;
  const text = sentences(facts);
  return factsOf([
    ...frontFacts(at, front),
    ...commonFacts(at, facts, 'ahead'),
    ...factList(
      at,
      {
        'plan.reviewMessage': orToWrite(said(values['reviewMessage'])),
        'plan.review': orToWrite(said(values['review'])),
        'plan.incidents': orToWrite(said(values['incidents'])),
        'plan.followUp': orToWrite(said(values['followUp'])),
      },
      source,
    ),
    ...factList(at, {
      'plan.phasesMessage': text.phases(),
      'plan.risksMessage': text.risks(),
      'plan.scheduleMessage': text.schedule(facts.initiatives.map((one) => monthsOf(one.values))),
      'plan.figuresMessage': text.figures(),
      'plan.incidentsMessage': text.incidentsAhead(),
      organisation: rowsOrToWrite(
        'organisation',
        facts.organisation.map((one, index) => rowOf('organisation')(`o${index + 1}`, one)),
        'role',
        'duty',
      ),
    }),
  ]);
};

export const reportFacts = (at: Instant, front: Front, facts: ReportFacts): Facts => {
  const { values, source } = facts.plan;
  const text = sentences(facts);
  const kinds = tallied(facts.incidentKinds);
  const rates = facts.figures.filter((one) => one.values['unit'] === '%');
  return factsOf([
    ...frontFacts(at, front),
    ...commonFacts(at, facts, 'past'),
    ...factList(
      at,
      {
        'report.summaryMessage': orToWrite(said(values['summaryMessage'])),
        'report.summary': orToWrite(said(values['summary'])),
      },
      source,
    ),
    ...factList(at, {
      'report.initiativesMessage': text.results(),
      'report.risksMessage': text.risksPast(),
      'report.figuresMessage': text.reached(facts.figures.map((one) => isReached(one.values))),
      'report.ratesMessage': text.rates(rates.map((one) => isReached(one.values))),
      'report.incidentCount': facts.incidentKinds.length,
      'report.incidentsMessage': text.incidentsPast(kinds),
      'report.nextYearMessage': text.nextYear(),
      rates: rates.map(({ values: figure, source: from }, index) =>
        rowOf('rates')(
          rowKey(said(figure['figure']), index),
          { label: said(figure['label']), planned: figure['planned'], actual: figure['actual'] },
          from,
        ),
      ),
      incidentKinds: kinds.map(([name, cases], index) =>
        rowOf('incidentKinds')(`k${index + 1}`, { name, count: cases }),
      ),
      nextYear: rowsOrToWrite('nextYear', nextYearRows(facts), 'name', 'action'),
      approvals: facts.approvals.map((one, index) => rowOf('approvals')(`a${index + 1}`, one)),
    }),
  ]);
};
