-- The holder counts what stands there, reserved pieces included: what is missing or found beside the books is one movement. p_seen is what
-- the counter read before counting (available + held, thousandths): when another figure stands there now, nothing is written.
-- -> ok {lot, left, on_site, movement null when the count agrees} · not-found · lot-closed · changed-meanwhile {on_site} · bad-quantity {step}
--    · count-below-held {held} when reserved pieces would be missing
create or replace function ledger.count_stock(p_org bigint, p_person bigint, p_key uuid, p_lot bigint, p_seen bigint, p_counted bigint) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare f ledger.lot_fact; s ledger.stock; m ledger.movement; a jsonb; there bigint; h bytea := ledger.content(p_lot::text, p_seen::text, p_counted::text);
begin
  a := ledger.replay_locked(p_org, p_key, 'lot.count-stock', h);
  if a is not null then return a; end if;
  select * into f from ledger.lot_fact where lot_id = p_lot;
  if f.lot_id is null or f.holder <> p_org then return ledger.no('not-found'); end if;
  s := ledger.lock_stock(p_lot);
  select * into f from ledger.lot_fact where lot_id = p_lot;
  if f.status = 'withdrawn' then return ledger.no('lot-closed'); end if;
  there := s.available + s.held;
  if f.status = 'draft' or there is distinct from p_seen then return ledger.no('changed-meanwhile', jsonb_build_object('on_site', there)); end if;
  if p_counted is null or p_counted < 0 or p_counted % s.step <> 0 or p_counted >= 1000000000000 then
    return ledger.no('bad-quantity', jsonb_build_object('step', s.step));
  end if;
  s := ledger.release_due(s, f);
  if s.available + p_counted - there < 0 then return ledger.no('count-below-held', jsonb_build_object('held', s.held)); end if;
  if p_counted <> there then
    m := ledger.line(f, case when p_counted > there then 'add' else 'remove' end, case when p_counted > there then 'outside' else 'available' end,
                     case when p_counted > there then 'available' else 'outside' end, abs(p_counted - there), p_org, p_person, p_key);
    m.reason := 'counted';
    s := ledger.write(s, array[m]);
  end if;
  return ledger.remember(p_org, p_person, p_key, 'lot.count-stock', h, jsonb_build_object('outcome', 'ok', 'lot', p_lot,
    'left', s.available, 'on_site', s.available + s.held, 'movement', case when p_counted <> there then s.seq end));
end $$;
