-- Sites, lots, who may see them, their photos.
create table site (
  id bigint generated always as identity primary key,
  public_id uuid not null unique default gen_random_uuid(),
  organisation_id bigint not null references organisation,
  kind text not null check (kind in ('works', 'depot')),
  works_kind text check (works_kind in ('demolition', 'renovation', 'construction')),
  name text not null check (length(name) between 1 and 160),
  description text check (length(description) <= 4000),
  address text check (length(address) <= 300),
  commune_code text not null references commune,
  lon double precision not null check (lon between -180 and 180), lat double precision not null check (lat between -85 and 85),
  position_source text not null check (position_source in ('commune', 'device', 'pasted', 'geocoder', 'drag')),
  -- what everyone but accepted takers sees: 300-500 m away, drawn once (decision 5); exact for an open depot
  public_lon double precision not null, public_lat double precision not null,
  starts_on date, ends_on date, permit_year integer check (permit_year between 1000 and 2200),
  floor_area_m2 integer check (floor_area_m2 > 0),
  owner_name text check (length(owner_name) <= 160),
  sorting_operator text check (length(sorting_operator) <= 160),
  pickup_hours text check (length(pickup_hours) <= 500), access_note text check (length(access_note) <= 2000),
  contact_name text check (length(contact_name) <= 120), contact_phone text check (length(contact_phone) <= 30),
  accept_mode text not null default 'ask' check (accept_mode in ('ask', 'at_once')),
  status text not null default 'open' check (status in ('open', 'closed')),
  version integer not null default 1,
  created_by bigint references person, created_at timestamptz not null default ledger.clock(),
  updated_at timestamptz not null default ledger.clock(),
  constraint site_dates check (ends_on >= starts_on),
  unique (organisation_id, id)
);
create index site_organisation on site (organisation_id, id desc);
create index site_commune on site (commune_code);

