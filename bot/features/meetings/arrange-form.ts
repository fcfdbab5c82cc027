import type { Settings } from '../../../shared/engagements/settings.ts';
import { inputsOf, type Typed } from '../../../shared/kernel/record/card-input.ts';
import { defineRecord, type Field, type RecordDefinition } from '../../../shared/kernel/record/field.ts';
import { type Faults, faultText } from '../../../shared/kernel/record/read-input.ts';
import type { Problem } from '../../../shared/kernel/problem.ts';
import { say, type Language, type Words } from '../../../shared/kernel/words.ts';
import { card, type Card, notice, press, typed as typedText, words } from '../../teams/card.ts';

/** The forms by which meetings are moved, skipped, cancelled and added: each asks why. */

export const ARRANGEMENTS = ['move', 'skip', 'cancel', 'extra'] as const;
export type Arrangement = (typeof ARRANGEMENTS)[number];

const title: Readonly<Record<Arrangement, Words>> = {
  move: { ja: '会議の日時の変更', en: 'Move the meeting' },
  skip: { ja: '会議の省略', en: 'Skip the meeting' },
  cancel: { ja: '会議の中止', en: 'Cancel the meeting' },
  extra: { ja: '臨時の会議', en: 'An extra meeting' },
};

const does: Readonly<Record<Arrangement, Words>> = {
  move: { ja: '日時を変える', en: 'Move it' },
  skip: { ja: '省略する', en: 'Skip it' },
  cancel: { ja: '中止する', en: 'Cancel it' },
  extra: { ja: '会議を確定する', en: 'Confirm it' },
};

export const arrangementTitle = (what: Arrangement): Words => title[what];

const start: Field = {
  kind: 'dateTime',
  column: 'start',
  label: { ja: '開始日時', en: 'Start' },
  required: true,
};
const minutes: Field = {
  kind: 'integer',
  column: 'minutes',
  label: { ja: '長さ（分）。空欄は今までどおり', en: 'Length in minutes; empty: as before' },
  min: 10,
  max: 600,
};
const minutesOfExtra: Field = {
  ...minutes,
  label: {
    ja: '長さ（分）。空欄は会議の種類のとおり',
    en: 'Length in minutes; empty: as the series has it',
  },
};
const reason: Field = {
  kind: 'lines',
  column: 'reason',
  label: { ja: '理由', en: 'Reason' },
  required: true,
  max: 300,
};

export const arrangementRecord = (settings: Settings, what: Arrangement): RecordDefinition => {
  const series: Field = {
    kind: 'choice',
    column: 'series',
    label: { ja: '会議の種類', en: 'Series' },
    required: true,
    choices: settings.meetings.series.map(({ id, name }) => ({ id, name })),
  };
  const name: Field = {
    kind: 'text',
    column: 'title',
    label: { ja: '会議名（空欄は「種類の名前（臨時）」）', en: 'Title; empty: the name of the series' },
    max: 100,
  };
  const fields: Readonly<Record<Arrangement, Readonly<Record<string, Field>>>> = {
    move: { start, minutes, reason },
    skip: { reason },
    cancel: { reason },
    extra: { series, title: name, start, minutes: minutesOfExtra, reason },
  };
  return defineRecord({ name: 'arrangement', label: title[what], fields: fields[what] });
};

export type FormState = {
  /** What the send button carries. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly typed: Typed;
  /** Which meeting, as people call it. */
  readonly about?: string | undefined;
  readonly faults?: Faults;
  readonly problem?: Problem;
};

export const arrangementForm = (
  settings: Settings,
  what: Arrangement,
  language: Language,
  { data, typed, about, faults = {}, problem }: FormState,
): Card =>
  card(
    [
      words(say(title[what], language), { size: 'Large', weight: 'Bolder', style: 'heading' }),
      ...(about === undefined ? [] : [typedText(about)]),
      ...(problem ? [notice(say(problem.message, language), 'attention')] : []),
      ...Object.entries(arrangementRecord(settings, what).fields).flatMap(([name, field]) => {
        const fault = faultText(faults, name, language);
        return [
          ...inputsOf(name, field, typed, language),
          ...(fault ? [words(fault, { color: 'Attention', size: 'Small', spacing: 'None' })] : []),
        ];
      }),
    ],
    [
      press({
        title: say(does[what], language),
        verb: 'meeting.arrange',
        data: { ...data, what },
        main: true,
        inputs: true,
      }),
    ],
  );
