-- Nothing is written ahead of time: neither the instant of a line nor the day it counts for (the earliest zone is UTC+14).
alter table ledger.movement add constraint movement_day_has_begun
  check (counted_on <= ((at at time zone 'UTC') + interval '14 hours')::date);

create function ledger.movement_in_time() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.at > ledger.clock() then
    raise exception 'movement %.% is ahead of the clock', new.lot_id, new.seq using errcode = '23514', constraint = 'movement_in_time';
  end if;
  return new;
end $$;
create trigger movement_in_time before insert on ledger.movement for each row execute function ledger.movement_in_time();
alter table ledger.movement enable always trigger movement_in_time;

alter table ledger.handover add constraint handover_day_has_begun
  check (picked_up_on <= ((confirmed_at at time zone 'UTC') + interval '14 hours')::date);

-- a lot that has a history stays, foreign keys or not
create trigger lot_with_history_stays before delete on public.lot for each row when (old.status <> 'draft') execute function ledger.forbid();
alter table public.lot enable always trigger lot_with_history_stays;
