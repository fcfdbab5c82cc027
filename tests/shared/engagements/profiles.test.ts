import { describe, expect, test } from '@jest/globals';
import type { Engagement } from '../../../shared/engagements/engagement.ts';
import { plannedWords } from '../../../shared/engagements/obligation-references.ts';
import { fiscalYearLabel, fiscalYearRange } from '../../../shared/kernel/fiscal-year.ts';
import { openDays } from '../../../shared/kernel/open-days.ts';
import { plainDate, weekdayOf, weekdayShort } from '../../../shared/kernel/plain-date.ts';
import { KAWASAKI_R3_CLAUSES, NERIMA_R8_CLAUSES } from './clause-ids.ts';
import { profile } from './profile-text.ts';

const nerima = profile('nerima-r8');
const kawasaki = profile('kawasaki-r3');
const both = [
  ['nerima-r8', nerima],
  ['kawasaki-r3', kawasaki],
] as const;

const counts = ({ settings }: Engagement): Record<string, string> =>
  Object.fromEntries(settings.counts.map(({ id, planned, unit }) => [id, plannedWords(planned, unit)]));

const row = ({ obligations }: Engagement, clause: string) =>
  obligations.find((candidate) => candidate.clause === clause);

describe('obligations', () => {
  test('every row of the Nerima specification, N-1.1 to N-7, stands in the profile in its order', () => {
    expect(NERIMA_R8_CLAUSES).toHaveLength(136);
    expect(nerima.obligations.map(({ clause }) => clause)).toEqual(NERIMA_R8_CLAUSES);
  });

  test('every row of the Kawasaki specification, K-0 to K-12.2, stands in the profile in its order', () => {
    expect(KAWASAKI_R3_CLAUSES).toHaveLength(88);
    expect(kawasaki.obligations.map(({ clause }) => clause)).toEqual(KAWASAKI_R3_CLAUSES);
  });

  test.each(both)(
    '%s: every row is a Japanese sentence or title that ends like one',
    (_id, { obligations }) => {
      for (const { clause, text } of obligations) {
        expect([clause, /[ぁ-ん一-龠]/.test(text) && text.endsWith('。')]).toEqual([clause, true]);
      }
    },
  );

  test('each profile keeps the spelling of its specification: kana in Nerima, kanji in Kawasaki', () => {
    const texts = (engagement: Engagement) => engagement.obligations.map(({ text }) => text).join('\n');
    expect(nerima.settings.orthography).toBe('kana');
    expect(texts(nerima)).not.toMatch(/及び|又は|並びに|若しくは/);
    expect(kawasaki.settings.orthography).toBe('kanji');
    expect(texts(kawasaki)).not.toMatch(/および|または|ならびに/);
  });

  test('K-7.1 the deliveries are due on the two days that the specification names with their weekdays', () => {
    const dates = row(kawasaki, 'K-7.1')?.dates ?? [];
    const due = dates.flatMap((date) => ('by' in date ? [date.by] : []));
    expect(due).toEqual(['2022-02-28', '2022-03-31']);
    expect(due.map((date) => weekdayShort(weekdayOf(plainDate(date))).ja)).toEqual(['月', '木']);
  });

  test('N-4.3.イ.2 everything is handed in by the end of the contract', () => {
    expect(row(nerima, 'N-4.3.イ.2')?.dates).toEqual([{ by: nerima.settings.term.end }]);
  });
});

describe('open questions', () => {
  test.each([
    ['N-3.2.イ.T9', 'N-4.2.イ.ア'],
    ['N-3.2.エ.5', 'N-3.2.エ.エ.3'],
    ['N-3.1.ア', 'N-3.3.ア.ア.1'],
    ['N-3.1.ア.イ.c.2', 'N-3.1.ウ.ア'],
    ['N-3.2.ウ.2', 'N-4.2.ウ'],
    ['N-3.2.エ.エ.1', 'N-3.3.ア.オ'],
    ['N-5.1', 'N-5.1'],
  ])('the defect between %s and %s of the Nerima specification is asked about', (one, other) => {
    const asked = nerima.openQuestions.filter(
      ({ clauses }) => clauses.includes(one) && clauses.includes(other),
    );
    expect(asked).toHaveLength(1);
    expect(asked[0]?.status).toBe('unconfirmed');
  });

  test('K-4.1.エ and K-11 name different plans, and the profile asks which is meant', () => {
    const asked = kawasaki.openQuestions.find(({ clauses }) => clauses.includes('K-4.1.エ'));
    expect(asked?.readings.map(({ clause }) => clause)).toEqual(['K-4.1.エ', 'K-11']);
  });
});

