import { CLOCK_STARTS } from '../kernel/deadline/deadline-settings.ts';
import { yearlyTimes } from '../meetings/cadence.ts';
import type { Cadence, Series } from '../meetings/meeting-settings.ts';
import type { Finding } from './fault.ts';
import { repeated, unknownName } from './names.ts';
import type { Path } from './path.ts';
import type { Settings } from './settings.ts';
import type { Sound } from './sound.ts';

/** What meetings, deadlines and reminders say about the rest of the settings, and about each other. */

type SoundSettings = Sound<Settings>;
const SERIES: Path = ['settings', 'meetings', 'series'];
const LIST: Path = ['settings', 'deadlines', 'list'];
const REMINDERS: Path = ['settings', 'meetings', 'reminders'];

export function meetingFindings(settings: SoundSettings): Finding[] {
  const series = settings.meetings?.series ?? [];
  const list = settings.deadlines?.list ?? [];
  const named = (ids: readonly ({ id?: string | undefined } | undefined)[], path: Path): Finding[] =>
    repeated(
      ids.map((entry) => entry?.id),
      (index) => [...path, index, 'id'],
      '識別子',
    );
  return [
    ...named(series, SERIES),
    ...named(list, LIST),
    ...series.flatMap((one, index) => named(one?.documents ?? [], [...SERIES, index, 'documents'])),
    ...series.flatMap((one, index) => (one === undefined ? [] : seriesFindings(settings, one, index))),
    ...list.flatMap((one, index) => deadlineFindings(one, index)),
    ...roleFindings(settings),
    ...hourFindings(settings),
    ...timesFindings(settings),
    ...issueFindings(settings),
  ];
}

function seriesFindings(settings: SoundSettings, one: Sound<Series>, index: number): Finding[] {
  const path: Path = [...SERIES, index];
  const all = settings.meetings?.series ?? [];
  const own = one.cadence as Cadence | undefined;
  const found: Finding[] = [];
  if (own !== undefined && 'onDayOf' in own && all.every((other) => other?.id !== undefined)) {
    // A series on the day of another that is itself on the day of a third would have to wait for it.
    const known = all.flatMap((other) => {
      const theirs = other?.cadence as Cadence | undefined;
      return other?.id === undefined || (theirs !== undefined && 'onDayOf' in theirs) ? [] : [other.id];
    });
    for (const [at, id] of own.onDayOf.entries()) {
      found.push(
        ...unknownName([...path, 'cadence', 'onDayOf', at], id, known, 'series にある、日を自分で決める会議'),
      );
    }
  }
  const counts = (settings.counts ?? []).flatMap((count) => count?.id ?? []);
  if (one.count !== undefined && counts.length === settings.counts?.length) {
    found.push(...unknownName([...path, 'count'], one.count, counts, 'counts にある項目'));
  }
  const { start, end } = settings.calendar?.officeHours ?? {};
  for (const [at, time] of (one.startTimes ?? []).entries()) {
    if (time === undefined || start === undefined || end === undefined || end <= start) continue;
    if (time < start || time >= end) {
      found.push({ path: [...path, 'startTimes', at], expected: `開庁時間（${start}～${end}）の中の時刻` });
    }
  }
  return found;
}

/** Planned once as a count and once as a cadence, so compared. */
function timesFindings({ meetings, counts, fiscalYear }: SoundSettings): Finding[] {
  const series = meetings?.series ?? [];
  if (fiscalYear === undefined || series.some((one) => one?.cadence === undefined)) return [];
  return (counts ?? []).flatMap((count): Finding[] => {
    const using = series.filter((one) => one?.count !== undefined && one.count === count?.id);
    const planned = count?.planned;
    if (using.length === 0 || planned === undefined) return [];
    const least = typeof planned === 'number' ? planned : planned.min;
    const most = typeof planned === 'number' ? planned : planned.max;
    const times = using.reduce((sum, one) => sum + yearlyTimes(one?.cadence as Cadence), 0);
    if (least === undefined || most === undefined || most < least) return [];
    if (least <= times && times <= most) return [];
    const index = series.indexOf(using[0]);
    const expected = `counts の ${count?.id ?? ''} と同じ年間の回数（${least === most ? least : `${least}～${most}`}回）`;
    return [{ path: [...SERIES, index, 'cadence'], expected, found: `年${times}回` }];
  });
}

function deadlineFindings(
  one: Sound<Settings['deadlines']['list'][number]> | undefined,
  index: number,
): Finding[] {
  if (one?.due === undefined || one.from === undefined) return [];
  const path: Path = [...LIST, index];
  const fixed = 'on' in one.due;
  const found: Finding[] = [];
  if (fixed !== (one.from === 'calendar')) {
    const expected = fixed
      ? `calendar（due が on のため）`
      : `due が on か、${Object.keys(CLOCK_STARTS).join('、')} の calendar のほか`;
    found.push({ path: [...path, 'from'], expected });
  }
  if (one.clause === undefined && one.source === undefined) {
    found.push({ path: [...path, 'clause'], expected: '条項（clause）か根拠（source）' });
  }
  return found;
}

