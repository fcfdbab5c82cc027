import type { Feature } from '../../feature.ts';
import { kindOf, type Desk } from '../../intake/desk.ts';
import { intakeFeature } from '../../intake/intake-feature.ts';

export const consultations = (desk: Desk): Feature =>
  intakeFeature('consultations', desk, kindOf(desk, 'consultation'));
