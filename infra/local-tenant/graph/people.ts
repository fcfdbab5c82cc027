import type { TenantCore } from '../core.ts';
import { stableGuid } from '../ids.ts';
import type { Actor } from './request.ts';

/** A site's own number for a person or app, given at first sight: the row of its hidden list of users. */
export function ensurePrincipal(core: TenantCore, siteId: string, actor: Actor): number {
  const known = core.db.get<{ lookup_id: number }>(
    'SELECT lookup_id FROM principals WHERE site_id = ? AND actor = ?',
    siteId,
    actor,
  );
  if (known) return known.lookup_id;
  return core.db.transaction(() => {
    const list = core.db.get<{ id: string }>(
      "SELECT id FROM lists WHERE site_id = ? AND template = 'userInformation'",
      siteId,
    );
    if (!list) throw new Error('every site has a list of users');
    // The first numbers of a real site belong to its system accounts.
    const { next } = core.db.get<{ next: number }>(
      'SELECT coalesce(max(lookup_id), 5) + 1 AS next FROM principals WHERE site_id = ?',
      siteId,
    ) ?? { next: 6 };
    core.db.run('INSERT INTO principals VALUES (?, ?, ?)', siteId, next, actor);
    const about = principalFields(core, actor);
    const now = core.clock.now().toISOString();
    core.db.run(
      'INSERT INTO items VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, 0)',
      list.id,
      next,
      stableGuid('item', list.id, String(next)),
      now,
      now,
      'app:system',
      'app:system',
      JSON.stringify(about),
      next,
    );
    core.db.run(
      'INSERT INTO item_index VALUES (?, ?, ?, ?)',
      list.id,
      'UserName',
      (about['UserName'] ?? '').toLowerCase(),
      next,
    );
    core.db.run(
      'UPDATE lists SET seq = ?, last_item = ?, item_count = item_count + 1 WHERE id = ?',
      next,
      next,
      list.id,
    );
    return next;
  });
}

export function principalOf(core: TenantCore, siteId: string, lookupId: number): Actor | undefined {
  return core.db.get<{ actor: Actor }>(
    'SELECT actor FROM principals WHERE site_id = ? AND lookup_id = ?',
    siteId,
    lookupId,
  )?.actor;
}

export function displayName(core: TenantCore, actor: Actor): string {
  const [kind, id] = splitActor(actor);
  if (kind === 'user') return core.directory.user(id)?.displayName ?? id;
  return id === 'system' ? 'システム アカウント' : (core.directory.app(id)?.displayName ?? id);
}

/** An identity set: an application, or a person with address as SharePoint adds it. */
export function identity(core: TenantCore, actor: Actor): object {
  const [kind, id] = splitActor(actor);
  if (kind === 'app') {
    return id === 'system'
      ? { user: { displayName: 'システム アカウント' } }
      : {
          application: { id, displayName: displayName(core, actor) },
          user: { displayName: 'SharePoint アプリ' },
        };
  }
  const user = core.directory.user(id);
  return { user: { ...(user?.mail ? { email: user.mail } : {}), id, displayName: user?.displayName ?? id } };
}

function principalFields(core: TenantCore, actor: Actor): Record<string, string> {
  const [kind, id] = splitActor(actor);
  if (kind === 'app') {
    return {
      Title: displayName(core, actor),
      Name: `i:0i.t|ms.sp.ext|${id}@${core.directory.tenant.id}`,
      UserName: id,
    };
  }
  const user = core.directory.user(id);
  return {
    Title: user?.displayName ?? id,
    Name: `i:0#.f|membership|${user?.userPrincipalName ?? id}`,
    EMail: user?.mail ?? '',
    UserName: user?.userPrincipalName ?? id,
  };
}

function splitActor(actor: Actor): [string, string] {
  const cut = actor.indexOf(':');
  return [actor.slice(0, cut), actor.slice(cut + 1)];
}
