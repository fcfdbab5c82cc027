import type { DocumentsAnswer } from '../../shared/documents/api.ts';
import type { TextPlace } from '../../shared/documents/text-place.ts';
import type { Applied, Spot } from '../office/office-document.ts';
import type { Api } from './api-client.ts';
import type * as Engine from './engine.ts';
import type { Work } from './desk-work.ts';
import { isUnsaved, type Opened } from './opened.ts';
import { shownPlace } from './shown-place.ts';

/** The open document: read, held against its source, written, shown. */

export type Loaders = {
  readonly api: () => Promise<Api>;
  readonly engine: () => Promise<typeof Engine>;
};

export const createDocumentWork = (base: Work, loaders: Loaders) => {
  const { change, tell, problemNotes, notUndone, state } = base;
  let documents: Promise<DocumentsAnswer> | undefined;

  const list = (): Promise<DocumentsAnswer> => {
    documents ??= loaders
      .api()
      .then((one) => one.documents())
      .catch((error: unknown) => {
        documents = undefined;
        throw error;
      });
    return documents;
  };

  /** Reads the fields anew, and holds them against what is known of their source. */
  const reread = async (): Promise<boolean> => {
    const { opened } = state();
    if (!opened) return false;
    const read = await opened.port.read();
    if (!read.ok) {
      change({ reading: undefined });
      tell(...problemNotes([read.problem]));
      return false;
    }
    const { standing } = state();
    const states = standing && (await loaders.engine()).statesOf(read.value, standing.fields, standing.facts);
    change({
      reading: read.value,
      texts: undefined,
      unsaved: isUnsaved(opened),
      ...(standing && states ? { standing: { ...standing, states } } : {}),
    });
    return true;
  };

  /** Asks the source. Nobody signed in, or no template: the document is shown as it is. */
  const holdAgainstSource = async (signal?: AbortSignal): Promise<void> => {
    const { reading, signedIn } = state();
    const of = reading?.ledger?.template;
    if (of?.subject === undefined || signedIn === undefined) return;
    const template = (await list()).templates.find(({ id }) => id === of.id);
    if (!template) return;
    const facts = await (await loaders.api()).facts(template.id, of.subject, signal);
    const { standingOf } = await loaders.engine();
    const now = state().reading;
    if (now) change({ standing: standingOf(now, template, facts) });
  };

  /** Every text of a file with its place; empty where it cannot be read. */
  const textsNow = async (): Promise<readonly TextPlace[]> => {
    const known = state().texts;
    if (known) return known;
    const bytes = await state().opened?.port.bytes();
    if (!bytes?.ok) return [];
    const { openPackage, textPlaces } = await loaders.engine();
    const file = openPackage(bytes.value);
    const texts = file.ok ? textPlaces(file.value) : file;
    if (texts.ok) change({ texts: texts.value });
    return texts.ok ? texts.value : [];
  };

  return {
    api: loaders.api,
    documents: list,
    forgetDocuments: () => {
      documents = undefined;
    },
    reread,
    holdAgainstSource,
    textsNow,

    /** Another document is worked on from now on. */
    take: async (opened: Opened): Promise<void> => {
      change({
        opened,
        serial: state().serial + 1,
        reading: undefined,
        standing: undefined,
        texts: undefined,
        undo: undefined,
        shown: undefined,
      });
      if (await reread()) await holdAgainstSource();
    },

    /** Leads the view of the document to a place; false when it is not there. */
    show: (spot: Spot): boolean => {
      const { texts = [], reading, shown } = state();
      const found = shownPlace(texts, reading?.anchors ?? [], spot);
      if (found) change({ viewing: true, shown: { ...found, time: (shown?.time ?? 0) + 1 } });
      return found !== undefined;
    },

    /** The document's bytes as they are now; a problem is told. */
    bytes: async (): Promise<Uint8Array | undefined> => {
      const bytes = await state().opened?.port.bytes();
      if (bytes && !bytes.ok) tell(...problemNotes([bytes.problem]));
      return bytes?.ok ? bytes.value : undefined;
    },

    /** After a write: what came of it is told, can be taken back, and the document is read anew. */
    wrote: async (applied: Applied, told: string): Promise<boolean> => {
      if (applied.ok) change({ undo: applied.undo });
      await reread();
      const { named } = await loaders.engine();
      tell(
        ...(applied.ok
          ? [{ intent: 'success' as const, text: told }, ...problemNotes(applied.notices, 'info')]
          : [
              ...problemNotes(applied.problems.map((one) => named(one, state().standing?.fields))),
              ...notUndone(applied.notUndone),
            ]),
      );
      return applied.ok;
    },
  };
};
