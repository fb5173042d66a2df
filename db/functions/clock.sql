-- The same instant as 0001 says, in a language whose plan is kept: every write reads it a dozen times.
-- Outside production a session may also live in the past: `gisement.history`, an interval, moves its clock and no other
-- session's. A demonstration is played that way beside people who use the application.
create or replace function ledger.clock() returns timestamptz
language plpgsql stable parallel safe set search_path = pg_catalog, pg_temp as $$
begin
  return clock_timestamp() + coalesce((
    select s.clock_offset + case when s.environment = 'production' then interval '0'
                                 else coalesce(nullif(current_setting('gisement.history', true), '')::interval, interval '0') end
      from ledger.setting s), interval '0');
end $$;
