import { tokens } from '@fluentui/react-components';
import type { YearEntry } from '../../shared/meetings/api.ts';

/** What a mark of the picture looks like: its form tells kind and state, the colour says it once more. */

type State = YearEntry['state'];

const COLOURS: Readonly<Record<State, string>> = {
  proposed: tokens.colorBrandForeground1,
  confirmed: tokens.colorBrandForeground1,
  cancelled: tokens.colorNeutralForeground3,
  held: tokens.colorNeutralForeground3,
  toRecord: tokens.colorStatusWarningForeground1,
  open: tokens.colorNeutralForeground1,
  overdue: tokens.colorStatusDangerForeground1,
  inTime: tokens.colorStatusSuccessForeground1,
  inLate: tokens.colorStatusWarningForeground1,
  exempt: tokens.colorNeutralForeground3,
};

const line = (colour: string) => ({ stroke: colour, strokeWidth: 1.6, fill: 'none' });

function shape(state: State, colour: string) {
  const filled = { fill: colour, stroke: colour, strokeWidth: 1.6 };
  switch (state) {
    case 'confirmed':
      return <circle r={5} {...filled} />;
    case 'proposed':
      return <circle r={5} {...line(colour)} />;
    case 'held':
      return <circle r={3.5} {...filled} />;
    case 'toRecord':
      return (
        <g>
          <circle r={5} {...line(colour)} />
          <circle r={2} {...filled} />
        </g>
      );
    case 'cancelled':
      return <path d="M-4 -4 L4 4 M-4 4 L4 -4" {...line(colour)} />;
    case 'open':
      return <rect x={-4} y={-4} width={8} height={8} {...line(colour)} />;
    case 'exempt':
      return <path d="M-5 0 L5 0" {...line(colour)} strokeWidth={2.2} />;
    case 'overdue':
      return <path d="M0 -6 L6 5 L-6 5 Z" {...filled} />;
    case 'inTime':
      return <path d="M-5 0 L-1.5 4 L5 -4" {...line(colour)} strokeWidth={2.2} />;
    case 'inLate':
      return (
        <g {...line(colour)}>
          <rect x={-5} y={-5} width={10} height={10} />
          <path d="M-3 0 L-0.5 2.5 L3 -2.5" />
        </g>
      );
  }
}

export function MarkSign({ state }: { state: State }) {
  return (
    <svg width={16} height={16} viewBox="-8 -8 16 16" aria-hidden>
      {shape(state, COLOURS[state])}
    </svg>
  );
}
