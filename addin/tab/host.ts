import { app, authentication } from '@microsoft/teams-js';
import type { Language } from '../../shared/kernel/words.ts';

/** The Teams client around the page: who signs in, in which theme and language it shows itself. */

export type ThemeName = 'default' | 'dark' | 'contrast';

export type Host = {
  readonly theme: ThemeName;
  readonly language: Language;
  /** Teams shows another theme from now on. @returns stops listening */
  readonly onTheme: (hear: (theme: ThemeName) => void) => () => void;
  /** A token of the person for our own API. Rejects when Teams gives none. */
  readonly token: () => Promise<string>;
  readonly openLink: (url: string) => void;
  readonly shown: () => void;
};

const themeOf = (name: string | undefined): ThemeName =>
  name === 'dark' || name === 'contrast' ? name : 'default';

const framedBy = (): string[] =>
  (document.querySelector<HTMLMetaElement>('meta[name="frame-hosts"]')?.content ?? '')
    .split(' ')
    .filter((origin) => origin !== '');

/** Rejects where the page is opened outside Teams. */
export const enterHost = async (): Promise<Host> => {
  await app.initialize(framedBy());
  const context = await app.getContext();
  let listener: (theme: ThemeName) => void = () => undefined;
  app.registerOnThemeChangeHandler((name) => listener(themeOf(name)));
  return {
    theme: themeOf(context.app.theme),
    language: /^ja\b/i.test(context.app.locale) ? 'ja' : 'en',
    onTheme: (hear) => {
      listener = hear;
      return () => {
        listener = () => undefined;
      };
    },
    token: () => authentication.getAuthToken(),
    openLink: (url) => {
      app.openLink(url).catch(() => undefined);
    },
    shown: () => {
      app.notifySuccess().catch(() => undefined);
    },
  };
};
