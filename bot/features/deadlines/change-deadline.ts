import type { DeadlineEntry } from '../../../shared/kernel/deadline/deadline-entry.ts';
import { tokyoDate } from '../../../shared/kernel/instant.ts';
import { addDays, formatDate, parsePlainDate } from '../../../shared/kernel/plain-date.ts';
import type { CardElement } from '../../../shared/kernel/record/card-input.ts';
import { cleanText, oneLine } from '../../../shared/kernel/text.ts';
import { say, type Language, type Words } from '../../../shared/kernel/words.ts';
import { type Due, scopeOfDue } from '../../../shared/meetings/due.ts';
import { textIn, type PressData } from '../../intake/press-data.ts';
import { sayEntry } from '../../store/due-entries.ts';
import { card, fact, heading, press, small, typed } from '../../teams/card.ts';
import { problem, showCard, type Answer, type Turn } from '../../teams/turn.ts';
import type { DeadlineDesk } from './deadline-desk.ts';
import { MOST_LETTERS } from './fact-form.ts';
import {
  deadlineIn,
  isByAgreement,
  mayAgree,
  mayExempt,
  mayReopen,
  noSuchDeadline,
  showDeadline,
} from './show-deadline.ts';

/**
 * 対象外 and 期限の変更: a clock that started by mistake is not owed, and a date that the clause leaves to both sides
 * becomes the one that they agreed on (N-4.0). Each with a reason, each can be taken back, as 提出済み can that somebody
 * pressed by mistake; a legal clock keeps its date.
 */

export type DeadlineForm = 'exempt' | 'owe' | 'agree' | 'ruleAgain' | 'notDone';

type Form = {
  readonly title: Words;
  readonly why: Words;
  readonly done: Words;
  readonly says: Pick<DeadlineEntry, 'topic' | 'lifted'>;
  /** Whether it may be done with that deadline as it stands. */
  readonly fits: (due: Due) => boolean;
};

const isOpen = (due: Due): boolean => due.doneAt === undefined && due.exempt === undefined;

const FORMS: Readonly<Record<DeadlineForm, Form>> = {
  exempt: {
    title: { ja: '対象外にする', en: 'Not owed' },
    why: { ja: '対象外とする理由', en: 'Why it is not owed' },
    done: {
      ja: '対象外としました。これからのお知らせは届きません。取り消すこともできます。',
      en: 'It is not owed any more, and no reminders will come. This can be taken back.',
    },
    says: { topic: 'exempt', lifted: false },
    fits: isOpen,
  },
  owe: {
    title: { ja: '対象外を取り消す', en: 'It is owed' },
    why: { ja: '取り消す理由', en: 'Why it is owed' },
    done: {
      ja: '対象外を取り消しました。期限とお知らせは、元のとおりです。',
      en: 'It is owed again; its date and reminders are as before.',
    },
    says: { topic: 'exempt', lifted: true },
    fits: ({ exempt }) => exempt !== undefined,
  },
  agree: {
    title: { ja: '合意した期限にする', en: 'Set an agreed date' },
    why: { ja: '変更の理由（合意した相手も）', en: 'Why, and with whom it was agreed' },
    done: {
      ja: '合意した期限にしました。契約による期限も並べて示します。',
      en: 'The agreed date stands now; the contract’s date is shown beside it.',
    },
    says: { topic: 'date', lifted: false },
    fits: isOpen,
  },
  ruleAgain: {
    title: { ja: '契約による期限に戻す', en: 'Back to the contract’s date' },
    why: { ja: '戻す理由', en: 'Why' },
    done: { ja: '契約による期限に戻しました。', en: 'The contract’s date stands again.' },
    says: { topic: 'date', lifted: true },
    fits: (due) => isOpen(due) && due.ruled !== undefined,
  },
  notDone: {
    title: { ja: '済みを取り消す', en: 'It is not done' },
    why: { ja: '取り消す理由', en: 'Why' },
    done: {
      ja: '済みを取り消しました。期限とお知らせは、元のとおりです。',
      en: 'It is open again; its date and reminders are as before.',
    },
    says: { topic: 'done', lifted: true },
    fits: ({ doneAt, exempt }) => doneAt !== undefined && exempt === undefined,
  },
};

const text = {
  date: { ja: '合意した期限', en: 'Agreed date' },
  now: { ja: 'いまの期限', en: 'Due now' },
  sayWhy: { ja: '理由を入力してください。', en: 'Please give a reason.' },
  back: { ja: '戻る', en: 'Back' },
} as const satisfies Record<string, Words>;

const refused = (code: string, ja: string, en: string, field?: string): Answer =>
  problem({
    code: `deadline.${code}`,
    message: { ja, en },
    ...(field === undefined ? { refusal: true as const } : { field }),
  });

