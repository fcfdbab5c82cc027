import { parsePlainDate, type PlainDate } from '../../../shared/kernel/plain-date.ts';
import { failed, ok, type Result } from '../../../shared/kernel/problem.ts';
import type { CardElement } from '../../../shared/kernel/record/card-input.ts';
import type { Problem } from '../../../shared/kernel/problem.ts';
import { isDay } from '../../../shared/kernel/record/schema.ts';
import { oneLine, startOf } from '../../../shared/kernel/text.ts';
import { say, type Language, type Words } from '../../../shared/kernel/words.ts';
import { idIn, type PressData, textIn } from '../../intake/press-data.ts';
import type { MeetingMinutes } from '../../store/meeting-tables.ts';
import { card, type Card, notice, press, typed, words } from '../../teams/card.ts';

/** After a meeting: who was there, what was decided, who does what until when, and what is left for the next time. */

export const MOST_TASKS = 5;

export type Invited = { readonly ref: string; readonly name: string };
export type Task = {
  readonly id: string;
  readonly title: string;
  readonly owner: string;
  readonly due?: PlainDate;
};
export type Filled = Pick<MeetingMinutes, 'attendance' | 'decisions' | 'carriedOver'> & {
  readonly tasks: readonly Task[];
};

export const RECORD: Words = { ja: '会議の記録', en: 'Record of the meeting' };

const text = {
  there: { ja: '出席した人', en: 'Who was there' },
  proxies: { ja: '代理出席（1行に「本人：代理の人」）', en: 'Proxies, one a line: "invited: who came"' },
  decisions: { ja: '決定事項（1行に1件）', en: 'Decisions, one a line' },
  carriedOver: { ja: '次回への持越し（1行に1件）', en: 'For the next meeting, one a line' },
  task: { ja: '宿題', en: 'Task' },
  owner: { ja: '担当', en: 'Owner' },
  due: { ja: '期限', en: 'Due' },
  more: { ja: '宿題を追加', en: 'Add a task' },
  close: { ja: '記録して会議を終了する', en: 'Record and close the meeting' },
  correct: { ja: '記録を訂正する', en: 'Correct the record' },
  reason: { ja: '訂正の理由', en: 'Why it is corrected' },
  sayWhy: { ja: '訂正の理由を入力してください。', en: 'Please say why.' },
} as const satisfies Record<string, Words>;

const given = (data: PressData, id: string): Record<string, unknown> => {
  const value = textIn(data, id);
  return value === undefined || value === '' ? {} : { value };
};

const lines = (id: string, label: Words, max: number, data: PressData, language: Language): CardElement => ({
  type: 'Input.Text',
  id,
  label: say(label, language),
  isMultiline: true,
  maxLength: max,
  ...given(data, id),
});

const taskInputs = (
  number: number,
  owners: readonly Invited[],
  data: PressData,
  language: Language,
): CardElement => ({
  type: 'Container',
  id: `taskItem${number}`,
  isVisible: number === 1 || (textIn(data, `task${number}`) ?? '') !== '',
  items: [
    {
      type: 'Input.Text',
      id: `task${number}`,
      label: `${say(text.task, language)} ${number}`,
      maxLength: 100,
      ...given(data, `task${number}`),
    },
    {
      type: 'Input.ChoiceSet',
      id: `taskOwner${number}`,
      label: `${say(text.owner, language)} ${number}`,
      style: 'compact',
      wrap: true,
      choices: owners.map(({ ref, name }) => ({ title: name, value: ref })),
      ...(owners.some(({ ref }) => ref === textIn(data, `taskOwner${number}`))
        ? given(data, `taskOwner${number}`)
        : {}),
    },
    {
      type: 'Input.Date',
      id: `taskDue${number}`,
      label: `${say(text.due, language)} ${number}`,
      ...given(data, `taskDue${number}`),
    },
    ...(number < MOST_TASKS
      ? [
          {
            type: 'ActionSet',
            actions: [
              {
                type: 'Action.ToggleVisibility',
                title: say(text.more, language),
                targetElements: [{ elementId: `taskItem${number + 1}`, isVisible: true }],
              },
            ],
          },
        ]
      : []),
  ],
});

export type RecordForm = {
  readonly about: string;
  readonly invited: readonly Invited[];
  readonly owners: readonly Invited[];
  /** What the send button carries. */
  readonly carried: Readonly<Record<string, unknown>>;
  /** What was typed before; the first time everyone invited counts as there. */
  readonly typed: PressData;
  readonly problem?: Problem;
  /** The record stands already: what is sent corrects it. */
  readonly corrects: boolean;
};

