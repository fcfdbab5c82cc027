import {
  CacheLookupPolicy,
  createStandardPublicClientApplication,
  type AccountInfo,
} from '@azure/msal-browser';
import { publicClient, remember, SignInNeeded, type SignIn, type SignInSettings } from './sign-in.ts';

/**
 * Signing in from a browser by itself: authorization code with PKCE in a window of its own, then a refresh token while
 * it lives. No hidden frames: they would need the authority to be framed, and browsers block its cookies there.
 */

export const popupSignIn = async (settings: SignInSettings): Promise<SignIn> => {
  const app = await createStandardPublicClientApplication(publicClient(settings));
  const account = (): AccountInfo | undefined => app.getActiveAccount() ?? app.getAllAccounts()[0];
  const scopes = [settings.scope];
  return {
    name: () => account()?.name,
    token: async () => {
      const known = account();
      if (!known) throw new SignInNeeded('nobody is signed in');
      try {
        const { accessToken } = await app.acquireTokenSilent({
          scopes,
          account: known,
          cacheLookupPolicy: CacheLookupPolicy.AccessTokenAndRefreshToken,
        });
        return accessToken;
      } catch (error) {
        throw new SignInNeeded('the sign-in has run out', { cause: error });
      }
    },
    enter: async () => {
      try {
        const { account: chosen } = await app.acquireTokenPopup({
          scopes,
          prompt: 'select_account',
          // A window that was closed must not keep the next one from opening.
          overrideInteractionInProgress: true,
        });
        app.setActiveAccount(chosen);
        remember(chosen?.name ?? chosen?.username ?? '');
      } catch (error) {
        throw new SignInNeeded('the person did not sign in', { cause: error });
      }
    },
    leave: async () => {
      remember(undefined);
      await app.clearCache();
    },
  };
};
