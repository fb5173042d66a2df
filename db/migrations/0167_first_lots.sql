-- First lots of unverified holders, in materials that are stolen and sold again: nobody sees them before the operator has looked.
-- Which materials, since when and until when. No foreign key: the list of materials is loaded after the migrations.
create table theft_prone_type (
  id bigint generated always as identity primary key,
  type_code text not null check (type_code ~ '^[A-Z]{3}-[0-9]{2}$'),
  since timestamptz not null default ledger.clock(),
  until timestamptz check (until >= since)
);
create unique index theft_prone_type_now on theft_prone_type (type_code) where until is null;
-- zinc, copper, cast iron, parquet, stone
insert into theft_prone_type (type_code)
  select unnest(array['COU-10', 'COU-11', 'SAN-10', 'SAN-05', 'SAN-12', 'CVC-01', 'SOL-04', 'SOL-05', 'SOL-06',
                      'MAC-05', 'MAC-06', 'MAC-07', 'MAC-08', 'MAC-09', 'MAC-10', 'FAC-06', 'SOL-11', 'EXT-01', 'MET-02']);

create table review_setting (
  single boolean primary key default true check (single),
  -- so many lots of a holder are looked at; 0: none
  first_lots integer not null default 3 check (first_lots between 0 and 100)
);
insert into review_setting default values;

-- One row a publication that waits. While the last one about a lot is not answered, or refused, the lot is hidden (suspension.sql).
create table lot_review (
  id bigint generated always as identity primary key,
  public_id uuid not null unique default gen_random_uuid(),
  lot_id bigint not null references lot,
  organisation_id bigint not null references organisation,
  asked_at timestamptz not null default ledger.clock(),
  -- verified: the holder became known meanwhile; withdrawn: its publication was undone
  decided_at timestamptz, decision text check (decision in ('approved', 'refused', 'verified', 'withdrawn')),
  reason text check (length(reason) between 10 and 500),
  constraint lot_review_decided check ((decided_at is null) = (decision is null)),
  constraint lot_review_why check (decision is distinct from 'refused' or reason is not null)
);
create unique index lot_review_waiting on lot_review (lot_id) where decided_at is null;
create index lot_review_lot on lot_review (lot_id, id desc);
create index lot_review_organisation on lot_review (organisation_id, decision);
create index lot_review_queue on lot_review (id) where decided_at is null;
