import type { Finding } from './fault.ts';
import { KINDS } from './kinds.ts';
import { repeated } from './names.ts';
import type { Path } from './path.ts';
import type { SoundSettings } from './settings-references.ts';

/** Lists and libraries of one site go by their names: what two of them share would be one list. */

type Kept = readonly [site: string | undefined, name: string | undefined, path: Path];

function keptIn(settings: SoundSettings): readonly Kept[] {
  const { sites, meetings, issues, deadlines, plan, documents } = settings;
  const places = [...new Set([sites?.cases, sites?.incidents, sites?.documents])];
  return [
    ...KINDS.map((kind): Kept => {
      const { site, list } = settings[kind] ?? {};
      return [site && sites?.[site], list, ['settings', kind, 'list']];
    }),
    [sites?.documents, meetings?.list, ['settings', 'meetings', 'list']],
    [sites?.documents, issues?.list, ['settings', 'issues', 'list']],
    // What is said of incidents' deadlines stands beside the incidents.
    ...[sites?.documents, sites?.incidents].map((site): Kept => [
      site,
      deadlines?.record,
      ['settings', 'deadlines', 'record'],
    ]),
    ...Object.entries(plan?.lists ?? {}).map(([key, name]): Kept => [
      sites?.documents,
      name,
      ['settings', 'plan', 'lists', key],
    ]),
    ...Object.entries(documents?.lists ?? {}).map(([key, name]): Kept => [
      sites?.documents,
      name,
      ['settings', 'documents', 'lists', key],
    ]),
    ...places.map((site): Kept => [site, documents?.library, ['settings', 'documents', 'library']]),
  ];
}

export function listFindings(settings: SoundSettings): Finding[] {
  const kept = keptIn(settings);
  const names = kept.map(([site, name]) => (site && name ? `${site}/${name}` : undefined));
  const at = (index: number): Path => kept[index]?.[2] ?? ['settings'];
  return repeated(names, at, 'リスト').map(({ path, expected }) => ({ path, expected }));
}
