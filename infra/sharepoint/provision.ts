import type { Graph } from '../../bot/graph/graph-client.ts';
import { GraphError } from '../../bot/graph/graph-error.ts';
import type { ListDefinition, Places, SiteKey } from '../../bot/graph/lists.ts';
import { describe, planList, titleName, type FoundColumn, type Step } from './plan.ts';

/** Makes the lists and libraries that the features define. Safe to run again: it only adds what is missing. */

export type Provisioned = { readonly done: number; readonly refused: number };

type Deps = {
  readonly graph: Graph;
  readonly places: Places;
  readonly lists: readonly ListDefinition[];
  readonly library: string;
  readonly say: (line: string) => void;
};

const SITES: readonly SiteKey[] = ['cases', 'incidents', 'documents'];

const orAbsent = async <T>(ask: Promise<T>): Promise<T | undefined> => {
  try {
    return await ask;
  } catch (error) {
    if (error instanceof GraphError && error.status === 404) return undefined;
    throw error;
  }
};

const siteOf = async ({ places }: Deps, key: SiteKey): Promise<string> => {
  const found = await orAbsent(places.site(key));
  if (found === undefined)
    throw new Error(
      `サイト「${key}」がありません。SharePoint 管理センターで作成してから、もう一度実行してください（infra/README.md）。`,
    );
  return found;
};

const columnsOf = async (deps: Deps, list: ListDefinition): Promise<readonly FoundColumn[] | undefined> => {
  const path = `/sites/${await siteOf(deps, list.site)}/lists/${encodeURIComponent(list.title)}?$expand=columns`;
  return (await orAbsent(deps.graph.call<{ columns: FoundColumn[] }>({ method: 'GET', path })))?.columns;
};

const carryOut = async (deps: Deps, step: Step): Promise<void> => {
  const base = `/sites/${await siteOf(deps, step.list.site)}/lists`;
  if (step.kind === 'createList')
    await deps.graph.call({
      method: 'POST',
      path: base,
      body: {
        displayName: step.list.title,
        description: step.list.description,
        columns: step.list.columns,
        list: { template: 'genericList' },
      },
    });
  else if (step.kind === 'nameTitle') {
    const list = `${base}/${encodeURIComponent(step.list.title)}`;
    const { value } = await deps.graph.call<{ value: { id: string; name: string }[] }>({
      method: 'GET',
      path: `${list}/columns?$select=id,name`,
    });
    const title = value.find(({ name }) => name === 'Title');
    if (title)
      await deps.graph.call({
        method: 'PATCH',
        path: `${list}/columns/${title.id}`,
        body: { displayName: titleName(step.list), indexed: true },
      });
  } else if (step.kind === 'addColumn')
    await deps.graph.call({
      method: 'POST',
      path: `${base}/${encodeURIComponent(step.list.title)}/columns`,
      body: step.column,
    });
};

const ensureLibrary = async (deps: Deps, key: SiteKey, dryRun: boolean): Promise<number> => {
  const base = `/sites/${await siteOf(deps, key)}/lists`;
  const there = await orAbsent(
    deps.graph.call({ method: 'GET', path: `${base}/${encodeURIComponent(deps.library)}?$select=id` }),
  );
  if (there) return 0;
  deps.say(`作成  ドキュメント ライブラリ「${deps.library}」（サイト ${key}）`);
  if (!dryRun)
    await deps.graph.call({
      method: 'POST',
      path: base,
      body: { displayName: deps.library, list: { template: 'documentLibrary' } },
    });
  return 1;
};

/** @param dryRun only says what would be done */
export const provision = async (deps: Deps, dryRun: boolean): Promise<Provisioned> => {
  const steps: Step[] = [];
  for (const list of deps.lists) steps.push(...planList(list, await columnsOf(deps, list)));
  for (const step of steps) deps.say(describe(step, deps.lists));
  const refused = steps.filter((step) => step.kind === 'refuse').length;
  // A list of the wrong shape is a question for a person: nothing is done before it is answered.
  if (refused > 0) return { done: 0, refused };
  let done = 0;
  for (const key of SITES) done += await ensureLibrary(deps, key, dryRun);
  for (const step of steps) {
    if (!dryRun) await carryOut(deps, step);
    done += 1;
  }
  return { done, refused };
};
