import { fiscalYearLabel, fiscalYearRange } from '../kernel/fiscal-year.ts';
import type { Finding } from './fault.ts';
import { documentClauses } from './document-references.ts';
import { KINDS } from './kinds.ts';
import { meetingClauses } from './meeting-references.ts';
import { repeated, unknownName } from './names.ts';
import type { Obligation, OpenQuestion, Planned } from './obligations.ts';
import type { Path } from './path.ts';
import { rangeFindings, type SoundSettings } from './settings-references.ts';
import type { Sound } from './sound.ts';

type Row = Sound<Obligation>;
type Rows = Sound<Obligation[]>;
type Question = Sound<OpenQuestion>;
type Questions = Sound<OpenQuestion[]>;

/** What obligations, open questions and settings say about each other. */
export function obligationFindings(settings: SoundSettings, rows: Rows, questions: Questions): Finding[] {
  const clauses = rows.map((row) => row?.clause);
  const known = clauses.filter((clause) => clause !== undefined);
  return [
    ...repeated(clauses, (index) => ['obligations', index, 'clause'], '条項番号'),
    ...repeated(
      questions.map((question) => question?.id),
      (index) => ['openQuestions', index, 'id'],
      '識別子',
    ),
    ...rows.flatMap((row, index) => (row === undefined ? [] : rowFindings(row, index, settings, questions))),
    ...questions.flatMap((question, index) =>
      question === undefined ? [] : answerFindings(question, index),
    ),
    // With a clause unread, a citation of it would be blamed for the row's fault.
    ...(known.length < rows.length ? [] : clauseFindings(settings, questions, known)),
    ...countFindings(settings, rows),
    ...actedOnFindings(settings, rows),
  ];
}

function rowFindings(row: Row, index: number, settings: SoundSettings, questions: Questions): Finding[] {
  const path: Path = ['obligations', index];
  const found = (row.counts ?? []).flatMap((amount, at) =>
    rangeFindings([...path, 'counts', at], amount?.planned),
  );
  found.push(...dateFindings(row, path, settings.fiscalYear));
  const asked = questions.some((question) => question?.clauses?.includes(row.clause) ?? true);
  if (row.status === 'open' && row.note === undefined && !asked) {
    const expected = '何が要確認かの補足（note）か、この条項を挙げた openQuestions があること';
    found.push({ path: [...path, 'status'], expected });
  }
  return found;
}

/** A contract of one fiscal year has no dates outside it; what reaches further is a rule in words. */
function dateFindings(row: Row, path: Path, fiscalYear: number | undefined): Finding[] {
  return (row.dates ?? []).flatMap((date, at) => {
    const own: Path = [...path, 'dates', at];
    if (date === undefined || 'rule' in date) return [];
    const ends: [Path, string | undefined][] =
      'months' in date
        ? [
            [[...own, 'months', 'from'], date.months?.from],
            [[...own, 'months', 'to'], date.months?.to],
          ]
        : 'by' in date
          ? [
              [[...own, 'from'], date.from],
              [[...own, 'by'], date.by],
            ]
          : [];
    const given = ends.flatMap(([place, text]) => (text === undefined ? [] : [[place, text] as const]));
    const [first, last] = given;
    const backwards =
      first !== undefined && last !== undefined && order(last[1]) < order(first[1])
        ? [{ path: last[0], expected: `始まり（${first[1]}）以後` }]
        : [];
    if (fiscalYear === undefined) return backwards;
    const { start, end } = fiscalYearRange(fiscalYear);
    const outside = given.flatMap(([place, text]) => {
      const month = text.slice(0, 7);
      if (start.slice(0, 7) <= month && month <= end.slice(0, 7)) return [];
      return [{ path: place, expected: `${fiscalYearLabel(fiscalYear, 'ja')}の日付（${start}～${end}）` }];
    });
    return [...backwards, ...outside];
  });
}

/** 2021-05-early < 2021-05-middle < 2021-05-late; days and months sort as they are. */
const order = (text: string): string =>
  text.replace('-early', '-1').replace('-middle', '-2').replace('-late', '-3');

