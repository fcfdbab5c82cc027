import type { TenantCore } from '../../core.ts';
import { stableGuid } from '../../ids.ts';
import { escaped } from './html.ts';

/** The address under which people join: Teams' own path, on the page of this tenant. */
export function joinUrlOf(core: TenantCore, uid: string, organizerId: string): string {
  const thread = `19:meeting_${Buffer.from(stableGuid('meeting', uid)).toString('base64url')}@thread.v2`;
  const context = JSON.stringify({ Tid: core.directory.tenant.id, Oid: organizerId });
  return `${core.config.peopleOrigin}/l/meetup-join/${encodeURIComponent(thread)}/0?context=${encodeURIComponent(context)}`;
}

/** The part of the body that makes it an online meeting. Who writes a body without it takes the meeting away. */
export function withBlob(body: string, joinUrl: string): string {
  const url = escaped(joinUrl);
  const blob = `<br><div style="width:100%"><span>________________________________________________________________________________</span></div><div class="me-email-text"><div><span>Microsoft Teams 会議</span></div><div><a href="${url}" class="me-email-headline">会議に参加するにはここをクリックしてください</a></div></div>`;
  return body.includes('</body>') ? body.replace('</body>', () => `${blob}</body>`) : `${body}${blob}`;
}

export function hasBlob(body: string, joinUrl: string): boolean {
  return body.includes(escaped(joinUrl)) || body.includes(joinUrl);
}

/** What its writer wrote, for readers who have the link beside it. */
export function withoutBlob(body: string): string {
  return body.replace(
    /(<br>)?<div style="width:100%"><span>_{20,}[\s\S]*?me-email-text[\s\S]*?<\/div><\/div>/,
    '',
  );
}
