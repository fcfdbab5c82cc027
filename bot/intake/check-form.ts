import { formatIso } from '../../shared/kernel/instant.ts';
import { suspicionsIn, suspicionWords, type Suspicion } from '../../shared/kernel/personal-data.ts';
import { inputIds, type Typed } from '../../shared/kernel/record/card-input.ts';
import type { Field, Values } from '../../shared/kernel/record/field.ts';
import { readForm, type Faults } from '../../shared/kernel/record/read-input.ts';
import type { Words } from '../../shared/kernel/words.ts';
import type { Desk } from './desk.ts';
import type { IntakeKind } from './intake-kind.ts';
import { textIn, type PressData } from './press-data.ts';

/** What is asked of a form before it is sent: its content, and that the files chosen in it are still there. */

export type Checked =
  | { readonly ok: true; readonly values: Values }
  | { readonly ok: false; readonly faults: Faults; readonly question?: Words; readonly confirmed?: string };

const isText = ({ kind }: Field): boolean => kind === 'text' || kind === 'lines' || kind === 'list';

/** What was typed, each with the label that it stands under in the form. */
const typedTexts = (
  kind: IntakeKind,
  typed: Typed,
): readonly { readonly text: string; readonly label: Words }[] =>
  kind.parts
    .flatMap(({ fields }) => fields)
    .flatMap((name) => {
      const field = kind.record.fields[name];
      if (!field || !isText(field)) return [];
      const { ja, en } = field.label;
      return inputIds(name, field).map((id, index, ids) => ({
        text: typed[id] ?? '',
        label: ids.length > 1 ? { ja: `${ja} ${index + 1}`, en: `${en} ${index + 1}` } : { ja, en },
      }));
    });

/** @param where the labels under which it stands; none where only all texts together look like it */
const questionAbout = (asked: readonly Suspicion[], where: (one: Suspicion) => readonly Words[]): Words => {
  const about = (one: Suspicion): Words => {
    const { ja, en } = suspicionWords[one];
    const labels = where(one);
    if (labels.length === 0) return { ja, en };
    return {
      ja: `${labels.map((label) => `「${label.ja}」`).join('')}に、${ja}`,
      en: `${en} (See: ${labels.map((label) => label.en).join(', ')}.)`,
    };
  };
  const all = asked.map(about);
  return { ja: all.map(({ ja }) => ja).join(''), en: all.map(({ en }) => en).join(' ') };
};

/** Everything that is asked of a form's content, new or corrected. */
export const checkForm = (desk: Desk, kind: IntakeKind, typed: Typed, data: PressData): Checked => {
  const read = readForm(kind.record, typed);
  if (!read.ok) return { ok: false, faults: read.faults };
  const values = read.values as Values;
  const faults = kind.check(values, formatIso(desk.clock()).slice(0, 16));
  if (Object.keys(faults).length) return { ok: false, faults };
  const texts = Object.entries(values).flatMap(([name, value]) => {
    const field = kind.record.fields[name];
    if (!field || !isText(field)) return [];
    return typeof value === 'string' ? [value] : Array.isArray(value) ? (value as readonly string[]) : [];
  });
  const limits = desk.settings.personalDataQuestion;
  const suspicions = suspicionsIn(texts.join('\n'), limits);
  const confirmed = (textIn(data, 'confirmed') ?? '').split(',');
  const asked = suspicions.filter((suspicion) => !confirmed.includes(suspicion));
  if (asked.length === 0) return { ok: true, values };
  return {
    ok: false,
    faults: {},
    confirmed: suspicions.join(','),
    question: questionAbout(asked, (one) =>
      typedTexts(kind, typed).flatMap(({ text, label }) =>
        suspicionsIn(text, limits).includes(one) ? [label] : [],
      ),
    ),
  };
};

/** Faults of the files that were chosen. @param missing how many were discarded meanwhile, or went elsewhere */
export const filesFault = (missing: number): Faults =>
  missing === 0
    ? {}
    : {
        files: {
          ja: `選択したファイルのうち${missing}件は、すでに別の受付に添付したか、破棄しています。まだ送信していません。添付するファイルを確認して、もう一度送信してください。`,
          en: `${missing} of the files you chose were attached elsewhere or discarded already. Nothing was sent yet. Please check which files to attach and send again.`,
        },
      };

export const tooManyChosen = (most: number): Faults => ({
  files: {
    ja: `1件の受付に添付できるのは${most}件までです。まだ送信していません。添付するファイルを選び直して、もう一度送信してください。`,
    en: `A case takes at most ${most} files. Nothing was sent yet. Please choose again which files to attach, and send again.`,
  },
});
