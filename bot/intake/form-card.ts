import type { Section } from '../../shared/engagements/settings.ts';
import { inputsOf, type CardElement, type Typed } from '../../shared/kernel/record/card-input.ts';
import { faultText, type Faults } from '../../shared/kernel/record/read-input.ts';
import { say, type Language, type Words } from '../../shared/kernel/words.ts';
import { card, notice, press, small, words, type Card } from '../teams/card.ts';
import type { IntakeKind, Part } from './intake-kind.ts';

/** The form of a kind: what is needed now in the order a person would tell it, what was typed kept, faults under their field. */

export type WaitingFile = { readonly id: string; readonly name: string };

export type Form = {
  readonly kind: IntakeKind;
  readonly language: Language;
  readonly typed: Typed;
  readonly faults: Faults;
  /** What the form proposes by itself: does not open a folded part. */
  readonly defaults: Typed;
  /** Sections to choose from; none where the person has just one. */
  readonly sections: readonly Section[];
  readonly section: string | undefined;
  readonly askSection: boolean;
  readonly files: readonly WaitingFile[];
  /** Ids of those that are chosen: what a form takes along is seen by others, so nothing goes with it unasked. */
  readonly chosen: readonly string[];
  /** Of the case that is corrected. */
  readonly number?: string;
  /** A case that was sent back: sending the form sends it again, changed or not. */
  readonly sentBack?: boolean;
  /** Carried with the buttons: the submission id, or the case and the revision that is corrected. */
  readonly carried: Readonly<Record<string, string | number>>;
  readonly verb: string;
  readonly question: Words | undefined;
  /** What went wrong with the form as a whole; stands on top. */
  readonly trouble?: Words;
  /** It cannot be sent any more: what was typed stays to be read and copied. */
  readonly closed?: boolean;
};

const text = {
  mend: {
    ja: '入力内容を確認してください。入力した内容は残っています。',
    en: 'Please check the marked fields. What you typed is kept.',
  },
  mendThese: { ja: '確認が必要な項目：', en: 'Fields to check: ' },
  correction: { ja: '訂正', en: 'Correction' },
  kept: { ja: '入力した内容は、この画面に残っています。', en: ' What you typed is still here.' },
  section: { ja: '所属', en: 'Section' },
  sectionAsked: {
    ja: '所属を確認できなかったため、選択してください。受付の担当にもお知らせします。',
    en: 'Your section could not be confirmed. Please choose it; those in charge will be told.',
  },
  files: { ja: '添付するファイル（お預かり中）', en: 'Files to attach (in our keeping)' },
  waiting: {
    ja: 'お預かり中のファイルがあります。この様式に添付するものを選んでください。',
    en: 'Files of yours are in our keeping. Please tick those to attach to this form.',
  },
  howToAttach: {
    ja: 'ファイルは、ボットとの個人チャットに送ると添付できます（この様式の送信後でもかまいません）。',
    en: 'To attach files, send them in your personal chat with the bot, before or after you send this form.',
  },
  send: { ja: '送信する', en: 'Send' },
  sendCorrection: { ja: '訂正を送信する', en: 'Send the correction' },
  sendAgain: { ja: '再度送信する', en: 'Send again' },
  sendAnyway: { ja: '確認して送信する', en: 'Send as it is' },
  cancel: { ja: 'やめる', en: 'Cancel' },
  show: { ja: '内容を見る', en: 'Show details' },
} as const satisfies Record<string, Words>;

const fault = (words_: string): CardElement =>
  words(words_, { color: 'Attention', size: 'Small', spacing: 'None' });

const fields = (form: Form, names: readonly string[]): CardElement[] =>
  names.flatMap((name) => {
    const field = form.kind.record.fields[name];
    if (!field) return [];
    const said = faultText(form.faults, name, form.language);
    return [...inputsOf(name, field, form.typed, form.language), ...(said ? [fault(said)] : [])];
  });

const isUnfolded = (form: Form, names: readonly string[]): boolean =>
  names.some(
    (name) =>
      form.faults[name] !== undefined ||
      Object.entries(form.typed).some(
        ([id, value]) =>
          id.startsWith(name) && value !== '' && value !== 'false' && value !== form.defaults[id],
      ),
  );

