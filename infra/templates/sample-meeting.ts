import type { MeetingFacts, MinutesFacts } from '../../shared/documents/facts-of/meeting-documents.ts';
import type { Settings } from '../../shared/engagements/settings.ts';
import { fromTokyo, timeOfDay } from '../../shared/kernel/instant.ts';
import { plainDate } from '../../shared/kernel/plain-date.ts';
import { casesOf, dayOf } from './sample-cases.ts';

/** A regular meeting as an engagement holds it. People are invented. */

export const meetingOf = (settings: Settings): MeetingFacts => {
  const series = settings.meetings.series[0];
  if (!series) throw new Error('the profile has no meetings');
  const on = plainDate(dayOf(settings, '09-29'));
  const role = (id: string | undefined): string | undefined =>
    settings.roles.find((one) => one.id === id)?.name.ja;
  const mark = settings.numberPrefix;
  const below: Readonly<Record<string, readonly string[]>> = {
    carriedOver: [`${mark}-課-0007 窓口予約システムの見積条件の整理（見本 花子、9月25日(金)まで）`],
    issues: [
      `${mark}-課-0009 監査の日程の調整（見本 次郎、10月9日(金)まで）`,
      `${mark}-課-0010 研修教材の改訂案の確認（見本 花子、10月16日(金)まで）`,
    ],
    cases: casesOf(settings)
      .slice(0, 4)
      .map(({ number, subject }) => `${number} ${subject}`),
    documents: series.documents.filter(({ id }) => id !== 'agenda').map(({ name }) => name.ja),
  };
  return {
    title: `第12回${series.name.ja}`,
    start: fromTokyo(on, timeOfDay('13:30')),
    end: fromTokyo(on, timeOfDay('17:00')),
    place: series.place,
    joinLink: 'https://teams.example/l/meetup-join/0012',
    organiser: role(series.organiser) ?? '',
    attendees: [
      { name: `${settings.words.itPolicySection.ja}　見本 花子` },
      { name: `${settings.words.itPolicySection.ja}　見本 次郎` },
      { name: '業務責任者　見本 三郎' },
      { name: `${settings.words.cioAdvisor.ja}　見本 一郎` },
      { name: '最高情報セキュリティアドバイザー　見本 和子', note: 'オンライン' },
    ],
    agenda: series.agenda.map(({ title, presenter, fill }) => {
      const shown = role(presenter);
      return {
        title: title.ja,
        ...(shown === undefined ? {} : { presenter: shown }),
        lines: below[fill] ?? [],
      };
    }),
    papers: series.documents.filter(({ id }) => id !== 'agenda').map(({ name }) => name.ja),
  };
};

const SAID: readonly string[] = [
  '前回の宿題のうち、見積条件の整理は期限までに終わり、3社への再依頼を済ませたことを確認した。',
  '監査の日程は、対象の2課から候補日の回答がなく、調整が遅れている。情報セキュリティ担当者を通じて再度照会することとした。',
  '事例の照会が続いているため、回答をまとめて庁内で共有する方法について意見を交わした。共有にあたり、相談元の課の了解を得ることを確認した。',
  '資料に沿って説明があった。質問はなかった。',
  '次回は、監査の計画と研修の実施結果を議題とする。',
];

export const minutesOf = (settings: Settings): MinutesFacts => {
  const meeting = meetingOf(settings);
  const mark = settings.numberPrefix;
  return {
    ...meeting,
    agenda: meeting.agenda.map((item, index) => ({ ...item, discussion: SAID[index] ?? '' })),
    decisions: [
      '事例の照会に対する回答は、相談元の課の了解を得たうえで、庁内の掲示板で共有する。',
      '監査の対象の課への日程の照会は、10月2日(金)までに再度行う。',
    ],
    actionItems: [
      {
        number: `${mark}-課-0011`,
        title: '監査の日程を対象の課へ再度照会する',
        owner: '見本 次郎',
        due: plainDate(dayOf(settings, '10-02')),
      },
      {
        number: `${mark}-課-0012`,
        title: '事例の共有の様式案を作成する',
        owner: '見本 一郎',
        due: plainDate(dayOf(settings, '10-09')),
      },
    ],
    next: fromTokyo(plainDate(dayOf(settings, '10-13')), timeOfDay('13:30')),
    writer: '業務責任者　見本 三郎',
  };
};
