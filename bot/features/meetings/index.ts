import { MEETING_CLOSED } from '../../events.ts';
import type { Feature } from '../../feature.ts';
import type { Job } from '../../jobs/jobs.ts';
import { foldText, type Command, type OnPress } from '../../teams/turn.ts';
import { arrange, openArrangement, reopenArrangement } from './arrange-meeting.ts';
import { close, closeAsInvited, openRecord } from './close-meeting.ts';
import { confirmAll, confirmOne, takeOver, writeAgain } from './confirm-meetings.ts';
import { correctRecord } from './correct-record.ts';
import { FOLLOW_CALENDARS, followCalendars, followCalendarsJob } from './follow-calendars.ts';
import { WRITE_CALENDARS, writeCalendarsJob } from './keep-meeting.ts';
import { listMeetings } from './list-meetings.ts';
import type { MeetingDesk } from './meeting-desk.ts';
import { meetingList, meetingNumbers } from './meeting-list.ts';
import { agendaRenderer, tellMoments, toRecordRenderer } from './moments.ts';
import { plan, planRenderer } from './plan-card.ts';
import { planAtStart } from './plan-year.ts';
import { putBackMeeting } from './put-back.ts';
import { meetingRenderer, showMeeting, showMeetingByNumber } from './show-meeting.ts';
import { noticeRenderer } from './told.ts';
import { writeCalendars } from './write-calendars.ts';
import { afterClosing, renewAgendas } from './renew-agendas.ts';
import { mayArrange, mayRead } from './who.ts';

/** 会議: the year planned and arranged, its events, what comes before and after each. */

const LOOK_AFTER = 'look-after-meetings';
const lookAfter: Job = { task: LOOK_AFTER, payload: {}, key: LOOK_AFTER, wakes: true };

const PLAN = ['会議計画', '年間計画', '会議の計画', 'plan', 'plan meetings', 'meeting plan'];
const SCHEDULE = ['予定', '会議', '会議の予定', '定例会', 'schedule', 'meetings'];

const commands = (desk: MeetingDesk): readonly Command[] => [
  {
    id: 'schedule',
    title: { ja: '予定', en: 'Schedule' },
    description: { ja: 'これからの会議を表示します。', en: 'Shows the meetings to come.' },
    asks: (said) =>
      SCHEDULE.some((word) => foldText(word) === said)
        ? 'exactly'
        : /予定/.test(said)
          ? 'perhaps'
          : undefined,
    run: (turn) => listMeetings(desk, turn),
    offeredTo: (speaker) => mayRead(desk, speaker),
  },
  {
    id: 'meetingPlan',
    title: { ja: '会議計画', en: 'Plan meetings' },
    description: {
      ja: '年間の会議の案を作り、確定します。',
      en: 'Proposes the year’s meetings, to be confirmed.',
    },
    asks: (said) => (PLAN.some((word) => foldText(word) === said) ? 'exactly' : undefined),
    run: (turn) => plan(desk, turn),
    offeredTo: (speaker) => mayArrange(desk, speaker),
  },
];

export const meetings = (desk: MeetingDesk): Feature => {
  const withDesk =
    (run: (desk: MeetingDesk, ...rest: Parameters<OnPress>) => ReturnType<OnPress>): OnPress =>
    (turn, data) =>
      run(desk, turn, data);
  const shown = {
    'meeting.show': withDesk(showMeeting),
    'meeting.list': withDesk(listMeetings),
    'meeting.form': withDesk(openArrangement),
    'meeting.recordForm': withDesk(openRecord),
  };
  return {
    name: 'meetings',
    lists: [meetingList(desk.settings)],
    commands: commands(desk),
    presses: {
      ...shown,
      'meeting.confirm': withDesk(confirmOne),
      'meeting.confirmAll': withDesk(confirmAll),
      'meeting.arrange': withDesk(arrange),
      'meeting.writeAgain': withDesk(writeAgain),
      'meeting.takeOver': withDesk(takeOver),
      'meeting.close': withDesk(close),
      'meeting.closeAsInvited': withDesk(closeAsInvited),
      'meeting.correctRecord': withDesk(correctRecord),
    },
    dialogs: shown,
    reopens: {
      'meeting.arrange': (language, data, problem) => reopenArrangement(desk, language, data, problem),
    },
    jobs: {
      [LOOK_AFTER]: async () => {
        await desk.staff();
        await planAtStart(desk);
        await tellMoments(desk);
        await renewAgendas(desk);
      },
      [WRITE_CALENDARS]: writeCalendars(desk),
      [FOLLOW_CALENDARS]: followCalendars(desk),
      [MEETING_CLOSED]: afterClosing(desk),
    },
    wakes: [lookAfter, writeCalendarsJob, followCalendarsJob],
    byNumber: {
      start: meetingNumbers(desk.settings),
      what: { ja: '会議', en: 'meeting' },
      offeredTo: (speaker) => mayRead(desk, speaker),
      show: (turn, number) => showMeetingByNumber(desk, turn, number),
    },
    renderers: {
      'meeting.card': meetingRenderer(desk),
      'meeting.plan': planRenderer(desk),
      'meeting.notice': noticeRenderer(desk),
      'meeting.agenda': agendaRenderer(desk),
      'meeting.toRecord': toRecordRenderer(desk),
    },
    digests: {},
    afterFiled: () => [],
    afterParked: () => [],
    onRow: (tx, list, row) =>
      list === meetingList(desk.settings).key ? putBackMeeting(desk, tx, row) : Promise.resolve(),
  };
};
