import type { Settings } from '../../../shared/engagements/settings.ts';
import type { Feature } from '../../feature.ts';
import { planLists } from './plan-lists.ts';

/** 運営計画: kept by hand in lists, and read from there into documents. */

export const plans = (settings: Settings): Feature => ({
  name: 'plans',
  lists: planLists(settings),
  commands: [],
  presses: {},
  dialogs: {},
  reopens: {},
  jobs: {},
  renderers: {},
  digests: {},
  afterFiled: () => [],
  afterParked: () => [],
  onRow: () => Promise.resolve(),
});
