import type { Settings } from '../../../shared/engagements/settings.ts';
import type { Problem } from '../../../shared/kernel/problem.ts';
import { inputsOf, type Typed } from '../../../shared/kernel/record/card-input.ts';
import { defineRecord, type Field, type RecordDefinition } from '../../../shared/kernel/record/field.ts';
import { type Faults, faultText } from '../../../shared/kernel/record/read-input.ts';
import { say, type Language, type Words } from '../../../shared/kernel/words.ts';
import { ISSUE_FLOW, type IssueStep } from '../../../shared/issues/issue.ts';
import { card, type Card, notice, press, typed as typedText, words } from '../../teams/card.ts';

/** The forms of the issue register: a new issue, another owner, another date, and steps that ask why. */

export const FORMS = ['raise', 'assign', 'reschedule', 'hold', 'sendBack', 'reopen'] as const;
export type IssueForm = (typeof FORMS)[number];

export type Owner = { readonly id: string; readonly name: string };

const more: Readonly<Record<'raise' | 'assign' | 'reschedule', Words>> = {
  raise: { ja: '課題の登録', en: 'A new issue' },
  assign: { ja: '担当の変更', en: 'Another owner' },
  reschedule: { ja: '期限の変更', en: 'Another date' },
};

export const formTitle = (what: IssueForm): Words =>
  what === 'raise' || what === 'assign' || what === 'reschedule'
    ? more[what]
    : ISSUE_FLOW.steps[what satisfies IssueStep].name;

const reason = (required: boolean): Field => ({
  kind: 'lines',
  column: 'note',
  label: { ja: required ? '理由' : '理由（任意）', en: required ? 'Reason' : 'Reason (optional)' },
  ...(required ? { required: true } : {}),
  max: 300,
});

export const formRecord = (
  settings: Settings,
  what: IssueForm,
  owners: readonly Owner[],
): RecordDefinition => {
  const { kinds, priorities } = settings.issues;
  const owner: Field = {
    kind: 'choice',
    column: 'owner',
    label: { ja: '担当', en: 'Owner' },
    required: true,
    choices: owners.map(({ id, name }) => ({ id, name: { ja: name, en: name } })),
  };
  const due = (required: boolean): Field => ({
    kind: 'date',
    column: 'due',
    label: { ja: '期限', en: 'Due' },
    ...(required ? { required: true } : {}),
  });
  const raise: Readonly<Record<string, Field>> = {
    title: { kind: 'text', column: 'title', label: { ja: '件名', en: 'Subject' }, required: true, max: 100 },
    content: { kind: 'lines', column: 'content', label: { ja: '内容', en: 'Content' }, max: 1_000 },
    kind: {
      kind: 'choice',
      column: 'kind',
      label: { ja: '区分', en: 'Kind' },
      required: true,
      choices: kinds,
    },
    priority: {
      kind: 'choice',
      column: 'priority',
      label: { ja: '優先度', en: 'Priority' },
      required: true,
      choices: priorities,
    },
    owner,
    due: due(false),
  };
  const fields: Readonly<Record<string, Field>> =
    what === 'raise'
      ? raise
      : what === 'assign'
        ? { owner, note: reason(false) }
        : what === 'reschedule'
          ? { due: due(true), note: reason(true) }
          : { note: reason(true) };
  return defineRecord({ name: 'issueForm', label: formTitle(what), fields });
};

export type FormState = {
  readonly owners: readonly Owner[];
  /** What the send button carries. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly typed: Typed;
  readonly about?: string | undefined;
  readonly faults?: Faults;
  readonly problem?: Problem;
};

export const issueForm = (
  settings: Settings,
  what: IssueForm,
  language: Language,
  { owners, data, typed, about, faults = {}, problem }: FormState,
): Card =>
  card(
    [
      words(say(formTitle(what), language), { size: 'Large', weight: 'Bolder', style: 'heading' }),
      ...(about === undefined ? [] : [typedText(about)]),
      ...(problem ? [notice(say(problem.message, language), 'attention')] : []),
      ...Object.entries(formRecord(settings, what, owners).fields).flatMap(([name, field]) => {
        const fault = faultText(faults, name, language);
        return [
          ...inputsOf(name, field, typed, language),
          ...(fault ? [words(fault, { color: 'Attention', size: 'Small', spacing: 'None' })] : []),
        ];
      }),
    ],
    [
      press({
        title: language === 'ja' ? '登録する' : 'Save',
        verb: 'issue.change',
        data: { ...data, what },
        main: true,
        inputs: true,
      }),
    ],
  );
