import { deliverableSlots } from '../../../shared/documents/slots.ts';
import { SHIPPED_TEMPLATES } from '../../../shared/documents/templates/catalogue.ts';
import { documentSlots } from '../../../shared/meetings/required-document.ts';
import { GraphError } from '../../graph/graph-error.ts';
import { makeFolders } from '../../graph/library.ts';
import { foldersNotMade, markFolderMade, meetingsWithoutFolder } from '../../store/library-folders.ts';
import type { DocumentDesk } from './document-desk.ts';
import { templateFolder } from './templates.ts';

/**
 * Where people put things: each confirmed meeting has a folder in the library, and in it one for each paper; each
 * document of the contract has one, and each kind of template.
 */

/** A round of the timer makes so many meetings' folders, so that a whole year does not use up SharePoint's pace. */
const MOST = 8;

type Wanted = { readonly key: string; readonly folders: readonly string[] };

const wanted = async (desk: DocumentDesk): Promise<readonly Wanted[]> => {
  const { db, settings, calendar } = desk;
  const meetings = await meetingsWithoutFolder(db, settings.id, MOST);
  const standing = [
    ...deliverableSlots(settings).map(({ folder }) => folder),
    ...SHIPPED_TEMPLATES.map((like) => templateFolder(desk, like)),
  ];
  return [
    ...meetings.map((meeting) => ({
      key: meeting.id,
      folders: documentSlots(settings.meetings, meeting, calendar).map(({ folder }) => folder),
    })),
    ...(await foldersNotMade(db, settings.id, standing)).map((folder) => ({
      key: folder,
      folders: [folder],
    })),
  ];
};

export const makeMissingFolders = async (desk: DocumentDesk): Promise<void> => {
  const { db, settings, graph, places, log } = desk;
  const all = await wanted(desk);
  if (all.length === 0) return;
  try {
    const refused = await makeFolders(
      graph,
      await places.library('documents'),
      all.flatMap(({ folders }) => folders),
    );
    for (const { key, folders } of all) {
      const error = folders.map((folder) => refused.get(folder)).find((one) => one !== undefined);
      if (error)
        log.warn(
          { folder: key, status: error.status, code: error.code },
          'a folder could not be made; later again',
        );
      else await markFolderMade(db, settings.id, key);
    }
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    log.warn({ status: error.status, code: error.code }, 'folders could not be made; later again');
  }
};
