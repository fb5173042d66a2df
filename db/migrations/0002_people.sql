-- People, organisations, sessions, one-time links, limits.
create table person (
  id bigint generated always as identity primary key,
  public_id uuid not null unique default gen_random_uuid(),
  email text not null unique check (email = lower(email) and length(email) <= 254),
  name text not null check (length(name) between 1 and 120),
  phone text check (length(phone) <= 30),
  commune_code text references commune,
  password_hash text,
  locale text not null default 'fr' check (locale in ('fr', 'en')),
  email_verified_at timestamptz,
  platform_admin boolean not null default false,
  created_at timestamptz not null default ledger.clock()
);

create table organisation (
  id bigint generated always as identity primary key,
  public_id uuid not null unique default gen_random_uuid(),
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
  name text not null check (length(name) between 1 and 160),
  kind text not null check (kind in ('firm', 'landlord', 'collectivite', 'association', 'public_body', 'private_person')),
  legal_status text not null check (legal_status in ('state', 'collectivite', 'public_establishment', 'private', 'private_person')),
  siren text check (siren ~ '^[0-9]{9}$'),
  social_economy boolean not null default false,
  verified_at timestamptz,
  territory_level text, territory_code text,
  commune_code text references commune,
  phone text check (length(phone) <= 30), website text check (length(website) <= 300),
  description text check (length(description) <= 4000),
  created_at timestamptz not null default ledger.clock(),
  foreign key (territory_level, territory_code) references territory,
  constraint organisation_territory check ((territory_level is null) = (territory_code is null)
    and (territory_level is null or kind = 'collectivite'))
);
create index organisation_siren on organisation (siren) where siren is not null;

create table membership (
  organisation_id bigint not null references organisation, person_id bigint not null references person,
  role text not null check (role in ('member', 'site_manager', 'administrator', 'analyst')),
  created_at timestamptz not null default ledger.clock(),
  primary key (organisation_id, person_id)
);
create index membership_person on membership (person_id);

create table invitation (
  id bigint generated always as identity primary key,
  public_id uuid not null unique default gen_random_uuid(),
  organisation_id bigint not null references organisation,
  email text not null check (email = lower(email) and length(email) <= 254),
  role text not null check (role in ('member', 'site_manager', 'administrator', 'analyst')),
  token_hash bytea not null unique,
  invited_by bigint not null references person,
  created_at timestamptz not null default ledger.clock(),
  expires_at timestamptz not null, accepted_at timestamptz, revoked_at timestamptz
);
create unique index invitation_open on invitation (organisation_id, email) where accepted_at is null and revoked_at is null;

-- id is the SHA-256 of the secret in the cookie: a stolen dump opens no session
create table session (
  id text primary key,
  person_id bigint not null references person on delete cascade,
  organisation_id bigint references organisation,
  expires_at timestamptz not null,
  created_at timestamptz not null default ledger.clock(),
  last_seen_at timestamptz not null default ledger.clock(),
  user_agent text check (length(user_agent) <= 300)
);
create index session_person on session (person_id);
create index session_expires on session (expires_at);

-- single-use links sent by mail
create table token (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('verify-email', 'reset-password', 'sign-in')),
  hash bytea not null unique,
  person_id bigint not null references person on delete cascade,
  payload jsonb not null default '{}',
  created_at timestamptz not null default ledger.clock(),
  expires_at timestamptz not null, used_at timestamptz
);
create index token_person on token (person_id, kind) where used_at is null;

create table api_token (
  id bigint generated always as identity primary key,
  public_id uuid not null unique default gen_random_uuid(),
  organisation_id bigint not null references organisation,
  name text not null check (length(name) between 1 and 120),
  hash bytea not null unique,
  scopes text[] not null,
  created_by bigint references person, created_at timestamptz not null default ledger.clock(),
  expires_at timestamptz, revoked_at timestamptz, last_used_at timestamptz
);

-- shape expected by rate-limiter-flexible
create table rate_limit (key varchar(255) primary key, points integer not null default 0, expire timestamptz);

-- Idempotency: one row a command, in the command's own transaction. Organisation 0 = a person acting alone or a visitor.
create table command (
  organisation_id bigint not null, key uuid not null,
  name text not null, content_hash bytea not null, answer jsonb,
  person_id bigint, at timestamptz not null default ledger.clock(),
  primary key (organisation_id, key)
);

-- Facts to react to, written in the transaction of what happened. A job reacts; it never decides.
create table event (
  id bigint generated always as identity primary key,
  kind text not null, payload jsonb not null default '{}',
  organisation_id bigint, person_id bigint,
  at timestamptz not null default ledger.clock(),
  xid xid8 not null default pg_current_xact_id(),
  handled_at timestamptz
);
create index event_waiting on event (id) where handled_at is null;

create function public.event_wakes_a_job() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform graphile_worker.add_job('react', json_build_object('event', new.id), job_key => 'event:' || new.id);
  return null;
end $$;
create trigger event_wakes_a_job after insert on event for each row execute function public.event_wakes_a_job();

-- Outbox: written where the fact or the link is, sent by a job. dedup_key makes a second run harmless.
create table mail (
  id bigint generated always as identity primary key,
  public_id uuid not null unique default gen_random_uuid(),
  dedup_key text not null unique,
  kind text not null, locale text not null check (locale in ('fr', 'en')),
  to_address text not null, to_person_id bigint references person,
  subject text not null, body_text text not null, body_html text not null,
  message_id text not null, in_reply_to text,
  has_token boolean not null default false,
  status text not null default 'waiting' check (status in ('waiting', 'sent', 'kept', 'failed')),
  attempts integer not null default 0, last_error text,
  created_at timestamptz not null default ledger.clock(), sent_at timestamptz
);
create index mail_waiting on mail (id) where status = 'waiting';
create index mail_recent on mail (id desc);
