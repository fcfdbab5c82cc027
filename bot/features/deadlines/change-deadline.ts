import { tokyoDate } from '../../../shared/kernel/instant.ts';
import { addDays, formatDate, parsePlainDate } from '../../../shared/kernel/plain-date.ts';
import type { CardElement } from '../../../shared/kernel/record/card-input.ts';
import { oneLine, startOf } from '../../../shared/kernel/text.ts';
import { say, type Language, type Words } from '../../../shared/kernel/words.ts';
import { type Due, scopeOfDue } from '../../../shared/meetings/due.ts';
import { idIn, textIn, type PressData } from '../../intake/press-data.ts';
import { sayEntry } from '../../store/due-entries.ts';
import { card, fact, heading, press, small, typed } from '../../teams/card.ts';
import { problem, showCard, type Answer, type Turn } from '../../teams/turn.ts';
import type { DeadlineDesk } from './deadline-desk.ts';
import { MOST_LETTERS } from './fact-form.ts';
import { type DeadlineForm, FORMS, type Hindrance, hindranceOf } from './deadline-forms.ts';
import { deadlineIn, noSuchDeadline, showDeadline } from './show-deadline.ts';

/** 対象外, 期限の変更 and what takes them back: asked with a form, said in 期限の記録. */

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

const HINDERED: Readonly<Record<Hindrance, Answer>> = {
  notYours: refused(
    'notYours',
    'この期限を変更する権限がありません。{itPolicySection}へご連絡ください。何も変わっていません。',
    'You may not change this deadline. Please ask the {itPolicySection}. Nothing has changed.',
  ),
  fixed: refused(
    'fixed',
    'この期限は契約または法令で決まっているため、合意で変えられません。何も変わっていません。',
    'The contract or a law sets this date: it cannot be agreed on. Nothing has changed.',
  ),
  changed: refused(
    'changed',
    'この期限は、その間に変わりました。「締切」と入力して、いまの内容をご確認ください。何も変わっていません。',
    'This deadline has changed meanwhile. Please write "deadlines" to see how it stands. Nothing has changed.',
  ),
};

/** @param entryId what is said with this card is said once, however often it is pressed */
const formCard = (what: DeadlineForm, due: Due, entryId: string, language: Language) =>
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
        data: { due: due.id, entryId },
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
    const hindered = await hindranceOf(desk, turn.speaker, what, due);
    if (hindered) return HINDERED[hindered];
    return showCard(formCard(what, due, desk.newId(), language), say(FORMS[what].title, language), 'none');
  };

/** Days; a later date is a slip of the finger. */
const LONGEST = 366;

export const changeDeadline =
  (what: DeadlineForm) =>
  async (desk: DeadlineDesk, turn: Turn, data: PressData): Promise<Answer> => {
    const due = await deadlineIn(desk, turn, data);
    if (!due) return noSuchDeadline;
    const hindered = await hindranceOf(desk, turn.speaker, what, due);
    if (hindered) return HINDERED[hindered];
    const reason = startOf(oneLine(textIn(data, 'reason') ?? ''), MOST_LETTERS);
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
        id: idIn(data, 'entryId') ?? newId(),
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
