import { say } from '../../shared/kernel/words.ts';
import type { Problem } from '../../shared/kernel/problem.ts';
import type { NotUndone } from '../office/office-document.ts';
import { ApiError } from './api-error.ts';
import type { DeskState, Job, Note } from './desk-state.ts';
import type { Host } from './host.ts';
import { SignInNeeded } from './sign-in.ts';
import { WORDS } from './words.ts';

/** The state of the desk, one piece of work at a time, and what is told of it. */
export const createWork = (host: Host) => {
  const { language } = host;
  const words = WORDS[language];
  let state: DeskState = {
    signedIn: host.signIn.name(),
    serial: 0,
    unsaved: false,
    notes: [],
    viewing: false,
  };
  let listeners: readonly (() => void)[] = [];

  const change = (changes: Partial<DeskState>): void => {
    state = { ...state, ...changes };
    for (const listener of listeners) listener();
  };
  const tell = (...notes: readonly Note[]): void => change({ notes });
  const problemNotes = (problems: readonly Problem[], intent: Note['intent'] = 'error'): readonly Note[] =>
    problems.map(({ message }) => ({ intent, text: say(message, language) }));

  const noteOf = (error: unknown): Note => {
    if (error instanceof SignInNeeded)
      return {
        intent: 'info',
        text: error.cause ? words.signInFailed : words.signInNeeded,
        signIn: true,
      };
    if (error instanceof ApiError)
      return { intent: 'error', text: error.message, signIn: error.code === 'unauthorized' };
    return { intent: 'error', text: words.unexpected };
  };

  return {
    host,
    words,
    language,
    state: (): DeskState => state,
    listen: (listener: () => void) => {
      listeners = [...listeners, listener];
      return () => {
        listeners = listeners.filter((one) => one !== listener);
      };
    },
    change,
    tell,
    problemNotes,
    notUndone: (places: readonly NotUndone[]): readonly Note[] =>
      places.length === 0
        ? []
        : [
            {
              intent: 'warning',
              text: words.notUndone(words.list(places.map(({ place }) => say(place, language)))),
            },
          ],

    /** What went well was heard; what did not stays until it is closed. */
    moveOn: () => {
      const left = state.notes.filter(({ intent }) => intent === 'error' || intent === 'warning');
      if (left.length < state.notes.length) change({ notes: left });
    },

    /** One piece of work: said while it runs, stopped when asked, and whatever goes wrong is told. */
    work: async <T>(what: string, job: Job<T>, stoppable = true): Promise<T | undefined> => {
      if (state.busy) return undefined;
      const control = new AbortController();
      const stop = stoppable ? { stop: () => control.abort() } : {};
      change({ busy: { what, ...stop }, notes: [] });
      try {
        return await job(control.signal, (progress) => change({ busy: { what, progress, ...stop } }));
      } catch (error) {
        tell(control.signal.aborted ? { intent: 'info', text: words.stopped } : noteOf(error));
        return undefined;
      } finally {
        change({ busy: undefined });
      }
    },

    /** Something that a place wants to show: asked for beside other work, and its failure told. */
    quietly: async <T>(job: () => Promise<T>): Promise<T | undefined> => {
      try {
        return await job();
      } catch (error) {
        tell(noteOf(error));
        return undefined;
      }
    },

    ask: (text: string, yes: string, details: readonly string[] = []): Promise<boolean> =>
      new Promise((resolve) => {
        change({
          question: {
            text,
            details,
            yes,
            answer: (answer) => {
              change({ question: undefined });
              resolve(answer);
            },
          },
        });
      }),
  };
};

export type Work = ReturnType<typeof createWork>;
