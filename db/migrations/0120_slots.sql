-- Hours at which takers may come to a site: opened by whoever holds it, one by one or repeated, each for so many takers at once.
-- Written by the ledger's functions only (db/functions/ledger_56_slot.sql, ledger_57_open_slots.sql): a booked place is a promise like a hold.

create table slot_series (
  id bigint generated always as identity primary key,
  public_id uuid not null unique default gen_random_uuid(),
  site_id bigint not null references site,
  -- Monday is 1
  weekdays smallint[] not null check (cardinality(weekdays) between 1 and 7 and weekdays <@ '{1,2,3,4,5,6,7}'::smallint[]),
  starts_on date not null, ends_on date not null,
  from_time time not null, to_time time not null,
  capacity integer not null check (capacity between 1 and 500),
  skipped_days date[] not null default '{}',
  on_holidays boolean not null default false,
  created_by bigint references person, created_at timestamptz not null default ledger.clock(),
  constraint slot_series_dates check (ends_on >= starts_on),
  constraint slot_series_hours check (to_time > from_time)
);
create index slot_series_site on slot_series (site_id, id desc);

create table site_slot (
  id bigint generated always as identity primary key,
  public_id uuid not null unique default gen_random_uuid(),
  site_id bigint not null references site,
  series_id bigint references slot_series,
  starts_at timestamptz not null, ends_at timestamptz not null,
  -- takers at once
  capacity integer not null check (capacity between 1 and 500),
  created_by bigint references person, created_at timestamptz not null default ledger.clock(),
  cancelled_at timestamptz,
  cancel_reason_code text check (cancel_reason_code ~ '^[a-z][a-z0-9_-]{0,39}$'),
  constraint site_slot_hours check (ends_at > starts_at and ends_at <= starts_at + interval '25 hours'),
  constraint site_slot_cancelled check ((cancelled_at is null) = (cancel_reason_code is null)),
  -- looked at once a statement is over: all the slots of a site may move together
  constraint site_slot_once exclude using gist (site_id with =, starts_at with =, ends_at with =) where (cancelled_at is null)
    deferrable initially immediate
);
create index site_slot_site on site_slot (site_id, starts_at);
create index site_slot_start on site_slot (starts_at) where cancelled_at is null;
create index slot_of_series on site_slot (series_id) where series_id is not null;

-- the day before, each taker is reminded once of each hour; an hour that moves is another one
create table slot_reminder (
  slot_id bigint not null references site_slot,
  taker_organisation_id bigint not null references organisation,
  starts_at timestamptz not null,
  at timestamptz not null default ledger.clock(),
  primary key (slot_id, taker_organisation_id, starts_at)
);

alter table ledger.reservation
  add column slot_id bigint references site_slot,
  add column slot_booked_at timestamptz,
  -- its deadline as it would be without the slot
  add column due_without_slot timestamptz,
  add constraint reservation_scheduled check ((state = 'scheduled') = (held > 0 and slot_id is not null)),
  add constraint reservation_slot_whole check (num_nonnulls(slot_id, slot_booked_at, due_without_slot) in (0, 3));
create index reservation_of_slot on ledger.reservation (slot_id) where slot_id is not null;

-- who comes at once: takers, not reservations; what is closed frees its place
create function ledger.slot_takers(p_slot bigint) returns integer
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select count(distinct taker_organisation_id)::integer from ledger.reservation where slot_id = p_slot and held > 0
$$;

create function ledger.untrue_slot(p_slot bigint, p_what text, p_constraint text) returns void language plpgsql as $$
begin
  raise exception 'slot %: %', p_slot, p_what using errcode = '23514', constraint = p_constraint;
end $$;

-- a booked hour is of the lot's site, stands, and has room; its row is locked so that two bookings count each other
create function ledger.booking_is_true() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare p public.site_slot;
begin
  if new.state <> 'scheduled' or (tg_op = 'UPDATE' and (new.slot_id, new.state, new.lot_id) is not distinct from (old.slot_id, old.state, old.lot_id)) then
    return null;
  end if;
  select * into p from public.site_slot where id = new.slot_id for no key update;
  if p.site_id is distinct from (select site_id from public.lot where id = new.lot_id) then
    perform ledger.untrue_slot(p.id, 'of another site', 'slot_of_the_site');
  elsif p.cancelled_at is not null then
    perform ledger.untrue_slot(p.id, 'cancelled', 'slot_stands');
  elsif ledger.slot_takers(p.id) > p.capacity then
    perform ledger.untrue_slot(p.id, 'full', 'slot_capacity');
  end if;
  return null;
end $$;
create trigger booking_is_true after insert or update on ledger.reservation for each row execute function ledger.booking_is_true();
alter table ledger.reservation enable always trigger booking_is_true;

-- a slot keeps its site and its series; cancelled, it stays so and nobody is left in it; its room is never under who comes
create function ledger.slot_is_true() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  if (new.id, new.public_id, new.site_id, new.series_id, new.created_by, new.created_at)
     is distinct from (old.id, old.public_id, old.site_id, old.series_id, old.created_by, old.created_at)
     or (old.cancelled_at is not null and new is distinct from old) then
    perform ledger.untrue_slot(old.id, 'what it is does not change', 'slot_fixed');
  elsif new.cancelled_at is not null and ledger.slot_takers(new.id) > 0 then
    perform ledger.untrue_slot(new.id, 'somebody still comes', 'slot_empty');
  elsif ledger.slot_takers(new.id) > new.capacity then
    perform ledger.untrue_slot(new.id, 'more come', 'slot_capacity');
  end if;
  return null;
end $$;
create trigger slot_is_true after update on site_slot for each row execute function ledger.slot_is_true();
alter table site_slot enable always trigger slot_is_true;

do $$ declare t text; begin
  foreach t in array array['site_slot', 'slot_series', 'slot_reminder'] loop
    execute format('create trigger %1$s_stays before delete on public.%1$s for each row execute function ledger.forbid()', t);
    execute format('create trigger %1$s_no_truncate before truncate on public.%1$s for each statement execute function ledger.forbid()', t);
    execute format('alter table public.%1$s enable always trigger %1$s_stays, enable always trigger %1$s_no_truncate', t);
  end loop;
end $$;
