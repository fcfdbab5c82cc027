import type { Case } from '../store/cases.ts';

/** While nobody has taken a case up, who sent it may still change it. */
export const OPEN_STATES = ['received', 'awaitingApproval', 'returned'] as const;

export const isOpen = (one: Pick<Case, 'state' | 'gone'>): boolean =>
  OPEN_STATES.some((state) => state === one.state) && !one.gone;
