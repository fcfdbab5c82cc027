import {
  CacheLookupPolicy,
  createStandardPublicClientApplication,
  type AccountInfo,
} from '@azure/msal-browser';
import { remember, SignInNeeded, type SignIn, type SignInSettings } from './sign-in.ts';

/**
 * Signing in from a browser by itself: authorization code with PKCE in a window of its own, then a refresh token while
 * it lives. No hidden frames: they would need the authority to be framed, and browsers block its cookies there.
 */

/** The authority's endpoints lie where every cloud of Microsoft has them: it need not be asked before the window opens. */
const metadataOf = (authority: string): string =>
  JSON.stringify({
    issuer: `${authority}/v2.0`,
    authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
    token_endpoint: `${authority}/oauth2/v2.0/token`,
    end_session_endpoint: `${authority}/oauth2/v2.0/logout`,
    jwks_uri: `${authority}/discovery/v2.0/keys`,
  });

export const popupSignIn = async ({ authority, clientId, scope }: SignInSettings): Promise<SignIn> => {
  const app = await createStandardPublicClientApplication({
    auth: {
      clientId,
      authority,
      knownAuthorities: [new URL(authority).host],
      authorityMetadata: metadataOf(authority),
      redirectUri: new URL('/pane/signed-in', location.href).href,
    },
    // Gone with the window: shared machines are common in an office.
    cache: { cacheLocation: 'sessionStorage' },
  });
  const account = (): AccountInfo | undefined => app.getActiveAccount() ?? app.getAllAccounts()[0];
  const scopes = [scope];
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
        const { account: chosen } = await app.acquireTokenPopup({ scopes, prompt: 'select_account' });
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
