import { useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import type { RefObject } from 'react';

/** What the view does by itself: shows the newest message, waits for the next one, or nothing, as somebody reads. */
type Stay = 'newest' | 'next' | 'reading';

/** A message higher than the view, a form on a phone, is shown from its beginning. */
const newestTop = (box: HTMLElement): number => {
  const newest = [...box.querySelectorAll('[data-message-id]')].at(-1);
  const top = newest && newest.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop;
  return top === undefined ? box.scrollHeight : top - 8;
};

const isFilledIn = (box: HTMLElement | null): boolean => {
  const field = document.activeElement;
  return box?.contains(field) === true && field?.matches('input, textarea, select') === true;
};

/**
 * Where the list of messages stands. The view moves by itself only to show a message that has come, and follows that
 * one while it is being drawn. Once somebody has scrolled or pressed something in the list, nothing that grows or is
 * replaced there moves it: a card that becomes a higher one keeps its beginning in its place, as in Teams, and what has
 * the focus is not taken out of view. A field that is being filled in holds the view when a message comes, too.
 */
export function usePlace({ newest, mine }: { newest: number | undefined; mine: boolean }): {
  box: RefObject<HTMLDivElement | null>;
  heed: (box: HTMLElement) => void;
  takeHold: () => void;
} {
  const box = useRef<HTMLDivElement>(null);
  const stays = useRef<Stay>('newest');
  const placed = useRef({ top: 0, height: 0 });

  useLayoutEffect(() => {
    // Who has just written wants to see what comes of it.
    if (mine || (stays.current === 'next' && !isFilledIn(box.current))) stays.current = 'newest';
  }, [mine, newest]);
  const heed = useCallback((list: HTMLElement) => {
    const { top, height } = placed.current;
    // A card that grows or shrinks is no reader who left: only who scrolls does.
    const isScrolled = Math.abs(list.scrollTop - top) >= 2 && list.scrollHeight === height;
    if (stays.current !== 'reading' && !isScrolled) return;
    const left = list.scrollHeight - list.scrollTop - list.clientHeight;
    stays.current = left < 80 ? 'next' : 'reading';
  }, []);
  const follow = useCallback(() => {
    const list = box.current;
    if (!list || stays.current === 'reading') return;
    // Who has scrolled just now is told of with the next frame only.
    heed(list);
    if (stays.current === 'newest') list.scrollTop = Math.min(list.scrollHeight, newestTop(list));
    placed.current = { top: list.scrollTop, height: list.scrollHeight };
  }, [heed]);
  useLayoutEffect(follow);
  useEffect(() => {
    if (!box.current) return undefined;
    const grown = new ResizeObserver(follow);
    for (const child of box.current.children) grown.observe(child);
    return () => grown.disconnect();
  }, [follow]);
  const takeHold = useCallback(() => {
    if (stays.current === 'newest') stays.current = 'next';
  }, []);
  return { box, heed, takeHold };
}
