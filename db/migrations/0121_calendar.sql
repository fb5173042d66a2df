-- Each taker's coming at an hour, as a calendar knows it: one event, changed so many times, cancelled when nobody comes any more.
create table slot_booking (
  slot_id bigint not null references site_slot,
  taker_organisation_id bigint not null references organisation,
  public_id uuid not null unique default gen_random_uuid(),
  booked_at timestamptz not null default ledger.clock(),
  changed_at timestamptz not null default ledger.clock(),
  changes integer not null default 0,
  primary key (slot_id, taker_organisation_id)
);
create index slot_booking_taker on slot_booking (taker_organisation_id, slot_id);

insert into slot_booking (slot_id, taker_organisation_id)
  select distinct slot_id, taker_organisation_id from ledger.reservation where slot_id is not null;

create function ledger.booking_changes() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  if (new.slot_id, new.state) is not distinct from (old.slot_id, old.state) then return null; end if;
  if old.slot_id is not null then
    update public.slot_booking set changes = changes + 1, changed_at = ledger.clock()
     where slot_id = old.slot_id and taker_organisation_id = old.taker_organisation_id;
  end if;
  if new.slot_id is not null and new.slot_id is distinct from old.slot_id then
    insert into public.slot_booking as b (slot_id, taker_organisation_id) values (new.slot_id, new.taker_organisation_id)
      on conflict (slot_id, taker_organisation_id) do update set changes = b.changes + 1, changed_at = ledger.clock();
  end if;
  return null;
end $$;
create trigger booking_changes after update on ledger.reservation for each row execute function ledger.booking_changes();
alter table ledger.reservation enable always trigger booking_changes;

-- an hour that moves changes the events of all who come
create function ledger.slot_moves() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  update public.slot_booking set changes = changes + 1, changed_at = ledger.clock() where slot_id = new.id;
  return null;
end $$;
create trigger slot_moves after update on site_slot for each row
  when ((old.starts_at, old.ends_at) is distinct from (new.starts_at, new.ends_at)) execute function ledger.slot_moves();
alter table site_slot enable always trigger slot_moves;

create trigger slot_booking_stays before delete on slot_booking for each row execute function ledger.forbid();
create trigger slot_booking_no_truncate before truncate on slot_booking for each statement execute function ledger.forbid();
alter table slot_booking enable always trigger slot_booking_stays, enable always trigger slot_booking_no_truncate;

-- The private address of a person's calendar: drawn from a server secret and this number, so that it is kept nowhere; renewed, the number
-- changes and the old address is dead.
create table calendar_feed (
  person_id bigint primary key references person on delete cascade,
  number uuid not null unique default gen_random_uuid(),
  made_at timestamptz not null default ledger.clock()
);
