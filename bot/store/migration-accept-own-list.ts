import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * A submission that is known already adds nothing: sent once more under another kind it would leave a row of that
 * kind's list behind, which is the case's as little as it is filed.
 */
export const acceptOwnList: Migration = {
  up: async (db: Kysely<unknown>) => {
    await sql`
      do $do$
      declare
        was text := pg_get_functiondef('accept_cases(jsonb)'::regprocedure);
        now_is text := replace(was, 'select i.list, i.id from unnest(given) i order by i.id',
          'select i.list, i.id from unnest(given) i where not exists (select from cases c where c.id = i.id)
             order by i.id');
      begin
        if now_is = was then raise exception 'accept_cases is not as it was made'; end if;
        execute now_is;
      end $do$;
    `.execute(db);
  },
};
