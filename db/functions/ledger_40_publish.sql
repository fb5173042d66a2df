-- Publishes a draft lot of p_org: its stock is opened with the quantity declared, and everyone may see it. A lot whose publication was
-- undone has a history already: the quantity is added to it.
-- -> ok {lot, left} · not-found · lot-not-draft {status} · lot-incomplete {missing: [field…]} · lot-closed (window over) · site-closed
create or replace function ledger.publish(p_org bigint, p_person bigint, p_key uuid, p_lot bigint) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare f ledger.lot_fact; s ledger.stock; a jsonb; missing text[]; h bytea := ledger.content(p_lot::text); t timestamptz; home public.site;
begin
  a := ledger.replay_locked(p_org, p_key, 'lot.publish', h);
  if a is not null then return a; end if;
  home := ledger.beside_site((select site_id from public.lot where id = p_lot));
  perform ledger.queue('lot', p_lot::text);
  perform from public.lot where id = p_lot for no key update;
  select * into f from ledger.lot_fact where lot_id = p_lot;
  if f.lot_id is null or f.holder <> p_org then return ledger.no('not-found'); end if;
  if f.status <> 'draft' then return ledger.no('lot-not-draft', jsonb_build_object('status', f.status)); end if;
  if home.status = 'closed' then return ledger.no('site-closed'); end if;
  missing := array_remove(array[
    case when coalesce(length(trim(f.title)), 0) = 0 then 'title' end,
    case when f.quantity_milli is null or f.quantity_milli % f.step_milli <> 0 then 'quantity' end,
    case when f.unit_mass_g is null or (f.mass_basis = 'default' and f.unit = f.type_unit and f.factor_version = f.type_factor_version
              and f.unit_mass_g <> f.type_mass_g) then 'unit_mass' end,
    case when f.asbestos = 'yes' then 'asbestos' end], null);
  if cardinality(missing) > 0 then return ledger.no('lot-incomplete', jsonb_build_object('missing', missing)); end if;
  if ledger.window_end(f) <= ledger.clock() then return ledger.no('lot-closed'); end if;
  t := ledger.clock();
  update public.lot set status = 'published', published_at = t, updated_at = t where id = p_lot;
  insert into public.lot_audience (lot_id, audience, opens_at)
    select p_lot, 'public', t where not exists (select from public.lot_audience where lot_id = p_lot);
  s := ledger.declare_stock(f, p_org, p_person, p_key);
  perform ledger.tell(p_org, p_person, 'lot.published', jsonb_build_object('lot', p_lot, 'organisation', p_org));
  return ledger.remember(p_org, p_person, p_key, 'lot.publish', h,
    jsonb_build_object('outcome', 'ok', 'lot', p_lot, 'left', s.available));
end $$;

-- A draft's quantity becomes stock: its first line, or one more after an undone publication. The caller holds the lot's lock.
create or replace function ledger.declare_stock(f ledger.lot_fact, p_org bigint, p_person bigint, p_key uuid) returns ledger.stock
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare s ledger.stock; m ledger.movement;
begin
  select * into s from ledger.stock where lot_id = f.lot_id for no key update;
  if s.lot_id is null then
    insert into ledger.stock (lot_id, step) values (f.lot_id, f.step_milli) returning * into s;
    return ledger.write(s, array[ledger.line(f, 'open', 'outside', 'available', f.quantity_milli, p_org, p_person, p_key)]);
  end if;
  m := ledger.line(f, 'add', 'outside', 'available', f.quantity_milli, p_org, p_person, p_key);
  m.reason := 'published-again';
  return ledger.write(s, array[m]);
end $$;

