import type { Feature } from '../../feature.ts';
import type { Desk } from '../../intake/desk.ts';
import { issueList } from './issue-list.ts';

/** 課題管理表: tasks with owner, date and history. */
export const issues = (desk: Desk): Feature => ({
  name: 'issues',
  lists: [issueList(desk.settings)],
  commands: [],
  presses: {},
  dialogs: {},
  reopens: {},
  jobs: {},
  renderers: {},
  digests: {},
  afterFiled: () => [],
  afterParked: () => [],
  onRow: () => Promise.resolve(),
});
