import { createNestablePublicClientApplication, type AccountInfo } from '@azure/msal-browser';
import { dialogSignIn } from './dialog-sign-in.ts';
import { SignInNeeded, type SignIn, type SignInSettings } from './sign-in.ts';

/**
 * Signing in inside Word and PowerPoint: they broker it (nested app authentication), and where they are too old for
 * that a dialog does. Source: learn.microsoft.com/office/dev/add-ins/develop/
 * enable-nested-app-authentication-in-your-add-in.
 */

const hint = async (): Promise<{ loginHint?: string }> => {
  try {
    const { userPrincipalName } = await Office.auth.getAuthContext();
    return userPrincipalName ? { loginHint: userPrincipalName } : {};
  } catch {
    return {};
  }
};

const nested = async ({ clientId, authority, scope }: SignInSettings): Promise<SignIn> => {
  const app = await createNestablePublicClientApplication({
    auth: { clientId, authority, redirectUri: new URL('/pane/office', location.href).href },
    cache: { cacheLocation: 'localStorage' },
  });
  const scopes = [scope];
  let account: AccountInfo | undefined;
  const silently = async (): Promise<string> => {
    try {
      const known = account ?? app.getActiveAccount() ?? undefined;
      const result = known
        ? await app.acquireTokenSilent({ scopes, account: known })
        : await app.ssoSilent({ scopes, ...(await hint()) });
      account = result.account ?? undefined;
      return result.accessToken;
    } catch (error) {
      throw new SignInNeeded('Office gave no token by itself', { cause: error });
    }
  };
  return {
    name: () => account?.name ?? account?.username,
    silently: async () => {
      await silently();
    },
    token: silently,
    enter: async () => {
      try {
        const result = await app.acquireTokenPopup({ scopes, ...(await hint()) });
        account = result.account ?? undefined;
      } catch (error) {
        throw new SignInNeeded('the person did not sign in', { cause: error });
      }
    },
    leave: async () => {
      account = undefined;
      await app.clearCache();
    },
  };
};

export const officeSignIn = (settings: SignInSettings): Promise<SignIn> =>
  Office.context.requirements.isSetSupported('NestedAppAuth', '1.1')
    ? nested(settings)
    : Promise.resolve(dialogSignIn());
