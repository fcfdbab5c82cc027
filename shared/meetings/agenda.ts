import { formatInstantEra } from '../kernel/instant.ts';
import type { PlainDate } from '../kernel/plain-date.ts';
import { formatDate } from '../kernel/plain-date.ts';
import { oneLine } from '../kernel/text.ts';
import type { Meeting } from './meeting.ts';
import type { AgendaFill, Series } from './meeting-settings.ts';
import type { DocumentSlot } from './required-document.ts';

/** 次第. Drafted from the profile's standing items and what has come up since the last meeting; a person sends it. */

export type AgendaFacts = {
  /** Of this meeting, with whether something stands in each. */
  readonly papers: readonly { readonly slot: DocumentSlot; readonly handedIn: boolean }[];
  /** Tasks of the issue register that are not done. */
  readonly openIssues: readonly {
    readonly number: string;
    readonly title: string;
    readonly owner: string;
    readonly due?: PlainDate;
  }[];
  /**
   * Consultations since the meeting before. Never incidents: who reads an agenda is not who may see one.
   */
  readonly casesSince: readonly { readonly number: string; readonly subject: string }[];
  /** What the meeting before left over, in its words. */
  readonly carriedOver: readonly string[];
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
    case 'documents': {
      const shown = facts.papers.filter(
        ({ slot, handedIn }) => !slot.minutes && (handedIn || !slot.whenNeeded),
      );
      return orNone(shown.map(({ slot, handedIn }) => `${slot.name.ja}${handedIn ? '' : '（未提出）'}`));
    }
    case 'cases':
      return orNone(facts.casesSince.map(({ number, subject }) => `${number} ${oneLine(subject)}`));
    case 'issues':
      return orNone(
        facts.openIssues.map(({ number, title, owner, due }) => {
          const until = due === undefined ? '' : `、${formatDate(due, 'ja')}まで`;
          return `${number} ${oneLine(title)}（${oneLine(owner)}${until}）`;
        }),
      );
    case 'carriedOver':
      return orNone(facts.carriedOver.map((text) => oneLine(text)));
  }
}

const orNone = (lines: readonly string[]): readonly string[] => (lines.length === 0 ? ['なし'] : lines);

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

/** What each required paper of a meeting lacks, for the reminder on the day before; empty when nothing does. */
export const missingPapers = (papers: AgendaFacts['papers']): readonly DocumentSlot[] =>
  papers
    .filter(({ slot, handedIn }) => !handedIn && !slot.whenNeeded && !slot.minutes)
    .map(({ slot }) => slot);
