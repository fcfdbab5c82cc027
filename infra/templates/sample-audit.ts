import type {
  AuditFacts,
  AuditItem,
  AuditSummaryFacts,
} from '../../shared/documents/facts-of/audit-documents.ts';
import type { AuditResult } from '../../shared/documents/facts-of/audit-fields.ts';
import type { Settings } from '../../shared/engagements/settings.ts';
import { plainDate } from '../../shared/kernel/plain-date.ts';
import { dayOf } from './sample-cases.ts';

/** Audits of two sections and a system, invented. */

const ITEMS: readonly Omit<AuditItem, 'result' | 'number'>[] = [
  {
    category: '管理体制',
    requirement: '情報セキュリティ担当者を定め、所属内に周知しているか。',
    clause: '対策基準 2',
    evidence: '担当者名簿、周知の記録',
    observation: '担当者を定め、年度初めの会議で周知していました。',
  },
  {
    category: '管理体制',
    requirement: '異動や退職のとき、利用者IDを速やかに止めているか。',
    clause: '対策基準 6.2',
    evidence: '利用者ID一覧、異動名簿',
    observation: '一覧と異動名簿を突き合わせ、差がないことを確認しました。',
  },
  {
    category: '情報資産',
    requirement: '情報資産を分類し、台帳を年1回以上見直しているか。',
    clause: '対策基準 3',
    evidence: '情報資産台帳',
    observation: '台帳はありますが、前年度に更新した記録がありませんでした。',
  },
  {
    category: '情報資産',
    requirement: '外部記録媒体の貸出しと返却を記録しているか。',
    clause: '対策基準 4.4',
    evidence: '媒体管理簿、現物',
    observation: '管理簿と現物の数が一致していました。',
  },
  {
    category: '物理的対策',
    requirement: '退庁するとき、端末と重要な書類を施錠して保管しているか。',
    clause: '対策基準 5.1',
    evidence: '執務室の確認',
    observation: '書庫は施錠されていました。共用の棚に個人情報を含む書類がありました。',
  },
  {
    category: '電子メール',
    requirement: '外部へ送る前に、宛先と添付ファイルを確認しているか。',
    clause: '対策基準 6.1',
    evidence: '聞き取り、送信の記録',
    observation: '複数人での確認を行うこととしていますが、記録が残っていません。',
  },
  {
    category: '委託',
    requirement: '委託先の情報セキュリティ対策を、履行中に確認しているか。',
    clause: '対策基準 8.1',
    evidence: '契約書、チェックシート',
    observation: '締結時の確認はありましたが、履行中の確認はされていませんでした。',
  },
  {
    category: '個人番号',
    requirement: '特定個人情報を取り扱う区域を定め、立入りを制限しているか。',
    clause: '取扱規程 4',
    evidence: '区域図、現場',
    observation: '区域を定め、取り扱う職員を限っていました。',
  },
];

const items = (results: readonly AuditResult[]): readonly AuditItem[] =>
  ITEMS.map((item, index) => ({
    ...item,
    number: `A-${String(index + 1).padStart(2, '0')}`,
    result: results[index] ?? 'conforming',
    ...(results[index] === 'conforming'
      ? { observation: '規程のとおり行われていることを確認しました。' }
      : {}),
    ...(results[index] === 'notApplicable'
      ? { observation: '該当する業務がありません。', remark: '対象の業務なし' }
      : {}),
  }));

const common = (settings: Settings) => ({
  leadAuditor: '最高情報セキュリティアドバイザー　見本 和子',
  auditors: [`${settings.words.itPolicySection.ja}　見本 次郎`, '監査員（総務担当課）　見本 四郎'],
  criteria: ['情報セキュリティ対策基準', '特定個人情報等の取扱いに関する規程'],
});

