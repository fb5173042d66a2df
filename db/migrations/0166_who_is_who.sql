-- Who is who: what an organisation says of itself gives no right until it was checked, by the operator or by a mail domain it approved.

-- The key of a SIREN (INSEE): Luhn's sum is a multiple of 10.
create function public.siren_is_valid(p_siren text) returns boolean
language sql immutable parallel safe as $$
  select coalesce(p_siren ~ '^[0-9]{9}$' and p_siren <> '000000000' and (
    select sum(case when i % 2 = 0 then (d * 2) / 10 + (d * 2) % 10 else d end) % 10 = 0
      from (select i, substr(p_siren, i, 1)::integer as d from generate_series(1, 9) i) digits), false)
$$;

-- What is checked of an organisation: whatever of it changes is checked again.
create function public.organisation_claims(o public.organisation) returns text
language sql immutable as $$
  select json_build_array(o.name, o.kind, o.legal_status, o.siren, o.social_economy, o.territory_level, o.territory_code)::text
$$;

-- Mail domains the operator approved: whoever's confirmed address is there belongs to that legal person, as that kind.
create table organisation_domain (
  id bigint generated always as identity primary key,
  public_id uuid not null unique default gen_random_uuid(),
  domain text not null check (domain = lower(domain) and domain ~ '^[a-z0-9-]+([.][a-z0-9-]+)+$' and length(domain) <= 190),
  siren text not null check (public.siren_is_valid(siren)),
  kind text not null check (kind in ('firm', 'landlord', 'collectivite', 'association', 'public_body')),
  legal_status text not null check (legal_status in ('state', 'collectivite', 'public_establishment', 'private')),
  social_economy boolean not null default false,
  -- of a collectivité: the one it verifies
  territory_level text, territory_code text,
  approved_by bigint references person, approved_at timestamptz not null default ledger.clock(),
  ended_by bigint references person, ended_at timestamptz,
  foreign key (territory_level, territory_code) references territory,
  constraint organisation_domain_territory check ((territory_level is null) = (territory_code is null)
    and (territory_level is null) = (kind <> 'collectivite'))
);
create unique index organisation_domain_open on organisation_domain (domain, siren, kind) where ended_at is null;

-- What was decided of each claim; the last word about an organisation counts. Never changed.
create table verification (
  id bigint generated always as identity primary key,
  organisation_id bigint not null references organisation,
  decision text not null check (decision in ('approved', 'refused', 'withdrawn')),
  how text not null check (how in ('operator', 'domain', 'script')),
  claims text not null check (length(claims) <= 1000),
  reason text check (length(reason) between 10 and 500),
  domain_id bigint references organisation_domain,
  person_id bigint references person,
  at timestamptz not null default ledger.clock(),
  constraint verification_how check ((how = 'domain') = (domain_id is not null)),
  constraint verification_refused_why check (decision = 'approved' or reason is not null)
);
create trigger verification_append_only before update or delete on verification for each row execute function ledger.forbid();
create trigger verification_no_truncate before truncate on verification for each statement execute function ledger.forbid();
alter table verification enable always trigger verification_append_only, enable always trigger verification_no_truncate;
create index verification_organisation on verification (organisation_id, id desc);
create index verification_domain on verification (domain_id) where domain_id is not null;
create index organisation_to_check on organisation (id) where verified_at is null and siren is not null and kind <> 'private_person';

-- Somebody asks to join an organisation that is here already; its administrators answer.
create table join_request (
  id bigint generated always as identity primary key,
  public_id uuid not null unique default gen_random_uuid(),
  organisation_id bigint not null references organisation,
  person_id bigint not null references person on delete cascade,
  message text check (length(message) <= 500),
  asked_at timestamptz not null default ledger.clock(),
  answered_at timestamptz, answer text check (answer in ('accepted', 'declined', 'withdrawn')), answered_by bigint references person,
  role text check (role in ('member', 'site_manager', 'administrator', 'analyst')),
  constraint join_request_answer check ((answered_at is null) = (answer is null)),
  constraint join_request_role check ((answer is not distinct from 'accepted') = (role is not null))
);
create unique index join_request_open on join_request (organisation_id, person_id) where answered_at is null;
create index join_request_person on join_request (person_id, id desc);
