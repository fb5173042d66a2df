-- What a crew counted: proposed, never applied by itself. The holder takes it over or sets it aside.
create table crew_count (
  id bigint generated always as identity primary key,
  public_id uuid not null unique default gen_random_uuid(),
  lot_id bigint not null references lot, crew_link_id bigint not null references crew_link,
  -- what stood there when it was counted, reserved ones included; thousandths
  seen_milli bigint not null check (seen_milli >= 0),
  counted_milli bigint not null check (counted_milli >= 0 and counted_milli < 1000000000000),
  note text check (length(note) <= 500),
  at timestamptz not null default ledger.clock(),
  answered_at timestamptz, answer text check (answer in ('taken', 'set_aside')), answered_by bigint references person,
  constraint crew_count_answered check ((answered_at is null) = (answer is null))
);
create index crew_count_open on crew_count (lot_id, id) where answered_at is null;
