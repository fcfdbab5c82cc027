import type { FillPlan } from '../../shared/documents/fill-plan.ts';
import { say } from '../../shared/kernel/words.ts';
import type { Desk } from './desk.ts';

/** Carries a plan out on the open document: what would be lost is asked about first, what came of it is told. */
export const fill = (
  desk: Desk,
  { what, told, anyway }: { readonly what: string; readonly told: string; readonly anyway: string },
  plan: FillPlan,
): Promise<boolean | undefined> =>
  desk.work(what, async (signal, progress) => {
    const { opened } = desk.state();
    if (!opened) return false;
    const losses = await opened.port.losses(plan);
    if (!losses.ok) {
      desk.tell(...desk.problemNotes([losses.problem]));
      return false;
    }
    if (losses.value.length > 0) {
      const all = losses.value.map(({ message }) => say(message, desk.language)).join(' ');
      if (!(await desk.ask(all, anyway))) return false;
    }
    const applied = await opened.port.apply(plan, { signal, progress, lossesAccepted: true });
    return desk.wrote(applied, told);
  });
