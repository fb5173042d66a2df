-- What a constraint cannot say, as triggers that fire for everyone: owner, psql, session_replication_role = replica.

create function ledger.forbid() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  raise exception '% on %.% is forbidden: append-only', tg_op, tg_table_schema, tg_table_name using errcode = '42501';
end $$;
create trigger movement_append_only before update or delete on ledger.movement for each row execute function ledger.forbid();
create trigger stock_stays before delete on ledger.stock for each row execute function ledger.forbid();
create trigger reservation_stays before delete on ledger.reservation for each row execute function ledger.forbid();
create trigger handover_stays before delete on ledger.handover for each row execute function ledger.forbid();
create trigger correction_stays before delete on ledger.correction for each row execute function ledger.forbid();
create trigger closed_year_stays before update or delete on ledger.closed_year for each row execute function ledger.forbid();
create trigger setting_stays before delete on ledger.setting for each row execute function ledger.forbid();
alter table ledger.movement enable always trigger movement_append_only;
alter table ledger.stock enable always trigger stock_stays;
alter table ledger.reservation enable always trigger reservation_stays;
alter table ledger.handover enable always trigger handover_stays;
alter table ledger.correction enable always trigger correction_stays;
alter table ledger.closed_year enable always trigger closed_year_stays;
alter table ledger.setting enable always trigger setting_stays;
do $$ declare t text; begin
  foreach t in array array['movement', 'stock', 'reservation', 'handover', 'correction', 'closed_year', 'setting'] loop
    execute format('create trigger %1$s_no_truncate before truncate on ledger.%1$s for each statement execute function ledger.forbid()', t);
    execute format('alter table ledger.%1$s enable always trigger %1$s_no_truncate', t);
  end loop;
end $$;
alter table public.lot enable always trigger lot_keeps_its_origin;

-- a stock advances one movement at a time, never back, and its counters change only with it
create function ledger.stock_step() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  raise exception 'stock % may only advance by one movement', old.lot_id using errcode = '23514', constraint = 'stock_step';
end $$;
create trigger stock_step before update on ledger.stock for each row
  when (new.lot_id <> old.lot_id or new.step <> old.step or new.seq < old.seq or new.seq > old.seq + 1
    or (new.seq = old.seq and (new.available, new.held, new.collected, new.recycled, new.landfilled, new.kept, new.lost, new.total, new.head_hash)
      is distinct from (old.available, old.held, old.collected, old.recycled, old.landfilled, old.kept, old.lost, old.total, old.head_hash)))
  execute function ledger.stock_step();
alter table ledger.stock enable always trigger stock_step;

-- who, where, how much and under which key never change; a closed reservation stays closed
create function ledger.reservation_fixed() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  if (new.id, new.public_id, new.lot_id, new.holder_organisation_id, new.taker_organisation_id, new.taker_person_id, new.command_key, new.qty,
      new.purpose, new.substitution, new.destination_commune, new.distance_m, new.price_basis, new.requested_at)
     is distinct from (old.id, old.public_id, old.lot_id, old.holder_organisation_id, old.taker_organisation_id, old.taker_person_id,
      old.command_key, old.qty, old.purpose, old.substitution, old.destination_commune, old.distance_m, old.price_basis, old.requested_at)
     or (old.accepted_at is not null and (new.accepted_at, new.concluded_price_cents)
         is distinct from (old.accepted_at, old.concluded_price_cents)) then
    raise exception 'reservation %: what was asked and concluded is fixed', old.id using errcode = '23514', constraint = 'reservation_fixed';
  end if;
  if new.state <> old.state and (old.state, new.state) not in (
      ('requested', 'accepted'), ('requested', 'refused'), ('requested', 'cancelled'), ('requested', 'expired'),
      ('accepted', 'scheduled'), ('accepted', 'handed_over'), ('accepted', 'cancelled'), ('accepted', 'not_collected'),
      ('scheduled', 'accepted'), ('scheduled', 'handed_over'), ('scheduled', 'cancelled'), ('scheduled', 'not_collected')) then
    raise exception 'reservation %: % does not become %', old.id, old.state, new.state
      using errcode = '23514', constraint = 'reservation_workflow';
  end if;
  return new;
end $$;
create trigger reservation_fixed before update on ledger.reservation for each row execute function ledger.reservation_fixed();
alter table ledger.reservation enable always trigger reservation_fixed;

create function ledger.handover_fixed() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  if old.state in ('confirmed', 'cancelled')
     or (new.id, new.public_id, new.reservation_id, new.lot_id, new.opened_at)
        is distinct from (old.id, old.public_id, old.reservation_id, old.lot_id, old.opened_at) then
    raise exception 'hand-over % is settled', old.id using errcode = '23514', constraint = 'handover_fixed';
  end if;
  return new;
end $$;
create trigger handover_fixed before update on ledger.handover for each row execute function ledger.handover_fixed();
alter table ledger.handover enable always trigger handover_fixed;

-- a correction is proposed by one side of its movement and consented by the other; once answered it is fixed
create function ledger.correction_two_sides() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare m ledger.movement; other bigint;
begin
  select * into m from ledger.movement where lot_id = new.lot_id and seq = new.seq;
  if m.kind is null or m.kind not in ('collect', 'withdraw')
     or new.proposed_by_organisation_id not in (m.holder_organisation_id, coalesce(m.taker_organisation_id, m.holder_organisation_id)) then
    raise exception 'correction of %.%: not a movement of that organisation that can be corrected', new.lot_id, new.seq
      using errcode = '23514', constraint = 'correction_of_a_side';
  end if;
  if tg_op = 'INSERT' then
    if new.state <> 'proposed' then
      raise exception 'a correction begins as a proposal' using errcode = '23514', constraint = 'correction_begins';
    end if;
    return new;
  end if;
  if old.state <> 'proposed' or (to_jsonb(new) - array['state', 'answered_by_organisation_id', 'answered_by_person_id', 'answered_at'])
      is distinct from (to_jsonb(old) - array['state', 'answered_by_organisation_id', 'answered_by_person_id', 'answered_at']) then
    raise exception 'correction % is settled', old.id using errcode = '23514', constraint = 'correction_fixed';
  end if;
  other := case when new.proposed_by_organisation_id = m.holder_organisation_id
                then coalesce(m.taker_organisation_id, m.holder_organisation_id) else m.holder_organisation_id end;
  if new.state <> 'proposed' and new.answered_by_organisation_id
      is distinct from (case new.state when 'retracted' then new.proposed_by_organisation_id else other end) then
    raise exception 'correction %: only the other side answers', old.id using errcode = '23514', constraint = 'correction_consent';
  end if;
  return new;
end $$;
create trigger correction_two_sides before insert or update on ledger.correction
  for each row execute function ledger.correction_two_sides();
alter table ledger.correction enable always trigger correction_two_sides;