const part = (form: Form, one: Part, index: number): CardElement[] => {
  const items = fields(form, one.fields);
  if (items.length === 0) return [];
  const title = one.title
    ? [words(say(one.title, form.language), { weight: 'Bolder', separator: true, spacing: 'Medium' })]
    : [];
  if (!one.opens) return [...title, ...items];
  const open = isUnfolded(form, one.fields);
  const id = `part${index}`;
  return [
    {
      type: 'ActionSet',
      id: `${id}Open`,
      isVisible: !open,
      actions: [
        {
          type: 'Action.ToggleVisibility',
          title: say(one.opens, form.language),
          targetElements: [
            { elementId: id, isVisible: true },
            { elementId: `${id}Open`, isVisible: false },
          ],
        },
      ],
    },
    { type: 'Container', id, isVisible: open, items: [...title, ...items] },
  ];
};

const sectionInput = (form: Form): CardElement[] => {
  if (form.sections.length === 0) return [];
  const said = faultText(form.faults, 'section', form.language);
  return [
    ...(form.askSection ? [notice(say(text.sectionAsked, form.language), 'warning')] : []),
    {
      type: 'Input.ChoiceSet',
      id: 'section',
      label: say(text.section, form.language),
      isRequired: true,
      errorMessage: form.language === 'ja' ? '選択してください。' : 'Please choose.',
      style: 'compact',
      ...(form.section && form.sections.some((section) => section.id === form.section)
        ? { value: form.section }
        : {}),
      choices: form.sections.map((section) => ({
        title: say(section.name, form.language),
        value: section.id,
      })),
    },
    ...(said ? [fault(said)] : []),
  ];
};

const filesInput = (form: Form): CardElement[] => {
  const said = faultText(form.faults, 'files', form.language);
  return form.files.length === 0
    ? [...(said ? [fault(said)] : []), small(say(text.howToAttach, form.language))]
    : [
        words(say(text.waiting, form.language), { isSubtle: true, spacing: 'Medium' }),
        {
          type: 'Input.ChoiceSet',
          id: 'files',
          label: say(text.files, form.language),
          isMultiSelect: true,
          style: 'expanded',
          value: form.files
            .map(({ id }) => id)
            .filter((id) => form.chosen.includes(id))
            .join(','),
          choices: form.files.map((file) => ({ title: file.name, value: file.id })),
        },
        ...(said ? [fault(said)] : []),
      ];
};

const sendTitle = (form: Form): Words => {
  if (form.question) return text.sendAnyway;
  if (form.sentBack) return text.sendAgain;
  return form.carried['caseId'] ? text.sendCorrection : text.send;
};

/** Above the buttons, for who does not see the top of a long form: the fields by name. */
const fieldsToMend = (form: Form): string => {
  const { kind, language } = form;
  const labels: Readonly<Record<string, Words>> = { section: text.section, files: text.files };
  return Object.keys(form.faults)
    .flatMap((name) => kind.record.fields[name]?.label ?? labels[name] ?? [])
    .map((label) => (language === 'ja' ? `「${say(label, language)}」` : say(label, language)))
    .join(language === 'ja' ? '' : ', ');
};

/** What is wrong with the form as a whole, as it stands on top and above the buttons. */
const wrongWith = (form: Form): { readonly top: string; readonly end: string } | undefined => {
  const { language, trouble } = form;
  if (trouble) {
    const told = `${say(trouble, language)}${say(text.kept, language)}`;
    return { top: told, end: told };
  }
  if (Object.keys(form.faults).length === 0) return undefined;
  const these = fieldsToMend(form);
  const top = say(text.mend, language);
  return {
    top,
    end: these ? `${top}${language === 'en' ? ' ' : ''}${say(text.mendThese, language)}${these}` : top,
  };
};

export const formCard = (form: Form): Card => {
  const { kind, language } = form;
  const wrong = wrongWith(form);
  return card(
    [
      small(
        [
          say(kind.settings.name, language),
          ...(form.number ? [form.number, say(text.correction, language)] : []),
        ].join('　'),
      ),
      words(say(kind.record.label, language), {
        size: 'Large',
        weight: 'Bolder',
        spacing: 'None',
        style: 'heading',
      }),
      ...kind.notice(language),
      ...(wrong ? [notice(wrong.top, 'attention')] : []),
      ...sectionInput(form),
      ...kind.parts.flatMap((one, index) => part(form, one, index)),
      ...(form.closed ? [] : filesInput(form)),
      ...(wrong ? [notice(wrong.end, 'attention')] : []),
      ...(form.question ? [notice(say(form.question, language), 'warning')] : []),
    ],
    form.closed
      ? [press({ title: say(text.show, language), verb: `${kind.kind}.show`, data: form.carried })]
      : [
          press({
            title: say(sendTitle(form), language),
            verb: form.verb,
            data: form.carried,
            main: true,
            inputs: true,
          }),
          press({ title: say(text.cancel, language), verb: `${kind.kind}.cancel`, data: form.carried }),
        ],
  );
};
