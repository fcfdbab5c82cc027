import { ok, type Result } from '../../shared/kernel/problem.ts';
import type { Spot } from '../office/office-document.ts';
import { createDocumentWork, type Loaders } from './desk-document.ts';
import { createWork } from './desk-work.ts';
import type { Host } from './host.ts';
import { isFile, type Origin } from './opened.ts';

const untilStopped = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  Promise.race([
    work,
    new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(new Error('stopped')), { once: true });
    }),
  ]);

/** What the pane works on, and what a person can do with it from its head. Knows no React. */
export const createDesk = (host: Host, loaders: Loaders) => {
  const work = createWork(host);
  const document = createDocumentWork(work, loaders);
  const { change, tell, problemNotes, notUndone, words, state } = work;

  const mayReplace = async (): Promise<boolean> =>
    !state().unsaved || (await work.ask(words.leaveUnsaved, words.openAnyway));

  const openBytes = async (bytes: Uint8Array, name: string, origin: Origin): Promise<boolean> => {
    const { fileDocument } = await loaders.engine();
    const opened = fileDocument(bytes, { name, show: document.show });
    if (!opened.ok) {
      tell(...problemNotes([opened.problem]));
      return false;
    }
    await document.take({ port: opened.value, name, origin });
    return true;
  };

  return {
    ...work,
    ...document,
    signIn: () =>
      work.work(words.signIn, async (signal) => {
        // A window that the person closed says nothing: then they stop waiting here.
        await untilStopped(host.signIn.enter(), signal);
        change({ signedIn: host.signIn.name() });
        await document.holdAgainstSource();
      }),
    signOut: async () => {
      await host.signIn.leave();
      document.forgetDocuments();
      change({ signedIn: undefined, standing: undefined });
    },
    /** The document around the pane. */
    enterOffice: () =>
      work.work(words.reading, async () => {
        await host.signIn.silently?.().catch(() => undefined);
        change({ signedIn: host.signIn.name() });
        if (host.problem) tell(...problemNotes([host.problem], 'warning'));
        if (host.document)
          await document.take({
            port: host.document.port,
            name: host.document.name(),
            origin: { from: 'office' },
          });
      }),
    openDisk: async (file: File) => {
      if (await mayReplace())
        await work.work(words.opening, async () => {
          const refused = (await loaders.engine()).sizeRefused(file.size);
          if (refused) return tell(...problemNotes([refused]));
          await openBytes(new Uint8Array(await file.arrayBuffer()), file.name, { from: 'disk' });
        });
    },
    openLibrary: async ({ id, name, version }: { id: string; name: string; version: string }) => {
      if (await mayReplace())
        await work.work(words.opening, async (signal) => {
          const bytes = await (await loaders.api()).file(id, signal);
          return openBytes(bytes, name, { from: 'library', file: id, version });
        });
    },
    /** A document just made: beside the open one in Office, in its place in a browser. Undefined when told already. */
    openMade: async (bytes: Uint8Array, name: string): Promise<Result<true> | undefined> => {
      if (host.document) return host.document.port.openNew(bytes, name);
      if (!(await mayReplace())) return undefined;
      return (await openBytes(bytes, name, { from: 'template' })) ? ok(true) : undefined;
    },
    undo: () =>
      work.work(
        words.undo,
        async () => {
          const undone = await state().undo?.();
          change({ undo: undefined });
          await document.reread();
          if (undone?.ok) tell({ intent: 'success', text: words.undone });
          else if (undone) tell(...problemNotes(undone.problems), ...notUndone(undone.notUndone));
        },
        false,
      ),
    goTo: async (spot: Spot) => {
      const { opened } = state();
      if (!opened) return;
      if (isFile(opened.port)) await document.textsNow();
      const gone = await opened.port.goTo(spot);
      if (!gone.ok) tell(...problemNotes([gone.problem], 'warning'));
    },
    view: async (viewing: boolean) => {
      if (viewing) await document.textsNow();
      change({ viewing });
    },
    /** Back into the library where it came from. */
    saveLibrary: () =>
      work.work(words.saving, async () => {
        const { opened } = state();
        if (opened?.origin.from !== 'library' || !isFile(opened.port)) return;
        const bytes = await document.bytes();
        if (!bytes) return;
        const { file, version } = opened.origin;
        const written = await (await loaders.api()).writeFile(file, version, bytes);
        opened.port.save();
        change({
          opened: { ...opened, origin: { from: 'library', file, version: written.version } },
          unsaved: false,
        });
        tell({ intent: 'success', text: words.saved(opened.name) });
      }),
    /** The file to be put on the disk. */
    download: () => {
      const { opened } = state();
      if (!opened || !isFile(opened.port)) return undefined;
      const saved = opened.port.save();
      const origin: Origin = opened.origin.from === 'library' ? opened.origin : { from: 'disk' };
      change({ opened: { ...opened, origin }, unsaved: false });
      tell({ intent: 'success', text: words.downloaded(saved.name) });
      return saved;
    },
  };
};

export type Desk = ReturnType<typeof createDesk>;
