import type { Settings } from '../../../shared/engagements/settings.ts';
import { consultationSheet } from '../../../shared/consultations/consultation.ts';
import type { ListDefinition } from '../../graph/lists.ts';
import { caseColumns } from '../../intake/workflow-columns.ts';

export const consultationList = (settings: Settings): ListDefinition => ({
  key: 'consultations',
  site: settings.consultation.site,
  title: settings.consultation.list,
  description: settings.consultation.formName.ja,
  columns: caseColumns(consultationSheet(settings)),
});
