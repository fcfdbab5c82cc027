import type { Settings } from '../../shared/engagements/settings.ts';
import type { Feature } from '../feature.ts';
import type { ListDefinition } from '../graph/lists.ts';
import type { Desk } from '../intake/desk.ts';
import type { IntakeKind } from '../intake/intake-kind.ts';
import { consultationKind } from './consultations/consultation.ts';
import { consultationList } from './consultations/consultation-list.ts';
import { consultations } from './consultations/index.ts';
import { incidentKind } from './incidents/incident.ts';
import { incidentList } from './incidents/incident-list.ts';
import { incidents } from './incidents/index.ts';

/** The features of the product, one line each. */
export const features = (desk: Desk): readonly Feature[] => [consultations(desk), incidents(desk)];

/** The kinds of cases that people submit. */
export const kinds = (settings: Settings): readonly IntakeKind[] => [
  consultationKind(settings),
  incidentKind(settings),
];

/** The lists that the product keeps, for provisioning. */
export const lists = (settings: Settings): readonly ListDefinition[] => [
  consultationList(settings),
  incidentList(settings),
];
