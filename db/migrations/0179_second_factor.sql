-- Second factor: a one-time code of an authenticator (RFC 6238), with recovery codes for the day the device is lost. A secret is kept
-- under a key drawn from SECRET_KEY, a recovery code (120 random bits) as its digest: a stolen dump signs nobody in.
create table second_factor (
  person_id bigint primary key references person on delete cascade,
  -- AES-256-GCM: nonce, text, tag
  secret bytea not null check (length(secret) = 48),
  created_at timestamptz not null default ledger.clock(),
  -- null while its owner has not shown a code
  confirmed_at timestamptz,
  -- the latest half-minute a code was taken for: a code serves once
  last_step bigint not null default 0
);

create table recovery_code (
  hash bytea primary key check (length(hash) = 32),
  person_id bigint not null references second_factor (person_id) on delete cascade,
  created_at timestamptz not null default ledger.clock(),
  used_at timestamptz
);
create index recovery_code_person on recovery_code (person_id);

-- A browser from which this person has already proved to read their mail; the cookie's digest.
create table known_device (
  person_id bigint not null references person on delete cascade,
  hash bytea not null check (length(hash) = 32),
  created_at timestamptz not null default ledger.clock(),
  last_used_at timestamptz not null default ledger.clock(),
  primary key (person_id, hash)
);

-- From when an administrator of an organisation needs one: never before this day, nor before the grace after joining.
create table second_factor_rule (
  one boolean primary key default true check (one),
  administrators_from timestamptz not null default ledger.clock(),
  grace_days integer not null default 30 check (grace_days between 0 and 365)
);
insert into second_factor_rule default values;

-- A session that awaits its second step opens nothing. `proven_at`: when its owner last proved to be there, for dangerous acts.
alter table session
  add column awaits text check (awaits in ('totp', 'mail')),
  add column code_hash bytea check (length(code_hash) = 32),
  add column tries smallint not null default 0 check (tries between 0 and 5),
  add column proven_at timestamptz default ledger.clock(),
  add constraint session_code check ((code_hash is not null) = (awaits is not distinct from 'mail'));
