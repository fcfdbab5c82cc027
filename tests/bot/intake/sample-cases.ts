import { readEngagement } from '../../../bot/engagement-file.ts';
import { kinds } from '../../../bot/features/index.ts';
import type { IntakeKind } from '../../../bot/intake/intake-kind.ts';
import type { Case } from '../../../bot/store/cases.ts';
import type { Settings } from '../../../shared/engagements/settings.ts';
import type { Field, FieldValue, Values } from '../../../shared/kernel/record/field.ts';
import type { Person } from '../../../shared/kernel/person.ts';

/** Both profiles with their kinds of cases, and cases of them, filled as far as they go. */

export type Profile = {
  readonly id: string;
  readonly settings: Settings;
  readonly kinds: readonly IntakeKind[];
};

const profileOf = async (id: string): Promise<Profile> => {
  const read = await readEngagement(id);
  if (!read.ok) throw new Error(`no profile ${id}`);
  const { settings } = read.engagement;
  return { id, settings, kinds: kinds(settings) };
};

export const nerimaProfile = await profileOf('nerima-r8');

export const profiles: readonly Profile[] = [nerimaProfile, await profileOf('kawasaki-r3')];

export const everyKind = profiles.flatMap(({ id, settings, kinds: own }) =>
  own.map((kind) => ({ profile: id, name: kind.kind, settings, kind })),
);

/** As long as the limit allows: `unit` again and again. */
export const fill = (unit: string, max: number): string =>
  unit.repeat(Math.ceil(max / unit.length)).slice(0, max);

const valueOf = (field: Field, unit: string): FieldValue => {
  switch (field.kind) {
    case 'text':
      return fill(unit.replace(/\n/g, ''), field.max);
    case 'lines':
      return fill(unit, field.max).trim();
    case 'list':
      return Array.from({ length: field.items }, () => fill(unit, field.max).trim());
    case 'choice':
      return field.choices.at(-1)?.id ?? '';
    case 'choices':
      // All that go together.
      return field.choices.filter((choice) => !choice.excludesOthers).map(({ id }) => id);
    case 'date':
      return '2026-12-31';
    case 'dateTime':
      return '2026-09-14T23:59';
    case 'integer':
      return field.max;
    case 'toggle':
      return true;
  }
};

/** Every field filled to its limit. */
export const fullest = (kind: IntakeKind, unit = '漢'): Values =>
  Object.fromEntries(Object.entries(kind.record.fields).map(([name, field]) => [name, valueOf(field, unit)]));

export const reporter: Person = {
  id: '00000000-0000-4000-8000-000000000001',
  name: '見本 花子',
  mail: 'sample@office.example',
  jobTitle: '主事',
  guest: false,
  groups: [],
};

export const caseOf = (kind: IntakeKind, settings: Settings, changes: Partial<Case> = {}): Case => ({
  id: '00000000-0000-4000-8000-00000000000c',
  kind: kind.kind,
  number: `${settings.numberPrefix}-${kind.settings.numberMark}-0001`,
  state: 'received',
  reporterId: reporter.id,
  reporterName: reporter.name,
  reporterMail: reporter.mail,
  sectionId: settings.sections[0]?.id,
  urgent: false,
  fields: fullest(kind),
  revision: 1,
  submittedAt: Date.parse('2026-09-14T10:00:00+09:00'),
  changedAt: Date.parse('2026-09-14T10:00:00+09:00'),
  reason: undefined,
  handlerId: undefined,
  handlerName: undefined,
  language: 'ja',
  filing: 'filed',
  webUrl: 'https://contoso.sharepoint.com/sites/cio-cases/Lists/cases/DispForm.aspx?ID=1',
  gone: false,
  ...changes,
});
