import type { Feature } from '../../feature.ts';
import type { MeetingDesk } from './meeting-desk.ts';
import { meetingList } from './meeting-list.ts';

/** 会議: the year planned and arranged, its events, what comes before and after each. */

const STAFF = 'refresh-staff';

export const meetings = (desk: MeetingDesk): Feature => ({
  name: 'meetings',
  lists: [meetingList(desk.settings)],
  commands: [],
  presses: {},
  dialogs: {},
  reopens: {},
  jobs: {
    [STAFF]: async () => {
      await desk.staff();
    },
  },
  wakes: [{ task: STAFF, payload: {}, key: STAFF, wakes: true }],
  renderers: {},
  digests: {},
  afterFiled: () => [],
  afterParked: () => [],
  onRow: () => Promise.resolve(),
});
