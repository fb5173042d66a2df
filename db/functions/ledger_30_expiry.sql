-- What a newcomer would find of p_there, once those in line have been offered theirs. Places whose offer has lapsed unseen are in it.
create or replace function ledger.past_the_line(p_lot bigint, p_there bigint) returns bigint
language plpgsql stable parallel safe set search_path = pg_catalog, pg_temp as $$
declare w record; there bigint := p_there;
begin
  for w in select x.qty, x.accept_less, greatest(x.passed, coalesce(r.qty, 0)) as passed
             from ledger.waiting x left join ledger.reservation r on r.waiting_id = x.id and r.state = 'offered'
              and not r.expiry_suspended and r.expires_at <= ledger.clock() and r.qty < x.qty and not x.accept_less
            where x.lot_id = p_lot and (x.state = 'waiting' or r.id is not null)
              and exists (select from public.visible_lots(x.taker_organisation_id) v where v.id = p_lot) order by x.id loop
    exit when there = 0;
    if there >= w.qty or w.accept_less or there > w.passed then there := there - least(there, w.qty); end if;
  end loop;
  return there;
end $$;

-- What is left of each lot to a newcomer: available plus holds past their deadline (decision 9), less what of these goes to the waitlist.
-- Thousandths. Join it on lot_id.
create or replace view ledger.stock_left as
  select s.lot_id, case when d.held > 0 then ledger.past_the_line(s.lot_id, s.available + d.held) else s.available end as left_milli,
         s.available, s.held - coalesce(d.held, 0) as held, s.collected, s.recycled, s.landfilled, s.kept, s.lost, s.total, s.seq
    from ledger.stock s
    left join lateral (select sum(r.held)::bigint as held from ledger.reservation r
      where r.lot_id = s.lot_id and r.held > 0 and not r.expiry_suspended and r.expires_at <= (select ledger.clock())) d on true;

-- The same for one lot; null for a lot without stock.
create or replace function ledger.left_of(p_lot bigint) returns bigint
language sql stable parallel safe as $$ select v.left_milli from ledger.stock_left v where v.lot_id = p_lot $$;

-- Under the lot's lock: gives back what is held past its deadline, to whoever waits for it first. A request and an offer become expired, an
-- accepted one not_collected.
create or replace function ledger.release_due(s ledger.stock, f ledger.lot_fact) returns ledger.stock
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare r ledger.reservation; lines ledger.movement[] := '{}'; t timestamptz := ledger.clock();
begin
  for r in select * from ledger.reservation
            where lot_id = s.lot_id and held > 0 and not expiry_suspended and expires_at <= t order by id loop
    update ledger.reservation set held = 0, freed = freed + r.held, closed_at = t,
           state = case when r.state in ('offered', 'requested') then 'expired' else 'not_collected' end
     where id = r.id;
    lines := lines || ledger.line(f, r, 'release', 'held', 'available', r.held, null, null, null);
    if r.state = 'offered' then perform ledger.end_offer(r, 'lapsed', null, null);
    else
      perform ledger.tell(null, null, 'reservation.expired', jsonb_build_object('reservation', r.id, 'lot', r.lot_id,
        'was', r.state, 'holder', r.holder_organisation_id, 'taker', r.taker_organisation_id));
    end if;
  end loop;
  if cardinality(lines) > 0 then s := ledger.write(s, lines); end if;
  return ledger.promote(s, f, null, null, null);
end $$;

-- The sweeper. Gives back holds past their deadline on at most p_limit lots, oldest first; a lot in use is left for the next pass.
-- -> {outcome: ok, expired: reservations closed, lots: lots touched}
create or replace function ledger.expire_due(p_limit integer default 50) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare lot bigint; s ledger.stock; f ledger.lot_fact; due bigint; lots int := 0; expired bigint := 0;
begin
  for lot in select d.lot_id from (
      select r.lot_id, min(r.expires_at) as oldest from ledger.reservation r
       where r.held > 0 and not r.expiry_suspended and r.expires_at <= (select ledger.clock())
       group by r.lot_id order by oldest limit p_limit) d order by d.lot_id loop
    continue when not pg_try_advisory_xact_lock(hashtextextended('ledger.lot:' || lot, 0));
    s := ledger.lock_stock(lot);
    select * into f from ledger.lot_fact where lot_id = lot;
    select count(*) into due from ledger.reservation where lot_id = lot and held > 0 and not expiry_suspended and expires_at <= ledger.clock();
    perform ledger.release_due(s, f);
    expired := expired + due;
    lots := lots + (due > 0)::int;
  end loop;
  return jsonb_build_object('outcome', 'ok', 'expired', expired, 'lots', lots);
end $$;
