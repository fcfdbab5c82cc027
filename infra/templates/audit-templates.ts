import {
  AUDIT_RESULTS,
  AUDIT_SUMMARY,
  AUDIT_WORKING_PAPER,
} from '../../shared/documents/facts-of/audit-fields.ts';
import { TO_WRITE } from '../../shared/documents/facts.ts';
import {
  chartPlace,
  dropDown,
  factTable,
  field,
  fieldLines,
  heading,
  inTable,
  linesInTable,
  listTable,
  para,
  text,
  unless,
  when,
  words,
  type Column,
} from './word-blocks.ts';
import type { WordTemplate } from './word-file.ts';

const RESULTS = AUDIT_RESULTS.map(({ name }) => name.ja);

const counts = AUDIT_RESULTS.flatMap(({ id, name }, index) => [
  words(`${index === 0 ? '' : '、'}${name.ja}`),
  field(`audit.${id}`),
]);

const resultColumns = (list: string): readonly Column[] =>
  AUDIT_RESULTS.map(({ id, name }) => ({ head: name.ja, width: 13, id: `${list}.${id}`, number: true }));

/** What is seen is what was looked at: no more may be read out of it. */
const LIMITS =
  '記載した結果は、実施日に確認した資料、設備、聞き取りの範囲によるものです。確認していない範囲の状態を示すものではありません。';

export const auditWorkingPaperTemplate: WordTemplate = {
  title: '監査調書',
  fields: AUDIT_WORKING_PAPER.fields,
  turned: 'landscape',
  body: [
    text('Title', '監査調書'),
    factTable(
      '監査の概要',
      [
        ['被監査部門', inTable('audit.auditee')],
        ['監査の種類', inTable('audit.kind')],
        ['実施日・場所', para('TableText', field('audit.on'), words('　'), field('audit.place'))],
        ['主任監査員', inTable('audit.leadAuditor')],
        ['監査員', linesInTable('audit.auditors')],
        ['対応者', linesInTable('audit.respondents')],
        ['監査基準', linesInTable('audit.criteria')],
        ['結果の件数', para('TableText', ...counts)],
      ],
      'landscape',
    ),
    heading('監査項目と結果'),
    listTable(
      'items',
      '表1　監査項目ごとの結果',
      [
        { head: '番号', width: 7, id: 'items.number' },
        { head: '分類', width: 9, id: 'items.category' },
        { head: '監査項目', width: 23, id: 'items.requirement', lines: true },
        { head: '根拠', width: 11, id: 'items.clause' },
        { head: '結果', width: 8, cell: para('TableText', dropDown('items.result', RESULTS)) },
        { head: '監査証拠', width: 14, id: 'items.evidence', lines: true },
        { head: '確認した事実', width: 19, id: 'items.observation', lines: true },
        { head: '備考', width: 9, id: 'items.remark', lines: true },
      ],
      { turned: 'landscape', none: TO_WRITE },
    ),
    listTable(
      'categories',
      '表2　分類別の結果（件）',
      [{ head: '分類', width: 40, id: 'categories.name' }, ...resultColumns('categories')],
      { turned: 'landscape', none: TO_WRITE },
    ),
    heading('指摘事項'),
    listTable(
      'findings',
      '表3　指摘事項と改善提案',
      [
        { head: '番号', width: 6, id: 'findings.number' },
        { head: '区分', width: 8, id: 'findings.level' },
        { head: '指摘事項', width: 28, id: 'findings.finding', lines: true },
        { head: '原因', width: 22, id: 'findings.cause', lines: true },
        { head: '改善提案', width: 26, id: 'findings.recommendation', lines: true },
        { head: '期限', width: 10, id: 'findings.due' },
      ],
      { turned: 'landscape', none: TO_WRITE },
    ),
    heading('監査結論'),
    fieldLines('BodyText', 'audit.conclusion'),
    text('BodyText', LIMITS),
    heading('被監査部門の合意'),
    when(
      'audit.isAgreed',
      para(
        'BodyText',
        field('audit.agreedOn'),
        words('、'),
        field('audit.agreedBy'),
        words('は、この調書の結果に合意しました。'),
      ),
    ),
    unless('audit.isAgreed', text('BodyText', TO_WRITE)),
  ].join(''),
};

export const auditSummaryTemplate: WordTemplate = {
  title: '情報セキュリティ監査結果概要報告書',
  fields: AUDIT_SUMMARY.fields,
  charts: [
    {
      categories: ['分類1', '分類2', '分類3'],
      series: ['適合', '要改善', '不適合'],
      lying: true,
      unit: '件',
      size: 9,
    },
  ],
  body: [
    text('Title', '情報セキュリティ監査結果概要報告書'),
    para('Subtitle', field('document.engagement')),
    factTable('報告の概要', [
      ['実施期間', para('TableText', field('report.from'), words('から'), field('report.to'), words('まで'))],
      ['監査の数', inTable('report.audits')],
      ['結果の件数', para('TableText', ...counts)],
      ['報告日', inTable('document.date')],
    ]),
    heading('総評'),
    fieldLines('BodyText', 'report.summary'),
    text('BodyText', LIMITS),
    heading('監査の一覧'),
    listTable(
      'audits',
      '表1　監査の対象と結果（件）',
      [
        { head: '被監査部門', width: 24, id: 'audits.auditee' },
        { head: '種類', width: 13, id: 'audits.kind' },
        { head: '実施日', width: 13, id: 'audits.on' },
        ...resultColumns('audits'),
      ],
      { none: TO_WRITE },
    ),
    heading('分類別の結果'),
    listTable(
      'categories',
      '表2　分類別の結果（件）',
      [{ head: '分類', width: 40, id: 'categories.name' }, ...resultColumns('categories')],
      { none: TO_WRITE },
    ),
    when(
      'categories',
      text('Caption', '図1　分類別の結果') +
        chartPlace(
          'resultChart',
          1,
          '監査の結果を分類別に、適合、要改善、不適合の件数で示す棒グラフ。値は表2と同じ。',
          3_900_000,
        ) +
        text('Source', '出典：監査調書'),
    ),
    heading('指摘事項'),
    listTable(
      'findings',
      '表3　指摘事項と改善提案',
      [
        { head: '被監査部門', width: 15, id: 'findings.auditee' },
        { head: '区分', width: 11, id: 'findings.level' },
        { head: '指摘事項', width: 28, id: 'findings.finding', lines: true },
        { head: '改善提案', width: 28, id: 'findings.recommendation', lines: true },
        { head: '状況', width: 18, id: 'findings.state' },
      ],
      { none: TO_WRITE },
    ),
    when('report.goodPractices', heading('優れた取組') + fieldLines('BulletItem', 'report.goodPractices')),
    heading('監査から見えたリスクと対応策'),
    listTable(
      'risks',
      '表4　リスク、要因、対応策',
      [
        { head: 'リスク', width: 32, id: 'risks.risk' },
        { head: '要因', width: 32, id: 'risks.cause' },
        { head: '対応策', width: 36, id: 'risks.measure' },
      ],
      { none: TO_WRITE },
    ),
    when('report.method', heading('監査方法の改善の提案') + fieldLines('Item2', 'report.method')),
    para('Right', words('以上')),
  ].join(''),
};
