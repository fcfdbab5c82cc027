import { go } from '../place.ts';

type LinkTarget = { chatId: string | undefined; appId: string | null; tabs: { entityId: string }[] };
let target: LinkTarget = { chatId: undefined, appId: null, tabs: [] };

/** Where deep links to the app lead, for the person shown. */
export function offerLinks(given: LinkTarget): void {
  target = given;
}

/**
 * Opens an address as the Teams client does: its own deep links and addresses of this page in place, others beside it.
 * False for what is no address to open.
 */
export function openLink(url: string): boolean {
  const { chatId, appId, tabs } = target;
  if (!/^(https?|mailto|tel):/i.test(url) || !URL.canParse(url)) return false;
  const to = new URL(url);
  const teams = to.host === 'teams.microsoft.com' || to.origin === location.origin;
  const entity = teams ? /^\/l\/entity\/([^/]+)\/([^/]+)/.exec(to.pathname) : null;
  if (entity && chatId !== undefined) {
    const [, app = '', entityId = ''] = entity.map(decodeURIComponent);
    if (app !== appId || !tabs.some((tab) => tab.entityId === entityId)) return false;
    go('chats', chatId, entityId, ...subPage(to.searchParams.get('context')));
    return true;
  }
  if (to.origin === location.origin && to.pathname === '/' && to.hash !== '') {
    location.hash = to.hash;
    return true;
  }
  window.open(url, '_blank', 'noopener,noreferrer');
  return true;
}

/** `{"subEntityId":"…"}`, or under its newer name. */
function subPage(context: string | null): string[] {
  try {
    const given = JSON.parse(context ?? '{}') as { subEntityId?: unknown; subPageId?: unknown };
    const sub = given.subEntityId ?? given.subPageId;
    return typeof sub === 'string' && sub !== '' ? [sub] : [];
  } catch {
    return [];
  }
}
