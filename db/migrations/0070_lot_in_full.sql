-- A lot in full: another unit to count in, what removing it asks of the taker, where and when it is collected, who sorted it.
alter table lot
  -- "1 pallet = 9.6 m2": alt_amount of alt_unit are alt_of of the lot's unit, both thousandths. In kg and t the unit mass says it.
  add column alt_unit text check (alt_unit in ('u', 'm', 'm2', 'm3', 'kg', 't', 'pallet')),
  add column alt_amount_milli bigint check (alt_amount_milli > 0 and alt_amount_milli < 1000000000),
  add column alt_of_milli bigint check (alt_of_milli > 0 and alt_of_milli < 1000000000),
  add column alt_basis text check (alt_basis in ('measured', 'declared')),
  add column removal_tools text check (length(removal_tools) <= 500),
  add column removal_access text check (length(removal_access) <= 1000),
  add column removal_floor smallint check (removal_floor between -20 and 100),
  add column removal_lift text check (removal_lift in ('none', 'passenger', 'goods')),
  add column loading_help text check (loading_help in ('none', 'people', 'machine')),
  add column largest_vehicle text check (largest_vehicle in ('car', 'van', 'truck_3t5', 'truck_12t', 'truck_19t', 'semi')),
  add column protection text check (length(protection) <= 500),
  add column site_rules text check (length(site_rules) <= 2000),
  -- why private persons may take this one down themselves; null: they may not
  add column private_removal_reason text check (length(private_removal_reason) between 10 and 500),
  -- the site's own when null; the place is shown to accepted takers only
  add column pickup_place text check (length(pickup_place) <= 300),
  add column pickup_hours text check (length(pickup_hours) <= 500),
  -- L541-4-4: who sorted on site and can say what may be reused; the site's own when null
  add column sorting_operator text check (length(sorting_operator) <= 160),
  add constraint lot_other_unit check (alt_unit <> unit and case
    when alt_unit is null or alt_unit in ('kg', 't') then num_nonnulls(alt_amount_milli, alt_of_milli, alt_basis) = 0
    else num_nonnulls(alt_amount_milli, alt_of_milli, alt_basis) = 3 end);

create table lot_document (
  id bigint generated always as identity primary key,
  public_id uuid not null unique default gen_random_uuid(),
  lot_id bigint not null references lot,
  kind text not null check (kind ~ '^[a-z][a-z0-9_]{0,39}$'),
  name text not null check (length(name) between 1 and 120),
  -- everyone who may see the lot, or the holder and its accepted takers
  shown_to text not null default 'parties' check (shown_to in ('everyone', 'parties')),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  media_type text not null check (media_type in ('application/pdf', 'image/webp')),
  bytes bigint not null check (bytes > 0),
  created_by bigint references person, created_at timestamptz not null default ledger.clock(),
  unique (lot_id, sha256)
);
create index lot_document_file on lot_document (sha256);
