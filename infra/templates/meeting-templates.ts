import { AGENDA, MINUTES } from '../../shared/documents/facts-of/meeting-documents.ts';
import { TO_WRITE } from '../../shared/documents/facts.ts';
import {
  each,
  factTable,
  field,
  fieldLines,
  heading,
  inTable,
  labelled,
  listTable,
  para,
  TAB,
  text,
  unless,
  when,
  words,
} from './word-blocks.ts';
import type { WordTemplate } from './word-file.ts';

const period = [field('meeting.start'), words('～'), field('meeting.end')];

/** In a cell of a table. */
const eachIn = (list: string, item: string): string => when(list, each(list, item));

/** The items, as far as there are any. */
const agenda = (item: string): string => when('agenda', each('agenda', item));

const papers = when(
  'papers',
  heading('配付資料') +
    each(
      'papers',
      para('BulletItem', words('資料'), field('papers.number'), words('　'), field('papers.name')),
    ),
);

export const agendaTemplate: WordTemplate = {
  title: '次第',
  fields: AGENDA.fields,
  body: [
    para('Title', field('meeting.title'), words('　次第')),
    para('Fact', words('日　時'), TAB, ...period),
    labelled('場　所', 'meeting.place'),
    // The address stands in the invitation, where it can be pressed.
    when(
      'meeting.joinLink',
      para('Fact', words('参　加'), TAB, words('Teams会議（予定表の案内のリンクから参加できます）')),
    ),
    labelled('開　催', 'meeting.organiser'),
    para('Normal'),
    agenda(
      para('Heading1', field('agenda.title')) +
        when('agenda.presenter', para('BodyText', words('説明：'), field('agenda.presenter'))) +
        when('agenda.lines', fieldLines('Item2', 'agenda.lines')),
    ),
    unless('agenda', text('BodyText', TO_WRITE)),
    papers,
    para('Right', words('以上')),
  ].join(''),
};

export const minutesTemplate: WordTemplate = {
  title: '議事録',
  fields: MINUTES.fields,
  body: [
    para('Title', field('meeting.title'), words('　議事録')),
    factTable('会議の概要', [
      ['日時', para('TableText', ...period)],
      ['場所', inTable('meeting.place')],
      [
        '出席者',
        eachIn(
          'attendees',
          para(
            'TableText',
            field('attendees.name'),
            when('attendees.note', words('（') + field('attendees.note') + words('）')),
          ),
        ),
      ],
      ['作成', para('TableText', field('minutes.writer'), words('（'), field('document.date'), words('）'))],
    ]),
    heading('決定事項'),
    when('decisions', each('decisions', para('Item2', field('decisions.text')))),
    unless('decisions', text('BodyText', TO_WRITE)),
    agenda(
      para('Heading1', field('agenda.title')) +
        when('agenda.presenter', para('BodyText', words('説明：'), field('agenda.presenter'))) +
        when('agenda.lines', fieldLines('BulletItem', 'agenda.lines')) +
        fieldLines('BodyText', 'agenda.discussion'),
    ),
    heading('宿題'),
    listTable(
      'actionItems',
      '宿題の一覧',
      [
        { head: '番号', width: 16, id: 'actionItems.number' },
        { head: '内容', width: 44, id: 'actionItems.title' },
        { head: '担当', width: 18, id: 'actionItems.owner' },
        { head: '期限', width: 22, id: 'actionItems.due' },
      ],
      { none: '今回の会議で持ち帰った宿題はありません。', together: true },
    ),
    papers,
    when('meeting.next', heading('次回') + para('BodyText', field('meeting.next'))),
    para('Right', words('以上')),
  ].join(''),
};
