-- Acting on a site for the organisation that runs it: a mandate given to another organisation, or a crew link shown at the gate.
create table mandate (
  id bigint generated always as identity primary key,
  public_id uuid not null unique default gen_random_uuid(),
  organisation_id bigint not null, site_id bigint not null,
  mandatary_id bigint not null references organisation,
  scopes text[] not null check (cardinality(scopes) > 0 and scopes <@ array['list', 'answer', 'handover']),
  starts_on date not null, ends_on date,
  given_by bigint references person, given_at timestamptz not null default ledger.clock(),
  revoked_at timestamptz, revoked_by bigint references person, revoked_by_organisation_id bigint references organisation,
  -- its end by date has been told to both
  end_told_at timestamptz,
  foreign key (organisation_id, site_id) references site (organisation_id, id),
  constraint mandate_to_another check (mandatary_id <> organisation_id),
  constraint mandate_dates check (ends_on >= starts_on),
  constraint mandate_revoked check ((revoked_at is null) = (revoked_by_organisation_id is null)),
  -- one mandate at a time to one organisation on one site
  constraint mandate_once exclude using gist (site_id with =, mandatary_id with =, daterange(starts_on, ends_on, '[]') with &&) where (revoked_at is null)
);
create index mandate_mandatary on mandate (mandatary_id) where revoked_at is null;
create index mandate_site on mandate (site_id, id desc);

-- No account: one site, until its day, revocable. Only the digest of what the code holds is kept.
create table crew_link (
  id bigint generated always as identity primary key,
  public_id uuid not null unique default gen_random_uuid(),
  organisation_id bigint not null, site_id bigint not null,
  name text not null check (length(name) between 1 and 60),
  token_hash bytea not null unique,
  created_by bigint references person, created_at timestamptz not null default ledger.clock(),
  expires_at timestamptz not null,
  revoked_at timestamptz, revoked_by bigint references person,
  foreign key (organisation_id, site_id) references site (organisation_id, id),
  constraint crew_link_expires check (expires_at > created_at)
);
create index crew_link_site on crew_link (site_id, id desc);

create table crew_session (
  id text primary key,
  crew_link_id bigint not null references crew_link,
  created_at timestamptz not null default ledger.clock(),
  expires_at timestamptz not null
);
create index crew_session_expires on crew_session (expires_at);

-- The trace of every act: for whom (organisation_id) and by whom. A movement is tied to it by its key (organisation, command_key).
alter table command add column by_organisation_id bigint references organisation, add column mandate_id bigint references mandate,
  add column crew_link_id bigint references crew_link, add column acted_on_site_id bigint references site, add column subject uuid;
alter table event add column by_organisation_id bigint references organisation, add column crew_link_id bigint references crew_link;

create function public.acting(p_name text) returns text
language sql stable as $$ select nullif(current_setting('gisement.acting', true), '')::jsonb ->> p_name $$;
alter table command
  alter column by_organisation_id set default public.acting('organisation')::bigint, alter column mandate_id set default public.acting('mandate')::bigint,
  alter column crew_link_id set default public.acting('crew')::bigint, alter column acted_on_site_id set default public.acting('site')::bigint,
  alter column subject set default public.acting('subject')::uuid;
alter table event
  alter column by_organisation_id set default public.acting('organisation')::bigint, alter column crew_link_id set default public.acting('crew')::bigint;
create index command_acted_for on command (acted_on_site_id, at desc) where acted_on_site_id is not null;
create index command_acted_on on command (subject, at desc) where subject is not null;
