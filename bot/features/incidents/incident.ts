import type { Settings } from '../../../shared/engagements/settings.ts';
import { isUrgent, noPersonalInformation, securityIncident } from '../../../shared/incidents/incident.ts';
import { formatWallTime } from '../../../shared/kernel/instant.ts';
import { wordsOfChoice } from '../../../shared/kernel/record/field.ts';
import { say, type Words } from '../../../shared/kernel/words.ts';
import type { IntakeKind } from '../../intake/intake-kind.ts';
import { notice } from '../../teams/card.ts';
import { incidentList } from './incident-list.ts';

const text = {
  enough: {
    ja: 'わかる範囲で構いません。ネットワークが使えないときは電話してください。',
    en: 'What you know now is enough. Without a network please call:',
  },
} as const satisfies Record<string, Words>;

/** 事故等 第一報: quick, and never in the open. */
export const incidentKind = (settings: Settings): IntakeKind => {
  const record = securityIncident(settings);
  const { incident } = settings;
  return {
    kind: 'incident',
    settings: incident,
    record,
    list: incidentList(settings),
    calledBy: {
      word: { ja: '事故', en: 'incident' },
      exactly: [
        '事故',
        '事故等',
        'インシデント',
        '報告',
        '報告したい',
        '事故報告',
        'incident',
        'report',
        'security incident',
      ],
      containing: [
        '事故',
        'インシデント',
        '漏えい',
        '漏洩',
        '紛失',
        '盗難',
        'ウイルス',
        'ウィルス',
        '誤送信',
        '不正アクセス',
        '感染',
        '乗っ取',
        'フィッシング',
        '不審なメール',
        '盗まれ',
        'なくした',
        'なくしました',
        '落とした',
        '落としました',
        '間違えて送',
        '誤って送',
        'incident',
        'breach',
        'stolen',
        'phishing',
        'malware',
        'virus',
      ],
    },
    parts: [
      { fields: ['subject', 'incidentKind', 'certainty', 'foundAt', 'whatHappened', 'stillGoingOn'] },
      {
        title: { ja: 'わかること', en: 'What is known' },
        opens: { ja: 'わかることを追加する', en: 'Add what is known' },
        fields: [
          'occurredAt',
          'foundBy',
          'place',
          'nature',
          'firstMeasures',
          'systems',
          'extent',
          'contractorInvolved',
        ],
      },
      {
        title: { ja: '個人情報', en: 'Personal information' },
        opens: { ja: '個人情報について追加する', en: 'Add about personal information' },
        fields: ['personalInformationKinds', 'persons'],
      },
    ],
    defaults: (today, time) => ({ certainty: 'suspected', foundAtDate: today, foundAtTime: time }),
    check: (values, now) => {
      const { foundAt, occurredAt, persons } = values;
      const none = noPersonalInformation(settings, values);
      return {
        ...(typeof foundAt === 'string' && foundAt > now
          ? {
              foundAt: {
                ja: '現在より後の日時です。発見した日時を入力してください。',
                en: 'This time is in the future. Please enter when it was found.',
              },
            }
          : {}),
        ...(typeof foundAt === 'string' && typeof occurredAt === 'string' && foundAt < occurredAt
          ? {
              occurredAt: {
                ja: '発見日時より後の日時です。発生した日時か、発見日時を直してください。',
                en: 'This is later than when it was found. Please correct one of the two.',
              },
            }
          : {}),
        ...(none && typeof persons === 'number' && persons > 0
          ? {
              persons: {
                ja: `個人情報は「${none.ja}」を選んでいます。本人の数を空欄にするか、種類を選び直してください。`,
                en: `“${none.en}” is chosen for personal information. Please leave this empty, or choose its kinds.`,
              },
            }
          : {}),
      };
    },
    urgent: (values) => isUrgent(settings, values),
    facts: (values, language, state) => {
      const kind = record.fields['incidentKind'];
      const name = kind?.kind === 'choice' ? wordsOfChoice(kind, String(values['incidentKind'])) : undefined;
      const foundAt = values['foundAt'];
      const going = record.fields['stillGoingOn'];
      return [
        ...(name ? ([[language === 'ja' ? '種別' : 'Kind', say(name, language)]] as const) : []),
        ...(typeof foundAt === 'string'
          ? ([[language === 'ja' ? '発見日時' : 'Found at', formatWallTime(foundAt, language)]] as const)
          : []),
        ...(going?.kind === 'toggle' && values['stillGoingOn'] === true && state !== 'withdrawn'
          ? ([[say(going.label, language), say(going.statement, language)]] as const)
          : []),
      ];
    },
    notice: (language) => [
      notice(
        say(text.enough, language),
        'emphasis',
        // A number a line, so that none is broken on a phone.
        settings.telephones.map(
          (one) => `${say(one.for, language)}${language === 'ja' ? '：' : ': '}${one.number}`,
        ),
      ),
    ],
    mention: incident.mention.replace(/^role:/, ''),
  };
};
