import { fiscalYearLabel, fiscalYearMark, fiscalYearRange } from '../kernel/fiscal-year.ts';
import { plainDateFrom } from '../kernel/plain-date.ts';
import { documentFindings } from './document-references.ts';
import { clockFindings } from './clock-references.ts';
import type { Finding } from './fault.ts';
import { KINDS } from './kinds.ts';
import { listFindings } from './list-references.ts';
import { meetingFindings } from './meeting-references.ts';
import { repeated, unknownName } from './names.ts';
import type { Path } from './path.ts';
import { ACTIONS, RELATIONS, type Settings } from './settings.ts';
import type { Sound } from './sound.ts';

export type SoundSettings = Sound<Settings>;

/** What the settings' parts say about each other and must not contradict. */
export function settingsFindings(settings: SoundSettings): Finding[] {
  return [
    ...repeatedIds(settings),
    ...roleFindings(settings),
    ...termFindings(settings),
    ...calendarFindings(settings),
    ...permissionFindings(settings),
    ...intakeFindings(settings),
    ...meetingFindings(settings),
    ...documentFindings(settings),
    ...clockFindings(settings),
    ...otherFindings(settings),
  ];
}

function repeatedIds(settings: SoundSettings): Finding[] {
  const { consultation, incident } = settings;
  const lists: [string[], Sound<{ id: string }[]> | undefined, string][] = [
    [['roles'], settings.roles, '役割の識別子'],
    [['sections'], settings.sections, '課の識別子'],
    [['confidentiality', 'classes'], settings.confidentiality?.classes, '区分の識別子'],
    [['consultation', 'categories'], consultation?.categories, '区分の識別子'],
    [['consultation', 'answerForms'], consultation?.answerForms, '回答の方法の識別子'],
    [['incident', 'kinds'], incident?.kinds, '種類の識別子'],
    [['incident', 'personalInformationKinds'], incident?.personalInformationKinds, '種類の識別子'],
    [['counts'], settings.counts, '件数の識別子'],
  ];
  const ids = lists.flatMap(([path, list, what]) =>
    repeated(
      (list ?? []).map((entry) => entry?.id),
      (index) => ['settings', ...path, index, 'id'],
      what,
    ),
  );
  const groups = (settings.sections ?? []).map((section) => section?.group);
  return [...ids, ...repeated(groups, (index) => ['settings', 'sections', index, 'group'], '課のグループ')];
}

function roleFindings(settings: SoundSettings): Finding[] {
  const known = (settings.roles ?? []).flatMap((role) => role?.id ?? []);
  // With a role missing from the list, a reference to it would be blamed for the list's fault.
  if (known.length === 0 || known.length < (settings.roles ?? []).length) return [];
  const references = known.map((id) => `role:${id}`);
  return [
    ...unknownName(['settings', 'runBy'], settings.runBy, known, 'roles にある役割'),
    ...unknownName(['settings', 'chiefs'], settings.chiefs, known, 'roles にある役割'),
    ...unknownName(
      ['settings', 'incident', 'mention'],
      settings.incident?.mention,
      references,
      'roles にある役割',
    ),
    ...ACTIONS.flatMap((action) =>
      (settings.permissions?.[action] ?? []).flatMap((grantee, index) =>
        unknownName(
          ['settings', 'permissions', action, index],
          grantee,
          [...RELATIONS, ...references],
          'roles にある役割か、決められた関係',
        ),
      ),
    ),
  ];
}

function termFindings({ term, fiscalYear, numberPrefix }: SoundSettings): Finding[] {
  const found: Finding[] = [];
  if (term?.start !== undefined && term.end !== undefined && term.end < term.start) {
    found.push({ path: ['settings', 'term', 'end'], expected: `始まりの日（${term.start}）以後の日付` });
  }
  if (fiscalYear === undefined) return found;
  const range = fiscalYearRange(fiscalYear);
  const label = fiscalYearLabel(fiscalYear, 'ja');
  for (const end of ['start', 'end'] as const) {
    const date = term?.[end];
    if (date !== undefined && (date < range.start || date > range.end)) {
      const expected = `${label}の日付（${range.start}～${range.end}）`;
      found.push({ path: ['settings', 'term', end], expected });
    }
  }
  const mark = fiscalYearMark(fiscalYear);
  if (numberPrefix !== undefined && numberPrefix !== mark) {
    found.push({ path: ['settings', 'numberPrefix'], expected: `${label}の ${mark}` });
  }
  return found;
}

