import type { Settings } from '../../../shared/engagements/settings.ts';
import { consultationSheet } from '../../../shared/consultations/consultation.ts';
import { openDays } from '../../../shared/kernel/open-days.ts';
import { formatDate, plainDate, type PlainDate } from '../../../shared/kernel/plain-date.ts';
import { wordsOfChoice } from '../../../shared/kernel/record/field.ts';
import { say, type Language } from '../../../shared/kernel/words.ts';
import type { IntakeKind } from '../../intake/intake-kind.ts';
import { consultationList } from './consultation-list.ts';

/** 相談: the first kind of request. */
export const consultationKind = (settings: Settings): IntakeKind => {
  const record = consultationSheet(settings);
  const calendar = openDays(settings.calendar);
  const { consultation, confidentiality } = settings;
  const nameOf = (field: string, id: unknown, language: 'ja' | 'en'): string | undefined => {
    const known = record.fields[field];
    const words = known?.kind === 'choice' && typeof id === 'string' ? wordsOfChoice(known, id) : undefined;
    return words && say(words, language);
  };
  /** A closed day is no wrong wish: it is kept, and the next open day is said beside it. */
  const wishedText = (wished: PlainDate, language: Language): string => {
    const day = formatDate(wished, language);
    if (calendar.isOpen(wished)) return day;
    const next = formatDate(calendar.next(wished), language);
    return language === 'ja'
      ? `${day}（閉庁日です。次の開庁日は${next}です）`
      : `${day} (the office is closed; the next open day is ${next})`;
  };
  // Who must always say for whom they ask is asked first.
  const asker = consultation.onBehalf === 'required' ? ['onBehalfOf'] : [];
  return {
    kind: 'consultation',
    settings: consultation,
    record,
    list: consultationList(settings),
    calledBy: {
      word: { ja: '相談', en: 'consultation' },
      exactly: [
        '相談',
        '相談したい',
        '相談シート',
        '質問',
        '質問票',
        'consultation',
        'consult',
        'ask',
        'question',
      ],
      containing: ['相談', '質問', 'consult', 'advice'],
    },
    parts: [
      {
        fields: [...asker, 'subject', 'category', 'questions', 'background', 'answerForm', 'wishedDate'],
      },
      {
        title: { ja: '補足', en: 'More' },
        opens: { ja: '補足を追加する', en: 'Add more' },
        fields: [
          'onBehalfOf',
          'relatedSystem',
          'links',
          'contact',
          'confidentiality',
          'personalInformation',
        ].filter((name) => !asker.includes(name)),
      },
    ],
    defaults: (today) => ({
      answerForm: consultation.answerForms[0]?.id ?? '',
      wishedDate: calendar.add(plainDate(today), consultation.wishedDateOpenDays),
      confidentiality: confidentiality.standard,
    }),
    check: (values, now) =>
      typeof values['wishedDate'] === 'string' && values['wishedDate'] < now.slice(0, 10)
        ? {
            wishedDate: {
              ja: '過ぎた日は指定できません。今日以後の日を選んでください。',
              en: 'This date has passed. Please choose today or a later day.',
            },
          }
        : {},
    urgent: () => false,
    facts: (values, language) => {
      const category = nameOf('category', values['category'], language);
      const answerForm = nameOf('answerForm', values['answerForm'], language);
      const wished = values['wishedDate'];
      return [
        ...(category ? ([[language === 'ja' ? '区分' : 'Category', category]] as const) : []),
        ...(typeof wished === 'string'
          ? ([
              [
                language === 'ja' ? '希望回答日' : 'Answer wished by',
                wishedText(plainDate(wished), language),
              ],
            ] as const)
          : []),
        ...(answerForm ? ([[language === 'ja' ? '回答方法' : 'How to answer', answerForm]] as const) : []),
      ];
    },
    notice: () => [],
    mention: undefined,
  };
};
