-- What the operator says of itself (publisher, host, contacts) and other settings of the platform, one name a row. Who changed what is
-- in operator_act.
create table platform_setting (
  name text primary key check (name ~ '^[a-z][a-z0-9_]{0,59}$'),
  value jsonb not null check (length(value::text) <= 8000),
  set_by bigint references person,
  set_at timestamptz not null default ledger.clock()
);

-- Legal texts in force from a day on (Paris), in both languages. A version is never changed: people accepted it word for word.
create table legal_text (
  kind text not null check (kind in ('notice', 'terms', 'privacy', 'accessibility')),
  version integer not null check (version > 0),
  effective_on date not null,
  fr text not null check (length(fr) between 1 and 60000),
  en text not null check (length(en) between 1 and 60000),
  -- what changes, for who accepted the version before
  changes_fr text check (length(changes_fr) between 1 and 2000),
  changes_en text check (length(changes_en) between 1 and 2000),
  -- null: a text of this software; else the operator who wrote it
  published_by bigint references person,
  published_at timestamptz not null default ledger.clock(),
  primary key (kind, version),
  constraint legal_text_says_what_changes check ((changes_fr is null) = (changes_en is null))
);

-- Who accepted which version of the terms, and when.
create table terms_acceptance (
  person_id bigint not null references person,
  version integer not null,
  kind text not null default 'terms' check (kind = 'terms'),
  accepted_at timestamptz not null default ledger.clock(),
  primary key (person_id, version),
  foreign key (kind, version) references legal_text (kind, version)
);

create trigger legal_text_append_only before update or delete on legal_text for each row execute function ledger.forbid();
create trigger legal_text_no_truncate before truncate on legal_text for each statement execute function ledger.forbid();
alter table legal_text enable always trigger legal_text_append_only;
alter table legal_text enable always trigger legal_text_no_truncate;
