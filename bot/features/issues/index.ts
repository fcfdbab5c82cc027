import { may } from '../../../shared/kernel/permission.ts';
import { RAISE_ISSUES } from '../../events.ts';
import type { Feature } from '../../feature.ts';
import { foldText, type OnPress } from '../../teams/turn.ts';
import { changeNow, openIssueForm, stepNow } from './change-issue.ts';
import { handOutBook } from './issue-book.ts';
import { issueList, issueNumbers } from './issue-list.ts';
import { type IssueDesk, putBackIssue, raiseWished } from './keep-issue.ts';
import { listIssues } from './list-issues.ts';
import { issueRenderer, showIssue, showIssueByNumber } from './show-issue.ts';

/** 課題管理表: tasks with owner, date and history. */

const WORDS = ['課題', '課題管理表', '宿題', 'issues', 'issue register'];

export const issues = (desk: IssueDesk): Feature => {
  const withDesk =
    (run: (desk: IssueDesk, ...rest: Parameters<OnPress>) => ReturnType<OnPress>): OnPress =>
    (turn, data) =>
      run(desk, turn, data);
  return {
    name: 'issues',
    lists: [issueList(desk.settings)],
    commands: [
      {
        id: 'issues',
        title: { ja: '課題', en: 'Issues' },
        description: {
          ja: '課題管理表の未完了の課題を表示します。',
          en: 'Shows what is open in the issue register.',
        },
        asks: (said) => (WORDS.some((word) => foldText(word) === said) ? 'exactly' : undefined),
        run: (turn) => listIssues(desk, turn),
        offeredTo: (speaker) => may(desk.settings, speaker, 'issue.read'),
      },
    ],
    presses: {
      'issue.list': withDesk(listIssues),
      'issue.show': withDesk(showIssue),
      'issue.step': withDesk(stepNow),
      'issue.change': withDesk(changeNow),
      'issue.book': (turn) => handOutBook(desk, turn),
    },
    dialogs: { 'issue.form': withDesk(openIssueForm), 'issue.show': withDesk(showIssue) },
    reopens: {},
    jobs: { [RAISE_ISSUES]: raiseWished(desk) },
    byNumber: {
      start: issueNumbers(desk.settings),
      what: { ja: '課題', en: 'issue' },
      offeredTo: (speaker) => may(desk.settings, speaker, 'issue.read'),
      show: (turn, number) => showIssueByNumber(desk, turn, number),
    },
    renderers: { 'issue.card': issueRenderer(desk) },
    digests: {},
    afterFiled: () => [],
    afterParked: () => [],
    onRow: (tx, list, row) =>
      list === issueList(desk.settings).key ? putBackIssue(desk, tx, row) : Promise.resolve(),
  };
};