-- Second thoughts: within the delay, a lot that nobody has asked for since it was published is a draft again and all of it is outside.
-- -> ok {lot} · not-found · wrong-state {status} · lot-has-reservations · undo-over · changed-meanwhile (its stock has moved since)
create or replace function ledger.unpublish(p_org bigint, p_person bigint, p_key uuid, p_lot bigint) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare f ledger.lot_fact; s ledger.stock; m ledger.movement; last ledger.movement; a jsonb; t timestamptz; h bytea := ledger.content(p_lot::text);
begin
  a := ledger.replay_locked(p_org, p_key, 'lot.unpublish', h);
  if a is not null then return a; end if;
  s := ledger.lock_stock(p_lot);
  perform from public.lot where id = p_lot for no key update;
  select * into f from ledger.lot_fact where lot_id = p_lot;
  if f.lot_id is null or f.holder <> p_org or f.status = 'draft' then return ledger.no('not-found'); end if;
  select published_at into t from public.lot where id = p_lot;
  if exists (select from ledger.reservation where lot_id = p_lot and requested_at >= t) then return ledger.no('lot-has-reservations'); end if;
  if f.status <> 'published' then return ledger.no('wrong-state', jsonb_build_object('status', f.status)); end if;
  if t <= ledger.clock() - (select undo from ledger.delay) then return ledger.no('undo-over'); end if;
  select * into last from ledger.movement where lot_id = p_lot and seq = s.seq;
  if last.kind <> 'open' and last.reason is distinct from 'published-again' then return ledger.no('changed-meanwhile'); end if;
  update public.lot set status = 'draft', published_at = null, updated_at = ledger.clock() where id = p_lot;
  -- an opening chosen for later stays chosen
  delete from public.lot_audience where lot_id = p_lot and opens_at <= ledger.clock();
  update public.event set handled_at = ledger.clock()
   where kind = 'lot.published' and (payload ->> 'lot')::bigint = p_lot and handled_at is null and not_before > ledger.clock();
  m := ledger.line(f, 'remove', 'available', 'outside', s.available, p_org, p_person, p_key);
  m.reason := 'publication-undone';
  s := ledger.write(s, array[m]);
  perform ledger.tell(p_org, p_person, 'lot.unpublished', jsonb_build_object('lot', p_lot, 'organisation', p_org));
  return ledger.remember(p_org, p_person, p_key, 'lot.unpublish', h, jsonb_build_object('outcome', 'ok', 'lot', p_lot));
end $$;

-- The holder finds more ('add') or less ('remove') than declared. p_qty in thousandths, whole steps; p_reason a code.
-- -> ok {lot, left, movement} · not-found · lot-closed · bad-quantity {step} · not-enough-left {left}
create or replace function ledger.change_stock(p_org bigint, p_person bigint, p_key uuid, p_lot bigint,
                                               p_kind text, p_qty bigint, p_reason text default null) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare f ledger.lot_fact; s ledger.stock; m ledger.movement; a jsonb; h bytea := ledger.content(p_lot::text, p_kind, p_qty::text, p_reason);
begin
  if p_kind is null or p_kind not in ('add', 'remove') then raise exception 'unknown change of stock %', p_kind using errcode = '22023'; end if;
  a := ledger.replay_locked(p_org, p_key, 'lot.change-stock', h);
  if a is not null then return a; end if;
  select * into f from ledger.lot_fact where lot_id = p_lot;
  if f.lot_id is null or f.holder <> p_org or f.status = 'draft' then return ledger.no('not-found'); end if;
  s := ledger.lock_stock(p_lot);
  select * into f from ledger.lot_fact where lot_id = p_lot;
  if f.status = 'withdrawn' then return ledger.no('lot-closed'); end if;
  if p_qty is null or p_qty <= 0 or p_qty % s.step <> 0 or p_qty >= 1000000000000 then
    return ledger.no('bad-quantity', jsonb_build_object('step', s.step));
  end if;
  s := ledger.release_due(s, f);
  if p_kind = 'remove' and s.available < p_qty then return ledger.no('not-enough-left', jsonb_build_object('left', s.available)); end if;
  m := ledger.line(f, p_kind, case p_kind when 'add' then 'outside' else 'available' end,
                   case p_kind when 'add' then 'available' else 'outside' end, p_qty, p_org, p_person, p_key);
  m.reason := p_reason;
  s := ledger.write(s, array[m]);
  a := jsonb_build_object('outcome', 'ok', 'lot', p_lot, 'movement', s.seq);
  s := ledger.promote(s, f, p_org, p_person, p_key);
  return ledger.remember(p_org, p_person, p_key, 'lot.change-stock', h, a || jsonb_build_object('left', s.available));
