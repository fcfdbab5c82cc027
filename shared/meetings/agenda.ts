import { formatInstantEra } from '../kernel/instant.ts';
import type { PlainDate } from '../kernel/plain-date.ts';
import { formatDate } from '../kernel/plain-date.ts';
import { oneLine } from '../kernel/text.ts';
import type { Language } from '../kernel/words.ts';
import type { Meeting } from './meeting.ts';
import type { AgendaFill, Series } from './meeting-settings.ts';

/** 次第. Drafted from the profile's standing items and what has come up since the last meeting; a person sends it. */

export type Task = {
  readonly number: string;
  readonly title: string;
  /** As people call them. */
  readonly owner: string;
  readonly due?: PlainDate;
};

export type AgendaFacts = {
  /** That are laid before this meeting, by name; the agenda itself is none of them. */
  readonly papers: readonly string[];
  /** Tasks of the issue register that are not done, beside the homework. */
  readonly openIssues: readonly Task[];
  /**
   * Consultations since the meeting before, and older ones that nobody has answered. Never incidents: who reads an agenda
   * is not who may see one.
   */
  readonly cases: readonly { readonly number: string; readonly subject: string; readonly state: string }[];
  /** What the meeting before left over, in its words. */
  readonly carriedOver: readonly string[];
  /** Tasks taken away from earlier meetings of the series that are not done. */
  readonly homework: readonly Task[];
  /** Said in place of 「なし」 where no record tells whether there is nothing. */
  readonly notKnown?: { readonly carriedOver?: string; readonly papers?: string };
  /** What people call a role. */
  readonly roleName: (role: string) => string;
};

export type AgendaItem = {
  /** From 1. */
  readonly number: number;
  readonly title: string;
  readonly presenter?: string;
  /** What stands below the item, a line each; what people typed is one line of text. */
  readonly lines: readonly string[];
};

/** In Japanese, as documents are. An item that lists something says so when there is nothing. */
export function draftAgenda(series: Series, facts: AgendaFacts): readonly AgendaItem[] {
  return series.agenda.map(({ title, presenter, fill }, index) => ({
    number: index + 1,
    title: title.ja,
    ...(presenter === undefined ? {} : { presenter: facts.roleName(presenter) }),
    lines: linesOf(fill, facts),
  }));
}

function linesOf(fill: AgendaFill, facts: AgendaFacts): readonly string[] {
  switch (fill) {
    case 'none':
      return [];
    case 'documents':
      return orNone(
        facts.papers.map((name) => oneLine(name)),
        facts.notKnown?.papers,
      );
    case 'cases':
      return orNone(
        facts.cases.map(({ number, subject, state }) => `${number} ${oneLine(subject)}（${state}）`),
      );
    case 'issues':
      return orNone(
        facts.openIssues.map((task) => taskLine(task, 'ja')),
        facts.homework.length > 0 ? '持ち越した宿題のほかは、なし' : undefined,
      );
    case 'carriedOver':
      return orNone(
        [
          ...facts.carriedOver.map((text) => oneLine(text)),
          ...facts.homework.map((task) => taskLine(task, 'ja')),
        ],
        facts.notKnown?.carriedOver,
      );
  }
}

/** 「R8-課-0003 契約書の確認（業務責任者、10月2日(金)まで）」 */
export const taskLine = ({ number, title, owner, due }: Task, language: Language): string => {
  const until = due === undefined ? '' : formatDate(due, language);
  if (language === 'en') return `${number} ${oneLine(title)} (${oneLine(owner)}${until && `, by ${until}`})`;
  return `${number} ${oneLine(title)}（${oneLine(owner)}${until && `、${until}まで`}）`;
};

const orNone = (lines: readonly string[], otherwise = 'なし'): readonly string[] =>
  lines.length === 0 ? [otherwise] : lines;

/** The whole 次第 as plain text, for an event's body or a message. */
export function agendaText(meeting: Meeting, items: readonly AgendaItem[]): string {
  const head = [
    `${oneLine(meeting.title)} 次第`,
    '',
    `日時　${formatInstantEra(meeting.start)}`,
    `場所　${oneLine(meeting.place)}`,
    ...(meeting.joinLink === undefined ? [] : [`リンク　${meeting.joinLink}`]),
  ];
  const body = items.flatMap(({ number, title, presenter, lines }) => [
    '',
    `${number}　${title}${presenter === undefined ? '' : `（${presenter}）`}`,
    ...lines.map((line) => `　・${line}`),
  ]);
  return [...head, ...body].join('\n');
}
