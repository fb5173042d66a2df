-- Ground floor: time, territories, taxonomy. Text columns are bounded here as well as at the edge.
create extension if not exists pg_trgm;
create extension if not exists unaccent;
create extension if not exists btree_gist;

create schema if not exists ledger;

-- Time. Production has no offset; a database born `demo` or `test` may move it to play history.
create table ledger.setting (
  only_row     boolean primary key default true check (only_row),
  environment  text not null check (environment in ('production', 'demo', 'test')),
  clock_offset interval not null default interval '0',
  constraint setting_production_clock check (environment <> 'production' or clock_offset = interval '0')
);

create function ledger.clock() returns timestamptz
language sql stable parallel safe as $$
  select clock_timestamp() + coalesce((select clock_offset from ledger.setting), interval '0')
$$;

create function ledger.environment_is_for_life() returns trigger language plpgsql as $$
begin
  if (old.environment = 'production') <> (new.environment = 'production') then
    raise exception 'a database never moves to or from production' using errcode = '23514', constraint = 'environment_is_for_life';
  end if;
  return new;
end $$;
create trigger environment_is_for_life before update on ledger.setting
  for each row execute function ledger.environment_is_for_life();
alter table ledger.setting enable always trigger environment_is_for_life;

-- Search in French, blind to accents.
create text search configuration public.fr (copy = pg_catalog.french);
alter text search configuration public.fr
  alter mapping for hword, hword_part, word, asciiword, asciihword, hword_asciipart with unaccent, french_stem;

-- lower case without accents, for names typed by hand; the two-argument unaccent is immutable in fact
create function public.plain(text) returns text
language sql immutable parallel safe strict as $$ select lower(public.unaccent('public.unaccent'::regdictionary, $1)) $$;

-- Web mercator in metres, and the Morton code of a point at 22 bits an axis (quadkey of zoom 22).
create function public.mercator(lon double precision, lat double precision) returns point
language sql immutable parallel safe strict as $$
  select point(lon * 111319.49079327358,
               6378137.0 * ln(tan(pi() / 4 + radians(greatest(-85.05112878, least(85.05112878, lat))) / 2)))
$$;

create function public.spread_bits(x bigint) returns bigint
language sql immutable parallel safe strict as $$
  select (e | (e << 1)) & 6148914691236517205 from (
  select (d | (d << 2)) & 3689348814741910323 e from (
  select (c | (c << 4)) & 1085102592571150095 d from (
  select (b | (b << 8)) & 71777214294589695 c from (
  select (x | (x << 16)) & 281470681808895 b) s1) s2) s3) s4
$$;

-- bits interleaved y then x, as quadkeys are
create function public.morton(p point) returns bigint
language sql immutable parallel safe strict as $$
  select public.spread_bits(greatest(0, least(4194303, floor((p[0] / 40075016.685578488 + 0.5) * 4194304)::bigint)))
    | (public.spread_bits(greatest(0, least(4194303, floor((0.5 - p[1] / 40075016.685578488) * 4194304)::bigint))) << 1)
$$;

-- Territories: official codes are the keys (decision 5).
create table region (
  code text primary key, name text not null, chief_town text, zone text not null, population integer
);
create table departement (
  code text primary key, name text not null, region_code text not null references region, chief_town text,
  zone text not null, population integer, timezone text not null default 'Europe/Paris'
);
create table epci (
  siren text primary key, name text not null, kind text not null, population integer, communes integer,
  region_code text references region, funding text
);
create table ept (code text primary key, name text not null, population integer);
create table commune (
  code text primary key, name text not null,
  departement_code text not null references departement, region_code text not null references region,
  epci_siren text references epci, ept_code text references ept,
  population integer not null default 0, surface_km2 numeric,
  lon double precision, lat double precision,
  postcodes text[] not null default '{}', siren text,
  plain_name text not null generated always as (public.plain(name)) stored,
  constraint commune_point check ((lon is null) = (lat is null))
);
create index commune_epci on commune (epci_siren);
create index commune_departement on commune (departement_code);
create index commune_plain_name on commune (plain_name text_pattern_ops);
create index commune_plain_trgm on commune using gin (plain_name gin_trgm_ops);
create index commune_postcodes on commune using gin (postcodes);
create table commune_former (former_code text primary key, code text not null references commune);

-- One row a page: every level under one key, for search, links and totals.
create table territory (
  level text not null check (level in ('commune', 'epci', 'ept', 'departement', 'region', 'france')),
  code text not null, name text not null, population integer, lon double precision, lat double precision,
  departement_code text, region_code text,
  plain_name text not null generated always as (public.plain(name)) stored,
  primary key (level, code)
);
create index territory_plain_name on territory (plain_name text_pattern_ops);
create index territory_plain_trgm on territory using gin (plain_name gin_trgm_ops);

create function public.zone_of(departement text) returns text
language sql stable parallel safe as $$
  select coalesce((select timezone from public.departement where code = $1), 'Europe/Paris')
$$;

-- Taxonomy: 14 families, 163 types, each number with its source.
create table material_family (
  code text primary key, name_fr text not null, name_en text not null, position integer not null
);
create table material_type (
  code text primary key, family_code text not null references material_family, core boolean not null,
  name_fr text not null, name_en text not null, synonyms_fr text[] not null default '{}',
  trade text, pemd_group text, rep_scheme text,
  unit text not null check (unit in ('u', 'm', 'm2', 'm3', 'kg', 't', 'pallet')), alt_units text[] not null default '{}',
  unit_mass_g bigint check (unit_mass_g > 0), mass_low_g bigint, mass_high_g bigint, mass_basis text, mass_source text,
  waste_code text, waste_label text,
  ef_kg_per_kg numeric, ef_low_per_kg numeric, ef_high_per_kg numeric, ef_scope text, ef_quality text, ef_source text,
  recovery_rate numeric, substitution_default numeric,
  asbestos_risk text, lead_risk text, other_hazard text, listing_policy text not null, decennial_class text, note text,
  factor_version text not null, position integer not null,
  constraint material_type_range check (mass_low_g <= mass_high_g),
  unique (code, family_code)
);
create table reference_load (name text primary key, hash text not null, loaded_at timestamptz not null default clock_timestamp());
