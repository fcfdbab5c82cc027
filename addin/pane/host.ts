import type { Problem } from '../../shared/kernel/problem.ts';
import type { Language } from '../../shared/kernel/words.ts';
import type { OfficeDocument } from '../office/office-document.ts';
import type { SignIn } from './sign-in.ts';

/** What the pane runs in: Word, PowerPoint, or a browser by itself. */

export type ThemeName = 'light' | 'dark' | 'contrast';

export type Host = {
  readonly app: 'word' | 'powerpoint' | 'browser';
  readonly language: Language;
  readonly theme: ThemeName;
  /** Another theme from now on. @returns stops listening */
  readonly onTheme: (hear: (theme: ThemeName) => void) => () => void;
  readonly signIn: SignIn;
  /** The document around the pane; in a browser a file is opened first. */
  /** Why the document around the pane cannot be worked on. */
  readonly problem?: Problem;
  readonly document?: { readonly port: OfficeDocument; readonly name: () => string };
};

/** Only the page that Office opens brings its library. */
export const isInOffice = (): boolean => 'Office' in globalThis;

export const languageOf = (tag: string): Language => (/^ja\b/i.test(tag) ? 'ja' : 'en');

const DARK = '(prefers-color-scheme: dark)';
const CONTRAST = '(forced-colors: active)';

export const themeNow = (): ThemeName =>
  matchMedia(CONTRAST).matches ? 'contrast' : matchMedia(DARK).matches ? 'dark' : 'light';

/** A browser says itself how its person likes to read. `?lang=en` asks for a language. */
export const browserHost = (signIn: SignIn): Host => ({
  app: 'browser',
  language: languageOf(new URLSearchParams(location.search).get('lang') ?? navigator.language),
  theme: themeNow(),
  onTheme: (hear) => {
    const lists = [DARK, CONTRAST].map((query) => matchMedia(query));
    const changed = (): void => hear(themeNow());
    for (const list of lists) list.addEventListener('change', changed);
    return () => {
      for (const list of lists) list.removeEventListener('change', changed);
    };
  },
  signIn,
});
