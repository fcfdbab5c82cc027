import { hostDocument, hostDocumentName } from '../office/host-document.ts';
import { browserHost, languageOf, themeNow, type Host, type ThemeName } from './host.ts';
import { browserSignIn, SignInNeeded, signInSettings, type SignIn } from './sign-in.ts';
import { WORDS } from './words.ts';

/** Word or PowerPoint around the pane. */

const CONTRAST = '(forced-colors: active)';

/** High contrast is the system's; light and dark are Office's own. */
const officeTheme = (): ThemeName =>
  matchMedia(CONTRAST).matches
    ? 'contrast'
    : Office.context.officeTheme
      ? Office.context.officeTheme.isDarkTheme
        ? 'dark'
        : 'light'
      : themeNow();

/** The library that signs in comes with the first need of it. */
const lazySignIn = (): SignIn => {
  const settings = signInSettings();
  let loaded: SignIn | undefined;
  const load = async (): Promise<SignIn> => {
    if (!settings) throw new SignInNeeded('the server named no authority');
    loaded ??= await (await import('./office-sign-in.ts')).officeSignIn(settings);
    return loaded;
  };
  return {
    name: () => loaded?.name(),
    silently: async () => (await load()).silently?.(),
    token: async () => (await load()).token(),
    enter: async () => (await load()).enter(),
    leave: async () => (await load()).leave(),
  };
};

export const enterOffice = async (): Promise<Host> => {
  const { host } = await Office.onReady();
  const document = await hostDocument();
  // The page of Office opened in a browser by itself is a browser.
  if (!document || (host !== Office.HostType.Word && host !== Office.HostType.PowerPoint))
    return browserHost(browserSignIn());
  const language = languageOf(Office.context.displayLanguage);
  return {
    app: host === Office.HostType.Word ? 'word' : 'powerpoint',
    language,
    theme: officeTheme(),
    onTheme: (hear) => {
      const list = matchMedia(CONTRAST);
      const changed = (): void => hear(officeTheme());
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    signIn: lazySignIn(),
    ...(document.ok
      ? {
          document: {
            port: document.value,
            name: () => hostDocumentName() || WORDS[language].unnamed,
          },
        }
      : { problem: document.problem }),
  };
};