create table lot (
  id bigint generated always as identity primary key,
  public_id uuid not null unique default gen_random_uuid(),
  organisation_id bigint not null references organisation,
  site_id bigint not null,
  type_code text not null, family_code text not null,
  title text not null check (length(title) between 1 and 160),
  description text check (length(description) <= 4000),
  unit text not null check (unit in ('u', 'm', 'm2', 'm3', 'kg', 't', 'pallet')),
  quantity_milli bigint check (quantity_milli > 0 and quantity_milli < 1000000000000),
  step_milli bigint not null check (step_milli > 0),
  -- grams of one unit, and where the number comes from
  unit_mass_g bigint check (unit_mass_g > 0), mass_low_g bigint check (mass_low_g > 0), mass_high_g bigint,
  mass_basis text not null default 'default' check (mass_basis in ('measured', 'declared', 'default')),
  factor_version text,
  price_cents bigint check (price_cents >= 0 and price_cents < 100000000000),
  price_basis text not null default 'unit' check (price_basis in ('unit', 'whole')),
  negotiable boolean not null default false,
  condition text not null default 'unknown' check (condition in ('new', 'good', 'fair', 'degraded', 'unknown')),
  age_note text check (length(age_note) <= 120),
  assembly text check (assembly in ('screwed', 'glued', 'sealed', 'laid', 'nailed', 'welded', 'clipped', 'other', 'unknown')),
  length_mm integer check (length_mm > 0), width_mm integer check (width_mm > 0), thickness_mm integer check (thickness_mm > 0),
  building text check (length(building) <= 80), level text check (length(level) <= 80), room text check (length(room) <= 120),
  reuse_potential text check (reuse_potential in ('none', 'low', 'medium', 'high')),
  asbestos text not null default 'unknown' check (asbestos in ('yes', 'no', 'unknown', 'not_applicable')),
  lead text not null default 'unknown' check (lead in ('yes', 'no', 'unknown', 'not_applicable')),
  pemd_ref text check (length(pemd_ref) <= 60), waste_code text check (length(waste_code) <= 12),
  removal text not null default 'removed' check (removal in ('removed', 'by_holder', 'by_taker')),
  removal_note text check (length(removal_note) <= 2000),
  available_from date, available_until date,
  accept_mode text not null default 'ask' check (accept_mode in ('ask', 'at_once')),
  status text not null default 'draft' check (status in ('draft', 'published', 'exhausted', 'withdrawn')),
  legal_line text not null default 'reemploi' check (legal_line in ('reemploi', 'reutilisation', 'other_use', 'new_surplus')),
  -- origin, written at the first declaration and never changed (decision 10)
  origin_site_id bigint not null references site, origin_commune_code text not null references commune,
  origin_diagnosis_row text, origin_counted boolean not null default false,
  public_point point not null, cell bigint not null,
  commune_code text not null references commune,
  search tsvector not null default ''::tsvector,
  version integer not null default 1,
  created_by bigint references person, created_at timestamptz not null default ledger.clock(),
  updated_at timestamptz not null default ledger.clock(),
  published_at timestamptz, closed_at timestamptz,
  constraint lot_dates check (available_until >= available_from),
  constraint lot_mass_range check (mass_low_g <= unit_mass_g and unit_mass_g <= mass_high_g),
  constraint lot_whole_steps check (quantity_milli % step_milli = 0),
  constraint lot_publishable check (status = 'draft' or (quantity_milli is not null and unit_mass_g is not null)),
  constraint lot_no_asbestos check (asbestos <> 'yes' or status in ('draft', 'withdrawn')),
  foreign key (organisation_id, site_id) references site (organisation_id, id),
  foreign key (type_code, family_code) references material_type (code, family_code)
);
create index lot_open_point on lot using gist (public_point) where status = 'published';
create index lot_open_cell on lot (cell) include (family_code, type_code, price_cents) where status = 'published';
create index lot_open_type on lot (type_code, cell) where status = 'published';
create index lot_open_family on lot (family_code, cell) where status = 'published';
create index lot_open_newest on lot (published_at desc, id desc) where status = 'published';
create index lot_open_ending on lot (available_until, id) where status = 'published';
create index lot_open_search on lot using gin (search) where status = 'published';
create index lot_open_commune on lot (commune_code) where status = 'published';
create index lot_site on lot (site_id, id);
create index lot_organisation on lot (organisation_id, id desc);

-- Visibility is data (decision 18): public only for now; later audiences are more rows, not more code.
create table lot_audience (
  lot_id bigint not null references lot, audience text not null check (audience in ('public')),
  opens_at timestamptz not null, closes_at timestamptz,
  primary key (lot_id, audience),
  constraint lot_audience_order check (closes_at > opens_at)
);

-- The one predicate: lots that this organisation (null = anyone) may read. A plain SQL set function is inlined by the planner.
create function public.visible_lots(p_org bigint) returns setof public.lot
language sql stable parallel safe as $$
  select l.* from public.lot l
  where l.organisation_id = p_org
     or (l.status in ('published', 'exhausted', 'withdrawn')
         and exists (select from public.lot_audience a
                     where a.lot_id = l.id and a.audience = 'public'
                       and a.opens_at <= (select ledger.clock()) and (a.closes_at is null or a.closes_at > (select ledger.clock()))))
$$;

-- A lot is where its site is, for everybody: blurred.
create function public.lot_takes_its_place() returns trigger language plpgsql as $$
begin
  select public.mercator(s.public_lon, s.public_lat), s.commune_code into new.public_point, new.commune_code
    from public.site s where s.id = new.site_id;
  new.cell := public.morton(new.public_point);
  return new;
end $$;
create trigger lot_takes_its_place before insert or update of site_id on lot
  for each row execute function public.lot_takes_its_place();

