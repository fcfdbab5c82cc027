/** Who works here. The library that signs in is large and loaded when somebody does. */

export type SignIn = {
  /** Name of who is signed in; undefined while nobody is. */
  readonly name: () => string | undefined;
  /** A token of the person for our own API. @throws SignInNeeded when the person must do something first */
  readonly token: () => Promise<string>;
  /** What the host of the pane can do without asking. @throws SignInNeeded */
  readonly silently?: () => Promise<void>;
  /** Asks the person, who pressed a button for it. @throws SignInNeeded when they did not or could not */
  readonly enter: () => Promise<void>;
  readonly leave: () => Promise<void>;
};

export class SignInNeeded extends Error {
  override readonly name = 'SignInNeeded';
}

export type SignInSettings = {
  readonly clientId: string;
  /** https://login.microsoftonline.com/TENANT or another cloud's. */
  readonly authority: string;
  readonly scope: string;
};

/** As the server wrote it into the page. */
export const signInSettings = (): SignInSettings | undefined => {
  const text = document.querySelector<HTMLMetaElement>('meta[name="sign-in"]')?.content ?? '';
  try {
    const { clientId, authority, scope } = JSON.parse(text) as Partial<SignInSettings>;
    return clientId && authority && scope ? { clientId, authority, scope } : undefined;
  } catch {
    return undefined;
  }
};

/** The authority's endpoints lie where every cloud of Microsoft has them: it need not be asked before the window opens. */
const metadataOf = (authority: string): string =>
  JSON.stringify({
    issuer: `${authority}/v2.0`,
    authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
    token_endpoint: `${authority}/oauth2/v2.0/token`,
    end_session_endpoint: `${authority}/oauth2/v2.0/logout`,
    jwks_uri: `${authority}/discovery/v2.0/keys`,
  });

/** A public client of the authority, in a window that is not brokered by Office. */
export const publicClient = ({ authority, clientId }: SignInSettings) => ({
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

/** What was kept of a sign-in before: then the library is worth loading at once. */
const REMEMBERED = 'cio-desk.signed-in';
export const remember = (name: string | undefined): void => {
  if (name === undefined) sessionStorage.removeItem(REMEMBERED);
  else sessionStorage.setItem(REMEMBERED, name);
};

export const browserSignIn = (): SignIn => {
  const settings = signInSettings();
  let client: Promise<SignIn> | undefined;
  const load = async (): Promise<SignIn> => {
    if (!settings) throw new SignInNeeded('the server named no authority');
    client ??= import('./browser-sign-in.ts').then(({ popupSignIn }) => popupSignIn(settings));
    return client;
  };
  return {
    name: () => sessionStorage.getItem(REMEMBERED) ?? undefined,
    token: async () => {
      if (sessionStorage.getItem(REMEMBERED) === null) throw new SignInNeeded('nobody is signed in');
      return (await load()).token();
    },
    enter: async () => (await load()).enter(),
    leave: async () => (await load()).leave(),
  };
};
