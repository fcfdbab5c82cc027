import { createStandardPublicClientApplication } from '@azure/msal-browser';
import type { DialogMessage } from './dialog-sign-in.ts';
import { publicClient, signInSettings } from './sign-in.ts';

/** The dialog of Office: goes to the authority, comes back, and hands the token to the pane that opened it. */
const signIn = async (): Promise<void> => {
  await Office.onReady();
  const settings = signInSettings();
  if (!settings) throw new Error('the server named no authority');
  const app = await createStandardPublicClientApplication(publicClient(settings));
  const result = await app.handleRedirectPromise();
  if (!result) {
    await app.acquireTokenRedirect({ scopes: [settings.scope], prompt: 'select_account' });
    return;
  }
  const message: DialogMessage = {
    token: result.accessToken,
    name: result.account.name ?? result.account.username,
    expires: result.expiresOn?.getTime() ?? 0,
  };
  Office.context.ui.messageParent(JSON.stringify(message), { targetOrigin: location.origin });
};

signIn().catch(() => {
  const told = document.querySelector('p');
  if (told)
    told.textContent =
      'サインインを終えられませんでした。この画面を閉じて、もう一度サインインしてください。 Signing in was not finished. Close this window and try again.';
});
