/** What a tab's page and the Teams client say to each other, as @microsoft/teams-js sends and expects it. Pure. */

export type TabRequest = { id: number; uuidAsString?: string; func: string; args: unknown[] };
export type Here = {
  theme: 'light' | 'dark' | 'contrast';
  language: 'ja' | 'en';
  entityId: string;
  subEntityId: string;
  user: { id: string; name: string; userPrincipalName: string };
  tenantId: string;
  appId: string | null;
  sessionId: string;
};

export function requestOf(data: unknown): TabRequest | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { id, func, args, uuidAsString } = data as Partial<TabRequest>;
  if (typeof id !== 'number' || typeof func !== 'string') return undefined;
  return {
    id,
    func,
    args: Array.isArray(args) ? args : [],
    ...(typeof uuidAsString === 'string' ? { uuidAsString } : {}),
  };
}

export function answerTo({ id, uuidAsString }: TabRequest, args: unknown[]): object {
  return { id, ...(uuidAsString === undefined ? {} : { uuidAsString }), args, isPartialResponse: false };
}

/** Teams' names of its themes. */
export function themeName(theme: Here['theme']): 'default' | 'dark' | 'contrast' {
  return theme === 'light' ? 'default' : theme;
}

const RUNTIME = {
  apiVersion: 4,
  isLegacyTeams: false,
  hostVersionsInfo: { adaptiveCardSchemaVersion: { majorVersion: 1, minorVersion: 5 } },
  supports: { pages: {} },
};

/** Frame context, kind of client, what the host can do, and the version it speaks. */
export const INITIALIZED = ['content', 'web', JSON.stringify(RUNTIME), '2.0.1'];

export function contextOf(here: Here): Record<string, unknown> {
  return {
    locale: here.language === 'ja' ? 'ja-jp' : 'en-us',
    theme: themeName(here.theme),
    entityId: here.entityId,
    subEntityId: here.subEntityId,
    frameContext: 'content',
    hostClientType: 'web',
    hostName: 'Teams',
    sessionId: here.sessionId,
    appSessionId: here.sessionId,
    ...(here.appId === null ? {} : { appId: here.appId }),
    userObjectId: here.user.id,
    userDisplayName: here.user.name,
    userPrincipalName: here.user.userPrincipalName,
    loginHint: here.user.userPrincipalName,
    upn: here.user.userPrincipalName,
    tid: here.tenantId,
    isFullScreen: false,
    isMultiWindow: false,
  };
}

/** Fills Teams' placeholders of a contentUrl, under their old names and their new ones. */
export function filled(url: string, here: Here): string {
  const context = contextOf(here);
  const values: Record<string, unknown> = {
    ...context,
    'app.locale': context['locale'],
    'app.theme': context['theme'],
    'page.id': here.entityId,
    'page.subPageId': here.subEntityId,
    'user.id': here.user.id,
    'user.loginHint': here.user.userPrincipalName,
    'user.userPrincipalName': here.user.userPrincipalName,
    'user.tenant.id': here.tenantId,
  };
  return url.replace(/\{([\w.]+)\}|%7B([\w.]+)%7D/gi, (whole, plain?: string, encoded?: string) => {
    const value = values[plain ?? encoded ?? ''];
    return typeof value === 'string' ? encodeURIComponent(value) : whole;
  });
}
