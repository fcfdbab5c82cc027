import { describe, expect, test } from '@jest/globals';
import { changed, faultsOf, profileText } from './profile-text.ts';

const nerima = profileText('nerima-r8');
const kawasaki = profileText('kawasaki-r3');

describe('what meetings, deadlines and reminders say must agree with the rest of the profile', () => {
  test.each<[string, string, string, string, string]>([
    [
      'N-3.3.ア.エ.1 twice a month is 24 a year',
      nerima,
      '{ perMonth: 2 }',
      '{ perMonth: 3 }',
      'cadence — 期待: counts の regularMeeting と同じ年間の回数（24回） / 実際: 年36回',
    ],
    [
      'N-3.3.ア.オ every two months is six a year',
      nerima,
      'first: 2026-05',
      'first: 2026-08',
      'counts の progressMeeting と同じ年間の回数（6回） / 実際: 年4回',
    ],
    [
      'N-3.3.ア.ウ.a one to two',
      nerima,
      '{ perYear: { min: 1, max: 2 } }',
      '{ perYear: 3 }',
      '（1～2回） / 実際: 年3回',
    ],
    [
      'a count that there is not',
      nerima,
      'count: progressMeeting',
      'count: progresMeeting',
      'settings.meetings.series[1].count — 期待: counts にある項目（もしかして progressMeeting）',
    ],
    [
      'an attendee’s role',
      nerima,
      'required: [cioAdvisor, cisoAdvisor]',
      'required: [cioAdviser, cisoAdvisor]',
      'attendees.required[0] — 期待: roles にある役割（もしかして cioAdvisor）',
    ],
    [
      'a chief’s role',
      nerima,
      'contractor: engagementManager }',
      'contractor: manager }',
      'settings.meetings.reminders.chiefs.contractor — 期待: roles にある役割',
    ],
    [
      'a deadline’s owner',
      nerima,
      'due: { daysAfter: 30 }, owner: itPolicySection',
      'due: { daysAfter: 30 }, owner: itPolicySecton',
      'owner — 期待: roles にある役割（もしかして itPolicySection）',
    ],
    [
      'K-5.1.1 coupled to a series that there is not',
      kawasaki,
      'systemMeeting3, systemMeeting4]',
      'systemMeeting3, systemMeeting5]',
      'cadence.onDayOf[3] — 期待: series にある、日を自分で決める会議',
    ],
    [
      'a start out of hours',
      nerima,
      '[13:30, 08:45]',
      '[18:30, 08:45]',
      'startTimes[0] — 期待: 開庁時間（08:30～17:15）の中の時刻',
    ],
    [
      'hours outside the office’s',
      nerima,
      'hours: { start: 09:00, end: 17:00 }',
      'hours: { start: 09:00, end: 18:00 }',
      'reminders.hours — 期待: 開庁時間（08:30～17:15）の中の時間',
    ],
    [
      'a digest before the hours',
      nerima,
      'digest: { at: 09:00',
      'digest: { at: 08:45',
      'digest.at — 期待: hours（09:00～17:00）の中の時刻',
    ],
    [
      'a standard that nobody may choose',
      nerima,
      'choices: [chat, digest]',
      'choices: [chat]',
      'digest.standard — 期待: choices にある受け取り方',
    ],
    [
      'a fixed date that counts from something',
      nerima,
      'from: calendar, due: { on: 2027-03-31 }, owner: cisoAdvisor',
      'from: request, due: { on: 2027-03-31 }, owner: cisoAdvisor',
      'from — 期待: calendar（due が on のため）',
    ],
    [
      'neither clause nor source',
      nerima,
      '\n        source: 番号法第29条の4\n      - id: final',
      '\n      - id: final',
      'clause — 期待: 条項（clause）か根拠（source）',
    ],
    ['two rules in one', nerima, '{ weeksAfter: 2 }', '{ weeksAfter: 2, daysAfter: 14 }', 'due'],
    [
      'a clause that there is not',
      nerima,
      'owner: cioAdvisor\n        clause: N-4.1.ア.イ.b\n',
      'owner: cioAdvisor\n        clause: N-4.1.ア.イ.z\n',
      '期待: obligations にある条項',
    ],
    [
      'N-4.1.ア.イ.b a clock started by a kind of case that there is not',
      nerima,
      'case: consultation,',
      'case: consultaton,',
      'startedBy.case — 期待: 受付の種類（もしかして consultation）',
    ],
    [
      'a clock started by a choice that the form does not have',
      nerima,
      '[{ category: [procurement] }]',
      '[{ category: [procurment] }]',
      'startedBy.where[0].category[0] — 期待: 選択肢（もしかして procurement）',
    ],
    [
      'a clock started by a field that the form does not have',
      nerima,
      '[{ category: [procurement] }]',
      '[{ categry: [procurement] }]',
      'startedBy.where[0].categry — 期待: 様式の項目（もしかして category）',
    ],
    [
      'a legal clock whose date both sides may agree on',
      nerima,
      '        due: { daysAfter: 5 }\n        owner: responseTeam\n        source: 個人情報保護法',
      '        due: { daysAfter: 5 }\n        byAgreement: true\n        owner: responseTeam\n        source: 個人情報保護法',
      'byAgreement — 期待: 無いこと（法令による期限のため）',
    ],
    [
      'a clock of incidents that somebody is to keep who may not see incidents',
      nerima,
      '        due: { daysAfter: 5 }\n        owner: responseTeam\n        source: 個人情報保護法',
      '        due: { daysAfter: 5 }\n        owner: supportStaff\n        source: 個人情報保護法',
      'owner — 期待: 事故等を見られる役割（incident.read にある役割）',
    ],
    [
      'N-5.1 a clock started by a paper that no meeting has',
      nerima,
      'progressMeeting/workReport,',
      'progressMeeting/workReports,',
      'startedBy.handedIn[8] — 期待: 期限か、成果物か、会議/資料（もしかして progressMeeting/workReport）',
    ],
    [
      'a date of the calendar is started by nothing',
      nerima,
      'from: contract, due: { weeksAfter: 2 }',
      'from: contract, startedBy: { case: incident }, due: { weeksAfter: 2 }',
      'startedBy — 期待: 無いこと',
    ],
    [
      'K-9.3 a register without 宿題',
      kawasaki,
      '{ id: actionItem,',
      '{ id: homework,',
      'settings.issues.kinds — 期待: 宿題（識別子 actionItem）があること',
    ],
    [
      'two numbers of the same mark',
      nerima,
      'numberMark: 課',
      'numberMark: 会',
      'settings.issues.numberMark — 期待: ほかの番号と違う字',
    ],
  ])('%s', (_case, text, from, to, expected) => {
    const lines = faultsOf(changed(text, from, to));
    expect(lines.filter((line) => line.includes(expected))).toHaveLength(1);
    expect(lines).toHaveLength(1);
  });

  test('a row that a meeting is made from is not one that the program leaves alone', () => {
    const text = kawasaki.replace(
      /(clause: K-4\.4\.ア\.4\n(?: {4}.*\n)*? {4}status: )inSettings/,
      '$1recorded',
    );
    expect(text).not.toBe(kawasaki);
    expect(faultsOf(text)).toEqual([
      expect.stringContaining(
        '期待: status が inSettings、open、agreed のいずれかの条項（K-4.4.ア.4 は違う）',
      ),
    ]);
  });
});