function roleFindings(settings: SoundSettings): Finding[] {
  const known = (settings.roles ?? []).flatMap((role) => role?.id ?? []);
  if (known.length === 0 || known.length < (settings.roles ?? []).length) return [];
  const named = (path: Path, role: string | undefined): Finding[] =>
    unknownName(path, role, known, 'roles にある役割');
  const { chiefs } = settings.meetings?.reminders ?? {};
  return [
    ...(settings.meetings?.series ?? []).flatMap((one, index) => {
      const path: Path = [...SERIES, index];
      const minutes = typeof one?.minutes === 'object' ? one.minutes.owner : undefined;
      return [
        ...named([...path, 'organiser'], one?.organiser),
        ...named([...path, 'minutes', 'owner'], minutes),
        ...(['required', 'optional'] as const).flatMap((part) =>
          (one?.attendees?.[part] ?? []).flatMap((role, at) => named([...path, 'attendees', part, at], role)),
        ),
        ...(one?.documents ?? []).flatMap((paper, at) =>
          named([...path, 'documents', at, 'owner'], paper?.owner),
        ),
        ...(one?.agenda ?? []).flatMap((item, at) =>
          named([...path, 'agenda', at, 'presenter'], item?.presenter),
        ),
      ];
    }),
    ...(settings.deadlines?.list ?? []).flatMap((one, index) => named([...LIST, index, 'owner'], one?.owner)),
    ...named([...REMINDERS, 'chiefs', 'client'], chiefs?.client),
    ...named([...REMINDERS, 'chiefs', 'contractor'], chiefs?.contractor),
  ];
}

function hourFindings({ meetings, calendar }: SoundSettings): Finding[] {
  const { hours, digest } = meetings?.reminders ?? {};
  const { start, end } = calendar?.officeHours ?? {};
  const found: Finding[] = [];
  const within = start !== undefined && end !== undefined && start < end;
  if (hours?.start !== undefined && hours.end !== undefined && within) {
    if (hours.start < start || hours.end > end || hours.end <= hours.start) {
      found.push({ path: [...REMINDERS, 'hours'], expected: `開庁時間（${start}～${end}）の中の時間` });
    }
  }
  if (digest?.at !== undefined && hours?.start !== undefined && hours.end !== undefined) {
    if (digest.at < hours.start || digest.at >= hours.end) {
      found.push({
        path: [...REMINDERS, 'digest', 'at'],
        expected: `hours（${hours.start}～${hours.end}）の中の時刻`,
      });
    }
    if (digest.until !== undefined && digest.until < digest.at) {
      found.push({ path: [...REMINDERS, 'digest', 'until'], expected: `at（${digest.at}）以後の時刻` });
    }
  }
  if (digest?.standard !== undefined && digest.choices?.includes(digest.standard) === false) {
    found.push({ path: [...REMINDERS, 'digest', 'standard'], expected: 'choices にある受け取り方' });
  }
  return found;
}

function issueFindings({ issues, meetings, consultation, incident }: SoundSettings): Finding[] {
  const found: Finding[] = [];
  const kinds = issues?.kinds?.map((kind) => kind?.id);
  if (kinds !== undefined && !kinds.includes(undefined) && !kinds.includes('actionItem')) {
    found.push({ path: ['settings', 'issues', 'kinds'], expected: '宿題（識別子 actionItem）があること' });
  }
  const marks: [Path, string | undefined][] = [
    [['settings', 'consultation', 'numberMark'], consultation?.numberMark],
    [['settings', 'incident', 'numberMark'], incident?.numberMark],
    [['settings', 'meetings', 'numberMark'], meetings?.numberMark],
    [['settings', 'issues', 'numberMark'], issues?.numberMark],
  ];
  for (const [index, [path, mark]] of marks.entries()) {
    if (index < 2 || mark === undefined) continue;
    if (marks.slice(0, index).some(([, other]) => other === mark)) {
      found.push({ path, expected: 'ほかの番号と違う字' });
    }
  }
  return found;
}

/** Every clause that these settings cite, with where. */
export function meetingClauses(settings: SoundSettings): readonly (readonly [Path, string | undefined])[] {
  return [
    ...(settings.meetings?.series ?? []).flatMap((one, index) => [
      [[...SERIES, index, 'clause'], one?.clause] as const,
      ...(one?.cadence && 'within' in one.cadence
        ? (one.cadence.within ?? []).map(
            (slot, at) => [[...SERIES, index, 'cadence', 'within', at, 'clause'], slot?.clause] as const,
          )
        : []),
      ...(one?.documents ?? []).map(
        (paper, at) => [[...SERIES, index, 'documents', at, 'clause'], paper?.clause] as const,
      ),
      ...(typeof one?.minutes === 'object'
        ? [[[...SERIES, index, 'minutes', 'clause'], one.minutes.clause] as const]
        : []),
    ]),
    ...(settings.deadlines?.list ?? []).map(
      (one, index) => [[...LIST, index, 'clause'], one?.clause] as const,
    ),
    [['settings', 'issues', 'clause'], settings.issues?.clause],
  ];
}
