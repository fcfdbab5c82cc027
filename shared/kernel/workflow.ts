import { failed, type Result } from './problem.ts';
import type { Words } from './words.ts';

/** One thing that may be done to a record: from which states, to which, by whom. */
export type Step<S extends string, A extends string = string> = {
  readonly name: Words;
  readonly from: readonly S[];
  /** Absent: the state stays. */
  readonly to?: S;
  /** The permission it takes: a key of the profile's permissions. */
  readonly action: A;
  /** True: who does it says why. */
  readonly reason: boolean;
};

/** The states of a kind of record and what leads from one to the other, written once. */
export type Workflow<S extends string, N extends string, A extends string = string> = {
  readonly states: Readonly<Record<S, Words>>;
  readonly steps: Readonly<Record<N, Step<S, A>>>;
};

export const workflow = <S extends string, N extends string, A extends string>(
  definition: Workflow<S, N, A>,
): Workflow<S, N, A> => definition;

/** What may be done next, whoever it is. */
export const stepsFrom = <S extends string, N extends string, A extends string>(
  flow: Workflow<S, N, A>,
  state: S,
): readonly N[] => (Object.keys(flow.steps) as N[]).filter((name) => flow.steps[name].from.includes(state));

/**
 * The state after a step. `mayDo` is asked for the step's action (kernel/permission). Problems: workflow.notNow,
 * workflow.notYou, workflow.reason.
 */
export function takeStep<S extends string, N extends string, A extends string>(
  flow: Workflow<S, N, A>,
  state: S,
  name: N,
  mayDo: (action: A) => boolean,
  reason: string | undefined,
): Result<S> {
  const step = flow.steps[name];
  if (!mayDo(step.action)) {
    return failed(
      'workflow.notYou',
      `「${step.name.ja}」をする権限がありません。何も変わっていません。`,
      `You may not do this: ${step.name.en}. Nothing has changed.`,
    );
  }
  if (!step.from.includes(state)) {
    return failed(
      'workflow.notNow',
      `いまの状態は「${flow.states[state].ja}」のため、「${step.name.ja}」はできません。何も変わっていません。`,
      `It is ${flow.states[state].en} now: ${step.name.en} is not possible. Nothing has changed.`,
    );
  }
  if (step.reason && (reason ?? '').trim() === '') {
    return failed('workflow.reason', '理由を入力してください。', 'Please give a reason.', 'reason');
  }
  return { ok: true, value: step.to ?? state };
}
