import type { DocumentTable } from '../../../shared/documents/document-table.ts';
import type { Applied, OfficeDocument, Undo } from '../../office/office-document.ts';

/** Puts several tables in, all of them or none: what stands already is taken back when one cannot be. */
export const insertTables = async (
  port: Pick<OfficeDocument, 'insertTable'>,
  tables: readonly DocumentTable[],
): Promise<Applied> => {
  const undos: Undo[] = [];
  const undo: Undo = async () => {
    for (let last = undos.pop(); last; last = undos.pop()) {
      const undone = await last();
      if (!undone.ok) return undone;
    }
    return { ok: true };
  };
  for (const table of tables) {
    const applied = await port.insertTable(table);
    if (!applied.ok) {
      const undone = await undo();
      return undone.ok
        ? applied
        : { ok: false, problems: applied.problems, notUndone: [...applied.notUndone, ...undone.notUndone] };
    }
    undos.push(applied.undo);
  }
  return { ok: true, notices: [], undo };
};