export const auditsOf = (settings: Settings): readonly AuditFacts[] => {
  const on = (monthDay: string) => plainDate(dayOf(settings, monthDay));
  const [one, two] = [
    settings.sections.at(-3)?.name.ja ?? '第一課',
    settings.sections.at(-5)?.name.ja ?? '第二課',
  ];
  const agreed = (section: string, day: string) => ({
    by: `${section}長（情報セキュリティ責任者）`,
    on: on(day),
  });
  return [
    {
      ...common(settings),
      auditee: one,
      kind: '運用面',
      on: on('10-20'),
      place: '本庁舎4階　執務室と書庫',
      respondents: ['課長　見本 五郎', '情報セキュリティ担当者　見本 六子'],
      items: items([
        'conforming',
        'conforming',
        'improvement',
        'conforming',
        'improvement',
        'improvement',
        'nonconforming',
        'notApplicable',
      ]),
      findings: [
        {
          number: 'F-01',
          level: '不適合',
          finding: '委託先の対策の履行中の確認がされていません。',
          cause: '確認の時期と担当が、所属の手順に定められていません。',
          recommendation: '契約ごとに確認の月を定め、チェックシートの提出を受けてください。',
          due: on('12-25'),
          state: '改善中',
        },
        {
          number: 'F-02',
          level: '要改善',
          finding: '情報資産台帳が1年以上見直されていません。',
          cause: '担当者の交代のとき、見直しの時期が引き継がれませんでした。',
          recommendation: '年度初めの事務引継ぎの項目に、台帳の見直しを加えてください。',
          due: on('11-30'),
          state: '改善済み',
        },
        {
          number: 'F-03',
          level: '要改善',
          finding: '共用の棚に、個人情報を含む書類が置かれていました。',
          cause: '一時的な置き場所が決められていません。',
          recommendation: '施錠できる一時保管の場所を定め、退庁時に確認してください。',
          due: on('11-13'),
          state: '改善済み',
        },
      ],
      conclusion:
        '管理体制と媒体の管理は、対策基準に沿って運用されていました。委託先の履行中の確認は行われておらず、早い時期の是正が必要です。',
      agreed: agreed(one, '11-06'),
    },
    {
      ...common(settings),
      auditee: two,
      kind: '運用面',
      on: on('11-10'),
      place: '本庁舎2階　執務室',
      respondents: ['課長　見本 七郎'],
      items: items([
        'conforming',
        'improvement',
        'conforming',
        'conforming',
        'conforming',
        'improvement',
        'conforming',
        'conforming',
      ]),
      findings: [
        {
          number: 'F-01',
          level: '要改善',
          finding: '異動した職員の利用者IDが1件残っていました。',
          cause: '異動の連絡がシステムの担当に届いていませんでした。',
          recommendation: '異動名簿を毎月システムの担当に送る手順としてください。',
          due: on('12-11'),
          state: '改善済み',
        },
      ],
      conclusion: '対策基準に沿って運用されていました。利用者IDの停止の手順に、改善の余地があります。',
      agreed: agreed(two, '11-24'),
    },
    {
      ...common(settings),
      auditee: '窓口予約システム',
      kind: 'システム面',
      on: on('12-08'),
      place: '本庁舎地下1階　サーバー室',
      respondents: ['システム担当　見本 八郎'],
      items: items([
        'conforming',
        'conforming',
        'conforming',
        'notApplicable',
        'conforming',
        'notApplicable',
        'improvement',
        'notApplicable',
      ]),
      findings: [
        {
          number: 'F-01',
          level: '要改善',
          finding: '保守の委託先の作業記録に、確認者の記名がありません。',
          cause: '作業報告の様式に確認欄がありません。',
          recommendation: '作業報告の様式に確認欄を加えてください。',
          due: on('01-29'),
          state: '改善中',
        },
      ],
      conclusion:
        '設定および権限の管理は、定めた手順に沿っていました。作業記録の確認に改善の余地があります。',
    },
  ];
};

export const auditSummaryOf = (settings: Settings): AuditSummaryFacts => ({
  audits: auditsOf(settings),
  summary:
    '監査した2つの課と1つのシステムでは、担当者の設置、媒体の管理と個人番号の取扱いが、対策基準に沿って行われていました。\n一方、委託先の履行中の確認は、課を問わず記録が十分でなく、全庁で共通の課題と考えられます。',
  goodPractices:
    '異動名簿と利用者ID一覧の突合せを、毎月の定例作業としていた課がありました。\n媒体の管理簿に写真を付け、現物との確認を短い時間で行っていた課がありました。',
  risks: [
    {
      risk: '委託先で個人情報が不適切に取り扱われる',
      cause: '履行中の確認の時期と担当が決まっていない',
      measure: '確認の月を契約ごとに定め、チェックシートで確かめる',
    },
    {
      risk: '不要な利用者IDが使われる',
      cause: '異動の連絡がシステムの担当に届かない',
      measure: '異動名簿を毎月送り、突き合わせる',
    },
  ],
  method:
    '監査項目のうち書面で確かめられるものを事前に提出してもらい、訪問では現場の確認に時間を充てることを提案します。\n前年度の指摘事項の是正の状況を、最初に確認する項目とすることを提案します。',
});
