import type { FastifyInstance } from 'fastify';
import type { TenantCore } from '../core.ts';
import { registerGraphHttp } from './http.ts';
import { openGraphTables } from './tables.ts';
import { createMeter } from './throttle.ts';

export {
  createItemAs,
  deleteItemAs,
  getItem,
  itemVersions,
  listColumns,
  listItems,
  listLists,
  listSites,
  updateItemAs,
} from './as-person.ts';
export {
  deleteFileAs,
  listFiles,
  makeFolderAs,
  moveFileAs,
  openFile,
  uploadFileAs,
} from './files-as-person.ts';
export type { At } from './as-person.ts';
export { isProblem } from './problem.ts';
export type { Problem } from './problem.ts';

/** Microsoft Graph v1.0, on the https server. */
export function registerGraph(app: FastifyInstance, core: TenantCore): void {
  openGraphTables(core);
  const meter = createMeter(core.config.licences);
  core.status.set('graph', () => meter.status());
  registerGraphHttp(app, core, meter);
}
