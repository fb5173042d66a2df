-- What a taker is asked when its reservation is no longer what was promised: fewer pieces are there, or the dates move. The hold stands
-- while the question is open; silence keeps it as it now is.
create table ledger.ask (
  id bigint generated always as identity primary key,
  public_id uuid not null unique default gen_random_uuid(),
  reservation_id bigint not null, lot_id bigint not null,
  kind text not null check (kind in ('reduced', 'moved')),
  -- what was promised and what it is now, in thousandths; of dates that move, both are what is held
  old_qty bigint not null check (old_qty > 0),
  new_qty bigint not null check (new_qty > 0),
  old_expires_at timestamptz, new_expires_at timestamptz,
  cause text not null check (cause ~ '^[a-z][a-z0-9_-]{0,39}$'),
  asked_by_organisation_id bigint not null references public.organisation,
  asked_at timestamptz not null, answer_by timestamptz not null,
  -- silence: nobody answered in time; replaced: by a newer question; restored: what was missing came back; ended: the reservation did
  answer text check (answer in ('yes', 'leaves', 'silence', 'replaced', 'restored', 'ended')),
  answered_at timestamptz,
  answered_by_organisation_id bigint references public.organisation,
  answered_by_person_id bigint references public.person,
  foreign key (reservation_id, lot_id) references ledger.reservation (id, lot_id),
  constraint ask_answered check ((answer is null) = (answered_at is null)
    and (answer in ('yes', 'leaves')) is not distinct from (case when answer is not null then answered_by_organisation_id is not null end)),
  constraint ask_said check (case kind when 'reduced' then new_qty < old_qty and old_expires_at is null and new_expires_at is null
    else new_qty = old_qty and old_expires_at is not null and new_expires_at is not null end)
);
create unique index ask_open on ledger.ask (reservation_id, kind) where answer is null;
create index ask_of_reservation on ledger.ask (reservation_id, id);
create index ask_due on ledger.ask (answer_by) where answer is null;

create trigger ask_stays before delete on ledger.ask for each row execute function ledger.forbid();
create trigger ask_no_truncate before truncate on ledger.ask for each statement execute function ledger.forbid();
alter table ledger.ask enable always trigger ask_stays;
alter table ledger.ask enable always trigger ask_no_truncate;

-- a question is asked by the holder of an open reservation, of what it now holds; it is answered once, by the taker or by what really
-- happened, and never reworded
create function ledger.ask_fixed() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare r ledger.reservation;
begin
  select * into r from ledger.reservation where id = new.reservation_id;
  if tg_op = 'INSERT' then
    if new.answer is not null or r.held is distinct from new.new_qty or r.held = 0
       or (r.lot_id, r.holder_organisation_id) is distinct from (new.lot_id, new.asked_by_organisation_id)
       or (new.kind = 'moved' and r.expires_at is distinct from new.new_expires_at) then
      raise exception 'a question begins open, about what reservation % holds', new.reservation_id using errcode = '23514', constraint = 'ask_is_true';
    end if;
    return new;
  end if;
  if old.answer is not null
     or (to_jsonb(new) - array['answer', 'answered_at', 'answered_by_organisation_id', 'answered_by_person_id'])
        is distinct from (to_jsonb(old) - array['answer', 'answered_at', 'answered_by_organisation_id', 'answered_by_person_id']) then
    raise exception 'question % is settled', old.id using errcode = '23514', constraint = 'ask_fixed';
  end if;
  if (new.answer in ('yes', 'leaves') and new.answered_by_organisation_id is distinct from r.taker_organisation_id)
     or (new.answer = 'silence' and new.answer_by > ledger.clock()) or (new.answer = 'restored' and r.held < new.old_qty)
     or (new.answer = 'ended' and r.held > 0) then
    raise exception 'question %: that is not what happened', old.id using errcode = '23514', constraint = 'ask_answer_is_true';
  end if;
  return new;
end $$;
create trigger ask_fixed before insert or update on ledger.ask for each row execute function ledger.ask_fixed();
alter table ledger.ask enable always trigger ask_fixed;

-- at COMMIT: who leaves holds nothing any more
create function ledger.ask_leaves() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  if (select held from ledger.reservation where id = new.reservation_id) > 0 then
    raise exception 'question %: who leaves holds nothing', new.id using errcode = '23514', constraint = 'ask_answer_is_true';
  end if;
  return null;
end $$;
create constraint trigger ask_leaves after update on ledger.ask
  deferrable initially deferred for each row when (new.answer = 'leaves') execute function ledger.ask_leaves();
alter table ledger.ask enable always trigger ask_leaves;

-- a reservation that ends takes its open questions with it
create function ledger.ask_ends() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  update ledger.ask set answer = 'ended', answered_at = ledger.clock() where reservation_id = new.id and answer is null;
  return null;
end $$;
create trigger ask_ends after update on ledger.reservation for each row when (old.held > 0 and new.held = 0) execute function ledger.ask_ends();
alter table ledger.reservation enable always trigger ask_ends;

-- never a silent loss: at COMMIT a reservation that holds less than before, and goes on, asks its taker about exactly what it now holds,
-- unless the taker itself gave the rest back
create function ledger.shrinks_by_asking() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare r ledger.reservation;
begin
  select * into r from ledger.reservation where id = new.id;
  if r.held > 0 and r.held <= new.held
     and not exists (select from ledger.ask where reservation_id = r.id and kind = 'reduced' and answer is null and new_qty = r.held)
     and (select actor_organisation_id from ledger.movement where reservation_id = r.id and kind = 'release' order by seq desc limit 1)
         is distinct from r.taker_organisation_id then
    raise exception 'reservation % shrinks without asking its taker', r.id using errcode = '23514', constraint = 'shrinks_by_asking';
  end if;
  return null;
end $$;
create constraint trigger shrinks_by_asking after update on ledger.reservation
  deferrable initially deferred for each row when (new.held < old.held and new.held > 0) execute function ledger.shrinks_by_asking();
alter table ledger.reservation enable always trigger shrinks_by_asking;

-- one line a command, lot, kind and reservation: one command may touch several reservations of a lot
drop index ledger.movement_idempotent;
create unique index movement_idempotent on ledger.movement
  (actor_organisation_id, command_key, lot_id, kind, coalesce(peer_lot_id, 0), coalesce(reservation_id, 0));
