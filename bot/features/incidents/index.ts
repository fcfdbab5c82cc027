import type { Feature } from '../../feature.ts';
import { kindOf, type Desk } from '../../intake/desk.ts';
import { intakeFeature } from '../../intake/intake-feature.ts';

export const incidents = (desk: Desk): Feature => intakeFeature('incidents', desk, kindOf(desk, 'incident'));
