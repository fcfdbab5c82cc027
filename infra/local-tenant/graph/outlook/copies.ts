import type { TenantCore } from '../../core.ts';
import type { User } from '../../seed.ts';
import { copyOf, keepEvent, newItemId } from './event-store.ts';
import type { EventDoc, EventRow } from './event-store.ts';
import { ownerOf } from './mailbox.ts';

/** How Outlook in Japanese marks what was called off. */
export const CANCELLED = 'キャンセル済み: ';

/** What an invited person's copy takes over from the organiser's event; the rest is the person's own. */
const SHARED = [
  'subject',
  'body',
  'importance',
  'sensitivity',
  'isAllDay',
  'responseRequested',
  'allowNewTimeProposals',
  'hideAttendees',
  'location',
  'startZone',
  'endZone',
  'organizer',
  'joinUrl',
] as const satisfies (keyof EventDoc)[];

/** Brings the organiser's event into the calendars of all who are invited; `before` is what they had so far. */
export function spread(core: TenantCore, organizer: User, row: EventRow, before: EventRow | undefined): void {
  const moved = before !== undefined && (before.start !== row.start || before.end !== row.end);
  const invited = new Map(
    row.doc.attendees.flatMap(({ address }) => {
      const user = ownerOf(core, address);
      return user && user.id !== organizer.id ? [[user.id, user] as const] : [];
    }),
  );
  for (const user of invited.values()) putCopy(core, user, row, moved);
  for (const { address } of before?.doc.attendees ?? []) {
    const user = ownerOf(core, address);
    if (user && user.id !== organizer.id && !invited.has(user.id)) cancelCopy(core, user, row.uid);
  }
}

function putCopy(core: TenantCore, user: User, row: EventRow, moved: boolean): void {
  const shared = Object.fromEntries(SHARED.map((name) => [name, row.doc[name]])) as Pick<
    EventDoc,
    (typeof SHARED)[number]
  >;
  // Each sees the list of the invited; with hideAttendees only themselves.
  const attendees = row.doc.attendees
    .filter(({ address }) => !row.doc.hideAttendees || ownerOf(core, address)?.id === user.id)
    .map((each) => ({ ...each, response: 'none' as const, respondedAt: '' }));
  const old = copyOf(core, user.id, row.uid);
  const asked = { response: { response: 'notResponded', time: '' }, showAs: 'tentative' } as const;
  if (old && !old.deleted) {
    const doc: EventDoc = { ...old.doc, ...shared, attendees, ...(moved ? asked : {}), isCancelled: false };
    if (!moved && JSON.stringify(doc) === JSON.stringify(old.doc)) return;
    keepEvent(core, { ...old, start: row.start, end: row.end, doc });
    return;
  }
  // Whoever declined hears again when the time changes, not when the agenda does.
  if (old && !moved) return;
  keepEvent(core, {
    id: old?.id ?? newItemId(),
    userId: user.id,
    uid: row.uid,
    start: row.start,
    end: row.end,
    deleted: false,
    transactionId: null,
    doc: {
      ...shared,
      attendees,
      ...asked,
      categories: [],
      properties: [],
      createdAs: '',
      isCancelled: false,
      isReminderOn: true,
      reminderMinutesBeforeStart: 15,
      created: core.clock.now().toISOString(),
      modified: '',
    },
  });
}

/** Copies stay in the calendars, marked as called off, until their owners take them away. */
export function sendCancellations(core: TenantCore, row: EventRow): void {
  for (const { address } of row.doc.attendees) {
    const user = ownerOf(core, address);
    if (user && user.id !== row.userId) cancelCopy(core, user, row.uid);
  }
}

function cancelCopy(core: TenantCore, user: User, uid: string): void {
  const copy = copyOf(core, user.id, uid);
  if (!copy || copy.deleted || copy.doc.isCancelled) return;
  const doc: EventDoc = {
    ...copy.doc,
    subject: `${CANCELLED}${copy.doc.subject}`,
    isCancelled: true,
    isReminderOn: false,
    showAs: 'free',
  };
  keepEvent(core, { ...copy, doc });
}