/** The form's inputs for a record as it stands; its tasks live in the issue register. */
export const typedRecord = (
  { attendance, decisions, carriedOver }: MeetingMinutes,
  nameOf: (person: string) => string,
): PressData => ({
  there: attendance
    .filter(({ there }) => there)
    .map(({ person }) => person)
    .join(','),
  proxies: attendance
    .flatMap(({ person, proxy }) => (proxy === undefined ? [] : [`${nameOf(person)}：${proxy}`]))
    .join('\n'),
  decisions: decisions.join('\n'),
  carriedOver: carriedOver.join('\n'),
});

/** Of a reason, and of what is shown of it. */
export const MOST_OF_REASON = 300;

export const recordForm = (form: RecordForm, language: Language): Card => {
  const { invited, owners, typed: data } = form;
  const there = textIn(data, 'there') ?? invited.map(({ ref }) => ref).join(',');
  return card(
    [
      words(say(RECORD, language), { size: 'Large', weight: 'Bolder', style: 'heading' }),
      typed(form.about),
      ...(form.problem ? [notice(say(form.problem.message, language), 'attention')] : []),
      {
        type: 'Input.ChoiceSet',
        id: 'there',
        label: say(text.there, language),
        style: 'expanded',
        isMultiSelect: true,
        wrap: true,
        choices: invited.map(({ ref, name }) => ({ title: name, value: ref })),
        value: there,
      },
      lines('proxies', text.proxies, 1_000, data, language),
      lines('decisions', text.decisions, 3_000, data, language),
      ...Array.from({ length: MOST_TASKS }, (_, index) => taskInputs(index + 1, owners, data, language)),
      lines('carriedOver', text.carriedOver, 1_000, data, language),
      ...(form.corrects
        ? [
            {
              ...lines('reason', text.reason, MOST_OF_REASON, data, language),
              isMultiline: false,
              isRequired: true,
              errorMessage: say(text.sayWhy, language),
            },
          ]
        : []),
    ],
    [
      press({
        title: say(form.corrects ? text.correct : text.close, language),
        verb: form.corrects ? 'meeting.correctRecord' : 'meeting.close',
        data: form.carried,
        main: true,
        inputs: true,
      }),
    ],
  );
};

const linesIn = (data: PressData, id: string): readonly string[] =>
  (textIn(data, id) ?? '')
    .split('\n')
    .map((line) => oneLine(line))
    .filter((line) => line !== '');

const squeezed = (name: string): string => name.normalize('NFKC').replaceAll(/\s/g, '');

/** Problems: record.proxy, record.owner, record.due; each names the line. */
export function readRecord(
  data: PressData,
  invited: readonly Invited[],
  owners: readonly Invited[],
): Result<Filled> {
  const there = new Set((textIn(data, 'there') ?? '').split(','));
  const proxies = new Map<string, string>();
  for (const line of linesIn(data, 'proxies')) {
    const [who = '', proxy = ''] = line.split(/[：:]/).map((part) => part.trim());
    const found = invited.find(({ name }) => squeezed(name) === squeezed(who));
    if (found === undefined || proxy === '')
      return failed(
        'record.proxy',
        `代理出席の「${line}」は、「出席者の氏名：代理の人の氏名」の形で入力してください。まだ記録していません。`,
        `Please write the proxy "${line}" as "name of the invited: who came". Nothing is recorded yet.`,
      );
    proxies.set(found.ref, proxy);
  }
  const tasks: Task[] = [];
  for (let number = 1; number <= MOST_TASKS; number += 1) {
    const title = startOf(oneLine(textIn(data, `task${number}`) ?? ''), 100);
    if (title === '') continue;
    const owner = textIn(data, `taskOwner${number}`) ?? '';
    if (!owners.some(({ ref }) => ref === owner))
      return failed(
        'record.owner',
        `宿題${number}の担当を選んでください。まだ記録していません。`,
        `Please choose who owns task ${number}. Nothing is recorded yet.`,
      );
    const typedDue = textIn(data, `taskDue${number}`) ?? '';
    const due = isDay(typedDue) ? parsePlainDate(typedDue) : undefined;
    if (typedDue !== '' && due === undefined)
      return failed(
        'record.due',
        `宿題${number}の期限は、実在する日付を入力してください。まだ記録していません。`,
        `Please give a day that there is as the date of task ${number}. Nothing is recorded yet.`,
      );
    const id = idIn(data, `taskId${number}`);
    if (id !== undefined) tasks.push({ id, title, owner, ...(due === undefined ? {} : { due }) });
  }
  return ok({
    attendance: invited.map(({ ref }) => {
      const proxy = proxies.get(ref);
      return {
        person: ref,
        there: there.has(ref) && proxy === undefined,
        ...(proxy === undefined ? {} : { proxy }),
      };
    }),
    decisions: linesIn(data, 'decisions'),
    carriedOver: linesIn(data, 'carriedOver'),
    tasks,
  });
}