describe('counts per year', () => {
  test('N-3.1 to N-3.3 the numbers of the Nerima specification', () => {
    expect(counts(nerima)).toMatchObject({
      dxSupport: '5件',
      planReview: '60件',
      procurement: '5件',
      systemEvaluation: '1件',
      digitalTraining: '2種類',
      protectionAssessment: '2事務',
      myNumberTraining: '2回',
      newEmployeeTraining: '1回',
      newManagerTraining: '1回',
      securityOfficerTraining: '2回',
      surveyItems: '10項目',
      selfCheckItems: '10項目',
      sectionCheckItems: '50項目',
      auditOrganizations: '5組織',
      auditSystems: '1システム',
      consultationSection: '20件',
      consultationAccompaniment: '5件',
      consultationIT: '40件',
      promotionHeadquarters: '5回',
      steeringCommittee: '5回',
      securityCommittee: '1～2回',
      regularMeeting: '24回',
      progressMeeting: '6回',
    });
  });

  test('N-3.2.イ.T1 to N-3.2.イ.T9 nine groups are trained', () => {
    const { nurseryTrainingSets, gatheredTrainingSets, distributedTrainingSets } = counts(nerima);
    expect([nurseryTrainingSets, gatheredTrainingSets, distributedTrainingSets]).toEqual([
      '2対象',
      '3対象',
      '4対象',
    ]);
    expect(NERIMA_R8_CLAUSES.filter((clause) => /^N-3\.2\.イ\.T\d$/.test(clause))).toHaveLength(9);
  });

  test('K-4.1 to K-8.5 the numbers of the Kawasaki specification', () => {
    expect(counts(kawasaki)).toEqual({
      protectionAssessment: '10件まで',
      systemIntroductionTraining: '1回',
      securityBasicsTraining: '1回',
      securityLiaisonTraining: '1回',
      myNumberTrainingMaterial: '1回',
      planReview: '40件',
      specificationOpinion: '10件',
      regularMeeting: '12回',
      coordinationCommittee: '2回',
      secretariesMeeting: '2回',
      largeSystemMeeting: '48回',
      externalAuditMyNumber: '10事務',
      auditMeetingMyNumber: '1回',
      auditMeetingSystems: '1回',
      externalAuditSystems: '2システム',
      auditMeetingEachSystem: '2回',
      siteVisits: '6回',
      auditDebriefs: '12回',
      internalInspections: '2回',
      attendanceDays: '36日',
    });
  });
});

describe('settings', () => {
  test('N-2.1.1 and K-2 each contract runs for its fiscal year', () => {
    expect(nerima.settings.term).toEqual(fiscalYearRange(2026));
    expect(kawasaki.settings.term).toEqual(fiscalYearRange(2021));
    expect(fiscalYearLabel(nerima.settings.fiscalYear, 'ja')).toBe('令和8年度');
    expect(fiscalYearLabel(kawasaki.settings.fiscalYear, 'ja')).toBe('令和3年度');
  });

  test('each office is open on as many days as its fiscal year has', () => {
    for (const [engagement, days] of [
      [nerima, 241],
      [kawasaki, 242],
    ] as const) {
      const { term, calendar } = engagement.settings;
      expect(openDays(calendar).count(plainDate(term.start), plainDate(term.end))).toBe(days);
    }
  });

  test('N-3.3.ア.イ.a.1 in Nerima anyone hands in a consultation sheet; K-4.2.イ.3 in Kawasaki its ICT section, for others', () => {
    expect(nerima.settings.permissions['consultation.create']).toEqual(['anyone']);
    expect(nerima.settings.consultation).toMatchObject({
      formName: { ja: '相談シート' },
      onBehalf: 'optional',
    });
    expect(kawasaki.settings.permissions['consultation.create']).toEqual(['role:itPolicySection']);
    expect(kawasaki.settings.consultation).toMatchObject({
      formName: { ja: '相談受付票' },
      onBehalf: 'required',
    });
  });

  test.each(both)(
    '%s: an incident is told by anyone, read by those who handle it, and waits for no approval',
    (_id, one) => {
      const { permissions } = one.settings;
      expect(permissions['incident.create']).toEqual(['anyone']);
      expect(permissions['incident.read']).not.toContain('anyone');
      expect(permissions['incident.read']).not.toContain('section');
      expect(one.settings.incident.chief).not.toBe('approves');
    },
  );

  test.each(both)('%s: telephone numbers are plainly invented', (_id, { settings }) => {
    for (const { number } of settings.telephones) expect(number).toMatch(/^0\d+-0{3,4}-0{3}\d$/);
  });

  test('the classes of confidentiality are those of their year', () => {
    const classes = ({ settings }: Engagement) => settings.confidentiality.classes.map(({ name }) => name.ja);
    expect(classes(nerima)).toEqual(['3A', '3B', '3C', '2', '1'].map((level) => `自治体機密性${level}`));
    expect(classes(kawasaki)).toEqual(['3', '2', '1'].map((level) => `機密性${level}`));
  });
});
