import { broadcastResponseToMainFrame } from '@azure/msal-browser/redirect-bridge';

/** Where the authority sends a person back to: the answer is handed to the window that asked, and this one closes. */
broadcastResponseToMainFrame().catch(() => {
  const told = document.querySelector('p');
  if (told)
    told.textContent =
      'サインインを終えられませんでした。この画面を閉じて、もう一度サインインしてください。 Signing in was not finished. Close this window and try again.';
});
