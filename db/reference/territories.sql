-- From the files, copied as text into temporary tables of the same name, to the territory tables.
-- Rows that left a file stay: sites and movements may cite them. `kept` names the départements whose communes are loaded.
insert into public.region as old (code, name, chief_town, zone, population)
select code, nom, chef_lieu, zone, population::integer from regions_2026
on conflict (code) do update set name = excluded.name, chief_town = excluded.chief_town, zone = excluded.zone,
  population = excluded.population;

insert into public.departement as old (code, name, region_code, chief_town, zone, population, timezone)
select code, nom, region, chef_lieu, zone, population::integer, coalesce(timezone, 'Europe/Paris')
from departements_2026 left join departement_timezones on departement = code
on conflict (code) do update set name = excluded.name, region_code = excluded.region_code,
  chief_town = excluded.chief_town, zone = excluded.zone, population = excluded.population, timezone = excluded.timezone;

insert into public.epci as old (siren, name, kind, population, communes, region_code, funding)
select siren, nom, type, population_municipale::integer, nb_communes::integer, region, mode_financement from epci_2026
where siren in (select epci_siren from communes_2026 where departement in (select departement from kept))
on conflict (siren) do update set name = excluded.name, kind = excluded.kind, population = excluded.population,
  communes = excluded.communes, region_code = excluded.region_code, funding = excluded.funding;

insert into public.ept as old (code, name, population)
select code, nom, population::integer from ept_2026
where code in (select ept_code from communes_2026 where departement in (select departement from kept))
on conflict (code) do update set name = excluded.name, population = excluded.population;

insert into public.commune as old (code, name, departement_code, region_code, epci_siren, ept_code, population,
  surface_km2, lon, lat, postcodes, siren)
select code_insee, nom, departement, region, epci_siren, ept_code, coalesce(population, '0')::integer,
  surface_km2::numeric, lon::float8, lat::float8, coalesce(string_to_array(codes_postaux, '|'), '{}'), siren
from communes_2026 where departement in (select departement from kept)
on conflict (code) do update set name = excluded.name, departement_code = excluded.departement_code,
  region_code = excluded.region_code, epci_siren = excluded.epci_siren, ept_code = excluded.ept_code,
  population = excluded.population, surface_km2 = excluded.surface_km2, lon = excluded.lon, lat = excluded.lat,
  postcodes = excluded.postcodes, siren = excluded.siren;

insert into public.commune_former as old (former_code, code)
select code_ancien, code_actuel from communes_codes_anciens join public.commune on code = code_actuel
on conflict (former_code) do update set code = excluded.code;

-- One row a page. A group's point is the mean of its communes' weighted by inhabitants; France's is the mainland's,
-- else it would lie in the Atlantic.
with weighted as (
  select c.*, greatest(c.population, 1) as weight, d.zone
  from public.commune c join public.departement d on d.code = c.departement_code
), point as (
  select g.level, g.code, sum(c.lon * c.weight) / sum(c.weight) as lon, sum(c.lat * c.weight) / sum(c.weight) as lat,
         min(c.region_code) as region_code
  from weighted c
  cross join lateral (values ('epci', c.epci_siren), ('ept', c.ept_code), ('departement', c.departement_code),
    ('region', c.region_code), ('france', case c.zone when 'metro' then 'fr' end)) g (level, code)
  where c.lon is not null and g.code is not null
  group by g.level, g.code
), page (level, code, name, population, departement_code, region_code) as (
  select 'epci', siren, name, population, null, region_code from public.epci
  union all select 'ept', code, name, population, null, null from public.ept
  union all select 'departement', code, name, population, code, region_code from public.departement
  union all select 'region', code, name, population, null, code from public.region
  union all select 'france', 'fr', 'France', (select sum(population)::integer from public.region), null, null
)
insert into public.territory as old (level, code, name, population, lon, lat, departement_code, region_code)
select 'commune', code, name, population, lon, lat, departement_code, region_code from public.commune
union all
select page.level, page.code, name, population, lon, lat, departement_code,
       case page.level when 'ept' then point.region_code else page.region_code end
from page left join point on point.level = page.level and point.code = page.code
on conflict (level, code) do update set name = excluded.name, population = excluded.population, lon = excluded.lon,
  lat = excluded.lat, departement_code = excluded.departement_code, region_code = excluded.region_code;
