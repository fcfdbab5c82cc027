import { backOff } from '../../bot/filing/back-off.ts';
import type { Graph } from '../../bot/graph/graph-client.ts';
import { GraphError } from '../../bot/graph/graph-error.ts';
import type { ListDefinition, Places, SiteKey } from '../../bot/graph/lists.ts';
import { describe, planList, titleName, type FoundColumn, type Step } from './plan.ts';

/** Makes the lists and libraries that the features define. Safe to run again: it only adds what is missing. */

/** `steps`: how many were said; they are done unless one of them is refused or it is a dry run. */
export type Provisioned = { readonly steps: number; readonly isRefused: boolean };

type Deps = {
  readonly graph: Graph;
  readonly places: Places;
  readonly lists: readonly ListDefinition[];
  readonly library: string;
  readonly say: (line: string) => void;
  /** Milliseconds. */
  readonly pause: (wait: number) => Promise<void>;
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

const ensureLibrary = async (deps: Deps, key: SiteKey, dryRun: boolean): Promise<void> => {
  const base = `/sites/${await siteOf(deps, key)}/lists`;
  const there = await orAbsent(
    deps.graph.call({ method: 'GET', path: `${base}/${encodeURIComponent(deps.library)}?$select=id` }),
  );
  if (there) return;
  deps.say(`作成  ドキュメント ライブラリ「${deps.library}」（サイト ${key}）`);
  if (!dryRun)
    await deps.graph.call({
      method: 'POST',
      path: base,
      body: { displayName: deps.library, list: { template: 'documentLibrary' } },
    });
};

const tryOnce = async (deps: Deps, dryRun: boolean, did: () => void): Promise<{ isRefused: boolean }> => {
  const steps: Step[] = [];
  for (const list of deps.lists) steps.push(...planList(list, await columnsOf(deps, list)));
  for (const step of steps) deps.say(describe(step, deps.lists));
  // A list of the wrong shape is a question for a person: nothing is done before it is answered.
  if (steps.some(({ kind }) => kind === 'refuse')) return { isRefused: true };
  for (const key of SITES) await ensureLibrary(deps, key, dryRun);
  if (!dryRun)
    for (const step of steps) {
      await carryOut(deps, step);
      did();
    }
  return { isRefused: false };
};

/** Tries in a row that get no step further. */
const MOST_TRIES = 6;

/** Milliseconds that a person waits before the screen. */
const LONGEST_WAIT = 5 * 60_000;

/** The list may be there already, its making carried out and its answer lost, while SharePoint does not show it yet. */
const mayPass = ({ code, passing }: GraphError): boolean =>
  code !== 'signInRefused' && (passing || code === 'nameAlreadyExists');

/**
 * After a trouble that passes by itself, what is there is looked at and planned anew. Throws GraphError when it does not
 * pass, or when Graph asks for a wait that is too long.
 * @param dryRun only says what would be done
 */
export const provision = async (deps: Deps, dryRun: boolean): Promise<Provisioned> => {
  const said = new Set<string>();
  const once: Deps = {
    ...deps,
    say: (line) => {
      if (!said.has(line)) deps.say(line);
      said.add(line);
    },
  };
  let tried = 0;
  const did = (): void => {
    tried = 0;
  };
  for (;;)
    try {
      const { isRefused } = await tryOnce(once, dryRun, did);
      return { steps: said.size, isRefused };
    } catch (error) {
      tried += 1;
      if (!(error instanceof GraphError && mayPass(error)) || tried === MOST_TRIES) throw error;
      const wait = Math.max(backOff(tried, 0), error.retryAfter ?? 0);
      if (wait > LONGEST_WAIT) throw error;
      deps.say(
        `SharePointから正しい応答がありません（${error.status || '無応答'} ${error.code}）。${Math.ceil(wait / 1_000)}秒後に、残りを続けます。`,
      );
      await deps.pause(wait);
    }
};

/** What a person does about a trouble that ended it. */
export const adviceOn = (error: GraphError): string => {
  if (!mayPass(error)) return error.advice.ja;
  const minutes = Math.ceil((error.retryAfter ?? 0) / 60_000);
  return `${minutes > 0 ? `${minutes}分ほど待ってから` : 'しばらくしてから'}、もう一度実行してください。終わったところの続きから行います。`;
};
