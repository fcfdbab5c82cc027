import type { Kind } from '../shared/engagements/kinds.ts';
import type { Inputs } from './local-people.ts';

/**
 * A week of consultations and incidents. The subjects are the past examples that the specifications name
 * (N-3.1.ア.ア.2 の過去の事例, K-4.1.ウ, K-4.2.イ); people and details are invented.
 */

export type Scene = {
  readonly kind: Kind;
  /** HH:MM on the wall clock in Tokyo. */
  readonly at: string;
  /** Begins the next open day. */
  readonly nextDay?: boolean;
  readonly says: string;
  readonly inputs: Inputs;
};

export const week: readonly Scene[] = [
  {
    kind: 'consultation',
    at: '09:10',
    says: '相談したい',
    inputs: {
      subject: 'AI・IoTの他自治体での活用事例について',
      category: 'dx',
      background: '窓口の混雑を減らすため、AIの活用を検討しています。',
      questions1: '同じ規模の自治体での活用事例を教えてください。',
      questions2: '導入前に確認すべきことは何でしょうか。',
    },
  },
  {
    kind: 'consultation',
    at: '10:40',
    says: '相談',
    inputs: {
      subject: 'RPA導入ガイドラインの骨子について',
      category: 'dx',
      background: '庁内でRPAの利用が増えています。',
      questions1: 'ガイドラインに含めるべき項目を確認してください。',
      answerForm: 'interview',
    },
  },
  {
    kind: 'incident',
    at: '11:25',
    says: '事故',
    inputs: {
      subject: '委託先あて電子メールの添付誤り',
      whatHappened: '別の案件の見積書を添付して送信しました。送信先には削除を依頼済みです。',
      firstMeasures: '送信先へ電話し、削除を依頼しました。',
    },
  },
  {
    kind: 'consultation',
    at: '13:30',
    nextDay: true,
    says: '相談シート',
    inputs: {
      subject: 'データ利活用に関する他自治体の事例調査',
      category: 'dx',
      questions1: '公開データの整備に参考となる事例はありますか。',
    },
  },
  {
    kind: 'consultation',
    at: '15:05',
    says: '質問',
    inputs: {
      subject: '窓口予約システム更新の見積りの妥当性',
      category: 'procurement',
      relatedSystem: '窓口予約システム',
      background: '来年度の更新に向けて、3社から見積りを取りました。',
      questions1: '経費の内訳は妥当でしょうか。',
      questions2: '保守費用の比較方法を助言してください。',
      answerForm: 'attendance',
    },
  },
  {
    kind: 'consultation',
    at: '09:20',
    nextDay: true,
    says: 'consultation',
    inputs: {
      subject: 'デジタルデバイドに関する国と他自治体の動向',
      category: 'dx',
      questions1: '高齢者向けの支援策の動向を教えてください。',
    },
  },
  {
    kind: 'incident',
    at: '16:50',
    says: 'インシデント',
    inputs: {
      subject: '端末でのウイルス検知',
      incidentKind: 'malware',
      whatHappened: '業務端末でウイルス対策ソフトの警告が表示されました。',
      stillGoingOn: 'true',
      firstMeasures: 'ネットワークケーブルを抜きました。電源は入れたままです。',
    },
  },
  {
    kind: 'consultation',
    at: '10:00',
    nextDay: true,
    says: '相談',
    inputs: {
      subject: '住民意識意向調査（デジタル化）の集計方法',
      category: 'dx',
      questions1: '自由記述の集計と分析の方法を助言してください。',
    },
  },
  {
    kind: 'consultation',
    at: '11:15',
    says: '相談したい',
    inputs: {
      subject: '特定個人情報保護評価書の再実施',
      category: 'myNumber',
      questions1: '前回からの変更点のうち、評価書に反映すべきものを確認してください。',
      personalInformation: 'true',
    },
  },
  {
    kind: 'consultation',
    at: '14:00',
    nextDay: true,
    says: '相談',
    inputs: {
      subject: 'システム導入計画書のセキュリティ対策',
      category: 'security',
      questions1: 'クラウドの利用にあたり、ポリシーに照らして不足はありませんか。',
    },
  },
];
