import { WORK_REPORT } from '../../shared/documents/facts-of/work-documents.ts';
import { TO_WRITE } from '../../shared/documents/facts.ts';
import {
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

export const workReportTemplate: WordTemplate = {
  title: '作業実施報告書',
  fields: WORK_REPORT.fields,
  body: [
    text('Title', '作業実施報告書'),
    para('Subtitle', field('document.engagement')),
    factTable('報告の概要', [
      ['対象期間', para('TableText', field('report.from'), words('から'), field('report.to'), words('まで'))],
      [
        '課題',
        para(
          'TableText',
          words('未完了'),
          field('report.openIssues'),
          words('（うち期限を過ぎたもの'),
          field('report.lateIssues'),
          words('）'),
        ),
      ],
      ['報告日', inTable('document.date')],
    ]),
    heading('概況'),
    when('report.summary', fieldLines('BodyText', 'report.summary')),
    unless('report.summary', text('BodyText', TO_WRITE)),
    heading('作業の実施状況'),
    listTable(
      'works',
      '表1　作業の実施状況',
      [
        { head: '作業', width: 20, id: 'works.theme' },
        { head: '実施した内容', width: 40, id: 'works.done', lines: true },
        { head: '状況', width: 15, id: 'works.state' },
        { head: '今後の予定', width: 25, id: 'works.next', lines: true },
      ],
      { none: TO_WRITE },
    ),
    heading('開催した会議'),
    listTable(
      'meetings',
      '表2　対象期間に開催した会議',
      [
        { head: '開催日', width: 30, id: 'meetings.on' },
        { head: '会議名', width: 70, id: 'meetings.title' },
      ],
      { none: '対象期間に開催した会議はありません。' },
    ),
    para('Right', words('以上')),
    text('Attachment', '別紙1　課題管理'),
    listTable(
      'issues',
      '課題管理表（未完了のものと、対象期間に完了したもの）',
      [
        { head: '番号', width: 16, id: 'issues.number' },
        { head: '区分', width: 11, id: 'issues.kind' },
        { head: '件名', width: 33, id: 'issues.title' },
        { head: '担当', width: 14, id: 'issues.owner' },
        { head: '期限', width: 14, id: 'issues.due' },
        { head: '状況', width: 12, id: 'issues.state' },
      ],
      { none: '課題はありません。' },
    ),
    text('Attachment', '別紙2　スケジュール管理'),
    listTable('deliverables', '成果物と作業の予定と実績', [
      { head: '成果物・作業', width: 34, id: 'deliverables.name' },
      { head: '期限', width: 23, id: 'deliverables.due' },
      { head: '提出日', width: 23, id: 'deliverables.handedInOn' },
      { head: '状況', width: 20, id: 'deliverables.state' },
    ]),
  ].join(''),
};
