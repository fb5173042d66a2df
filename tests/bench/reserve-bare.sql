-- The least that keeps a lot from being promised twice and an order from being carried out twice: the same waits in line (key, lot) and
-- the same lock of one row as ledger.reserve, one update, one insert under a unique key. No rule, no visibility, no deadline, no line of
-- history nor its hash, no event, no answer kept. What nobody can do faster with the same locks.
create schema bare;
create table bare.stock (
  lot_id bigint primary key, available bigint not null check (available >= 0), held bigint not null
) with (fillfactor = 50);
create table bare.reservation (
  id bigint generated always as identity primary key, lot_id bigint not null references bare.stock,
  taker bigint not null, key uuid not null, qty bigint not null, at timestamptz not null default clock_timestamp(), unique (taker, key)
);
create function bare.reserve(p_taker bigint, p_key uuid, p_lot bigint, p_qty bigint) returns bigint language plpgsql as $$
declare made bigint;
begin
  perform pg_advisory_xact_lock(hashtextextended('bare.key:' || p_taker || ':' || p_key, 0));
  perform pg_advisory_xact_lock(hashtextextended('bare.lot:' || p_lot, 0));
  perform from bare.stock where lot_id = p_lot for no key update;
  update bare.stock set available = available - p_qty, held = held + p_qty where lot_id = p_lot;
  insert into bare.reservation (lot_id, taker, key, qty) values (p_lot, p_taker, p_key, p_qty) returning id into made;
  return made;
end $$;
grant usage on schema bare to public;
grant select, insert, update on all tables in schema bare to public;
