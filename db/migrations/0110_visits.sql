-- "My visit": several lots of one site asked for in one form. A line of a visit is an ordinary reservation that names it.
create table ledger.visit (
  id bigint generated always as identity primary key,
  public_id uuid not null unique default gen_random_uuid(),
  site_id bigint not null,
  holder_organisation_id bigint not null,
  taker_organisation_id bigint not null references public.organisation,
  taker_person_id bigint references public.person,
  command_key uuid not null,
  requested_at timestamptz not null,
  foreign key (holder_organisation_id, site_id) references public.site (organisation_id, id),
  constraint visit_idempotent unique (taker_organisation_id, command_key)
);
create index visit_of_site on ledger.visit (site_id, id desc);

alter table ledger.reservation add column visit_id bigint references ledger.visit;
-- the lines of a visit, one a lot, are asked for under its one key
create unique index reservation_of_visit on ledger.reservation (visit_id, lot_id) where visit_id is not null;
alter table ledger.reservation drop constraint reservation_idempotent,
  add constraint reservation_idempotent unique (taker_organisation_id, command_key, lot_id);

create trigger visit_stays before update or delete on ledger.visit for each row execute function ledger.forbid();
create trigger visit_no_truncate before truncate on ledger.visit for each statement execute function ledger.forbid();
alter table ledger.visit enable always trigger visit_stays;
alter table ledger.visit enable always trigger visit_no_truncate;

-- a line is born with its visit, of the same two sides, key and instant, on a lot of its site; it never joins, leaves or changes visit
create function ledger.visit_line() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'UPDATE' then
    if new.visit_id is distinct from old.visit_id then
      raise exception 'reservation %: its visit is fixed', old.id using errcode = '23514', constraint = 'visit_line';
    end if;
  elsif new.visit_id is not null and not exists (
      select from ledger.visit v join public.lot l on l.site_id = v.site_id where v.id = new.visit_id and l.id = new.lot_id
        and (v.holder_organisation_id, v.taker_organisation_id, v.command_key, v.requested_at)
            = (new.holder_organisation_id, new.taker_organisation_id, new.command_key, new.requested_at)) then
    raise exception 'no such line of visit %', new.visit_id using errcode = '23514', constraint = 'visit_line';
  end if;
  return new;
end $$;
create trigger visit_line before insert or update on ledger.reservation for each row execute function ledger.visit_line();
alter table ledger.reservation enable always trigger visit_line;

-- at COMMIT a visit has lines
create function ledger.visit_has_lines() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from ledger.reservation where visit_id = new.id) then
    raise exception 'visit % has no line', new.id using errcode = '23514', constraint = 'visit_has_lines';
  end if;
  return null;
end $$;
create constraint trigger visit_has_lines after insert on ledger.visit
  deferrable initially deferred for each row execute function ledger.visit_has_lines();
alter table ledger.visit enable always trigger visit_has_lines;
