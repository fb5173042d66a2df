-- The waitlist of a lot (decision 9). Strict: what comes back is offered to the first in line, even a part of what it waits for; only when
-- it declines or lets the offer lapse does the next get its turn. An offer is a reservation that holds the stock until the taker answers.
-- Who said "I accept less" has said yes to a part: declining it costs the place. Who did not keeps the place for the whole, and is asked
-- again only when more than what it turned down (passed) is there at once. What the whole line has turned down is anybody's.
alter table ledger.delay add column waiting_most integer not null default 50 check (waiting_most between 1 and 1000);

create table ledger.waiting (
  id bigint generated always as identity primary key,
  public_id uuid not null unique default gen_random_uuid(),
  lot_id bigint not null references ledger.stock,
  holder_organisation_id bigint not null references public.organisation,
  taker_organisation_id  bigint not null references public.organisation,
  taker_person_id bigint references public.person,
  command_key uuid not null,
  qty    bigint not null check (qty > 0),
  accept_less boolean not null,
  passed bigint not null default 0 check (passed >= 0),
  purpose text not null check (purpose ~ '^[a-z][a-z0-9_-]{0,39}$'),
  substitution text check (substitution in ('yes', 'partly', 'no')),
  destination_commune text references public.commune,
  -- digest of the removal conditions it accepted
  ticked text check (length(ticked) <= 64),
  state text not null check (state in ('waiting', 'offered', 'taken', 'declined', 'lapsed', 'left', 'closed')),
  joined_at timestamptz not null, ended_at timestamptz,
  constraint waiting_passed check (passed = 0 or (not accept_less and passed < qty)),
  constraint waiting_ended check ((state in ('waiting', 'offered')) = (ended_at is null)),
  constraint waiting_not_the_holder check (taker_organisation_id <> holder_organisation_id),
  constraint waiting_idempotent unique (taker_organisation_id, command_key),
  constraint waiting_of_lot unique (id, lot_id, taker_organisation_id)
);
create unique index waiting_once on ledger.waiting (lot_id, taker_organisation_id) where state in ('waiting', 'offered');
create index waiting_in_line on ledger.waiting (lot_id, id) where state = 'waiting';
create index waiting_of_taker on ledger.waiting (taker_organisation_id, id desc);

alter table ledger.reservation
  add column waiting_id bigint,
  add constraint reservation_waiting foreign key (waiting_id, lot_id, taker_organisation_id)
    references ledger.waiting (id, lot_id, taker_organisation_id),
  add constraint reservation_offered check (state <> 'offered' or waiting_id is not null),
  drop constraint reservation_state_check,
  add constraint reservation_state_check check (state in
    ('offered', 'requested', 'accepted', 'scheduled', 'handed_over', 'refused', 'cancelled', 'expired', 'not_collected')),
  drop constraint reservation_open_holds,
  add constraint reservation_open_holds check ((state in ('offered', 'requested', 'accepted', 'scheduled')) = (held > 0));
create unique index reservation_one_offer on ledger.reservation (waiting_id) where state = 'offered';
create index reservation_of_waiting on ledger.reservation (waiting_id) where waiting_id is not null;

-- as before, and: an offer is answered once; who takes it asks from that moment on
create or replace function ledger.reservation_fixed() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  if (new.id, new.public_id, new.lot_id, new.holder_organisation_id, new.taker_organisation_id, new.taker_person_id, new.command_key, new.qty,
      new.purpose, new.substitution, new.destination_commune, new.distance_m, new.price_basis, new.waiting_id)
     is distinct from (old.id, old.public_id, old.lot_id, old.holder_organisation_id, old.taker_organisation_id, old.taker_person_id,
      old.command_key, old.qty, old.purpose, old.substitution, old.destination_commune, old.distance_m, old.price_basis, old.waiting_id)
     or (new.requested_at <> old.requested_at and (old.state <> 'offered' or new.state not in ('requested', 'accepted')
         or new.requested_at < old.requested_at))
     or (old.accepted_at is not null and (new.accepted_at, new.concluded_price_cents)
         is distinct from (old.accepted_at, old.concluded_price_cents)) then
    raise exception 'reservation %: what was asked and concluded is fixed', old.id using errcode = '23514', constraint = 'reservation_fixed';
  end if;
  if new.state <> old.state and (old.state, new.state) not in (
      ('offered', 'requested'), ('offered', 'accepted'), ('offered', 'cancelled'), ('offered', 'expired'),
      ('requested', 'accepted'), ('requested', 'refused'), ('requested', 'cancelled'), ('requested', 'expired'),
      ('accepted', 'scheduled'), ('accepted', 'handed_over'), ('accepted', 'cancelled'), ('accepted', 'not_collected'),
      ('scheduled', 'accepted'), ('scheduled', 'handed_over'), ('scheduled', 'cancelled'), ('scheduled', 'not_collected')) then
    raise exception 'reservation %: % does not become %', old.id, old.state, new.state
      using errcode = '23514', constraint = 'reservation_workflow';
  end if;
  return new;
end $$;

