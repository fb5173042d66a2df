-- What the daily cleaning removes though the serving role may not delete: a bounded number of rows a call, how many told.

-- Idempotency of what did not move stock. The ledger's own ('lot.withdraw', 'reservation.reserve': a dot in the name) is
-- kept as long as its reservation, that is for ever; so is what was done for another, which is its trace.
create or replace function public.forget_commands(p_most integer) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare gone integer;
begin
  delete from command where (organisation_id, key) in (
    select organisation_id, key from command
     where strpos(name, '.') = 0 and acted_on_site_id is null and at < (select ledger.clock()) - interval '90 days' order by at limit p_most);
  get diagnostics gone = row_count;
  return gone;
end $$;

create or replace function public.forget_mails(p_most integer) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare gone integer;
begin
  delete from mail where id in (
    select id from mail
     where status <> 'waiting' and created_at < (select ledger.clock()) - interval '1 year' order by created_at limit p_most);
  get diagnostics gone = row_count;
  return gone;
end $$;
