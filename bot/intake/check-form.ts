import { formatIso } from '../../shared/kernel/instant.ts';
import { suspicionsIn, suspicionWords } from '../../shared/kernel/personal-data.ts';
import type { Typed } from '../../shared/kernel/record/card-input.ts';
import type { Values } from '../../shared/kernel/record/field.ts';
import { readForm, type Faults } from '../../shared/kernel/record/read-input.ts';
import type { Words } from '../../shared/kernel/words.ts';
import type { Desk } from './desk.ts';
import type { IntakeKind } from './intake-kind.ts';
import { textIn, type PressData } from './press-data.ts';

/** What is asked of a form before it is sent: its content, and that the files chosen in it are still there. */

export type Checked =
  | { readonly ok: true; readonly values: Values }
  | { readonly ok: false; readonly faults: Faults; readonly question?: Words; readonly confirmed?: string };

/** Everything that is asked of a form's content, new or corrected. */
export const checkForm = (desk: Desk, kind: IntakeKind, typed: Typed, data: PressData): Checked => {
  const read = readForm(kind.record, typed);
  if (!read.ok) return { ok: false, faults: read.faults };
  const values = read.values as Values;
  const faults = kind.check(values, formatIso(desk.clock()).slice(0, 16));
  if (Object.keys(faults).length) return { ok: false, faults };
  const texts = Object.entries(values).flatMap(([name, value]) => {
    const field = kind.record.fields[name]?.kind;
    if (field !== 'text' && field !== 'lines' && field !== 'list') return [];
    return typeof value === 'string' ? [value] : Array.isArray(value) ? (value as readonly string[]) : [];
  });
  const suspicions = suspicionsIn(texts.join('\n'), desk.settings.personalDataQuestion);
  const confirmed = (textIn(data, 'confirmed') ?? '').split(',');
  const asked = suspicions.filter((suspicion) => !confirmed.includes(suspicion));
  if (asked.length === 0) return { ok: true, values };
  return {
    ok: false,
    faults: {},
    confirmed: suspicions.join(','),
    question: {
      ja: asked.map((one) => suspicionWords[one].ja).join(''),
      en: asked.map((one) => suspicionWords[one].en).join(' '),
    },
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
