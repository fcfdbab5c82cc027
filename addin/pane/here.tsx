import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Language } from '../../shared/kernel/words.ts';
import type { DeskState } from './desk-state.ts';
import type { Desk } from './desk.ts';

/** The desk, wherever it is needed. */
const Context = createContext<Desk | undefined>(undefined);

export const DeskProvider = Context.Provider;

export function useDesk(): Desk {
  const desk = useContext(Context);
  if (!desk) throw new Error('useDesk stands outside its provider');
  return desk;
}

export function useDeskState(): DeskState {
  const desk = useDesk();
  return useSyncExternalStore(desk.listen, desk.state);
}

/** A place's own words, in the reader's language. */
export const useWords = <T,>(words: Readonly<Record<Language, T>>): T => words[useDesk().language];
