import type { Words } from '../../shared/kernel/words.ts';
import type { Case } from '../store/cases.ts';
import type { CaseState } from '../store/tables.ts';

export const stateWords: Readonly<Record<CaseState, Words>> = {
  received: { ja: '受付済み', en: 'Received' },
  awaitingApproval: { ja: '所属長確認待ち', en: "Awaiting the section chief's approval" },
  returned: { ja: '差戻し', en: 'Sent back' },
  takenUp: { ja: '対応中', en: 'In progress' },
  withdrawn: { ja: '取下げ', en: 'Withdrawn' },
};

const filingWords = {
  waiting: { ja: '登録待ち', en: 'Waiting to be filed' },
  filed: { ja: '登録済み', en: 'Filed' },
  parked: { ja: '登録保留', en: 'Filing on hold' },
  gone: { ja: 'リストから削除されています', en: 'Deleted from the list' },
} as const satisfies Record<string, Words>;

type Style = 'emphasis' | 'good' | 'attention' | 'warning' | 'accent';

/** How a case stands, as words and the colour that goes with them. */
export const standing = (one: Case): { readonly words: Words; readonly style: Style } => {
  const filing = one.gone ? filingWords.gone : filingWords[one.filing];
  const state = stateWords[one.state];
  const both = { ja: `${state.ja}（${filing.ja}）`, en: `${state.en} (${filing.en.toLowerCase()})` };
  if (one.state === 'withdrawn') return { words: both, style: 'emphasis' };
  if (one.gone || one.filing === 'parked' || one.state === 'returned')
    return { words: both, style: 'attention' };
  if (one.state === 'awaitingApproval' || one.filing === 'waiting') return { words: both, style: 'warning' };
  return { words: both, style: one.state === 'takenUp' ? 'accent' : 'good' };
};

const next = {
  gone: {
    ja: 'SharePointのリストから行が削除されています。受け付けた内容は保存済みです。心当たりがないときは、{itPolicySection}にご連絡ください。',
    en: 'Its row was deleted from the SharePoint list. Everything is saved. If you did not expect this, please contact the {itPolicySection}.',
  },
  waiting: {
    ja: 'SharePointには自動で登録します。操作は不要です。',
    en: 'It will be filed in SharePoint automatically. Nothing needs to be done.',
  },
  parked: {
    ja: 'SharePointへの登録に時間がかかっています。内容は保存済みで、{itPolicySection}が確認します。',
    en: 'Filing takes longer. Everything is saved, and the {itPolicySection} is looking into it.',
  },
  awaitingApproval: {
    ja: '所属長の確認後に担当へ届きます。',
    en: 'It reaches the section in charge once your section chief has approved it.',
  },
  returned: {
    ja: 'まだ再度送信していません。理由を確認し、訂正やファイルの添付をしたうえで再度送信するか、取り下げてください。',
    en: 'It has not been sent again yet. Please read the reason, correct it or attach files, then send it again, or withdraw it.',
  },
  received: {
    ja: '担当が内容を確認します。着手までは訂正と取下げができます。',
    en: 'The section in charge will look at it. Until then you can correct or withdraw it.',
  },
  takenUp: { ja: '担当が対応しています。', en: 'It is being handled.' },
  withdrawn: {
    ja: '取り下げられています。番号はそのまま残ります。',
    en: 'It has been withdrawn. The number stays.',
  },
} as const satisfies Record<string, Words>;

/** What happens next, for who sent it. */
export const nextStep = (one: Case): Words => {
  if (one.gone) return next.gone;
  if (one.filing === 'parked') return next.parked;
  if (one.state !== 'received') return next[one.state];
  return one.filing === 'waiting' ? next.waiting : next.received;
};