create trigger waiting_stays before delete on ledger.waiting for each row execute function ledger.forbid();
create trigger waiting_no_truncate before truncate on ledger.waiting for each statement execute function ledger.forbid();
alter table ledger.waiting enable always trigger waiting_stays;
alter table ledger.waiting enable always trigger waiting_no_truncate;

-- who waits, for what and since when never change; a place is left once and not found again
create function ledger.waiting_fixed() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'waiting' or new.holder_organisation_id is distinct from (select organisation_id from public.lot where id = new.lot_id) then
      raise exception 'a place begins in the line of the lot''s holder' using errcode = '23514', constraint = 'waiting_begins';
    end if;
    return new;
  end if;
  if (to_jsonb(new) - array['state', 'passed', 'ended_at']) is distinct from (to_jsonb(old) - array['state', 'passed', 'ended_at'])
     or new.passed < old.passed then
    raise exception 'place %: what it waits for is fixed', old.id using errcode = '23514', constraint = 'waiting_fixed';
  end if;
  if (old.state, new.state) not in (('waiting', 'offered'), ('waiting', 'left'), ('waiting', 'closed'), ('offered', 'taken'),
      ('offered', 'declined'), ('offered', 'lapsed'), ('offered', 'waiting'), ('offered', 'left'), ('offered', 'closed')) then
    raise exception 'place %: % does not become %', old.id, old.state, new.state using errcode = '23514', constraint = 'waiting_workflow';
  end if;
  return new;
end $$;
create trigger waiting_fixed before insert or update on ledger.waiting for each row execute function ledger.waiting_fixed();
alter table ledger.waiting enable always trigger waiting_fixed;

-- whom p_there, come back, would be offered to: the first in line that wants it; null when nobody does
create function ledger.next_in_line(p_lot bigint, p_there bigint) returns bigint
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return (select w.id from ledger.waiting w where w.lot_id = p_lot and w.state = 'waiting' and p_there > 0
             and (p_there >= w.qty or w.accept_less or p_there > w.passed)
             and exists (select from public.visible_lots(w.taker_organisation_id) v where v.id = p_lot)
           order by w.id limit 1);
end $$;

-- nobody passes the line, and an offer goes to whose turn it is: for everyone, psql too
create function ledger.reservation_in_turn() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare first bigint;
begin
  if new.state not in ('offered', 'requested', 'accepted') then return new; end if;
  first := ledger.next_in_line(new.lot_id, (select available from ledger.stock where lot_id = new.lot_id));
  if (new.waiting_id is null and first is not null) or (new.waiting_id is not null and (new.state, new.waiting_id) is distinct from ('offered', first)) then
    raise exception 'a reservation of lot % passes its waitlist', new.lot_id using errcode = '23514', constraint = 'reservation_in_turn';
  end if;
  return new;
end $$;
create trigger reservation_in_turn before insert on ledger.reservation for each row execute function ledger.reservation_in_turn();
alter table ledger.reservation enable always trigger reservation_in_turn;

-- at COMMIT: what came back to a lot that is offered has been offered to the line; a place is offered if and only if its offer is open,
-- and taken if and only if its taker took it
create function ledger.waitlist_true(p_lot bigint, p_waiting bigint) returns void language plpgsql as $$
declare w ledger.waiting; r ledger.reservation;
begin
  if p_waiting is not null then
    select * into w from ledger.waiting where id = p_waiting;
    select * into r from ledger.reservation where waiting_id = p_waiting order by id desc limit 1;
    if (w.state = 'offered') is distinct from (coalesce(r.state, '') = 'offered')
       or (w.state = 'taken' and r.id is null)
       or (w.state <> 'taken' and r.state in ('requested', 'accepted', 'scheduled', 'handed_over')) then
      raise exception 'place % is not what its offer says', p_waiting using errcode = '23514', constraint = 'waiting_is_its_offer';
    end if;
  end if;
  if exists (select from public.lot where id = p_lot and status = 'published' and (offer_ends_at is null or offer_ends_at > ledger.clock()))
     and ledger.next_in_line(p_lot, (select available from ledger.stock where lot_id = p_lot)) is not null then
    raise exception 'lot % keeps from its waitlist what came back', p_lot using errcode = '23514', constraint = 'waitlist_first';
  end if;
end $$;
create function ledger.waiting_consistent() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_table_name = 'stock' then perform ledger.waitlist_true(new.lot_id, null);
  elsif tg_table_name = 'waiting' then perform ledger.waitlist_true(new.lot_id, new.id);
  else perform ledger.waitlist_true(new.lot_id, new.waiting_id);
  end if;
  return null;
end $$;
create constraint trigger waiting_consistent after insert or update on ledger.waiting
  deferrable initially deferred for each row execute function ledger.waiting_consistent();
create constraint trigger offer_consistent after insert or update on ledger.reservation
  deferrable initially deferred for each row when (new.waiting_id is not null) execute function ledger.waiting_consistent();
create constraint trigger stock_to_the_line after update on ledger.stock
  deferrable initially deferred for each row when (new.available > old.available) execute function ledger.waiting_consistent();
alter table ledger.waiting enable always trigger waiting_consistent;
alter table ledger.reservation enable always trigger offer_consistent;
alter table ledger.stock enable always trigger stock_to_the_line;