create function public.site_moves_its_lots() returns trigger language plpgsql as $$
begin
  update public.lot set public_point = public.mercator(new.public_lon, new.public_lat),
         cell = public.morton(public.mercator(new.public_lon, new.public_lat)), commune_code = new.commune_code
   where site_id = new.id;
  return null;
end $$;
create trigger site_moves_its_lots after update of public_lon, public_lat, commune_code on site
  for each row when ((old.public_lon, old.public_lat, old.commune_code) is distinct from (new.public_lon, new.public_lat, new.commune_code))
  execute function public.site_moves_its_lots();

create function public.lot_is_searchable() returns trigger language plpgsql as $$
begin
  select setweight(to_tsvector('public.fr', new.title), 'A')
      || setweight(to_tsvector('public.fr', t.name_fr || ' ' || t.name_en), 'B')
      || setweight(to_tsvector('public.fr', array_to_string(t.synonyms_fr, ' ') || ' ' || f.name_fr || ' ' || f.name_en), 'C')
      || setweight(to_tsvector('public.fr', coalesce(new.description, '')), 'D')
    into new.search
    from public.material_type t join public.material_family f on f.code = t.family_code where t.code = new.type_code;
  new.search := coalesce(new.search, ''::tsvector);
  return new;
end $$;
create trigger lot_is_searchable before insert or update of title, description, type_code on lot
  for each row execute function public.lot_is_searchable();

create function public.lot_keeps_its_origin() returns trigger language plpgsql as $$
begin
  if (new.origin_site_id, new.origin_commune_code, new.origin_diagnosis_row, new.origin_counted)
     is distinct from (old.origin_site_id, old.origin_commune_code, old.origin_diagnosis_row, old.origin_counted) then
    raise exception 'the origin of lot % is written once', old.id using errcode = '23514', constraint = 'lot_keeps_its_origin';
  end if;
  if old.status <> 'draft' and (new.unit, new.step_milli, new.organisation_id, new.type_code)
     is distinct from (old.unit, old.step_milli, old.organisation_id, old.type_code) then
    raise exception 'unit, step, holder and type of lot % are fixed at publication', old.id
      using errcode = '23514', constraint = 'lot_fixed_at_publication';
  end if;
  return new;
end $$;
create trigger lot_keeps_its_origin before update on lot for each row execute function public.lot_keeps_its_origin();

create table stored_file (
  id bigint generated always as identity primary key,
  sha256 text not null unique check (sha256 ~ '^[0-9a-f]{64}$'),
  width integer not null, height integer not null, bytes bigint not null,
  thumbhash text not null, widths integer[] not null,
  created_at timestamptz not null default ledger.clock()
);
create table lot_photo (
  id bigint generated always as identity primary key,
  public_id uuid not null unique default gen_random_uuid(),
  lot_id bigint not null references lot, file_id bigint not null references stored_file,
  position integer not null default 0,
  alt_text text check (length(alt_text) <= 300),
  created_by bigint references person, created_at timestamptz not null default ledger.clock(),
  unique (lot_id, file_id)
);
create index lot_photo_lot on lot_photo (lot_id, position, id);

-- A visitor's request before the mail link is followed: holds nothing, leaves when confirmed.
create table reservation_draft (
  id bigint generated always as identity primary key,
  public_id uuid not null unique default gen_random_uuid(),
  token_hash bytea not null unique,
  lot_id bigint not null references lot, quantity_milli bigint not null check (quantity_milli > 0),
  name text not null check (length(name) between 1 and 120),
  email text not null check (email = lower(email) and length(email) <= 254),
  phone text check (length(phone) <= 30), commune_code text not null references commune,
  purpose text not null, substitution text, note text check (length(note) <= 2000),
  locale text not null check (locale in ('fr', 'en')),
  created_at timestamptz not null default ledger.clock(), expires_at timestamptz not null,
  confirmed_at timestamptz, reservation_id bigint
);
create index reservation_draft_expires on reservation_draft (expires_at) where confirmed_at is null;