end $$;

-- The holder takes stock off: p_fate recycled | landfilled | kept | lost. p_qty null = all that is available, and the lot is closed
-- to new requests; reservations in progress go on. A draft is withdrawn whole, its quantity declared for the record and never offered.
-- p_reason a code.
-- -> ok {lot, left, withdrawn, status, movement} · not-found · lot-incomplete {missing} · lot-closed · bad-quantity {step} · not-enough-left {left}
create or replace function ledger.withdraw(p_org bigint, p_person bigint, p_key uuid, p_lot bigint, p_qty bigint,
                                           p_fate text, p_reason text default null) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare f ledger.lot_fact; s ledger.stock; a jsonb; q bigint; missing text[];
  h bytea := ledger.content(p_lot::text, p_qty::text, p_fate, p_reason);
begin
  if p_fate is null or p_fate not in ('recycled', 'landfilled', 'kept', 'lost') then
    raise exception 'unknown fate %', p_fate using errcode = '22023';
  end if;
  a := ledger.replay_locked(p_org, p_key, 'lot.withdraw', h);
  if a is not null then return a; end if;
  select * into f from ledger.lot_fact where lot_id = p_lot;
  if f.lot_id is null or f.holder <> p_org or (f.status = 'draft' and p_qty is not null) then return ledger.no('not-found'); end if;
  s := ledger.lock_stock(p_lot);
  perform from public.lot where id = p_lot and status = 'draft' for no key update;
  select * into f from ledger.lot_fact where lot_id = p_lot;
  if f.status = 'draft' then
    missing := array_remove(array[case when f.quantity_milli is null then 'quantity' end, case when f.unit_mass_g is null then 'unit_mass' end], null);
    if cardinality(missing) > 0 then return ledger.no('lot-incomplete', jsonb_build_object('missing', missing)); end if;
    s := ledger.declare_stock(f, p_org, p_person, p_key);
  end if;
  if p_qty <= 0 or p_qty % s.step <> 0 then return ledger.no('bad-quantity', jsonb_build_object('step', s.step)); end if;
  s := ledger.release_due(s, f);
  if s.available < p_qty then return ledger.no('not-enough-left', jsonb_build_object('left', s.available)); end if;
  if s.available = 0 and f.status = 'withdrawn' then return ledger.no('lot-closed'); end if;
  q := coalesce(p_qty, s.available);
  if p_qty is null then perform ledger.close_lot(f, p_org, p_person); end if;
  if q > 0 then s := ledger.take_off(s, f, q, p_fate, p_reason, p_org, p_person, p_key); end if;
  return ledger.remember(p_org, p_person, p_key, 'lot.withdraw', h, jsonb_build_object('outcome', 'ok', 'lot', p_lot,
    'left', s.available, 'withdrawn', q, 'status', (select status from public.lot where id = p_lot),
    'movement', case when q > 0 then s.seq end));
end $$;

-- Under the lot's lock: it is closed to new requests.
create or replace function ledger.close_lot(f ledger.lot_fact, p_org bigint, p_person bigint) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  update public.lot set status = 'withdrawn', closed_at = ledger.clock() where id = f.lot_id and status <> 'withdrawn';
  if found then perform ledger.tell(p_org, p_person, 'lot.withdrawn', jsonb_build_object('lot', f.lot_id, 'organisation', f.holder)); end if;
end $$;

-- Under the lot's lock: p_qty of what is available meets its fate.
create or replace function ledger.take_off(s ledger.stock, f ledger.lot_fact, p_qty bigint, p_fate text, p_reason text,
                                           p_org bigint, p_person bigint, p_key uuid) returns ledger.stock
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare m ledger.movement := ledger.line(f, 'withdraw', 'available', p_fate, p_qty, p_org, p_person, p_key);
begin
  m.reason := p_reason;
  return ledger.write(s, array[m]);
end $$;
