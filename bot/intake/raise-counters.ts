import { readCaseNumber } from '../../shared/kernel/case-number.ts';
import { GraphError } from '../graph/graph-error.ts';
import type { Graph } from '../graph/graph-client.ts';
import { lastTitle, type Places } from '../graph/lists.ts';
import { raiseCounter } from '../store/cases.ts';
import { numberStart, type Desk } from './desk.ts';

/**
 * Before anything is accepted: numbers go on above the highest that SharePoint knows, so that a restored database
 * gives no number twice. Where SharePoint does not answer the bot starts all the same, and the lists are followed later.
 */
export const raiseCounters = async (desk: Desk, graph: Graph, places: Places): Promise<void> => {
  for (const kind of desk.kinds)
    try {
      const title = await lastTitle(graph, await places.list(kind.list), numberStart(desk.settings, kind));
      const number = title === undefined ? undefined : readCaseNumber(title);
      if (number) await raiseCounter(desk.db, desk.settings.id, kind.kind, number.sequence);
    } catch (error) {
      if (!(error instanceof GraphError)) throw error;
      desk.log.warn(
        { list: kind.list.key, status: error.status, code: error.code },
        'the highest number could not be read from SharePoint',
      );
    }
};
