import type { Settings } from '../../shared/engagements/settings.ts';
import { basisOf, CLOCK_STARTS } from '../../shared/kernel/deadline/deadline-settings.ts';
import { DUE_LISTENERS, type DueStep } from '../../shared/kernel/deadline/due-steps.ts';
import { ruleWords } from '../../shared/kernel/deadline/rule.ts';
import { cadenceWords } from '../../shared/meetings/cadence.ts';
import type { Series } from '../../shared/meetings/meeting-settings.ts';
import { MEETING_LISTENERS, type MeetingStep } from '../../shared/meetings/reminder-settings.ts';
import { tableLines } from './table.ts';

/** What a profile says of meetings, deadlines and reminders, for its summary. */

export function seriesLines({ meetings, numberPrefix }: Settings): string[] {
  const nameOf = (id: string): string => meetings.series.find((one) => one.id === id)?.name.ja ?? id;
  return [
    `番号 ${numberPrefix}-${meetings.numberMark}-0001、リスト「${meetings.list}」、フォルダー「${meetings.folder}」、形式 ${meetings.formats.join('・')}`,
    ...tableLines(
      meetings.series.map((one) => [
        one.name.ja,
        cadenceWords(one.cadence, nameOf),
        `${one.lengthMinutes}分`,
        papersOf(one),
        one.minutes === 'none' ? '議事録なし' : '議事録あり',
        one.online ? 'オンライン可' : '',
        one.clause,
      ]),
      [2],
    ),
  ];
}

function papersOf({ documents }: Series): string {
  if (documents.length === 0) return '資料なし';
  return documents
    .map(({ name, due, whenNeeded }) => {
      const remarks = [
        due === undefined ? '期限の定めなし' : ruleWords(due),
        whenNeeded ? '必要な回だけ' : '',
      ]
        .filter((text) => text !== '')
        .join('、');
      return `${name.ja}（${remarks}）`;
    })
    .join(' ');
}

export function deadlineLines({ deadlines, roles }: Settings): string[] {
  const roleName = (id: string): string => roles.find((role) => role.id === id)?.name.ja ?? id;
  return tableLines(
    deadlines.list.map((one) => [
      one.name.ja,
      one.from === 'calendar' ? ruleWords(one.due) : `${CLOCK_STARTS[one.from]}から${ruleWords(one.due)}`,
      roleName(one.owner),
      basisOf(one),
    ]),
  );
}

export function reminderLines({ meetings, roles }: Settings): string[] {
  const { reminders } = meetings;
  const roleName = (id: string): string => roles.find((role) => role.id === id)?.name.ja ?? id;
  const { hours, digest, chiefs } = reminders;
  return [
    ...tableLines([
      ...reminders.deadlines.map((step) => [
        '期限',
        stepWords(step),
        step.to.map((to) => DUE_LISTENERS[to]).join('、'),
      ]),
      ['期限', '提出されたとき', reminders.arrived.map((to) => DUE_LISTENERS[to]).join('、')],
      ...reminders.meetings.map((step) => [
        '会議',
        stepWords(step),
        step.to.map((to) => MEETING_LISTENERS[to]).join('、'),
      ]),
    ]),
    `上司 委託者 ${roleName(chiefs.client)}、受託者 ${roleName(chiefs.contractor)}`,
    `送る時間 開庁日の${hours.start}～${hours.end}、朝のまとめ ${digest.at}（${digest.until}までの分${digest.standard === 'digest' ? '、標準' : ''}）`,
  ];
}

function stepWords(step: DueStep | MeetingStep): string {
  if ('minutesAfter' in step) return `期限を${step.minutesAfter}分過ぎたとき`;
  if ('minutesBefore' in step) return `${step.minutesBefore}分前`;
  return step.openDaysBefore === 0 ? `当日 ${step.at}` : `${step.openDaysBefore}開庁日前 ${step.at}`;
}
