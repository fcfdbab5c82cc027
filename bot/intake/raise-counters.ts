import { GraphError } from '../graph/graph-error.ts';
import type { Graph } from '../graph/graph-client.ts';
import { lastRows, type Places } from '../graph/lists.ts';
import { raiseCounter } from '../store/cases.ts';
import { numberStart, type Desk } from './desk.ts';

/**
 * Before anything is accepted: numbers go on above the highest that SharePoint knows, so that a restored database
 * gives no number twice. Where SharePoint does not answer the bot starts all the same, and the lists are followed later.
 */
export const raiseCounters = async (desk: Desk, graph: Graph, places: Places): Promise<void> => {
  for (const kind of desk.kinds)
    try {
      const rows = await lastRows(graph, await places.list(kind.list), numberStart(desk.settings, kind), [
        'Sequence',
      ]);
      const numbers = rows.flatMap(({ Sequence }) => (typeof Sequence === 'number' ? [Sequence] : []));
      if (numbers.length) await raiseCounter(desk.db, desk.settings.id, kind.kind, Math.max(...numbers));
    } catch (error) {
      if (!(error instanceof GraphError)) throw error;
      desk.log.warn(
        { list: kind.list.key, status: error.status, code: error.code },
        'the highest number could not be read from SharePoint',
      );
    }
};
