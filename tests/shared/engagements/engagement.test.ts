import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseEngagement } from '../../../shared/engagements/engagement.ts';
import { MAX_LENGTH } from '../../../shared/engagements/source.ts';
import { changed, faultsOf, profileText } from './profile-text.ts';

const nerima = profileText('nerima-r8');
const kawasaki = profileText('kawasaki-r3');

/** Line and column, from 1, of a text that stands once. */
function at(text: string, place: string): string {
  const before = text.slice(0, text.indexOf(place)).split('\n');
  return `${before.length}:${(before.at(-1) ?? '').length + 1}`;
}

describe('one fault', () => {
  test.each([
    [
      'unknown key',
      '  sections:\n',
      '  sectoins:\n',
      'settings.sectoins — 期待: 決められた項目（もしかして sections） / 実際: 知らない項目「sectoins」',
    ],
    ['missing value', 'library: 業務文書', 'library:', 'settings.documents.library — 期待: 文字 / 実際: 空'],
    [
      'not a day',
      'end: 2027-03-31 }\n',
      'end: 2027-02-29 }\n',
      'settings.term.end — 期待: 実在する日付（YYYY-MM-DD） / 実際: 「2027-02-29」',
    ],
    ['not a number', 'maxFiles: 5', 'maxFiles: 五', 'settings.files.maxFiles — 期待: 整数 / 実際: 「五」'],
    [
      'number too large',
      'maxQuestions: 5',
      'maxQuestions: 6',
      'settings.consultation.maxQuestions — 期待: 5以下の数 / 実際: 「6」',
    ],
    [
      'unknown word',
      'orthography: kana',
      'orthography: kanna',
      'settings.orthography — 期待: kana、kanji のいずれか（もしかして kana） / 実際: 「kanna」',
    ],
    [
      'wrong form',
      'closedWeekdays: [sat, sun]',
      'closedWeekdays: 土日',
      'settings.calendar.closedWeekdays — 期待: 一覧 / 実際: 「土日」',
    ],
    [
      'wrong time',
      'start: 08:30',
      'start: 8時半',
      'settings.calendar.officeHours.start — 期待: 時刻（HH:MM、24時間） / 実際: 「8時半」',
    ],
    [
      'unknown role',
      'runBy: itPolicySection',
      'runBy: itPolicySecton',
      'settings.runBy — 期待: roles にある役割（もしかして itPolicySection） / 実際: 「itPolicySecton」',
    ],
    [
      'permission of an unknown role',
      'filing.retry: [role:itPolicySection',
      'filing.retry: [role:nobody',
      'settings.permissions["filing.retry"][0] — 期待: roles にある役割か、決められた関係 / 実際: 「role:nobody」',
    ],
    [
      'permission of an unknown relation',
      'incident.create: [anyone]',
      'incident.create: [all]',
      'settings.permissions["incident.create"][0] — 期待: anyone、reporter、section、sectionChief、role:役割の識別子 のいずれか / 実際: 「all」',
    ],
    [
      'nobody may create',
      'incident.create: [anyone]',
      'incident.create: []',
      'settings.permissions["incident.create"] — 期待: 登録できる人 / 実際: 空の一覧',
    ],
    [
      'mention of an unknown role',
      'mention: role:responseTeam',
      'mention: role:xxxxxxxxxx',
      'settings.incident.mention — 期待: roles にある役割（role:cio、',
    ],
    [
      'unknown kind',
      'kinds: [cyberAttack, malware]',
      'kinds: [cyberAttack, malwear]',
      'settings.incident.urgentWhen.kinds[1] — 期待: kinds にある種類（もしかして malware） / 実際: 「malwear」',
    ],
    [
      'urgency by a kind that is missing',
      '- { id: specialCare,',
      '- { id: special,',
      'settings.incident.urgentWhen.specialCare — 期待: false か、personalInformationKinds に specialCare があること / 実際: 「true」',
    ],
    [
      'unknown class',
      'standard: level2',
      'standard: level9',
      'settings.confidentiality.standard — 期待: classes にある区分（もしかして level2） / 実際: 「level9」',
    ],
    [
      'repeated id',
      '- { id: planning,',
      '- { id: library,',
      'settings.sections[14].id — 期待: 重ならない課の識別子 / 実際: 二度目の「library」',
    ],
    [
      'repeated group',
      'group: toshokan',
      'group: kikaku',
      'settings.sections[14].group — 期待: 重ならない課のグループ / 実際: 二度目の「kikaku」',
    ],
    [
      'end before start',
      'start: 2026-04-01, end: 2027-03-31 }\n  number',
      'start: 2026-05-01, end: 2026-04-30 }\n  number',
      'settings.term.end — 期待: 始まりの日（2026-05-01）以後の日付 / 実際: 「2026-04-30」',
    ],
    [
      'term outside the fiscal year',
      'start: 2026-04-01, end: 2027-03-31 }\n  number',
      'start: 2026-04-01, end: 2027-04-30 }\n  number',
      'settings.term.end — 期待: 令和8年度の日付（2026-04-01～2027-03-31） / 実際: 「2027-04-30」',
    ],
    [
      'another year in the numbers',
      'numberPrefix: R8',
      'numberPrefix: R7',
      'settings.numberPrefix — 期待: 令和8年度の R8 / 実際: 「R7」',
    ],
    [
      'never open',
      '[sat, sun]',
      '[mon, tue, wed, thu, fri, sat, sun]',
      'settings.calendar.closedWeekdays — 期待: 開庁する曜日が一つはあること / 実際: 7個の一覧',
    ],
    [
      'hours that end before they start',
      'end: 17:15',
      'end: 08:00',
      'settings.calendar.officeHours.end — 期待: 始まり（08:30）より後の時刻 / 実際: 「08:00」',
    ],
    [
      'a day that no year has',
      'from: 12-29',
      'from: 11-31',
      'settings.calendar.yearEnd.from — 期待: 実在する月日（MM-DD） / 実際: 「11-31」',
    ],
    [
      'a range upside down',
      '2 }, unit: 回, clause',
      '0 }, unit: 回, clause',
      'settings.counts[23].planned.max — 期待: 下限（1）以上の数 / 実際: 「0」',
    ],
    [
      'another number than the clause has',
      'planned: 60, unit: 件, clause',
      'planned: 61, unit: 件, clause',
      'settings.counts[1].planned — 期待: N-3.1.ア.イ.a.1 の件数（60件） / 実際: 61件',
    ],
    [
      'a number from a clause without one',
      'unit: 種類, clause: N-3.1.イ }',
      'unit: 種類, clause: N-1.1 }',
      'settings.counts[4].planned — 期待: N-1.1 の件数（なし） / 実際: 2種類',
    ],
    [
      'unknown clause',
      'clauses: [N-1.n1, N-3.2.オ.ア.2]',
      'clauses: [N-1.n1, N-9.9]',
      'settings.incident.clauses[1] — 期待: obligations にある条項',
    ],
    [
      'repeated clause',
      'clause: N-6.6\n',
      'clause: N-6.5\n',
      'obligations[134].clause — 期待: 重ならない条項番号 / 実際: 二度目の「N-6.5」',
    ],
    [
      'date of another year',
      'dates: [{ months: { from: 2026-06 } }]',
      'dates: [{ months: { from: 2027-06 } }]',
      'obligations[38].dates[0].months.from — 期待: 令和8年度の日付',
    ],
    [
      'months backwards',
      'from: 2027-01, to: 2027-03',
      'from: 2027-03-late, to: 2027-03-early',
      'obligations[39].dates[0].months.to — 期待: 始まり（2027-03-late）以後 / 実際: 「2027-03-early」',
    ],
    [
      'sites that mix their readers',
      'incidents: cio-incidents',
      'incidents: cio-cases',
      'settings.sites.incidents — 期待: cases と違うサイト（見られる人が違うため） / 実際: 「cio-cases」',
    ],
    [
      'incidents where everybody reads documents',
      'incidents: cio-incidents',
      'incidents: cio-documents',
      'settings.sites.incidents — 期待: documents と違うサイト（見られる人が違うため）',
    ],
    [
      'two features in one list',
      'list: 課題管理表',
      'list: 会議',
      'settings.issues.list — 期待: 重ならないリスト / 実際: 「会議」',
    ],
    [
      'a library called like a list',
      'library: 業務文書',
      'library: 事故等',
      'settings.documents.library — 期待: 重ならないリスト / 実際: 「事故等」',
    ],
    [
      'what is said of incidents’ deadlines among the incidents',
      'record: 期限の記録',
      'record: 事故等',
      'settings.deadlines.record — 期待: 重ならないリスト / 実際: 「事故等」',
    ],
    [
      'a question about an unknown clause',
      'clauses: [N-5.1]\n',
      'clauses: [N-5.1, N-9.9]\n',
      'openQuestions[11].clauses[1] — 期待: obligations にある条項',
    ],
    ['another version of the notation', 'schema: 1\n', 'schema: 2\n', 'schema — 期待: 1 / 実際: 「2」'],
  ])('%s', (_what, from, to, expected) => {
    const lines = faultsOf(changed(nerima, from, to));
    expect(lines.filter((line) => line.includes(` ${expected}`))).toHaveLength(1);
    // A name that is missing is missed wherever it is used: at most by urgency and three clocks.
    expect(lines.length).toBeLessThanOrEqual(4);
  });

  test('points at the line and the column', () => {
    const text = changed(nerima, 'orthography: kana', 'orthography: kanna');
    expect(faultsOf(text)).toEqual([expect.stringMatching(`^${at(text, 'kanna')} settings\\.orthography `)]);
  });

  test('a missing key is reported at what should have held it', () => {
    const text = changed(nerima, '  orthography: kana', '  # orthography: kana');
    expect(faultsOf(text)).toEqual([
      `${at(text, 'settings:\n')} settings.orthography — 期待: kana、kanji のいずれか / 実際: ありません`,
    ]);
  });

  test('an agreed question needs its answer, and an answer makes it agreed', () => {
    const last = kawasaki.lastIndexOf('status: unconfirmed');
    const question = (words: string) =>
      kawasaki.slice(0, last) + words + kawasaki.slice(last + 'status: unconfirmed'.length);
    expect(faultsOf(question('status: agreed'))).toEqual([
      expect.stringContaining('openQuestions[6].answer — 期待: 決まった答え'),
    ]);
    expect(faultsOf(question('status: unconfirmed\n    answer: はい'))).toEqual([
      expect.stringContaining('openQuestions[6].status — 期待: agreed'),
    ]);
    expect(faultsOf(question('status: agreed\n    answer: はい'))).toEqual([]);
  });

  test('the name of the file is the name of the profile', () => {
    const parsed = parseEngagement(nerima, 'nerima-r9');
    expect(parsed.ok ? [] : parsed.faults).toMatchObject([{ path: 'settings.id', found: '「nerima-r8」' }]);
  });
});

