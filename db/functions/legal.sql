-- The version of a legal text in force today, by the clock of Paris: of those whose day has come, the last written.
create or replace function public.legal_version(asked text) returns integer
language sql stable set search_path = public, pg_temp as $$
  select max(version) from legal_text where kind = asked and effective_on <= (ledger.clock() at time zone 'Europe/Paris')::date
$$;

-- Whether that person must accept the terms in force before acting: neither they nor a later version was accepted.
create or replace function public.terms_due(person bigint) returns boolean
language sql stable set search_path = public, pg_temp as $$
  select coalesce(legal_version('terms') > coalesce((select max(a.version) from terms_acceptance a where a.person_id = $1), 0), false)
$$;
