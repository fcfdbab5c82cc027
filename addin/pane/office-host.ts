import type { Host } from './host.ts';

/** Word or PowerPoint around the pane. */
export const enterOffice = async (): Promise<Host> => {
  throw new Error('not yet');
};
