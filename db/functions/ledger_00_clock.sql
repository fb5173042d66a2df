-- The same instant as 0001 says, in a language whose plan is kept: every write reads it a dozen times.
create or replace function ledger.clock() returns timestamptz
language plpgsql stable parallel safe set search_path = pg_catalog, pg_temp as $$
begin
  return clock_timestamp() + coalesce((select s.clock_offset from ledger.setting s), interval '0');
end $$;