const notYours = refused(
  'notYours',
  'この期限を変更する権限がありません。{itPolicySection}へご連絡ください。何も変わっていません。',
  'You may not change this deadline. Please ask the {itPolicySection}. Nothing has changed.',
);

const fixed = refused(
  'fixed',
  'この期限は契約または法令で決まっているため、合意で変えられません。何も変わっていません。',
  'The contract or a law sets this date: it cannot be agreed on. Nothing has changed.',
);

const changed = refused(
  'changed',
  'この期限は、その間に変わりました。「締切」と入力して、いまの内容をご確認ください。何も変わっていません。',
  'This deadline has changed meanwhile. Please write "deadlines" to see how it stands. Nothing has changed.',
);

const hindrance = async (
  desk: DeadlineDesk,
  { speaker }: Turn,
  what: DeadlineForm,
  due: Due,
): Promise<Answer | undefined> => {
  if (what === 'notDone') {
    if (!(await mayReopen(desk, speaker, due))) return notYours;
  } else if (what === 'exempt' || what === 'owe') {
    if (!mayExempt(desk, speaker, due)) return notYours;
  } else if (!mayAgree(desk, speaker)) return notYours;
  else if (!isByAgreement(desk, due)) return fixed;
  return FORMS[what].fits(due) ? undefined : changed;
};

const formCard = (what: DeadlineForm, due: Due, language: Language) =>
  card(
    [
      small(say(FORMS[what].title, language)),
      heading(say(due.name, language)),
      fact(say(text.now, language), formatDate(due.deadline.date, language)),
      ...(what === 'agree'
        ? [
            {
              type: 'Input.Date',
              id: 'date',
              label: say(text.date, language),
              isRequired: true,
              errorMessage: say(text.date, language),
            } satisfies CardElement,
          ]
        : []),
      {
        type: 'Input.Text',
        id: 'reason',
        label: say(FORMS[what].why, language),
        maxLength: MOST_LETTERS,
        isRequired: true,
        errorMessage: say(text.sayWhy, language),
      },
      ...(due.exempt === undefined ? [] : [typed(due.exempt.reason)]),
    ],
    [
      press({
        title: say(FORMS[what].title, language),
        verb: `deadlines.${what}Now`,
        data: { due: due.id },
        inputs: true,
        main: true,
      }),
      press({ title: say(text.back, language), verb: 'deadlines.show', data: { due: due.id } }),
    ],
  );

export const askChange =
  (what: DeadlineForm) =>
  async (desk: DeadlineDesk, turn: Turn, data: PressData): Promise<Answer> => {
    const due = await deadlineIn(desk, turn, data);
    if (!due) return noSuchDeadline;
    const { language } = turn.speaker;
    return (
      (await hindrance(desk, turn, what, due)) ??
      showCard(formCard(what, due, language), say(FORMS[what].title, language), 'none')
    );
  };

/** Days; a later date is a slip of the finger. */
const LONGEST = 366;

export const changeDeadline =
  (what: DeadlineForm) =>
  async (desk: DeadlineDesk, turn: Turn, data: PressData): Promise<Answer> => {
    const due = await deadlineIn(desk, turn, data);
    if (!due) return noSuchDeadline;
    const hindered = await hindrance(desk, turn, what, due);
    if (hindered) return hindered;
    const reason = oneLine(cleanText(textIn(data, 'reason') ?? '')).slice(0, MOST_LETTERS);
    if (reason === '')
      return refused(
        'reason',
        '理由を入力してください。まだ何も変わっていません。',
        'Please give a reason. Nothing has changed yet.',
        'reason',
      );
    const today = tokyoDate(turn.now);
    const day = what === 'agree' ? parsePlainDate(textIn(data, 'date') ?? '') : undefined;
    if (what === 'agree' && (day === undefined || day < today || day > addDays(today, LONGEST)))
      return refused(
        'date',
        '合意した期限は、今日から1年以内の日付にしてください。まだ何も変わっていません。',
        'The agreed date must lie within a year from today. Nothing has changed yet.',
        'date',
      );
    const { settings, db, log, newId } = desk;
    const { id, name } = turn.speaker;
    await db.transaction().execute((tx) =>
      sayEntry(tx, settings.id, {
        id: newId(),
        ...FORMS[what].says,
        subject: due.id,
        scope: scopeOfDue(due),
        name: due.name.ja,
        reason,
        by: { id, name },
        at: turn.now,
        ...(day === undefined ? {} : { day }),
      }),
    );
    log.info({ due: due.id, what, by: id }, 'a deadline was changed');
    return showDeadline(desk, turn, { due: due.id }, FORMS[what].done);
  };
