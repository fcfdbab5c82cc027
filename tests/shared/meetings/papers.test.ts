import { describe, expect, test } from '@jest/globals';
import { agendaText, type AgendaFacts, draftAgenda } from '../../../shared/meetings/agenda.ts';
import { type Due, duesOfMeeting, isOvertakenPaper } from '../../../shared/meetings/due.ts';
import { documentSlots, matchFile, seriesOf } from '../../../shared/meetings/required-document.ts';
import { folderName } from '../../../shared/kernel/file-name.ts';
import { fromTokyo, timeOfDay } from '../../../shared/kernel/instant.ts';
import { plainDate } from '../../../shared/kernel/plain-date.ts';
import { calendarOf, meetingOf, nerima } from './sample-year.ts';

const meeting = meetingOf(nerima, 'regularMeeting', '2026-09-24T13:30', { id: 'R8-会-0012' });
const slots = documentSlots(nerima.meetings, meeting, calendarOf(nerima));
const { formats } = nerima.meetings;
const folder = '会議/定例会/R8-会-0012';

describe('N-4.3.ア.ウ the slots of a meeting', () => {
  test('one folder each, the minutes last and without a date', () => {
    expect(slots.map((slot) => [slot.id, slot.folder, slot.deadline?.date])).toEqual([
      ['R8-会-0012/agenda', `${folder}/01 次第`, '2026-09-18'],
      ['R8-会-0012/papers', `${folder}/02 資料`, '2026-09-18'],
      ['R8-会-0012/issueRegister', `${folder}/03 課題管理表`, '2026-09-18'],
      ['R8-会-0012/minutes', `${folder}/04 議事録`, undefined],
    ]);
  });

  test('a meeting that is moved keeps its folders', () => {
    const moved = documentSlots(
      nerima.meetings,
      { ...meeting, start: meeting.start + 7 * 86_400_000 },
      calendarOf(nerima),
    );
    expect(moved.map((slot) => slot.folder)).toEqual(slots.map((slot) => slot.folder));
  });

  test('a series that the profile does not know any more has none', () => {
    expect(documentSlots(nerima.meetings, { ...meeting, series: 'gone' }, calendarOf(nerima))).toEqual([]);
  });

  test.each([
    ['a/b:c*d?', 'a／b：c＊d？'],
    ['~$..', '～$'],
    ['  定例会\u202E\n ', '定例会'],
    ['...', '_'],
  ])('a folder’s name of %j', (typed, expected) => {
    expect(folderName(typed)).toBe(expected);
  });
});

describe('which slot a file fills', () => {
  const match = (name: string, path: string, size = 1000) => {
    const found = matchFile(slots, formats, { name, path, size });
    return 'refused' in found
      ? found.refused
      : `${found.slot.id.split('/')[1]}${found.editable ? '' : ' not editable'}`;
  };
  test.each([
    ['anything.docx', `${folder}/01 次第`, 'agenda'],
    ['deep.xlsx', `${folder}/02 資料/別添`, 'papers'],
    ['次第.docx', folder, 'agenda'],
    ['01 次第（案）.docx', folder, 'agenda'],
    ['０３_課題管理表_0918.xlsx', folder, 'issueRegister'],
    // N-4.3.イ.1 an editable form is asked for; another counts, and is told.
    ['次第.pdf', `${folder}/01 次第`, 'agenda not editable'],
    ['写真.png', folder, 'noSlot'],
    ['次第.docx', '会議/定例会/R8-会-0013', 'noSlot'],
    ['次第.docx', `${folder}/01 次第の控え`, 'noSlot'],
    ['~$次第.docx', `${folder}/01 次第`, 'lock'],
    ['.~lock.次第.odt#', folder, 'lock'],
  ])('%s in %s: %s', (name, path, expected) => {
    expect(match(name, path)).toBe(expected);
  });

  test('an empty file never counts', () => {
    expect(match('次第.docx', folder, 0)).toBe('empty');
  });

  test('of two names that both fit the longer is meant; two the same are not guessed at', () => {
    const [first] = slots;
    if (first === undefined) throw new Error('no slot');
    const longer = {
      ...first,
      id: 'x/long',
      name: { ja: '次第の別紙', en: 'Annex' },
      folder: `${folder}/09 次第の別紙`,
    };
    const twin = { ...first, id: 'x/twin', folder: `${folder}/10 次第` };
    const of = (all: typeof slots, name: string) => matchFile(all, formats, { name, path: folder, size: 1 });
    expect(of([first, longer], '次第の別紙.docx')).toMatchObject({ slot: { id: 'x/long' } });
    expect(of([first, twin], '次第.docx')).toEqual({ refused: 'ambiguous' });
  });
});