describe('many faults', () => {
  test('are all found in one run, in the order of the text', () => {
    let text = changed(nerima, 'numberPrefix: R8', 'numberPrefix: R7');
    text = changed(text, '  sections:\n', '  sectoins:\n');
    text = changed(
      text,
      'consultation.create: [anyone]',
      'consultation.create: [anyon, role:itPolicySecton]',
    );
    text = changed(text, 'planned: 60, unit: 件, clause', 'planned: 61, unit: 件, clause');
    text = changed(
      text,
      'planned: { min: 1, max: 2 }, unit: 回, clause',
      'planned: { min: 1 }, unit: 回, clause',
    );
    text = changed(text, 'maxFiles: 5', 'maxFiles: 5\n    maxFiles: 6');
    text = changed(text, 'clause: N-6.6\n', 'clause: N-6.5\n');
    const paths = faultsOf(text).map((line) => line.split(' ')[1]);
    expect(paths).toEqual([
      'settings.sections',
      'settings.numberPrefix',
      'settings.sectoins',
      'settings.permissions["consultation.create"][0]',
      'settings.permissions["consultation.create"][1]',
      '（YAMLの書き方）',
      'settings.counts[1].planned',
      'settings.counts[23].planned.max',
      'obligations[134].clause',
    ]);
  });

  test('a wrong role does not turn every mention of it into a fault', () => {
    const text = changed(nerima, '- id: responseTeam', '- id: 対応チーム');
    expect(faultsOf(text)).toEqual([
      expect.stringContaining('settings.roles[5].id — 期待: 英小文字で始まる識別子'),
    ]);
  });
});

