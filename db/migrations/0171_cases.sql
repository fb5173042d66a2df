-- What people report, what the operator decides of it and why, and what is said against that.
alter table ledger.delay
  add column case_appeal interval not null default '183 days' check (case_appeal between '14 days' and '730 days');

create sequence report_case_number as bigint;

create table report_case (
  id bigint generated always as identity primary key,
  public_id uuid not null unique default gen_random_uuid(),
  number text not null unique
    default 'S' || to_char(ledger.clock(), 'YYYY') || '-' || lpad(nextval('report_case_number')::text, 6, '0'),
  subject_kind text not null check (subject_kind in ('lot', 'photo', 'organisation', 'message', 'person')),
  subject_id uuid not null,
  -- whose it is; for a message also who wrote it
  organisation_id bigint references organisation,
  person_id bigint references person,
  lot_id bigint references lot,
  message_id bigint references message on delete set null,
  -- as it stood at the first report
  seen jsonb not null check (jsonb_typeof(seen) = 'object' and length(seen::text) <= 20000),
  state text not null default 'open' check (state in ('open', 'decided', 'appealed', 'final')),
  reports integer not null default 0 check (reports >= 0),
  opened_at timestamptz not null default ledger.clock(),
  decided_at timestamptz, appeal_until timestamptz,
  constraint report_case_about check (organisation_id is not null or person_id is not null),
  constraint report_case_decided check ((state = 'open') = (decided_at is null) and (decided_at is null) = (appeal_until is null))
);
-- several reports of one thing join the case that is open
create unique index report_case_under_way on report_case (subject_kind, subject_id) where state = 'open';
create index report_case_waiting on report_case (opened_at, id) where state in ('open', 'appealed');
create index report_case_organisation on report_case (organisation_id, id desc) where organisation_id is not null;
create index report_case_person on report_case (person_id, id desc) where person_id is not null;
create index report_case_opened on report_case (opened_at);

create table report (
  id bigint generated always as identity primary key,
  public_id uuid not null unique default gen_random_uuid(),
  case_id bigint not null references report_case,
  person_id bigint references person,
  -- of whoever has no account and wants to know: written to once to confirm it, and again once it is
  email text check (email = lower(email) and length(email) <= 254),
  email_confirmed_at timestamptz,
  locale text not null check (locale in ('fr', 'en')),
  reason text not null check (reason in ('stolen', 'dangerous', 'false', 'personal_data', 'insult', 'discrimination', 'spam', 'other')),
  body text check (length(body) <= 2000),
  at timestamptz not null default ledger.clock(),
  constraint report_by_one check (person_id is null or email is null),
  constraint report_confirmed check (email is not null or email_confirmed_at is null)
);
create unique index report_once on report (case_id, person_id) where person_id is not null;
create unique index report_once_by_mail on report (case_id, email) where email is not null;
create index report_case_of on report (case_id, id);
create index report_person on report (person_id) where person_id is not null;

-- The statement of reasons (Regulation (EU) 2022/2065, article 17): written once, never changed.
create table case_decision (
  id bigint generated always as identity primary key,
  case_id bigint not null references report_case,
  -- 1: first decision; 2: on appeal, final
  instance smallint not null check (instance in (1, 2)),
  decided_by bigint not null references person,
  measure text not null check (measure in ('none', 'hide_photo', 'hide_lot', 'hide_message', 'suspend')),
  ground text not null check (ground in ('unfounded', 'law', 'terms')),
  -- the text or the clause that is broken
  clause text check (length(clause) <= 300),
  facts text not null check (length(facts) between 10 and 2000),
  reasons text not null check (length(reasons) between 10 and 2000),
  at timestamptz not null default ledger.clock(),
  unique (case_id, instance),
  constraint case_decision_ground check ((ground = 'unfounded') = (measure = 'none') and (ground = 'unfounded') = (clause is null))
);
create index case_decision_at on case_decision (at);

create table case_appeal (
  id bigint generated always as identity primary key,
  case_id bigint not null references report_case,
  side text not null check (side in ('reporter', 'holder')),
  report_id bigint references report,
  body text not null check (length(body) between 10 and 2000),
  at timestamptz not null default ledger.clock(),
  unique (case_id, side),
  constraint case_appeal_side check ((side = 'reporter') = (report_id is not null))
);

-- A photo taken off its lot by a decision; its place on the lot, should the decision fall.
create table hidden_photo (
  public_id uuid primary key,
  lot_id bigint not null references lot,
  file_id bigint not null references stored_file,
  position integer not null,
  alt_text text check (length(alt_text) <= 300),
  created_by bigint references person,
  created_at timestamptz not null,
  hidden_at timestamptz not null default ledger.clock()
);
create index hidden_photo_file on hidden_photo (file_id);

alter table message add column hidden_at timestamptz;

create trigger case_decision_stays before update or delete on case_decision for each row execute function ledger.forbid();
create trigger case_decision_no_truncate before truncate on case_decision for each statement execute function ledger.forbid();
alter table case_decision enable always trigger case_decision_stays, enable always trigger case_decision_no_truncate;

-- Who looked for whom at the operator's desk.
create table operator_search (
  id bigint generated always as identity primary key,
  person_id bigint not null references person,
  looked_for text not null check (length(looked_for) between 1 and 200),
  kind text not null check (kind in ('mail', 'siren', 'number', 'code', 'name')),
  -- what was shown: public ids
  found uuid[] not null default '{}',
  at timestamptz not null default ledger.clock()
);
create index operator_search_at on operator_search (at);
create index operator_search_person on operator_search (person_id, id desc);
