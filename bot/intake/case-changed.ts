import type { Settings } from '../../shared/engagements/settings.ts';
import { startsWith } from '../../shared/kernel/deadline/started-by.ts';
import type { Values } from '../../shared/kernel/record/field.ts';
import { CASE_CHANGED, type CaseChanged } from '../events.ts';
import type { Job } from '../jobs/jobs.ts';
import type { IntakeKind } from './intake-kind.ts';

/**
 * Says that a case came in or changed, where the profile has a clock that such a case starts.
 * @param values of a case that is new; one that changed may start a clock no more
 */
export const caseChangedJobs = (
  { deadlines }: Pick<Settings, 'deadlines'>,
  { kind }: Pick<IntakeKind, 'kind'>,
  caseId: string,
  values?: Values,
): readonly Job[] =>
  deadlines.list.some(
    ({ startedBy }) =>
      startedBy !== undefined &&
      'case' in startedBy &&
      startedBy.case === kind &&
      (values === undefined || startsWith(startedBy, values)),
  )
    ? [
        {
          task: CASE_CHANGED,
          payload: { caseId } satisfies CaseChanged,
          key: `${CASE_CHANGED}/${caseId}`,
        },
      ]
    : [];
