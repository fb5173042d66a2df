-- What the foreign keys of the ledger say, said again by triggers that also fire in a session that switched foreign keys
-- off (session_replication_role = replica): a line follows the line before it, and a stock is its last line.

create function ledger.movement_follows() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.seq > 1 and not exists (select from ledger.movement p where p.lot_id = new.lot_id and p.seq = new.seq - 1
      and (p.available, p.held, p.collected, p.recycled, p.landfilled, p.kept, p.lost, p.hash)
        = (new.p_available, new.p_held, new.p_collected, new.p_recycled, new.p_landfilled, new.p_kept, new.p_lost, new.prev_hash)) then
    raise exception 'movement %.% does not follow the one before', new.lot_id, new.seq using errcode = '23514', constraint = 'movement_follows';
  end if;
  if (new.reservation_id is not null and not exists (select from ledger.reservation where id = new.reservation_id and lot_id = new.lot_id))
     or (new.handover_id is not null and not exists (select from ledger.handover
           where id = new.handover_id and lot_id = new.lot_id and reservation_id = new.reservation_id))
     or (new.correction_id is not null and not exists (select from ledger.correction
           where id = new.correction_id and lot_id = new.lot_id and seq = new.corrects)) then
    raise exception 'movement %.% names what is not of its lot', new.lot_id, new.seq using errcode = '23514', constraint = 'movement_follows';
  end if;
  return null;
end $$;
-- after the row, so that the lines of one statement see each other
create trigger movement_follows after insert on ledger.movement for each row execute function ledger.movement_follows();
alter table ledger.movement enable always trigger movement_follows;

create function ledger.stock_is_head() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare s ledger.stock;
begin
  select * into s from ledger.stock where lot_id = new.lot_id;
  if s.seq > 0 and not exists (select from ledger.movement m where m.lot_id = s.lot_id and m.seq = s.seq
      and (m.available, m.held, m.collected, m.recycled, m.landfilled, m.kept, m.lost, m.hash)
        = (s.available, s.held, s.collected, s.recycled, s.landfilled, s.kept, s.lost, s.head_hash)) then
    raise exception 'stock % is not its last movement', new.lot_id using errcode = '23514', constraint = 'stock_is_head';
  end if;
  return null;
end $$;
create constraint trigger stock_is_head after insert or update on ledger.stock
  deferrable initially deferred for each row execute function ledger.stock_is_head();
alter table ledger.stock enable always trigger stock_is_head;
