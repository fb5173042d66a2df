-- A place as people type it: no accents, no hyphens, "st" for saint. The index alone answers a prefix.
create function public.place_key(name text) returns text
language sql immutable parallel safe strict as $$
  select regexp_replace(regexp_replace(
           btrim(regexp_replace(public.plain(name), '[^a-z0-9]+', ' ', 'g')),
           '\mst\M', 'saint', 'g'), '\mste\M', 'sainte', 'g')
$$;

alter table public.territory add column search_key text not null generated always as (public.place_key(name)) stored;
create index territory_search_key on public.territory (search_key text_pattern_ops)
  include (population, level, code);
create index territory_search_trgm on public.territory using gin (search_key gin_trgm_ops);
alter table public.territory drop column plain_name;
alter table public.commune drop column plain_name;
