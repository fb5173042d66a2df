-- What each person is told, once: in the app, and by mail at their rhythm. The mail that carries it is written with it, or waits for
-- the person's next digest (mail_due_at). Titles and sentences are those of the letter, without address or contact.
create table notification_setting (
  person_id bigint primary key references person on delete cascade,
  rhythm text not null check (rhythm in ('at_once', 'daily', 'weekly', 'off')),
  chosen_at timestamptz not null default ledger.clock()
);

create table notification (
  id bigint generated always as identity primary key,
  public_id uuid not null unique default gen_random_uuid(),
  person_id bigint not null references person on delete cascade,
  -- the fact and its reader: a second run finds it there
  dedup_key text not null unique,
  kind text not null check (length(kind) <= 60),
  side text not null check (side in ('holder', 'taker')),
  reservation_id bigint references ledger.reservation,
  title text not null check (length(title) <= 300),
  line text not null check (length(line) <= 2000),
  path text not null check (path ~ '^/[^/\\]' and length(path) <= 500),
  created_at timestamptz not null default ledger.clock(),
  -- what it tells of is due then
  needed_by timestamptz,
  read_at timestamptz,
  mail_due_at timestamptz,
  mail_id bigint references mail on delete set null,
  constraint notification_mailed_once check (mail_due_at is null or mail_id is null)
);
create index notification_of_person on notification (person_id, id desc);
create index notification_unread on notification (person_id, id) where read_at is null;
create index notification_due on notification (mail_due_at, person_id) where mail_due_at is not null;
create index notification_of_reservation on notification (reservation_id, person_id) where reservation_id is not null;
create index notification_mail on notification (mail_id) where mail_id is not null;
create index notification_created on notification (created_at);

-- One subject a thread and reader: the letters after the first take its subject.
create index mail_thread on mail (in_reply_to, to_address, id) where in_reply_to is not null;
