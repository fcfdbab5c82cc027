import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Turns are counted where they are taken: what a window has taken stands in its row, and one takes it at a time. */
export const tenantTurns: Migration = {
  up: async (db: Kysely<unknown>) => {
    await sql`
      alter table pace add column taken timestamptz[] not null default '{}';

      -- 0 where the turn is taken; else the milliseconds until there may be one.
      create function take_turn(the_name text, most integer, seconds float8) returns float8
      language plpgsql as $$
      declare
        before timestamptz[];
        moment timestamptz;
      begin
        -- A turn that a crash of the database forgets is no loss: nobody waits for the disk.
        perform set_config('synchronous_commit', 'off', true);
        insert into pace (name, free_at) values (the_name, clock_timestamp()) on conflict do nothing;
        select taken into before from pace where name = the_name for update;
        moment := clock_timestamp();
        if cardinality(before) >= most and before[1] + seconds * interval '1 second' > moment then
          return greatest(1, extract(epoch from before[1] + seconds * interval '1 second' - moment) * 1000);
        end if;
        if cardinality(before) >= most then
          before := before[2:];
        end if;
        update pace set taken = before || moment where name = the_name;
        return 0;
      end $$;
    `.execute(db);
  },
};
