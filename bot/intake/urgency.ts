import type { Values } from '../../shared/kernel/record/field.ts';
import type { Case } from '../store/cases.ts';
import { delivery, type NewDelivery } from '../store/deliveries.ts';
import type { Step } from './change-case.ts';
import type { IntakeKind } from './intake-kind.ts';
import { stateWords } from './state-words.ts';

/** What follows when a case that was not urgent becomes so. */

/** An edited card alerts nobody: when a case becomes urgent, who has to act gets a new one. */
export const tellUrgent = (kind: IntakeKind, one: Case): readonly NewDelivery[] => {
  const channel = { to: 'channel', ...kind.settings.channel } as const;
  return one.urgent ? [] : [delivery(`urgent/${one.id}`, channel, `${kind.kind}.announce`, one.id, true)];
};

/** It has become urgent, in whatever state it is; what is urgent waits for nobody's approval. */
export const becomeUrgent = (kind: IntakeKind, one: Case, fields: Values): Step => {
  const waits = one.state === 'awaitingApproval' || one.state === 'returned';
  const state = waits ? 'received' : one.state;
  return {
    from: [one.state],
    revision: one.revision,
    change: { fields, urgent: true, state, ...(waits ? { reason: null } : {}) },
    columns: { Urgent: true, State: stateWords[state].ja, ...(waits ? { Reason: null } : {}) },
    tell: tellUrgent(kind, one),
  };
};
