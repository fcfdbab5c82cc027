import { GraphError } from './graph-error.ts';
import type { Graph } from './graph-client.ts';

/**
 * Gives people the app in Teams, so that it may speak to them. The application sees and installs itself only
 * (TeamsAppInstallation.ReadWriteSelfForUser.All). Source: Microsoft Teams, "Proactive installation of apps using Graph".
 */

type Installation = { readonly teamsApp?: { readonly id?: string } };

const installedApps = (personId: string): string =>
  `/users/${encodeURIComponent(personId)}/teamwork/installedApps`;

/**
 * The app's id in the organisation's catalogue, as it stands with somebody who has it.
 * @returns undefined where they have it no more. Throws GraphError.
 */
export const catalogIdFrom = async (graph: Graph, personId: string): Promise<string | undefined> => {
  const { value } = await graph.call<{ value: readonly Installation[] }>({
    method: 'GET',
    path: `${installedApps(personId)}?$expand=teamsApp`,
  });
  return value[0]?.teamsApp?.id;
};

/**
 * Teams tells the bot of it by a conversationUpdate, with which what waits for the person goes out.
 * @returns `already` where they have it; `refused` where a policy or the licence forbids it. Throws GraphError when
 * Graph may answer otherwise later.
 */
export const installFor = async (
  graph: Graph,
  graphUrl: string,
  catalogId: string,
  personId: string,
): Promise<'installed' | 'already' | 'refused'> => {
  try {
    await graph.call({
      method: 'POST',
      path: installedApps(personId),
      body: { 'teamsApp@odata.bind': `${graphUrl}/v1.0/appCatalogs/teamsApps/${catalogId}` },
    });
    return 'installed';
  } catch (error) {
    if (!(error instanceof GraphError) || error.passing) throw error;
    return error.status === 409 ? 'already' : 'refused';
  }
};
