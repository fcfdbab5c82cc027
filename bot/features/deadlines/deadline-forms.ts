import type { DeadlineEntry } from '../../../shared/kernel/deadline/deadline-entry.ts';
import { isStartedByFact } from '../../../shared/kernel/deadline/deadline-settings.ts';
import { mayKnowOf } from '../../../shared/kernel/deadline/of-incident.ts';
import { may } from '../../../shared/kernel/permission.ts';
import type { Person } from '../../../shared/kernel/person.ts';
import type { Words } from '../../../shared/kernel/words.ts';
import { type Due, isOvertakenPaper } from '../../../shared/meetings/due.ts';
import { historyOf } from '../../store/due-entries.ts';
import type { DeadlineDesk } from './deadline-desk.ts';

/**
 * 対象外 and 期限の変更: a clock that started by mistake is not owed, and a date that the clause leaves to both sides
 * becomes the one that they agreed on (N-4.0). Each with a reason, each can be taken back, as 提出済み can that somebody
 * pressed by mistake; a legal clock keeps its date.
 */

/** In the order of their buttons. */
export const DEADLINE_FORMS = ['agree', 'ruleAgain', 'exempt', 'owe', 'notDone'] as const;
export type DeadlineForm = (typeof DEADLINE_FORMS)[number];

type Form = {
  readonly title: Words;
  readonly why: Words;
  readonly done: Words;
  readonly says: Pick<DeadlineEntry, 'topic' | 'lifted'>;
  /** Whether it may be done with that deadline as it stands. */
  readonly fits: (due: Due) => boolean;
};

const isOpen = (due: Due): boolean => due.doneAt === undefined && due.exempt === undefined;

export const FORMS: Readonly<Record<DeadlineForm, Form>> = {
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

const settingOf = ({ settings }: DeadlineDesk, due: Due) =>
  settings.deadlines.list.find(({ id }) => id === due.setting && due.id.startsWith(`deadline/${id}`));

/** A clock that something started may turn out not to be owed; what the contract dates itself is owed. */
const mayExempt = (desk: DeadlineDesk, person: Person, due: Due): boolean => {
  const setting = settingOf(desk, due);
  return (
    setting !== undefined &&
    isStartedByFact(setting) &&
    may(desk.settings, person, 'deadline.exempt') &&
    mayKnowOf(desk.settings, person, due.id)
  );
};

/** 提出済み that was said, and not told by a file: whoever said it may take it back, and who may say what is owed. */
const mayReopen = async (desk: DeadlineDesk, person: Person, due: Due): Promise<boolean> => {
  if (due.doneAt === undefined || due.exempt !== undefined) return false;
  const said = (await historyOf(desk.db, desk.settings.id, due.id)).findLast(({ topic }) => topic === 'done');
  if (said === undefined || said.lifted) return false;
  return said.by.id === person.id || may(desk.settings, person, 'deadline.exempt');
};

/** Whether the clause leaves its date to both sides, or its meeting left no time for the clause's. */
const isByAgreement = (desk: DeadlineDesk, due: Due): boolean =>
  settingOf(desk, due)?.byAgreement === true || isOvertakenPaper(due);

const mayAgree = (desk: DeadlineDesk, person: Person): boolean =>
  may(desk.settings, person, 'deadline.agree');

export type Hindrance = 'notYours' | 'fixed' | 'changed';

/** Why it may not be done; undefined where it may. A button is offered by the same rule as it is answered. */
export const hindranceOf = async (
  desk: DeadlineDesk,
  person: Person,
  what: DeadlineForm,
  due: Due,
): Promise<Hindrance | undefined> => {
  if (what === 'notDone') {
    if (!(await mayReopen(desk, person, due))) return 'notYours';
  } else if (what === 'exempt' || what === 'owe') {
    if (!mayExempt(desk, person, due)) return 'notYours';
  } else if (!mayAgree(desk, person)) return 'notYours';
  else if (!isByAgreement(desk, due)) return 'fixed';
  return FORMS[what].fits(due) ? undefined : 'changed';
};
