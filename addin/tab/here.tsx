import { createContext, useContext } from 'react';
import type { Language } from '../../shared/kernel/words.ts';
import type { Host } from './host.ts';
import { WORDS, type TabWords } from './words.ts';

/** The host, the reader's language and its words, wherever they are needed. */
export type Here = { readonly host: Host; readonly language: Language; readonly words: TabWords };

const Context = createContext<Here | undefined>(undefined);

export const HereProvider = Context.Provider;

export const hereOf = (host: Host): Here => ({
  host,
  language: host.language,
  words: WORDS[host.language],
});

export function useHere(): Here {
  const here = useContext(Context);
  if (!here) throw new Error('useHere stands outside its provider');
  return here;
}
