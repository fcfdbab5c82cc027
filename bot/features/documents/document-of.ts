import type { Facts } from '../../../shared/documents/facts.ts';
import { answerSlot, deliverableSlots, type Slot } from '../../../shared/documents/slots.ts';
import { libraryName, SHIPPED_TEMPLATES } from '../../../shared/documents/templates/catalogue.ts';
import { failed, ok, type Result } from '../../../shared/kernel/problem.ts';
import { documentSlots } from '../../../shared/meetings/required-document.ts';
import { findMeetingByNumber } from '../../store/meetings.ts';
import type { DocumentDesk } from './document-desk.ts';
import { factsOfSubject } from './facts/facts-of.ts';
import type { Asking, Known } from './facts/known.ts';
import { periodsOf } from './facts/periods.ts';
import type { Template } from './templates.ts';

/** A document that is to be handed in: which it is, whatever template it was made from, and where it goes. */

export type Document = {
  /** Kind, edition and subject: securityManagementPlan/detailed/2026. */
  readonly key: string;
  /** The key of its other edition, where it has one. */
  readonly counterpart: string | undefined;
  readonly title: string;
  readonly known: Known;
  /** Undefined where the contract asks for none. */
  readonly slot: (Slot & { readonly scope: string }) | undefined;
  /** As the contract names it, with its ending. */
  readonly fileName: string;
  readonly roundsNeeded: number;
};

const keyOf = (kind: string, edition: string | undefined, subject: string): string =>
  [kind, ...(edition === undefined ? [] : [edition]), subject].join('/');

/** What people call it, by its key alone. */
export const titleOfKey = (key: string): string => {
  const like = SHIPPED_TEMPLATES.find(
    ({ kind, edition }) => key === keyOf(kind.id, edition, key.slice(key.lastIndexOf('/') + 1)),
  );
  return `${like?.name.ja ?? key}　${key.slice(key.lastIndexOf('/') + 1)}`;
};

const OTHER = { detailed: 'summary', summary: 'detailed' } as const;

/** The paper of that kind that a meeting asks for: its id in the profile is the kind's. */
const slotOfMeeting = async (
  { db, settings, calendar }: DocumentDesk,
  number: string,
  kind: string,
): Promise<Document['slot']> => {
  const kept = await findMeetingByNumber(db, settings.id, number);
  const slot =
    kept &&
    documentSlots(settings.meetings, kept.meeting, calendar).find(({ id }) => id === `${number}/${kind}`);
  return slot && { ...slot, scope: number };
};

const slotOf = async (desk: DocumentDesk, { kind }: Template, subject: string): Promise<Document['slot']> => {
  const { documents } = desk.settings;
  if (kind.subject === 'meeting') return slotOfMeeting(desk, subject, kind.id);
  if (kind.subject === 'consultation') {
    const slot = answerSlot(documents, subject);
    return { ...slot, scope: slot.id };
  }
  if (kind.subject === 'period') {
    const period = (await periodsOf(desk, kind.id)).find(({ id }) => id === subject);
    if (period?.meeting) return slotOfMeeting(desk, period.meeting.id, kind.id);
  }
  const slot = deliverableSlots(desk.settings).find((one) => one.kind === kind.id);
  return slot && { ...slot, scope: slot.id };
};

const named = (template: Template, facts: Facts): string => libraryName(template.like, facts);

/** Problems: subjectGone, factsNotYours. */
export const documentOf = async (
  desk: DocumentDesk,
  asking: Asking,
  template: Template,
  subject: string,
): Promise<Result<Document>> => {
  const { kind, like } = template;
  const known = await factsOfSubject(desk, asking, kind, subject);
  if (!known.ok) return known;
  const { documents } = desk.settings;
  return ok({
    key: keyOf(kind.id, like.edition, subject),
    counterpart: like.edition && keyOf(kind.id, OTHER[like.edition], subject),
    title: `${like.name.ja}　${known.value.name}`,
    known: known.value,
    slot: await slotOf(desk, template, subject),
    fileName: named(template, known.value.facts),
    roundsNeeded: documents.deliverables.find((one) => one.kind === kind.id)?.proofRounds ?? 0,
  });
};

/** 運営計画書_詳細版_令和8年度_第2版.pptx: what was handed in before stays as it was. */
export const nameOfVersion = (fileName: string, version: number, attempt = 1): string => {
  const dot = fileName.lastIndexOf('.');
  const [stem, ending] = [fileName.slice(0, dot), fileName.slice(dot)];
  return `${stem}${version === 1 ? '' : `_第${version}版`}${attempt === 1 ? '' : `（${attempt}）`}${ending}`;
};

/** A paper of meetings has its place once its meeting is confirmed. */
export const noMeeting = failed(
  'submission.noMeeting',
  'この文書を出す会議が、まだ確定していません。会議が確定すると、提出できます。',
  'The meeting for which this document is made is not confirmed yet. It can be submitted once that is.',
).problem;

export const noSlot = failed(
  'submission.noSlot',
  'この文書を提出する場所が契約の設定にありません。契約で求められている文書かどうか確認してください。',
  'The profile has no place for this document. Please check whether the contract asks for it.',
).problem;
