import { failed, type Problem } from '../kernel/problem.ts';
import type { Anchor, InTheWay } from './anchor.ts';

/** Why a document is not written into. Nothing has been changed then. */

const at = (anchor: Anchor): { ja: string; en: string } => ({
  ja: `項目「${anchor.tag.id}」（${anchor.place.ja}）`,
  en: `field "${anchor.tag.id}" (${anchor.place.en})`,
});

const say =
  (code: string, ja: (place: string) => string, en: (place: string) => string) =>
  (anchor: Anchor): Problem =>
    failed(
      `document.${code}`,
      `${ja(at(anchor).ja)}文書は変更していません。`,
      `${en(at(anchor).en)} The document is unchanged.`,
      anchor.tag.id,
    ).problem;

type Hindrances = Readonly<Record<InTheWay | 'notOffered', (anchor: Anchor) => Problem>> & {
  readonly protected: () => Problem;
};

export const hindrance: Hindrances = {
  trackedChange: say(
    'trackedChange',
    (place) => `${place}に未確定の変更履歴があります。承諾または元に戻してから、もう一度実行してください。`,
    (place) => `There are tracked changes in ${place}. Accept or reject them and try again.`,
  ),
  comment: say(
    'comment',
    (place) =>
      `${place}にコメントが付いています。コメントを解決して削除するか、項目の外に移してから、もう一度実行してください。`,
    (place) => `There is a comment on ${place}. Resolve and delete it or move it and try again.`,
  ),
  nested: say(
    'nested',
    (place) => `${place}の中に別の項目があります。項目の入れ子を解いてください。`,
    (place) => `There is another field inside ${place}. Take it out.`,
  ),
  bound: say(
    'bound',
    (place) =>
      `${place}は文書のデータに連結されたコンテンツ コントロールです。連結のないコントロールに置き換えてください。`,
    (place) => `The control of ${place} is bound to data of the document. Replace it by an unbound one.`,
  ),
  content: say(
    'content',
    (place) =>
      `${place}に文字以外の内容（図、数式、ブックマークなど）があり、書き換えると失われます。項目の外に移してください。`,
    (place) =>
      `There is more than text in ${place} (picture, formula, bookmark), which would be lost. Move it out.`,
  ),
  notOffered: say(
    'notOffered',
    (place) => `${place}のドロップダウンに、書き込む値と同じ選択肢がありません。選択肢を確認してください。`,
    (place) => `The drop-down of ${place} does not offer the value. Check its choices.`,
  ),
  protected: () =>
    failed(
      'document.protected',
      '文書が保護されています。編集の制限を解除してから、もう一度実行してください。文書は変更していません。',
      'The document is protected. Stop the protection and try again. The document is unchanged.',
    ).problem,
};

export const notices = {
  untracked: (): Problem =>
    failed(
      'document.untracked',
      '変更履歴の記録がオンですが、項目への書き込みは変更履歴に残りません。書き込んだ値は文書内の台帳で確認できます。',
      'Changes are being tracked, but what is written into fields is not. The ledger in the document tells what was written.',
    ).problem,
};
