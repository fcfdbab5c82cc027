import type { Problem } from '../../shared/kernel/problem.ts';
import { problem, type Answer, type Turn } from '../teams/turn.ts';

/** What is refused while the directory does not answer is refused for that reason, and for no other that may be false. */

export const notConfirmed: Problem = {
  code: 'notConfirmed',
  message: {
    ja: '所属を確認できませんでした。ディレクトリが応答していません。確認できるまで、表示や操作ができないものがあります。受け付けた内容は保存されています。少し待ってから、もう一度お試しください。',
    en: 'Your section could not be confirmed because the directory does not answer. Until it does, some things cannot be shown or done. What was accepted is safe. Please try again in a moment.',
  },
};

export const explained = ({ speaker }: Turn, answer: Answer): Answer =>
  speaker.unconfirmed && answer.kind === 'problem' && answer.problem.refusal ? problem(notConfirmed) : answer;
