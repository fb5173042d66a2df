-- Saved searches: what a person wants to hear of, and how often.
create table alert (
  id bigint generated always as identity primary key,
  public_id uuid not null unique default gen_random_uuid(),
  person_id bigint not null references person on delete cascade,
  -- the one acted for when it was made: its own lots are left out. Null: for oneself.
  organisation_id bigint references organisation,
  name text not null check (length(name) between 1 and 120),
  -- the filters of /lots in their public form, sorted: place and radius included
  query text not null check (length(query) between 1 and 2000),
  -- read off the query when it is written, to find quickly whom a lot may interest: families and types asked (null: all), where (null: anywhere)
  wants text[], area box,
  rhythm text not null check (rhythm in ('at_once', 'daily', 'weekly')),
  paused_at timestamptz,
  -- the mail by which it was stopped, so that the same mail can take that back
  stopped_by bigint,
  -- when there is something to send: not before
  due_at timestamptz,
  created_at timestamptz not null default ledger.clock(), updated_at timestamptz not null default ledger.clock(),
  last_sent_at timestamptz, removed_at timestamptz
);
create index alert_person on alert (person_id, id) where removed_at is null;
create index alert_due on alert (due_at, person_id) where due_at is not null;
create index alert_area on alert using gist (area) where removed_at is null and paused_at is null;
create index alert_wants on alert using gin (wants) where removed_at is null and paused_at is null and area is null;
create index alert_everything on alert (id) where removed_at is null and paused_at is null and area is null and wants is null;
create index alert_removed on alert (removed_at) where removed_at is not null;

-- What each alert found: waiting to be sent, or sent with the price it had then.
create table alert_lot (
  lot_id bigint not null references lot on delete cascade, alert_id bigint not null references alert on delete cascade,
  waiting boolean not null default true,
  found_at timestamptz not null default ledger.clock(),
  sent_at timestamptz, sent_price_cents bigint, sent_price_basis text,
  primary key (lot_id, alert_id),
  constraint alert_lot_waits_or_went check (waiting or sent_at is not null)
);
create index alert_lot_waiting on alert_lot (alert_id, found_at desc) where waiting;
create index alert_lot_alert on alert_lot (alert_id);

-- One mail of alerts: its public id, signed, is what stops them in one click.
create table alert_mail (
  id bigint generated always as identity primary key,
  public_id uuid not null unique default gen_random_uuid(),
  person_id bigint not null references person on delete cascade,
  alert_ids bigint[] not null check (cardinality(alert_ids) between 1 and 100),
  created_at timestamptz not null default ledger.clock()
);
create index alert_mail_created on alert_mail (created_at);
alter table alert add constraint alert_stopped_by foreign key (stopped_by) references alert_mail on delete set null;
create index alert_stopped on alert (stopped_by) where stopped_by is not null;

-- Up to when the openings of audiences were looked at; one row.
create table alert_watch (only_row boolean primary key default true check (only_row), opened_until timestamptz not null);
insert into alert_watch (opened_until) values (ledger.clock());
create index lot_audience_opens on lot_audience (opens_at);

-- RFC 8058: the address at which a mail program unsubscribes by itself. Forgotten once the mail has left.
alter table mail add column unsubscribe_url text check (length(unsubscribe_url) <= 500);