describe('approval', () => {
  const approving = changed(nerima, 'chief: told  # 所属長には', 'chief: approves  # 所属長には');

  test('a profile may have the section chief approve a consultation first', () => {
    const parsed = parseEngagement(approving);
    expect(parsed.ok && parsed.engagement.settings.consultation.chief).toBe('approves');
  });

  test('but then someone must be able to', () => {
    const nobody = changed(approving, 'consultation.approve: [sectionChief]', 'consultation.approve: []');
    expect(faultsOf(nobody)).toEqual([
      expect.stringContaining('settings.permissions["consultation.approve"] — 期待: 承認できる人'),
    ]);
  });
});

test('who acts on a case must be able to read it', () => {
  const blind = changed(
    nerima,
    'incident.takeUp: [role:itPolicySection',
    'incident.takeUp: [role:supportStaff',
  );
  expect(faultsOf(blind)).toEqual([
    expect.stringContaining('settings.permissions["incident.takeUp"][0] — 期待: incident.read にも挙げた人'),
  ]);
});

describe('notation', () => {
  test.each([
    ['nothing', '', '「項目: 値」の組'],
    ['a list', '- 1\n', '「項目: 値」の組'],
    ['a tab', 'schema: 1\nsettings:\n\tid: x\n', '空白による字下げ'],
    ['an open quote', 'schema: "1\n', '閉じる記号や区切り'],
    ['two documents', 'schema: 1\n---\nschema: 1\n', '一つのファイルに一つの文書'],
    ['a tag', 'schema: !!js/function 1\n', '指定（!名前）のない値'],
    ['a key that is no text', '? [a]\n: 1\n', '文字の項目名'],
    ['an alias', 'a: &a 1\nb: *a\n', 'YAMLの別名は使えません'],
  ])('%s is explained', (_what, text, expected) => {
    expect(faultsOf(text).join('\n')).toContain(expected);
  });

  test('a text that grows by its aliases is refused at once', () => {
    const names = 'abcdefghijklmnopqrstuvwxyz'.split('');
    const bomb = names.map(
      (name, index) =>
        `${name}: &${name} [${Array(9)
          .fill(index === 0 ? 'x' : `*${names[index - 1]}`)
          .join(', ')}]`,
    );
    expect(faultsOf(bomb.join('\n')).join('\n')).toContain('YAMLの別名は使えません');
  });

  test.each([60, 2_000, 100_000])('%i levels of brackets are refused', (depth) => {
    expect(faultsOf(`a: ${'['.repeat(depth)}${']'.repeat(depth)}`).join('\n')).toContain('入れ子');
  });

  test('a file beyond all measure is not read', () => {
    expect(faultsOf(' '.repeat(MAX_LENGTH + 1))).toEqual([expect.stringContaining(`${MAX_LENGTH}文字まで`)]);
  });
});

describe('whatever is written', () => {
  test('any text gets faults with a place, never an exception', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const parsed = parseEngagement(text);
        if (parsed.ok) throw new Error('accepted');
        for (const fault of parsed.faults)
          expect(Math.min(fault.line, fault.column)).toBeGreaterThanOrEqual(1);
      }),
    );
  });

  test('a profile with a line lost, doubled or cut is accepted or explained within its lines', () => {
    const lines = kawasaki.split('\n');
    fc.assert(
      fc.property(
        fc.nat(lines.length - 1),
        fc.constantFrom('lost', 'doubled', 'cut'),
        fc.nat(40),
        (index, harm, column) => {
          const line = lines[index] ?? '';
          const replaced = { lost: [], doubled: [line, line], cut: [line.slice(0, column)] }[harm];
          const text = lines.toSpliced(index, 1, ...replaced).join('\n');
          const parsed = parseEngagement(text);
          for (const fault of parsed.ok ? [] : parsed.faults) {
            expect(fault.line).toBeLessThanOrEqual(lines.length + 1);
            expect(fault.expected).not.toMatch(/undefined|\[object|Invalid|Expected/);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