function calendarFindings({ calendar }: SoundSettings): Finding[] {
  const path: Path = ['settings', 'calendar'];
  const weekdays = calendar?.closedWeekdays ?? [];
  const closed = (calendar?.closures ?? []).map((closure) => closure?.date);
  const opened = (calendar?.openings ?? []).map((opening) => opening?.date);
  const found = [
    ...repeated(weekdays, (index) => [...path, 'closedWeekdays', index], '曜日'),
    ...repeated(closed, (index) => [...path, 'closures', index, 'date'], '日付'),
    ...repeated(opened, (index) => [...path, 'openings', index, 'date'], '日付'),
  ];
  for (const [index, date] of opened.entries()) {
    if (date !== undefined && closed.includes(date)) {
      const expected = 'closures にない日付（開庁か閉庁のどちらか）';
      found.push({ path: [...path, 'openings', index, 'date'], expected });
    }
  }
  if (new Set(weekdays).size === 7) {
    found.push({ path: [...path, 'closedWeekdays'], expected: '開庁する曜日が一つはあること' });
  }
  const { start, end } = calendar?.officeHours ?? {};
  if (start !== undefined && end !== undefined && end <= start) {
    found.push({ path: [...path, 'officeHours', 'end'], expected: `始まり（${start}）より後の時刻` });
  }
  for (const edge of ['from', 'to'] as const) {
    const monthDay = calendar?.yearEnd?.[edge];
    if (monthDay === undefined) continue;
    const [month, day] = monthDay.split('-').map(Number);
    // 2028 is a leap year: 02-29 is a day of the calendar too.
    if (plainDateFrom(2028, month ?? 0, day ?? 0) === undefined) {
      found.push({ path: [...path, 'yearEnd', edge], expected: '実在する月日（MM-DD）' });
    }
  }
  return found;
}

function permissionFindings(settings: SoundSettings): Finding[] {
  const { permissions } = settings;
  const at = (action: string): Path => ['settings', 'permissions', action];
  const found = ACTIONS.flatMap((action) =>
    repeated(permissions?.[action] ?? [], (index) => [...at(action), index], '名指し'),
  );
  for (const kind of KINDS) {
    if (permissions?.[`${kind}.create`]?.length === 0) {
      found.push({ path: at(`${kind}.create`), expected: '登録できる人', found: '空の一覧' });
    }
    if (settings[kind]?.chief === 'approves' && permissions?.[`${kind}.approve`]?.length === 0) {
      const expected = '承認できる人（chief が approves のため）';
      found.push({ path: at(`${kind}.approve`), expected, found: '空の一覧' });
    }
    const readers = permissions?.[`${kind}.read`];
    if (readers === undefined || readers.includes('anyone') || readers.includes(undefined)) continue;
    const approves = settings[kind]?.chief === 'approves' ? (['approve'] as const) : [];
    for (const verb of ['correct', 'withdraw', 'takeUp', ...approves] as const) {
      for (const [index, grantee] of (permissions?.[`${kind}.${verb}`] ?? []).entries()) {
        if (grantee !== undefined && !readers.includes(grantee)) {
          const expected = `${kind}.read にも挙げた人（見られないものは扱えないため）`;
          found.push({ path: [...at(`${kind}.${verb}`), index], expected });
        }
      }
    }
  }
  return found;
}

function intakeFindings(settings: SoundSettings): Finding[] {
  return [...markFindings(settings), ...listFindings(settings), ...urgencyFindings(settings)];
}

function markFindings(settings: SoundSettings): Finding[] {
  const marks = KINDS.map((kind) => settings[kind]?.numberMark);
  return repeated(marks, (index) => ['settings', KINDS[index] ?? '', 'numberMark'], '番号の字');
}

function urgencyFindings({ incident }: SoundSettings): Finding[] {
  const found: Finding[] = [];
  const urgent: Path = ['settings', 'incident', 'urgentWhen'];
  const kinds = (incident?.kinds ?? []).flatMap((kind) => kind?.id ?? []);
  if (kinds.length === incident?.kinds?.length) {
    for (const [index, kind] of (incident.urgentWhen?.kinds ?? []).entries()) {
      found.push(...unknownName([...urgent, 'kinds', index], kind, kinds, 'kinds にある種類'));
    }
  }
  const personal = incident?.personalInformationKinds;
  for (const flag of ['myNumber', 'specialCare'] as const) {
    const has = personal?.some((kind) => kind?.id === undefined || kind.id === flag) ?? true;
    if (incident?.urgentWhen?.[flag] === true && !has) {
      const expected = `false か、personalInformationKinds に ${flag} があること`;
      found.push({ path: [...urgent, flag], expected });
    }
  }
  return found;
}

function otherFindings({ confidentiality, counts, sites, files }: SoundSettings): Finding[] {
  const found: Finding[] = [];
  const classes = (confidentiality?.classes ?? []).flatMap((entry) => entry?.id ?? []);
  if (classes.length > 0 && classes.length === confidentiality?.classes?.length) {
    const path: Path = ['settings', 'confidentiality', 'standard'];
    found.push(...unknownName(path, confidentiality.standard, classes, 'classes にある区分'));
  }
  for (const other of ['cases', 'documents'] as const) {
    if (sites?.incidents === undefined || sites.incidents !== sites[other]) continue;
    const expected = `${other} と違うサイト（見られる人が違うため）`;
    found.push({ path: ['settings', 'sites', 'incidents'], expected });
  }
  found.push(
    ...repeated(files?.extensions ?? [], (index) => ['settings', 'files', 'extensions', index], '拡張子'),
  );
  for (const [index, count] of (counts ?? []).entries()) {
    found.push(...rangeFindings(['settings', 'counts', index], count?.planned));
  }
  return found;
}

/** A range of counts whose upper end lies below its lower. */
export function rangeFindings(
  path: Path,
  planned: number | { readonly min?: number | undefined; readonly max?: number | undefined } | undefined,
): Finding[] {
  if (typeof planned !== 'object' || planned.min === undefined || planned.max === undefined) return [];
  if (planned.min <= planned.max) return [];
  return [{ path: [...path, 'planned', 'max'], expected: `下限（${planned.min}）以上の数` }];
}
