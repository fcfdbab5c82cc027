import { createContext, useContext, useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { WORDS } from './words.ts';
import type { Words } from './words.ts';

export type ThemeName = 'light' | 'dark' | 'contrast';
export type Language = 'ja' | 'en';
export type Preferences = {
  theme: ThemeName;
  language: Language;
  words: Words;
  setTheme: (theme: ThemeName) => void;
  setLanguage: (language: Language) => void;
};

const Context = createContext<Preferences | undefined>(undefined);

/** The theme belongs to the browser; the language to the window, so that two people beside each other have their own. */
export function PreferencesProvider({ children }: { children: ReactNode }) {
  const [theme, setTheme] = useState<ThemeName>(() => {
    const kept = localStorage.getItem('theme');
    if (kept === 'light' || kept === 'dark' || kept === 'contrast') return kept;
    if (matchMedia('(forced-colors: active)').matches) return 'contrast';
    return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  });
  // A new window begins with what was chosen last.
  const [language, setLanguage] = useState<Language>(() =>
    (sessionStorage.getItem('language') ?? localStorage.getItem('language')) === 'en' ? 'en' : 'ja',
  );
  // Other windows of the browser follow.
  useEffect(() => {
    const follow = ({ key, newValue }: StorageEvent): void => {
      if (key === 'theme' && (newValue === 'light' || newValue === 'dark' || newValue === 'contrast'))
        setTheme(newValue);
    };
    window.addEventListener('storage', follow);
    return () => window.removeEventListener('storage', follow);
  }, []);
  useEffect(() => localStorage.setItem('theme', theme), [theme]);
  useEffect(() => {
    sessionStorage.setItem('language', language);
    localStorage.setItem('language', language);
    document.documentElement.lang = language;
  }, [language]);
  const value = useMemo(
    () => ({ theme, language, words: WORDS[language], setTheme, setLanguage }),
    [theme, language],
  );
  return <Context.Provider value={value}>{children}</Context.Provider>;
}

export function usePreferences(): Preferences {
  const value = useContext(Context);
  if (!value) throw new Error('usePreferences stands outside its provider');
  return value;
}

export function useWords(): Words {
  return usePreferences().words;
}
