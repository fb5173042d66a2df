-- What is left of a lot: available plus holds past their deadline (decision 9). Thousandths; null for a lot without stock.
create or replace function ledger.left_of(p_lot bigint) returns bigint
language sql stable parallel safe as $$
  select s.available + coalesce((select sum(r.held)::bigint from ledger.reservation r
           where r.lot_id = s.lot_id and r.held > 0 and not r.expiry_suspended and r.expires_at <= (select ledger.clock())), 0)
    from ledger.stock s where s.lot_id = p_lot
$$;

-- The same for many lots: join it on lot_id.
create or replace view ledger.stock_left as
  select s.lot_id, s.available + coalesce(d.held, 0) as left_milli, s.available, s.held - coalesce(d.held, 0) as held,
         s.collected, s.recycled, s.landfilled, s.kept, s.lost, s.total, s.seq
    from ledger.stock s
    left join lateral (select sum(r.held)::bigint as held from ledger.reservation r
      where r.lot_id = s.lot_id and r.held > 0 and not r.expiry_suspended and r.expires_at <= (select ledger.clock())) d on true;

-- Under the lot's lock: gives back what is held past its deadline. A request becomes expired, an accepted one not_collected.
create or replace function ledger.release_due(s ledger.stock, f ledger.lot_fact) returns ledger.stock
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare r ledger.reservation; lines ledger.movement[] := '{}'; t timestamptz := ledger.clock();
begin
  for r in select * from ledger.reservation
            where lot_id = s.lot_id and held > 0 and not expiry_suspended and expires_at <= t order by id loop
    update ledger.reservation set held = 0, freed = freed + r.held, closed_at = t,
           state = case when r.state = 'requested' then 'expired' else 'not_collected' end
     where id = r.id;
    lines := lines || ledger.line(f, r, 'release', 'held', 'available', r.held, null, null, null);
    perform ledger.tell(null, null, 'reservation.expired', jsonb_build_object('reservation', r.id, 'lot', r.lot_id,
      'was', r.state, 'holder', r.holder_organisation_id, 'taker', r.taker_organisation_id));
  end loop;
  if cardinality(lines) > 0 then s := ledger.write(s, lines); end if;
  return s;
end $$;

-- The sweeper. Gives back holds past their deadline on at most p_limit lots, oldest first; a lot in use is left for the next pass.
-- -> {outcome: ok, expired: reservations closed, lots: lots touched}
create or replace function ledger.expire_due(p_limit integer default 50) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare lot bigint; s ledger.stock; f ledger.lot_fact; before bigint; lots int := 0; expired bigint := 0;
begin
  for lot in select d.lot_id from (
      select r.lot_id, min(r.expires_at) as oldest from ledger.reservation r
       where r.held > 0 and not r.expiry_suspended and r.expires_at <= (select ledger.clock())
       group by r.lot_id order by oldest limit p_limit) d order by d.lot_id loop
    continue when not pg_try_advisory_xact_lock(hashtextextended('ledger.lot:' || lot, 0));
    s := ledger.lock_stock(lot);
    before := s.seq;
    select * into f from ledger.lot_fact where lot_id = lot;
    s := ledger.release_due(s, f);
    expired := expired + s.seq - before;
    lots := lots + (s.seq > before)::int;
  end loop;
  return jsonb_build_object('outcome', 'ok', 'expired', expired, 'lots', lots);
end $$;
