-- Second thoughts: what was published or changed together can be undone together for a while, and nothing of it leaves meanwhile.
create table lot_batch (
  id bigint generated always as identity primary key,
  public_id uuid not null unique default gen_random_uuid(),
  organisation_id bigint not null references organisation,
  kind text not null check (kind in ('publish', 'edit')),
  created_by bigint references person, created_at timestamptz not null default ledger.clock(),
  undoable_until timestamptz not null,
  undone_at timestamptz, undone_by bigint references person
);
create index lot_batch_recent on lot_batch (organisation_id, undoable_until desc) where undone_at is null;

-- each lot of it: what it said before, and its version after
create table lot_batch_item (
  batch_id bigint not null references lot_batch on delete cascade,
  lot_id bigint not null references lot on delete cascade,
  before jsonb not null default '{}',
  version integer not null,
  undone boolean not null default false,
  primary key (batch_id, lot_id)
);
create index lot_batch_item_lot on lot_batch_item (lot_id, batch_id desc);

-- a fact told at once whose consequences wait; the job is asked for that instant and looks again
alter table event add column not_before timestamptz;
-- the life of one lot, for its holder
create index event_of_lot on event (((payload ->> 'lot')::bigint), id) where kind like 'lot.%';
create index event_into_lot on event (((payload ->> 'into')::bigint), id) where kind like 'lot.%';
