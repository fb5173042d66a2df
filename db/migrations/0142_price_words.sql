-- How a price is announced. price_cents stays what the taker pays, tax included (decision 3), whatever the words: 'included' (TTC) says that
-- figure; 'excluded' (HT) was typed without tax and says both, with the rate; 'not_applicable' has no tax in it, the seller charges none.
-- The figure without tax is not kept: round(price_cents * 1000 / (1000 + vat_permille)) gives back to the cent what was typed.
-- Lots and reservations that exist keep their meaning: tax included.
alter table lot
  add column price_tax text not null default 'included' check (price_tax in ('included', 'excluded', 'not_applicable')),
  add column vat_permille smallint check (vat_permille between 1 and 500),
  add constraint lot_vat check ((price_tax = 'excluded') = (vat_permille is not null));

-- The price a reservation was made at, in its words, fixed when it is made: what the holder changes later on the lot is for others.
-- price_cents are for price_of_milli thousandths: 1000, or the lot's whole quantity of that day.
alter table ledger.reservation
  add column announced_price_cents bigint check (announced_price_cents >= 0),
  add column price_of_milli bigint not null default 1000 check (price_of_milli > 0),
  add column price_tax text not null default 'included' check (price_tax in ('included', 'excluded', 'not_applicable')),
  add column vat_permille smallint check (vat_permille between 1 and 500),
  add column price_negotiable boolean not null default false,
  add constraint reservation_vat check ((price_tax = 'excluded') = (vat_permille is not null));
update ledger.reservation r set announced_price_cents = coalesce(r.concluded_price_cents, l.price_cents),
       price_of_milli = case when r.price_basis = 'whole' then greatest(l.quantity_milli, 1) else 1000 end
  from public.lot l where l.id = r.lot_id and (r.price_basis = 'whole' or l.price_cents is not null);

-- One price proposed by the taker, once, while its request waits for an answer; for the same basis and in the same words as the announced one.
create table ledger.price_proposal (
  id bigint generated always as identity primary key,
  reservation_id bigint not null unique references ledger.reservation,
  cents bigint not null check (cents between 1 and 99999999999),
  state text not null check (state in ('open', 'accepted', 'refused', 'withdrawn')),
  person_id bigint references public.person,
  made_at timestamptz not null,
  answered_at timestamptz, answered_by_person_id bigint references public.person,
  constraint price_proposal_answered check ((state = 'open') = (answered_at is null))
);

create function ledger.price_proposal_fixed() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare r ledger.reservation;
begin
  select * into r from ledger.reservation where id = new.reservation_id;
  if r.state <> 'requested' then
    raise exception 'reservation % no longer waits for an answer', r.id using errcode = '23514', constraint = 'price_proposal_while_asked';
  end if;
  if tg_op = 'INSERT' then
    if new.state <> 'open' or r.announced_price_cents = 0 or (r.announced_price_cents > 0
       and (not r.price_negotiable or new.cents >= r.announced_price_cents)) then
      raise exception 'reservation % is not open to this price', r.id using errcode = '23514', constraint = 'price_proposal_allowed';
    end if;
  elsif old.state <> 'open' or (new.id, new.reservation_id, new.cents, new.person_id, new.made_at)
        is distinct from (old.id, old.reservation_id, old.cents, old.person_id, old.made_at) then
    raise exception 'proposal %: it is made once and answered once', old.id using errcode = '23514', constraint = 'price_proposal_fixed';
  end if;
  return new;
end $$;
create trigger price_proposal_fixed before insert or update on ledger.price_proposal
  for each row execute function ledger.price_proposal_fixed();
create trigger price_proposal_stays before delete on ledger.price_proposal for each row execute function ledger.forbid();
create trigger price_proposal_no_truncate before truncate on ledger.price_proposal for each statement execute function ledger.forbid();
alter table ledger.price_proposal enable always trigger price_proposal_fixed;
alter table ledger.price_proposal enable always trigger price_proposal_stays;
alter table ledger.price_proposal enable always trigger price_proposal_no_truncate;

-- The words of the price never change; what is concluded is the accepted proposal, else what was announced; nothing is concluded while a
-- proposal waits. (reservation_fixed keeps what is concluded as it is.)
create function ledger.reservation_price() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  if (new.announced_price_cents, new.price_of_milli, new.price_tax, new.vat_permille, new.price_negotiable)
     is distinct from (old.announced_price_cents, old.price_of_milli, old.price_tax, old.vat_permille, old.price_negotiable) then
    raise exception 'reservation %: the price it was made at is fixed', old.id using errcode = '23514', constraint = 'reservation_price_fixed';
  end if;
  if new.accepted_at is null and new.concluded_price_cents is not null then
    raise exception 'reservation %: nothing is concluded before it is accepted', old.id using errcode = '23514', constraint = 'reservation_price_concluded';
  end if;
  if old.accepted_at is null and new.accepted_at is not null and (exists (select from ledger.price_proposal where reservation_id = new.id and state = 'open')
     or new.concluded_price_cents is distinct from coalesce(
       (select cents from ledger.price_proposal where reservation_id = new.id and state = 'accepted'), new.announced_price_cents)) then
    raise exception 'reservation %: this is not the price of the two', old.id using errcode = '23514', constraint = 'reservation_price_concluded';
  end if;
  return new;
end $$;
create trigger reservation_price before update on ledger.reservation for each row when (
    (new.announced_price_cents, new.price_of_milli, new.price_tax, new.vat_permille, new.price_negotiable, new.concluded_price_cents, new.accepted_at)
    is distinct from (old.announced_price_cents, old.price_of_milli, old.price_tax, old.vat_permille, old.price_negotiable,
      old.concluded_price_cents, old.accepted_at))
  execute function ledger.reservation_price();
alter table ledger.reservation enable always trigger reservation_price;
