/**
 * What a request costs of SharePoint's resource units, so that the pace is kept before it is enforced.
 * Source: learn.microsoft.com/sharepoint/dev/general-development/how-to-avoid-getting-throttled-or-blocked (2025-10-02).
 */
export const resourceUnits = (method: string, path: string): number => {
  if (!/^\/(sites|drives|shares)\b/.test(path)) return 0;
  if (/\/permissions\b|[?&]\$expand=permissions/.test(path)) return 5;
  if (method !== 'GET') return 2;
  if (/\/delta\b/.test(path)) return /[?&(]\$?token=|deltatoken/i.test(path) ? 1 : 2;
  if (path.endsWith('/content') || /\/items\/[^/?]+(\/fields)?(\?|$)/.test(path)) return 1;
  return 2;
};