describe('N-3.3.ア.エ.2 次第', () => {
  const series = seriesOf(nerima.meetings, meeting);
  if (series === undefined) throw new Error('no series');
  const roleName = (role: string) => nerima.roles.find(({ id }) => id === role)?.name.ja ?? role;
  const facts: AgendaFacts = {
    papers: ['資料', '課題管理表'],
    openIssues: [
      { number: 'R8-課-0003', title: '見積りの\n根拠', owner: '青木 一郎', due: plainDate('2026-09-30') },
    ],
    cases: [{ number: 'R8-相-0002', subject: '回線の\n増速', state: '対応中' }],
    carriedOver: ['研修の日程'],
    homework: [{ number: 'R8-課-0002', title: '様式の案', owner: '業務責任者' }],
    roleName,
  };
  const items = draftAgenda(series, facts);

  test('standing items, with what has come up below them', () => {
    expect(items).toEqual([
      { number: 1, title: '前回の宿題', lines: ['研修の日程', 'R8-課-0002 様式の案（業務責任者）'] },
      {
        number: 2,
        title: '課題の状況',
        presenter: '業務責任者',
        lines: ['R8-課-0003 見積りの 根拠（青木 一郎、9月30日(水)まで）'],
      },
      {
        number: 3,
        title: '相談の状況',
        presenter: '総合情報化顧問（CIO補佐官）',
        lines: ['R8-相-0002 回線の 増速（対応中）'],
      },
      {
        number: 4,
        title: '資料の説明',
        presenter: '業務責任者',
        lines: ['資料', '課題管理表'],
      },
      { number: 5, title: 'その他', lines: [] },
    ]);
  });

  test('nothing is said to be nothing where no record tells', () => {
    const nothing = { ...facts, papers: [], cases: [], carriedOver: [], homework: [] };
    const linesOf = (of: AgendaFacts) => draftAgenda(series, of).map(({ lines }) => lines.join('\n'));
    expect(linesOf(nothing)).toEqual(['なし', expect.any(String), 'なし', 'なし', '']);
    expect(linesOf({ ...nothing, notKnown: { carriedOver: '（要記入）', papers: '（要記入）' } })).toEqual([
      '（要記入）',
      expect.any(String),
      'なし',
      '（要記入）',
      '',
    ]);
  });

  test('as text for the event', () => {
    const text = agendaText({ ...meeting, joinLink: 'https://teams.example/1' }, items);
    expect(text.split('\n').slice(0, 8)).toEqual([
      '定例会 次第',
      '',
      '日時　令和8年9月24日(木) 13:30',
      '場所　練馬区役所中村北分館または練馬区役所庁舎',
      'リンク　https://teams.example/1',
      '',
      '1　前回の宿題',
      '　・研修の日程',
    ]);
  });
});

describe('N-4.0 N-4.3.ア.ウ a paper whose time was over when its meeting was put there', () => {
  const settings = nerima.meetings;
  const calendar = calendarOf(nerima);
  const id = `${meeting.id}/papers`;
  const put = fromTokyo(plainDate('2026-09-18'), timeOfDay('11:00'));
  const said = put + 3_600_000;
  const paper = (since: number, date: string): Due | undefined =>
    duesOfMeeting(settings, { ...meeting, since }, calendar, {
      agreed: new Map([[id, { date: plainDate(date), at: said }]]),
    }).find((due) => due.id === id);

  test('is due on the day that both sides agreed on, the contract’s date beside it', () => {
    const due = paper(put, '2026-09-22');
    expect(due).toMatchObject({
      deadline: { date: '2026-09-22' },
      ruled: { date: '2026-09-18' },
      since: said,
    });
    expect(due && isOvertakenPaper(due)).toBe(true);
  });

  test('on the day of the meeting it is due when the meeting begins', () => {
    expect(paper(put, '2026-09-24')?.deadline).toMatchObject({ due: meeting.start, timed: true });
  });

  test('a meeting that left time for it keeps the contract’s date, whatever was agreed on before it was moved', () => {
    const due = paper(put - 86_400_000, '2026-09-22');
    expect(due?.deadline.date).toBe('2026-09-18');
    expect(due?.ruled).toBeUndefined();
    expect(due && isOvertakenPaper(due)).toBe(false);
  });
});
