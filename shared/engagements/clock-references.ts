import { rolesMayKnowOf } from '../kernel/deadline/of-incident.ts';
import { type DeadlineSetting, isStartedByFact } from '../kernel/deadline/deadline-settings.ts';
import type { CaseStart } from '../kernel/deadline/started-by.ts';
import type { Field } from '../kernel/record/field.ts';
import type { Finding } from './fault.ts';
import { KINDS, type Kind, kindRecords } from './kinds.ts';
import { unknownName } from './names.ts';
import type { Path } from './path.ts';
import { type Settings, settings as schema } from './settings.ts';
import type { Sound } from './sound.ts';

/** What starts a clock by itself is something that the profile has: a kind and its fields, a deadline, a paper. */

const LIST: Path = ['settings', 'deadlines', 'list'];

/** Only of settings that are sound in themselves: what a form asks follows from all of them. */
export function clockFindings(given: Sound<Settings>): Finding[] {
  const read = schema.safeParse(given);
  if (!read.success) return [];
  const { data } = read;
  return data.deadlines.list.flatMap((one, index): Finding[] => {
    const path: Path = [...LIST, index, 'startedBy'];
    const faults = legal(data, one, [...LIST, index]);
    if (faults.length > 0 || one.startedBy === undefined) return faults;
    if (!isStartedByFact(one)) return [{ path, expected: '無いこと（from が calendar か contract のため）' }];
    return 'case' in one.startedBy
      ? caseFindings(data, one.startedBy, path)
      : one.startedBy.handedIn.flatMap((name, at) =>
          unknownName([...path, 'handedIn', at], name, handedIn(data, one.id), '期限か、成果物か、会議/資料'),
        );
  });
}

/** A legal clock keeps its date, and nobody is to keep one of which they may not know. */
const legal = (
  settings: Settings,
  { id, from, byAgreement, owner }: DeadlineSetting,
  path: Path,
): Finding[] => [
  ...(byAgreement === true && from === 'incidentKnown'
    ? [{ path: [...path, 'byAgreement'], expected: '無いこと（法令による期限のため）' }]
    : []),
  ...(rolesMayKnowOf(settings, [owner], `deadline/${id}`)
    ? []
    : [{ path: [...path, 'owner'], expected: '事故等を見られる役割（incident.read にある役割）' }]),
];

/** What can be handed in: the other deadlines, deliverables without one, and the papers of meetings. */
const handedIn = ({ deadlines, documents, meetings }: Settings, own: string): readonly string[] => [
  ...documents.deliverables.filter(({ deadline }) => deadline === undefined).map(({ id }) => id),
  ...deadlines.list
    .filter(({ id, startedBy }) => id !== own && !(startedBy && 'handedIn' in startedBy))
    .map(({ id }) => id),
  ...meetings.series.flatMap(({ id, documents, minutes }) => [
    ...documents.map((paper) => `${id}/${paper.id}`),
    ...(minutes === 'none' ? [] : [`${id}/minutes`]),
  ]),
];

function caseFindings(settings: Settings, start: CaseStart, path: Path): Finding[] {
  const kind = KINDS.find((one) => one === start.case);
  if (kind === undefined) return unknownName([...path, 'case'], start.case, KINDS, '受付の種類');
  const { fields } = recordOf(settings, kind);
  const times = Object.keys(fields).filter((name) => isTime(fields[name]));
  return [
    ...(start.at === undefined ? [] : unknownName([...path, 'at'], start.at, times, '日時の項目')),
    ...(start.where ?? []).flatMap((all, index) =>
      Object.entries(all).flatMap(([name, condition]): Finding[] => {
        const at: Path = [...path, 'where', index, name];
        const field = fields[name];
        if (field === undefined) return unknownName(at, name, Object.keys(fields), '様式の項目');
        if (!Array.isArray(condition)) {
          return field.kind === 'integer' ? [] : [{ path: at, expected: '値の一覧（数の項目でないため）' }];
        }
        if (field.kind !== 'choice' && field.kind !== 'choices')
          return [{ path: at, expected: '{ atLeast }、または選択肢の項目' }];
        const ids = field.choices.map(({ id }) => id);
        return condition.flatMap((id, place) => unknownName([...at, place], id, ids, '選択肢'));
      }),
    ),
  ];
}

const isTime = (field: Field | undefined): boolean => field?.kind === 'dateTime' || field?.kind === 'date';

const recordOf = (settings: Settings, kind: Kind): { readonly fields: Readonly<Record<string, Field>> } =>
  kindRecords[kind](settings);
