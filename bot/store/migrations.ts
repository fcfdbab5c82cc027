import type { MigrationProvider } from 'kysely/migration';
import { heardActivities } from './migration-heard-activities.ts';
import { heldSubmissions } from './migration-held-submissions.ts';
import { standingCards } from './migration-standing-cards.ts';
import { writtenFiles } from './migration-written-files.ts';
import { proofAuthors } from './migration-proof-authors.ts';
import { draftFacts } from './migration-draft-facts.ts';
import { documents } from './migration-documents.ts';
import { dueFacts } from './migration-due-facts.ts';
import { dueEntries } from './migration-due-entries.ts';
import { evenPace } from './migration-even-pace.ts';
import { dueInstants } from './migration-due-instants.ts';
import { agendaRenewals } from './migration-agenda-renewals.ts';
import { folderNames } from './migration-folder-names.ts';
import { folderAddresses } from './migration-folder-addresses.ts';
import { handedDocuments } from './migration-handed-documents.ts';
import { handedFiles } from './migration-handed-files.ts';
import { refusedEdits } from './migration-refused-edits.ts';
import { tenantTurns } from './migration-tenant-turns.ts';
import { teamChannels } from './migration-team-channels.ts';
import { acceptOwnList } from './migration-accept-own-list.ts';
import { acceptPlan } from './migration-accept-plan.ts';
import { acceptTogether } from './migration-accept-together.ts';
import { meetings } from './migration-meetings.ts';
import { first } from './migration-first.ts';

/** Forward only: a migration that has run anywhere is never edited. */
export const migrations: MigrationProvider = {
  getMigrations: () =>
    Promise.resolve({
      '0001-first': first,
      '0002-standing-cards': standingCards,
      '0003-refused-edits': refusedEdits,
      '0004-team-channels': teamChannels,
      '0005-accept-together': acceptTogether,
      '0006-held-submissions': heldSubmissions,
      '0007-meetings': meetings,
      '0008-due-instants': dueInstants,
      '0009-handed-documents': handedDocuments,
      '0010-heard-activities': heardActivities,
      '0011-due-facts': dueFacts,
      '0012-handed-files': handedFiles,
      '0013-documents': documents,
      '0014-draft-facts': draftFacts,
      '0015-written-files': writtenFiles,
      '0016-tenant-turns': tenantTurns,
      '0017-proof-authors': proofAuthors,
      '0018-folder-addresses': folderAddresses,
      '0019-agenda-renewals': agendaRenewals,
      '0020-even-pace': evenPace,
      '0021-due-entries': dueEntries,
      '0022-folder-names': folderNames,
      '0023-accept-plan': acceptPlan,
      '0024-accept-own-list': acceptOwnList,
    }),
};
