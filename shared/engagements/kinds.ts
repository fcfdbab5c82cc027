import { consultationSheet } from '../consultations/consultation.ts';
import { consultationSettings } from '../consultations/consultation-settings.ts';
import { securityIncident } from '../incidents/incident.ts';
import { incidentSettings } from '../incidents/incident-settings.ts';

/** The kinds of cases that people submit, and what a profile says of each under its name. A further kind is a line in each. */
export const kindSettings = {
  consultation: consultationSettings.describe('相談の受付'),
  incident: incidentSettings.describe('事故等の報告の受付'),
} as const;

export type Kind = keyof typeof kindSettings;
export const KINDS = Object.keys(kindSettings) as readonly Kind[];

/** The form of each kind, as a profile makes it. */
export const kindRecords = { consultation: consultationSheet, incident: securityIncident } as const;
