-- The job queue, run by the serving role: graphile-worker protects its tables by row level security, which only their
-- owner passes without a policy.
grant usage on schema graphile_worker to :"app_role";
grant select on all tables in schema graphile_worker to :"app_role";
grant execute on all functions in schema graphile_worker to :"app_role";
grant usage, select on all sequences in schema graphile_worker to :"app_role";

do $$
declare
  private regclass;
begin
  for private in
    select oid from pg_class
    where relnamespace = 'graphile_worker'::regnamespace and relkind = 'r' and relrowsecurity
  loop
    execute format('drop policy if exists serving on %s', private);
    execute format('create policy serving on %s to %s using (true) with check (true)', private, $role$:"app_role"$role$);
    execute format('grant insert, update, delete on %s to %s', private, $role$:"app_role"$role$);
  end loop;
end $$;
