import { tokens } from '@fluentui/react-components';
import type { State } from '../../shared/documents/field-states.ts';

/** The state of a field as a form: the colour says it once more. */

const COLOURS: Readonly<Record<State, string>> = {
  inStep: tokens.colorStatusSuccessForeground1,
  stale: tokens.colorStatusWarningForeground1,
  editedByHand: tokens.colorBrandForeground1,
  missing: tokens.colorStatusDangerForeground1,
  toWrite: tokens.colorNeutralForeground3,
  unknown: tokens.colorNeutralForeground3,
  written: tokens.colorNeutralForeground3,
};

const SHAPES: Readonly<Record<State, string>> = {
  inStep: 'M-5 0 L-1.5 4 L5 -4',
  stale: 'M4.5 -2.5 A5 5 0 1 0 4.8 2 M4.8 -6 V-2.2 H1',
  editedByHand: 'M-5 5 L-4 1 L2.5 -5.5 L5.5 -2.5 L-1 4 Z',
  missing: 'M-4 -4 L4 4 M-4 4 L4 -4',
  toWrite: 'M-5 5 H5 M0 -5 V1',
  written: 'M-5 0 L-1.5 4 L5 -4',
  unknown: 'M-2.5 -2.5 A2.6 2.6 0 1 1 0.6 0.4 L0 2 M0 4.6 V5.2',
};

export function StateMark({ state }: { state: State }) {
  return (
    <svg width={16} height={16} viewBox="-8 -8 16 16" aria-hidden style={{ flexShrink: 0 }}>
      <path d={SHAPES[state]} stroke={COLOURS[state]} strokeWidth={1.8} fill="none" strokeLinecap="round" />
    </svg>
  );
}