function answerFindings(question: Question, index: number): Finding[] {
  const answered = question.answer !== undefined;
  if (question.status === 'unconfirmed' && answered) {
    return [{ path: ['openQuestions', index, 'status'], expected: 'agreed（answer があるため）' }];
  }
  if (question.status === 'agreed' && !answered) {
    return [
      { path: ['openQuestions', index, 'answer'], expected: '決まった答え（status が agreed のため）' },
    ];
  }
  return [];
}

const citedClauses = (settings: SoundSettings) => [...meetingClauses(settings), ...documentClauses(settings)];

/** Every clause that is cited stands among the obligations. */
function clauseFindings(
  settings: SoundSettings,
  questions: Questions,
  clauses: readonly string[],
): Finding[] {
  const cited = (path: Path, clause: string | undefined): Finding[] =>
    unknownName(path, clause, clauses, 'obligations にある条項');
  const intakes = KINDS.flatMap((kind) =>
    (settings[kind]?.clauses ?? []).flatMap((clause, at) => cited(['settings', kind, 'clauses', at], clause)),
  );
  const counts = (settings.counts ?? []).flatMap((count, at) =>
    cited(['settings', 'counts', at, 'clause'], count?.clause),
  );
  const meetings = citedClauses(settings).flatMap(([path, clause]) => cited(path, clause));
  const asked = questions.flatMap((question, index) => {
    const path: Path = ['openQuestions', index];
    const own = (question?.clauses ?? []).filter((clause) => clause !== undefined);
    return [
      ...(question?.clauses ?? []).flatMap((clause, at) => cited([...path, 'clauses', at], clause)),
      ...(question?.readings ?? []).flatMap((reading, at) =>
        unknownName(
          [...path, 'readings', at, 'clause'],
          reading?.clause,
          own,
          'この項目の clauses にある条項',
        ),
      ),
    ];
  });
  return [...intakes, ...counts, ...meetings, ...asked];
}

/** A number the program counts against is the number that the contract names: written twice, so compared. */
function countFindings(settings: SoundSettings, rows: Rows): Finding[] {
  return (settings.counts ?? []).flatMap((count, index) => {
    const row = rows.find((one) => one?.clause !== undefined && one.clause === count?.clause);
    const planned = whole(count?.planned);
    if (row === undefined || count?.unit === undefined || planned === undefined) return [];
    const path: Path = ['settings', 'counts', index];
    const amounts = (row.counts ?? []).flatMap((amount) => {
      const said = whole(amount?.planned);
      return said === undefined || amount?.unit === undefined ? [] : [plannedWords(said, amount.unit)];
    });
    const found = plannedWords(planned, count.unit);
    if (!amounts.includes(found)) {
      const expected = `${row.clause} の件数（${amounts.join('、') || 'なし'}）`;
      return [{ path: [...path, 'planned'], expected, found }];
    }
    if (row.status === 'recorded' || row.status === 'information') {
      const expected = `status が inSettings、open、agreed のいずれかの条項（${row.clause} は ${row.status}）`;
      return [{ path: [...path, 'clause'], expected }];
    }
    return [];
  });
}

/** A row that meetings, deadlines or slots are made from is not one that the program leaves alone. */
function actedOnFindings(settings: SoundSettings, rows: Rows): Finding[] {
  const idle = new Set(
    rows.flatMap((row) =>
      row?.clause !== undefined && (row.status === 'recorded' || row.status === 'information')
        ? [row.clause]
        : [],
    ),
  );
  return citedClauses(settings).flatMap(([path, clause]) =>
    clause === undefined || !idle.has(clause)
      ? []
      : [{ path, expected: `status が inSettings、open、agreed のいずれかの条項（${clause} は違う）` }],
  );
}

const whole = (planned: Sound<Planned> | undefined): Planned | undefined => {
  if (typeof planned !== 'object') return planned;
  const { min, max } = planned;
  return min === undefined || max === undefined ? undefined : { min, max };
};

/** 60件, 1～2回, 10件まで */
export function plannedWords(planned: Planned, unit: string): string {
  if (typeof planned === 'number') return `${planned}${unit}`;
  return planned.min === 0 ? `${planned.max}${unit}まで` : `${planned.min}～${planned.max}${unit}`;
}
