import { useLayoutEffect, useRef } from 'react';

/**
 * A button that is pressed is disabled while its work runs, and a question takes the focus: who works by keyboard finds
 * it again where it was.
 */
export const useReturnedFocus = (away: boolean): void => {
  const left = useRef<HTMLElement | undefined>(undefined);
  useLayoutEffect(() => {
    const now = document.activeElement;
    if (away) left.current = now instanceof HTMLElement && now !== document.body ? now : undefined;
    else if (left.current?.isConnected && (now === null || now === document.body)) left.current.focus();
  }, [away]);
};
