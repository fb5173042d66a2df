-- Every fact wakes a job, but history played into a demonstration: what happened days ago calls for no letter today.
create or replace function public.event_wakes_a_job() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if coalesce(current_setting('gisement.history', true), '') <> '' and ledger.clock() < clock_timestamp() - interval '2 days' then
    update event set handled_at = ledger.clock() where id = new.id;
  else
    perform graphile_worker.add_job('react', json_build_object('event', new.id), job_key => 'event:' || new.id);
  end if;
  return null;
end $$;
