import { SHIPPED_TEMPLATES } from '../documents/templates/catalogue.ts';
import type { Finding } from './fault.ts';
import { repeated, unknownName } from './names.ts';
import type { Path } from './path.ts';
import type { SoundSettings } from './settings-references.ts';

/** What the settings of documents and of the plan say about the rest of the profile. */

const DOCUMENTS: Path = ['settings', 'documents'];
const PLAN: Path = ['settings', 'plan'];

const ids = (list: readonly ({ readonly id?: string | undefined } | undefined)[] | undefined) =>
  list?.every((one) => one?.id !== undefined) === true ? list.flatMap((one) => one?.id ?? []) : undefined;

const known = (
  path: Path,
  name: string | undefined,
  all: readonly string[] | undefined,
  what: string,
): Finding[] => (all === undefined ? [] : unknownName(path, name, all, what));

export function documentFindings(settings: SoundSettings): Finding[] {
  const { documents, deadlines, counts, consultation, plan, meetings, permissions } = settings;
  const kinds = [...new Set(SHIPPED_TEMPLATES.map(({ kind }) => kind.id))];
  const deliverables = documents?.deliverables ?? [];
  const at = (index: number, key: string): Path => [...DOCUMENTS, 'deliverables', index, key];
  const readers = permissions?.['consultation.read'];
  return [
    ...repeated(
      deliverables.map((one) => one?.id),
      (index) => at(index, 'id'),
      '成果物の識別子',
    ),
    ...repeated(
      [...Object.values(documents?.folders ?? {}), meetings?.folder],
      () => [...DOCUMENTS, 'folders'],
      'フォルダー',
    ),
    ...deliverables.flatMap((one, index) => [
      ...known(at(index, 'kind'), one?.kind, kinds, 'ひな形の種類'),
      ...known(at(index, 'deadline'), one?.deadline, ids(deadlines?.list), 'deadlines にある期限'),
    ]),
    ...(documents?.consultationCounts ?? []).flatMap((one, index) => [
      ...known(
        [...DOCUMENTS, 'consultationCounts', index, 'count'],
        one?.count,
        ids(counts),
        'counts にある件数',
      ),
      ...known(
        [...DOCUMENTS, 'consultationCounts', index, 'answerForm'],
        one?.answerForm,
        ids(consultation?.answerForms),
        'answerForms にある回答の方法',
      ),
    ]),
    ...(documents?.drafts?.answerForms ?? []).flatMap((form, index) =>
      known(
        [...DOCUMENTS, 'drafts', 'answerForms', index],
        form,
        ids(consultation?.answerForms),
        'answerForms にある回答の方法',
      ),
    ),
    ...(plan?.organisation ?? []).flatMap((one, index) =>
      known([...PLAN, 'organisation', index, 'role'], one?.role, ids(settings.roles), 'roles にある役割'),
    ),
    ...(plan?.committees ?? []).flatMap((series, index) =>
      known([...PLAN, 'committees', index], series, ids(meetings?.series), 'series にある会議'),
    ),
    // Answers to consultations lie in the library: who reads it may read them.
    ...(permissions?.['document.read'] ?? []).flatMap((grantee, index) =>
      grantee === undefined ||
      readers === undefined ||
      readers.includes(grantee) ||
      readers.includes('anyone')
        ? []
        : [
            {
              path: ['settings', 'permissions', 'document.read', index],
              expected: 'consultation.read にも挙げた人（回答書が文書のライブラリにあるため）',
            },
          ],
    ),
  ];
}

/** Every clause that these settings cite, with where. */
export const documentClauses = (settings: SoundSettings): readonly (readonly [Path, string | undefined])[] =>
  (settings.documents?.deliverables ?? []).map(
    (one, index) => [[...DOCUMENTS, 'deliverables', index, 'clause'], one?.clause] as const,
  );
