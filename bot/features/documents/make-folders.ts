import { documentSlots } from '../../../shared/meetings/required-document.ts';
import { GraphError } from '../../graph/graph-error.ts';
import { ensureFolder } from '../../graph/library.ts';
import { markFolderMade, meetingsWithoutFolder } from '../../store/library-folders.ts';
import type { DocumentDesk } from './document-desk.ts';

/** Each confirmed meeting has a folder in the library, and in it one for each paper: where people put them. */

/** A round of the timer makes so many meetings' folders, so that a whole year does not use up SharePoint's pace. */
const MOST = 8;

export const makeFolders = async (desk: DocumentDesk): Promise<void> => {
  const { db, settings, graph, places, calendar, log } = desk;
  const waiting = await meetingsWithoutFolder(db, settings.id, MOST);
  for (const meeting of waiting)
    try {
      const library = await places.library('documents');
      for (const { folder } of documentSlots(settings.meetings, meeting, calendar))
        await ensureFolder(graph, library, folder);
      await markFolderMade(db, settings.id, meeting.id);
    } catch (error) {
      if (!(error instanceof GraphError)) throw error;
      log.warn(
        { status: error.status, code: error.code },
        'a meeting’s folders could not be made; later again',
      );
      return;
    }
};
