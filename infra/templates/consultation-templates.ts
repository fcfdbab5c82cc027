import { ANSWER, CONSULTATION_REPORT } from '../../shared/documents/facts-of/consultation-documents.ts';
import { TO_WRITE } from '../../shared/documents/facts.ts';
import {
  chartPlace,
  each,
  factTable,
  field,
  fieldLines,
  heading,
  inTable,
  listTable,
  para,
  text,
  unless,
  when,
  words,
} from './word-blocks.ts';
import type { WordTemplate } from './word-file.ts';

export const answerTemplate: WordTemplate = {
  title: '回答書',
  letter: true,
  fields: ANSWER.fields,
  body: [
    para('Right', field('document.number')),
    para('Right', field('document.date')),
    para('Normal'),
    para('Normal', field('consultation.section'), words('長　様')),
    para('Normal'),
    para('Sender', field('document.engagement')),
    para('Sender', field('answer.answeredBy')),
    para('Title', field('consultation.subject'), words('（回答）')),
    para(
      'Letter',
      field('consultation.receivedOn'),
      words('付けで受け付けた相談（'),
      field('consultation.number'),
      words('）について、下記のとおり回答します。'),
    ),
    text('Subtitle', '記'),
    when(
      'consultation.background',
      heading('相談の背景') + fieldLines('BodyText', 'consultation.background'),
    ),
    heading('相談内容と回答'),
    when(
      'questions',
      each(
        'questions',
        para('Heading2', words('相談：'), field('questions.question')) +
          fieldLines('BodyText', 'questions.answer'),
      ),
    ),
    when('answer.references', heading('参考とした資料') + fieldLines('BulletItem', 'answer.references')),
    heading('留意事項'),
    text(
      'BodyText',
      'この回答は、相談の時点で確認できた資料に基づく助言です。採否と実施の判断は、所管課において行ってください。',
    ),
    para('Right', words('以上')),
  ].join(''),
};

export const consultationReportTemplate: WordTemplate = {
  title: '相談業務実施報告書',
  fields: CONSULTATION_REPORT.fields,
  charts: [{ categories: ['区分1', '区分2', '区分3'], series: ['件数'], lying: true, unit: '件', size: 9 }],
  body: [
    text('Title', '相談業務実施報告書'),
    para('Subtitle', field('document.engagement')),
    factTable('報告の概要', [
      ['対象期間', para('TableText', field('report.from'), words('から'), field('report.to'), words('まで'))],
      [
        '受付件数',
        para(
          'TableText',
          field('report.cases'),
          words('（回答済み'),
          field('report.answered'),
          words('、未回答'),
          field('report.open'),
          words('）'),
        ),
      ],
      ['報告日', inTable('document.date')],
    ]),
    heading('実施状況'),
    when('quotas', text('BodyText', '契約で想定する年間の件数に対する実施状況は、以下のとおりです。')),
    listTable(
      'quotas',
      '表1　年間の想定件数に対する実施状況',
      [
        { head: '区分', width: 40, id: 'quotas.name' },
        { head: '単位', width: 10, id: 'quotas.unit' },
        { head: '想定', width: 12, id: 'quotas.planned', number: true },
        { head: '対象期間', width: 14, id: 'quotas.period', number: true },
        { head: '年度累計', width: 14, id: 'quotas.total', number: true },
        { head: '残り', width: 10, id: 'quotas.remaining', number: true },
      ],
      { none: '相談の年間の件数は、契約に定めがありません。' },
    ),
    when(
      'categories',
      text('Caption', '図1　対象期間に受け付けた相談の区分') +
        chartPlace(
          'categoryChart',
          1,
          '対象期間に受け付けた相談の件数を区分別に示す棒グラフ。値は表2の区分の集計と同じ。',
        ) +
        text('Source', '出典：相談一覧（SharePoint）'),
    ),
    heading('相談の一覧'),
    listTable(
      'cases',
      '表2　対象期間に受け付けた相談',
      [
        { head: '受付番号', width: 16, id: 'cases.number' },
        { head: '受付日', width: 14, id: 'cases.receivedOn' },
        { head: '相談元', width: 16, id: 'cases.section' },
        { head: '件名', width: 27, id: 'cases.subject' },
        { head: '区分', width: 17, id: 'cases.category' },
        { head: '状態', width: 12, id: 'cases.state' },
        { head: '回答日', width: 14, id: 'cases.answeredOn' },
      ],
      { none: '対象期間に受け付けた相談はありません。' },
    ),
    heading('所見'),
    when('report.remarks', fieldLines('BodyText', 'report.remarks')),
    unless('report.remarks', text('BodyText', TO_WRITE)),
    para('Right', words('以上')),
  ].join(''),
};
