import type { Settings } from '../../../shared/engagements/settings.ts';
import { securityIncident } from '../../../shared/incidents/incident.ts';
import type { ListDefinition } from '../../graph/lists.ts';
import { caseColumns } from '../../intake/workflow-columns.ts';

export const incidentList = (settings: Settings): ListDefinition => ({
  key: 'incidents',
  site: settings.incident.site,
  title: settings.incident.list,
  description: settings.incident.formName.ja,
  columns: caseColumns(securityIncident(settings)),
});
