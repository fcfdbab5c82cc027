import { z } from 'zod';
import { SignInNeeded, type SignIn } from './sign-in.ts';

/** Signing in by a dialog of Office, which hands its token over; for an Office that brokers nothing. */

/** What the dialog says to the pane. Expires: milliseconds. */
export const dialogMessage = z.object({ token: z.string(), name: z.string(), expires: z.number() });
export type DialogMessage = z.infer<typeof dialogMessage>;

/** In percent of the screen. */
const SIZE = { height: 60, width: 30, promptBeforeOpen: false };
const MARGIN = 60_000;

const ask = (): Promise<DialogMessage> =>
  new Promise((resolve, reject) => {
    const url = new URL('/pane/dialog', location.href).href;
    Office.context.ui.displayDialogAsync(url, SIZE, (opened) => {
      if (opened.status === Office.AsyncResultStatus.Failed) {
        reject(new SignInNeeded('the dialog did not open', { cause: opened.error }));
        return;
      }
      const dialog = opened.value;
      dialog.addEventHandler(Office.EventType.DialogMessageReceived, (given) => {
        dialog.close();
        const text = 'message' in given ? given.message : '';
        const fromUs = !('origin' in given) || given.origin === undefined || given.origin === location.origin;
        const read = dialogMessage.safeParse(fromUs ? parsed(text) : undefined);
        if (read.success) resolve(read.data);
        else reject(new SignInNeeded('the dialog said nothing of use', { cause: 'message' }));
      });
      dialog.addEventHandler(Office.EventType.DialogEventReceived, () =>
        reject(new SignInNeeded('the dialog was closed', { cause: 'closed' })),
      );
    });
  });

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

export const dialogSignIn = (): SignIn => {
  let known: DialogMessage | undefined;
  return {
    name: () => known?.name,
    // It lives in the pane's memory alone, and only as long as it counts.
    token: () =>
      known && known.expires - MARGIN > Date.now()
        ? Promise.resolve(known.token)
        : Promise.reject(new SignInNeeded('no token that still counts', known ? { cause: 'expired' } : {})),
    enter: async () => {
      known = await ask();
    },
    leave: () => {
      known = undefined;
      return Promise.resolve();
    },
  };
};
