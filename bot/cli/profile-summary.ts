import type { Engagement } from '../../shared/engagements/engagement.ts';
import { plannedWords } from '../../shared/engagements/obligation-references.ts';
import {
  OBLIGATION_KINDS,
  OBLIGATION_STATUSES,
  type Obligation,
} from '../../shared/engagements/obligations.ts';
import { KINDS, type Kind } from '../../shared/engagements/kinds.ts';
import { RELATIONS, type ACTIONS, type Settings } from '../../shared/engagements/settings.ts';
import { eraLong } from '../../shared/kernel/era.ts';
import { fiscalYearLabel, fiscalYearRange } from '../../shared/kernel/fiscal-year.ts';
import { HOLIDAYS_OFFICIAL_TO } from '../../shared/kernel/holidays.ts';
import { CASE_ACTIONS, type CaseAction } from '../../shared/kernel/intake-settings.ts';
import { openDays } from '../../shared/kernel/open-days.ts';
import { addDays, formatDate, plainDate, weekdayOf } from '../../shared/kernel/plain-date.ts';
import { deadlineLines, reminderLines, seriesLines } from './meeting-summary.ts';
import { tableLines } from './table.ts';

/** What a profile says, in Japanese, for the person who has just written or received it. */
export function profileSummary({ settings, obligations, openQuestions }: Engagement): string {
  return [
    heading(settings),
    section('役割', roleLines(settings)),
    section(`課（${settings.sections.length}）`, [settings.sections.map(({ name }) => name.ja).join('、')]),
    section('だれが何をできるか（〇 できる、・ できない）', permissionLines(settings)),
    section('年間の想定', countLines(settings)),
    section('会議', seriesLines(settings)),
    section('会議の資料のほかの期限', deadlineLines(settings)),
    section('お知らせ', reminderLines(settings)),
    section(`仕様書の項目（${obligations.length}）`, obligationLines(obligations)),
    section(
      `仕様書の確認事項（${openQuestions.length}）`,
      tableLines(
        openQuestions.map(({ status, answer, question, clauses }) => [
          status === 'agreed' ? '協議済み' : '未確認',
          answer === undefined ? question : `${question} → ${answer}`,
          clauses.join(' '),
        ]),
      ),
    ),
    section('開庁日', calendarLines(settings)),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

const section = (title: string, lines: readonly string[]): string =>
  lines.length === 0 ? '' : [`■ ${title}`, ...lines.map((line) => `  ${line}`.trimEnd())].join('\n');

function heading(settings: Settings): string {
  const { client, name, term, fiscalYear, numberPrefix } = settings;
  const number = (mark: string): string => `${numberPrefix}-${mark}-0001`;
  const chief = { none: '所属長はかかわらない', told: '所属長に知らせる', approves: '所属長が承認する' };
  const form = (intake: Settings[Kind]): string =>
    `${intake.formName.ja}（${number(intake.numberMark)}）、${chief[intake.chief]}、${intake.channel.team}／${intake.channel.channel}`;
  return [
    `${client.name.ja}　${name.ja}`,
    ...tableLines([
      ['プロファイル', settings.id],
      [
        '委託期間',
        `${eraLong(plainDate(term.start))} ～ ${eraLong(plainDate(term.end))}（${fiscalYearLabel(fiscalYear, 'ja')}）`,
      ],
      ...KINDS.map((kind) => [settings[kind].name.ja, form(settings[kind])]),
    ]),
  ].join('\n');
}

function roleLines(settings: Settings): string[] {
  return tableLines(
    settings.roles.map(({ id, name, group, side }) => [
      side === 'client' ? '委託者' : '受託者',
      name.ja,
      id,
      group,
      [id === settings.runBy ? '契約を運営' : '', id === settings.chiefs ? 'すべての所属長' : '']
        .join(' ')
        .trim(),
    ]),
  );
}

const RELATION_WORDS = {
  anyone: 'だれでも',
  reporter: '本人',
  section: '同じ課の人',
  sectionChief: 'その課の長',
} as const;

const VERBS: Readonly<Record<CaseAction, string>> = {
  create: '登録',
  read: '閲覧',
  correct: '訂正',
  withdraw: '取下げ',
  approve: '承認',
  takeUp: '担当',
};

type Action = (typeof ACTIONS)[number];

/** Every action that is not one of a case, so that the table is whole. */
const BESIDE_CASES: Readonly<Record<Exclude<Action, `${Kind}.${CaseAction}`>, string>> = {
  'meeting.read': '会議の閲覧',
  'meeting.arrange': '会議の確定・変更・中止',
  'meeting.close': '会議の終了・出欠',
  'meeting.submit': '資料の提出',
  'issue.read': '課題の閲覧',
  'issue.change': '課題の登録・変更',
  'issue.close': '課題の完了',
  'document.read': '文書の作成・閲覧',
  'document.prove': '文書の校正',
  'document.submit': '文書の提出',
  'deadline.tell': '期限の始まりの登録',
  'deadline.exempt': '期限を対象外とすること',
  'deadline.agree': '合意した期限の記録',
  'filing.retry': 'SharePointへの登録のやり直し',
};

function permissionLines(settings: Settings): string[] {
  const { permissions, roles } = settings;
  const grantees = [
    ...RELATIONS.map((relation) => [relation, RELATION_WORDS[relation]] as const),
    ...roles.map((role) => [`role:${role.id}`, role.name.ja] as const),
  ];
  const table = (kind: Kind): string[][] => {
    // Where nobody approves, nobody's approval is shown.
    const verbs = CASE_ACTIONS.filter((verb) => verb !== 'approve' || settings[kind].chief === 'approves');
    return [
      [settings[kind].name.ja, ...verbs.map((verb) => VERBS[verb])],
      ...grantees
        .map(([grantee, name]) => [
          name,
          ...verbs.map((verb) => (permissions[`${kind}.${verb}`].includes(grantee) ? '〇' : '・')),
        ])
        .filter((row) => row.includes('〇')),
    ];
  };
  const nameOf = (grantee: string): string => grantees.find(([id]) => id === grantee)?.[1] ?? grantee;
  return [
    ...KINDS.flatMap((kind, index) => [...(index ? [''] : []), ...tableLines(table(kind))]),
    '',
    ...tableLines(
      Object.entries(BESIDE_CASES).map(([action, words]) => [
        words,
        permissions[action as keyof typeof BESIDE_CASES].map(nameOf).join('、') || 'なし',
      ]),
    ),
  ];
}

const countLines = ({ counts }: Settings): string[] =>
  tableLines(
    counts.map(({ name, planned, unit, clause }) => [name.ja, plannedWords(planned, unit), clause]),
    [1],
  );

function obligationLines(obligations: readonly Obligation[]): string[] {
  const statuses = Object.entries(OBLIGATION_STATUSES).filter(([status]) =>
    obligations.some((row) => row.status === status),
  );
  const kinds = Object.entries(OBLIGATION_KINDS).filter(([kind]) =>
    obligations.some((row) => row.kind === kind),
  );
  const number = (rows: readonly Obligation[]): string => (rows.length === 0 ? '-' : String(rows.length));
  const line = (words: string, rows: readonly Obligation[]): string[] => [
    words,
    ...statuses.map(([status]) => number(rows.filter((row) => row.status === status))),
    number(rows),
  ];
  const open = obligations.filter((row) => row.status === 'open').map((row) => row.clause);
  return [
    ...tableLines(
      [
        ['', ...statuses.map(([, words]) => words), '計'],
        ...kinds.map(([kind, words]) =>
          line(
            words,
            obligations.filter((row) => row.kind === kind),
          ),
        ),
        line('計', obligations),
      ],
      statuses.map((_, index) => index + 1).concat(statuses.length + 1),
    ),
    ...(open.length === 0 ? [] : [`要確認: ${open.join(' ')}`]),
  ];
}

function calendarLines({ calendar, fiscalYear }: Settings): string[] {
  const days = openDays(calendar);
  const { start, end } = fiscalYearRange(fiscalYear);
  const closed: string[][] = [];
  for (let date = start; date <= end; date = addDays(date, 1)) {
    const reason = days.whyClosed(date);
    if (reason === undefined || calendar.closedWeekdays.includes(weekdayOf(date))) continue;
    const predicted = reason.cause === 'holiday' && date > HOLIDAYS_OFFICIAL_TO ? '（見込み）' : '';
    closed.push([formatDate(date, 'ja', { year: true }), `${reason.ja}${predicted}`]);
  }
  return [
    `${fiscalYearLabel(fiscalYear, 'ja')}の開庁日 ${days.count(start, end)}日（${calendar.officeHours.start}～${calendar.officeHours.end}）`,
    ...calendar.openings.map(
      ({ date, reason }) => `臨時の開庁 ${formatDate(plainDate(date), 'ja', { year: true })} ${reason}`,
    ),
    `毎週の閉庁日のほかに閉庁する日 ${closed.length}日`,
    ...tableLines(closed).map((line) => `  ${line}`),
  ];
}
