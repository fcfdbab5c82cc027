import { isOfIncident } from '../../../shared/kernel/deadline/of-incident.ts';
import { plainDate } from '../../../shared/kernel/plain-date.ts';
import { tokyoDate } from '../../../shared/kernel/instant.ts';
import { say } from '../../../shared/kernel/words.ts';
import { yearQuery, type YearAnswer } from '../../../shared/meetings/api.ts';
import { calendarFile } from '../../../shared/meetings/ics.ts';
import { clauseOfMeeting } from '../../../shared/meetings/required-document.ts';
import { yearPicture } from '../../../shared/meetings/year-picture.ts';
import { badRequest, json, refused, type ApiAnswer, type ApiRequest, type Route } from '../../api/route.ts';
import { nameIn } from '../../identity/staff.ts';
import type { DeadlineDesk } from './deadline-desk.ts';
import { entriesOf } from './entries.ts';
import { readYear } from './read-year.ts';
import { scopesOf, seenBy, type Year } from './sight.ts';

/** The year over HTTP: for the tab, and as a calendar file. Each sees what the profile lets them see. */

const notYours = refused(403, {
  code: 'scopeNotAllowed',
  message: {
    ja: '所属と契約全体の予定を見る権限がありません。自分の予定は見られます。',
    en: 'You may not see the plan of the section or the contract. Your own can be shown.',
  },
});

/** In both languages: the answer may be shown in either. */
const namesOf = async ({ settings, staff }: DeadlineDesk) => {
  const people = await staff();
  const [ja, en] = [nameIn(settings, people, 'ja'), nameIn(settings, people, 'en')];
  return (person: string) => ({ ja: ja(person), en: en(person) });
};

const yearOf = async (desk: DeadlineDesk, request: ApiRequest): Promise<ApiAnswer> => {
  const asked = yearQuery.safeParse(request.query);
  if (!asked.success) return badRequest;
  const { scope } = asked.data;
  const { settings, calendar, term } = desk;
  const all = await readYear(desk);
  const seen = await seenBy(desk, request.speaker, scope, all);
  if (!seen) return notYours;
  const { now } = request;
  const nameOf = await namesOf(desk);
  return json({
    now,
    today: tokyoDate(now),
    engagement: settings.name,
    askAt: settings.words.itPolicySection,
    term,
    scope,
    scopes: [...scopesOf(desk, request.speaker)],
    picture: pictureOf(desk, seen, now),
    entries: [
      ...entriesOf(seen, all, (meeting) => clauseOfMeeting(settings.meetings, meeting), {
        calendar,
        now,
        nameOf,
      }),
    ],
  } satisfies YearAnswer);
};

const pictureOf = ({ settings, term }: DeadlineDesk, seen: Year, now: number): YearAnswer['picture'] => {
  const { months, rows, late } = yearPicture(settings.meetings, term, seen, now);
  return {
    months: [...months],
    rows: rows.map((row) => ({ ...row, cells: row.cells.map((cell) => [...cell]) })),
    late: [...late],
  };
};

/** What is past is no use in a calendar. Milliseconds. */
const KEPT = 31 * 86_400_000;

const calendarOf = async (desk: DeadlineDesk, request: ApiRequest): Promise<ApiAnswer> => {
  const asked = yearQuery.safeParse(request.query);
  if (!asked.success) return badRequest;
  const all = await readYear(desk);
  const seen = await seenBy(desk, request.speaker, asked.data.scope, all);
  if (!seen) return notYours;
  return {
    kind: 'file',
    content: calendarText(desk, seen, request.speaker.language, request.now),
    contentType: 'text/calendar; charset=utf-8',
    fileName: `${desk.settings.id}-${plainDate(tokyoDate(request.now))}.ics`,
  };
};

export const calendarText = (desk: DeadlineDesk, seen: Year, language: 'ja' | 'en', now: number): string =>
  calendarFile(
    {
      engagement: desk.settings.id,
      name: say(desk.settings.name, language),
      language,
      isPrivate: ({ id }) => isOfIncident(desk.settings, id),
      meetings: seen.meetings.filter(({ end }) => end > now - KEPT),
      dues: seen.dues.filter(
        ({ deadline, doneAt, exempt }) =>
          doneAt === undefined && exempt === undefined && deadline.due > now - KEPT,
      ),
    },
    now,
  );

export const yearRoutes = (desk: DeadlineDesk): readonly Route[] => [
  { method: 'GET', path: '/api/year', run: (request) => yearOf(desk, request) },
  { method: 'GET', path: '/api/calendar.ics', run: (request) => calendarOf(desk, request) },
];
