import { randomUUID } from 'node:crypto';
import type { ActivityBase } from './activities.ts';

/** Dialogs that are open on somebody's screen. They live in the client, so they do not outlive the process. */
export type Dialog = {
  userId: string;
  chatId: string;
  /** What the activity that opened it carried: the same conversation and card go with its answer. */
  base: ActivityBase;
  card: unknown;
};

export type Dialogs = {
  open(dialog: Dialog): string;
  get(id: string, userId: string): Dialog | undefined;
  close(id: string): void;
};

const MOST = 500;

export function createDialogs(): Dialogs {
  const dialogs = new Map<string, Dialog>();
  return {
    open(dialog) {
      const id = randomUUID();
      dialogs.set(id, dialog);
      const oldest = dialogs.keys().next().value;
      if (dialogs.size > MOST && oldest !== undefined) dialogs.delete(oldest);
      return id;
    },
    get(id, userId) {
      const dialog = dialogs.get(id);
      return dialog?.userId === userId ? dialog : undefined;
    },
    close: (id) => {
      dialogs.delete(id);
    },
  };
}
