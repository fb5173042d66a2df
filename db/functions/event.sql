-- Every fact wakes a job, at once or when it may have consequences, but history played into a demonstration: what happened days ago
-- calls for no letter today.
create or replace function public.event_wakes_a_job() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if coalesce(current_setting('gisement.history', true), '') <> '' and ledger.clock() < clock_timestamp() - interval '2 days' then
    update event set handled_at = ledger.clock() where id = new.id;
  else
    perform public.wake_for(new.id, new.not_before);
  end if;
  return null;
end $$;

-- The queue lives by the machine's clock, facts by the ledger's.
create or replace function public.wake_for(p_event bigint, p_not_before timestamptz) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform graphile_worker.add_job('react', json_build_object('event', p_event), job_key => 'event:' || p_event,
    run_at => case when p_not_before > ledger.clock() then clock_timestamp() + (p_not_before - ledger.clock()) + interval '1 second' end);
end $$;
