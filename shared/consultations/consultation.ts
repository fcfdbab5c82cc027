import {
  defineRecord,
  type FieldChoice,
  type Fields,
  type RecordDefinition,
} from '../kernel/record/field.ts';
import type { ConsultationSettings } from './consultation-settings.ts';

/** 相談シート（質問票）. Source: 練馬区 N-3.3.ア.イ.a.1 (相談シート → 書面, 面談, 同席); fields: domain facts B-4. */

type Slice = {
  readonly consultation: ConsultationSettings;
  readonly confidentiality: { readonly classes: readonly FieldChoice[] };
  readonly sections: readonly FieldChoice[];
};

const choices = (list: readonly FieldChoice[]): readonly FieldChoice[] =>
  list.map(({ id, name }) => ({ id, name }));

const sheet = (settings: Slice) =>
  ({
    onBehalfOf: {
      kind: 'choice',
      column: 'OnBehalfOf',
      label: { ja: '相談元の所管課', en: 'Section that asks' },
      required: settings.consultation.onBehalf === 'required',
      choices: choices(settings.sections),
    },
    subject: {
      kind: 'text',
      column: 'Subject',
      label: { ja: '件名', en: 'Subject' },
      hint: {
        ja: '例：窓口予約システム更新の見積りについて',
        en: 'e.g. Estimate for renewing the booking system',
      },
      required: true,
      max: 100,
    },
    category: {
      kind: 'choice',
      column: 'Category',
      label: { ja: '区分', en: 'Category' },
      required: true,
      choices: choices(settings.consultation.categories),
      indexed: true,
    },
    relatedSystem: {
      kind: 'text',
      column: 'RelatedSystem',
      label: { ja: '関係するシステム', en: 'Related system' },
      hint: { ja: '例：施設予約システム', en: 'e.g. Facility booking system' },
      max: 100,
    },
    background: {
      kind: 'lines',
      column: 'Background',
      label: { ja: '背景・現状', en: 'Background' },
      hint: {
        ja: '例：来年度の更新に向けて見積りを取りました。',
        en: 'e.g. We have an estimate for next year.',
      },
      max: 1000,
    },
    questions: {
      kind: 'list',
      column: 'Question',
      label: { ja: '相談内容', en: 'Question' },
      hint: { ja: '例：経費の内訳は妥当でしょうか。', en: 'e.g. Is the cost breakdown reasonable?' },
      required: true,
      max: 500,
      items: settings.consultation.maxQuestions,
      more: { ja: '質問を追加', en: 'Add a question' },
    },
    answerForm: {
      kind: 'choice',
      column: 'AnswerForm',
      label: { ja: '希望する回答方法', en: 'How to answer' },
      required: true,
      choices: choices(settings.consultation.answerForms),
    },
    wishedDate: {
      kind: 'date',
      column: 'WishedDate',
      label: { ja: '希望回答日', en: 'Answer wished by' },
      indexed: true,
    },
    links: {
      kind: 'lines',
      column: 'Links',
      label: { ja: '参考資料のリンク', en: 'Links to documents' },
      hint: { ja: 'SharePointなどのURL（1行に1件）', en: 'URLs, one a line' },
      max: 500,
    },
    contact: {
      kind: 'text',
      column: 'Contact',
      label: { ja: '連絡先（内線など）', en: 'Contact (extension)' },
      hint: { ja: '例：内線 1234', en: 'e.g. extension 1234' },
      max: 100,
    },
    confidentiality: {
      kind: 'choice',
      column: 'Confidentiality',
      label: { ja: '情報の区分', en: 'Confidentiality class' },
      required: true,
      choices: choices(settings.confidentiality.classes),
    },
    personalInformation: {
      kind: 'toggle',
      column: 'PersonalInformation',
      label: { ja: '個人情報', en: 'Personal information' },
      statement: {
        ja: '個人情報を取り扱う業務に関する相談です',
        en: 'It concerns work with personal information',
      },
    },
  }) as const satisfies Fields;

export const consultationSheet = (settings: Slice): RecordDefinition => {
  const { onBehalfOf, ...own } = sheet(settings);
  return defineRecord({
    name: 'consultationSheet',
    label: settings.consultation.formName,
    fields: settings.consultation.onBehalf === 'none' ? own : { onBehalfOf, ...own },
  });
};
