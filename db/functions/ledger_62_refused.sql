-- Units refused on the spot: the holder says how many, why and what becomes of them; it is carried out when both sides agree.

-- Null when p_refused stands beside p_qty taken; else the refusal.
create or replace function ledger.refused_refusal(r ledger.reservation, s ledger.stock, p_qty bigint, p_refused jsonb) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare q bigint := (p_refused ->> 'qty')::bigint; order_of text[] := array['degraded', 'fair', 'good', 'new']; now text;
begin
  if p_refused is null then return null; end if;
  if coalesce(p_refused ->> 'reason' not in ('damaged', 'not_as_described', 'wrong_size', 'other'), true)
     or coalesce(p_refused ->> 'fate' not in ('stock', 'lower', 'recycled', 'landfilled'), true) then
    raise exception 'what is refused has a reason and a fate' using errcode = '22023';
  end if;
  if q is null or q <= 0 or q % s.step <> 0 or q > r.held - p_qty then
    return ledger.no('bad-refused', jsonb_build_object('most', greatest(r.held - p_qty, 0), 'step', s.step));
  end if;
  if p_refused ->> 'fate' = 'lower' then
    select condition into now from public.lot where id = r.lot_id;
    if array_position(order_of, p_refused ->> 'condition') is null
       or array_position(order_of, p_refused ->> 'condition') >= coalesce(array_position(order_of, now), 4) then
      return ledger.no('not-lower', jsonb_build_object('condition', now));
    end if;
  end if;
  return null;
end $$;

-- Puts on the row what was refused, nothing when null.
create or replace function ledger.note_refused(hd ledger.handover, p_refused jsonb) returns ledger.handover
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  hd.refused_qty := (p_refused ->> 'qty')::bigint; hd.refused_reason := p_refused ->> 'reason'; hd.refused_fate := p_refused ->> 'fate';
  hd.refused_condition := case when p_refused ->> 'fate' = 'lower' then p_refused ->> 'condition' end;
  return hd;
end $$;

-- The lot that refused units become: like theirs, its origin too, in the condition said. As open or closed to requests as theirs.
create or replace function ledger.lower_lot(p_lot bigint, hd ledger.handover) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare made public.lot; closed boolean := (select status = 'withdrawn' from public.lot where id = p_lot);
begin
  made := ledger.copy_lot(p_lot, jsonb_build_object('quantity_milli', hd.refused_qty, 'condition', hd.refused_condition,
    'created_by', hd.holder_person_id, 'published_at', ledger.clock(), 'status', case when closed then 'withdrawn' else 'published' end,
    'closed_at', case when closed then ledger.clock() end));
  perform ledger.copy_attached(p_lot, made.id);
  insert into public.lot_audience (lot_id, audience, opens_at, closes_at)
    select made.id, audience, opens_at, closes_at from public.lot_audience where lot_id = p_lot;
  return made.id;
end $$;

-- The caller holds the lock and has given the units back to the stock: they leave it as waste, or for their own lot, in the holder's name.
create or replace function ledger.put_aside(s ledger.stock, f ledger.lot_fact, hd ledger.handover, p_key uuid) returns ledger.stock
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare n ledger.stock; pair record;
begin
  if hd.refused_fate in ('recycled', 'landfilled') then
    return ledger.take_off(s, f, hd.refused_qty, hd.refused_fate, 'refused', f.holder, hd.holder_person_id, p_key);
  elsif hd.refused_lot_id is not null then
    insert into ledger.stock (lot_id, step) values (hd.refused_lot_id, s.step) returning * into n;
    update public.lot set quantity_milli = quantity_milli - hd.refused_qty, version = version + 1, updated_at = ledger.clock()
     where id = s.lot_id and quantity_milli > hd.refused_qty;
    select * into pair from ledger.pass(s, n, hd.refused_qty, 'split', f.holder, hd.holder_person_id, p_key);
    return pair.p_from;
  end if;
  return s;
end $$;
