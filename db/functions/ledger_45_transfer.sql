-- Lots divided, moved and merged inside one organisation (decision 10): the origin is copied, ownership does not change, nothing counts.

-- A new lot like another, with what p_say says otherwise; photos and documents are of both. The caller decides who may.
create or replace function ledger.copy_lot(p_lot bigint, p_say jsonb) returns public.lot
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare l public.lot; columns text;
begin
  select * into l from public.lot where id = p_lot;
  l := jsonb_populate_record(l, jsonb_build_object('version', 1, 'published_at', null, 'closed_at', null, 'created_at', ledger.clock(),
                                                   'updated_at', ledger.clock()) || p_say);
  l.id := nextval(pg_get_serial_sequence('public.lot', 'id'));
  l.public_id := coalesce((p_say ->> 'public_id')::uuid, gen_random_uuid());
  select string_agg(quote_ident(attname), ', ' order by attnum) into columns from pg_attribute
   where attrelid = 'public.lot'::regclass and attnum > 0 and not attisdropped and attgenerated = '';
  execute format('insert into public.lot (%1$s) overriding system value select %1$s from (select ($1).*) x', columns) using l;
  select * into l from public.lot where id = l.id;
  return l;
end $$;

-- Photos and documents of one lot shown on another too, those it already shows left as they are.
create or replace function ledger.copy_attached(p_from bigint, p_to bigint) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare attached text; columns text;
begin
  foreach attached in array array['lot_photo', 'lot_document'] loop
    select string_agg(quote_ident(attname), ', ' order by attnum) into columns from pg_attribute
     where attrelid = ('public.' || attached)::regclass and attnum > 0 and not attisdropped and attgenerated = ''
       and attname not in ('id', 'public_id', 'lot_id');
    execute format('insert into public.%1$I (lot_id, %2$s) select $2, %2$s from public.%1$I where lot_id = $1 order by id on conflict do nothing',
                   attached, columns) using p_from, p_to;
  end loop;
  perform public.copy_review(p_from, p_to);
end $$;

-- Two lines that name each other: p_qty leaves one stock and enters the other. The caller holds both locks. Returns both stocks after.
create or replace function ledger.pass(inout p_from ledger.stock, inout p_to ledger.stock, p_qty bigint, p_reason text,
                                       p_org bigint, p_person bigint, p_key uuid)
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare f ledger.lot_fact; gone ledger.movement; come ledger.movement;
begin
  select * into f from ledger.lot_fact where lot_id = p_from.lot_id;
  gone := ledger.line(f, 'transfer_out', 'available', 'outside', p_qty, p_org, p_person, p_key);
  gone.reason := p_reason; gone.peer_lot_id := p_to.lot_id; gone.peer_seq := p_to.seq + 1;
  select * into f from ledger.lot_fact where lot_id = p_to.lot_id;
  come := ledger.line(f, 'transfer_in', 'outside', 'available', p_qty, p_org, p_person, p_key);
  come.reason := p_reason; come.peer_lot_id := p_from.lot_id; come.peer_seq := p_from.seq + 1;
  come.counted_on := gone.counted_on;
  p_from := ledger.write(p_from, array[gone]);
  p_to := ledger.write(p_to, array[come]);
end $$;

-- What a lot says of its new place: nothing of the old one, and in a depot it is already taken down and has no last day.
create or replace function ledger.at_site(p_site public.site) returns jsonb
language sql stable as $$
  select pg_catalog.jsonb_build_object('site_id', p_site.id, 'pickup_place', null, 'pickup_hours', null, 'building', null, 'level', null, 'room', null,
           'removal_floor', null, 'removal_lift', null, 'removal_access', null, 'site_rules', null, 'loading_help', null, 'largest_vehicle', null)
      || case when p_site.kind = 'depot' then pg_catalog.jsonb_build_object('removal', 'removed', 'removal_tools', null, 'protection', null,
           'private_removal_reason', null, 'available_until', null) else '{}' end
$$;

-- Divides a lot (p_site null: p_qty of it become another lot of the same site) or moves it (p_qty null: all that is available, and the lot
-- is closed to new requests; reservations in progress go on where they are). A draft moves without a line. p_public_id: the new lot's.
-- -> ok {lot, into, public_id, left} · not-found · lot-closed · same-site · site-closed · bad-quantity {step} · not-enough-left {left}
create or replace function ledger.transfer(p_org bigint, p_person bigint, p_key uuid, p_lot bigint, p_qty bigint, p_site bigint,
                                           p_public_id uuid default null) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare f ledger.lot_fact; s ledger.stock; n ledger.stock; l public.lot; made public.lot; home public.site; a jsonb; say jsonb; q bigint; pair record;
  how text := case when p_site is null then 'split' else 'move' end; done text := case when p_site is null then 'lot.split' else 'lot.moved' end;
  h bytea := ledger.content(p_lot::text, p_qty::text, p_site::text, p_public_id::text);
begin
  a := ledger.replay_locked(p_org, p_key, 'lot.transfer', h);
  if a is not null then return a; end if;
  home := ledger.beside_site(coalesce(p_site, (select site_id from public.lot where id = p_lot)));
  s := ledger.lock_stock(p_lot);
  select * into l from public.lot where id = p_lot for no key update;
  if l.id is null or l.organisation_id <> p_org then return ledger.no('not-found'); end if;
  if p_site is not null then
    if home.id is null or home.organisation_id <> p_org then return ledger.no('not-found'); end if;
    if home.id = l.site_id then return ledger.no('same-site'); end if;
    if home.status = 'closed' then return ledger.no('site-closed'); end if;
  end if;
  if l.status = 'withdrawn' then return ledger.no('lot-closed'); end if;
  if p_qty <= 0 or p_qty % l.step_milli <> 0 or (p_qty is null and how = 'split') then
    return ledger.no('bad-quantity', jsonb_build_object('step', l.step_milli));
  end if;
  say := jsonb_build_object('public_id', p_public_id, 'created_by', p_person)
    || case when how = 'move' then ledger.at_site(home) else '{}' end;

  if l.status = 'draft' then
    if p_qty is not null and coalesce(l.quantity_milli, 0) <= p_qty then
      return ledger.no('not-enough-left', jsonb_build_object('left', coalesce(l.quantity_milli, 0)));
    end if;
    if p_qty is null then
      made := jsonb_populate_record(l, ledger.at_site(home));
      update public.lot set (site_id, pickup_place, pickup_hours, building, level, room, removal, removal_note, removal_tools, removal_floor, removal_lift,
          removal_access, site_rules, loading_help, largest_vehicle, protection, private_removal_reason, available_until, version, updated_at)
        = (made.site_id, made.pickup_place, made.pickup_hours, made.building, made.level, made.room, made.removal, made.removal_note, made.removal_tools,
          made.removal_floor, made.removal_lift, made.removal_access, made.site_rules, made.loading_help, made.largest_vehicle, made.protection,
          made.private_removal_reason, made.available_until, l.version + 1, ledger.clock()) where id = p_lot;
      made := l;
    else
      update public.lot set quantity_milli = quantity_milli - p_qty, version = version + 1, updated_at = ledger.clock() where id = p_lot;
      made := ledger.copy_lot(p_lot, say || jsonb_build_object('quantity_milli', p_qty));
      perform ledger.copy_attached(p_lot, made.id);
    end if;
  else
    select * into f from ledger.lot_fact where lot_id = p_lot;
    s := ledger.release_due(s, f);
    q := coalesce(p_qty, s.available);
    -- what is divided leaves something behind; what moves may be all of it
    if q = 0 or q > s.available or (how = 'split' and q = s.available + s.held) then
      return ledger.no('not-enough-left', jsonb_build_object('left', s.available));
    end if;
    made := ledger.copy_lot(p_lot, say || jsonb_build_object('quantity_milli', q, 'status', 'published', 'published_at', ledger.clock()));
    perform ledger.copy_attached(p_lot, made.id);
    insert into public.lot_audience (lot_id, audience, opens_at, closes_at)
      select made.id, audience, opens_at, closes_at from public.lot_audience where lot_id = p_lot;
    insert into ledger.stock (lot_id, step) values (made.id, s.step) returning * into n;
    if p_qty is null then
      update public.lot set status = 'withdrawn', closed_at = ledger.clock() where id = p_lot;
    elsif l.quantity_milli > q then
      update public.lot set quantity_milli = quantity_milli - q, version = version + 1, updated_at = ledger.clock() where id = p_lot;
    end if;
    select * into pair from ledger.pass(s, n, q, how, p_org, p_person, p_key);
    s := pair.p_from;
  end if;
  perform ledger.tell(p_org, p_person, done, jsonb_build_object('lot', p_lot, 'into', made.id, 'quantity', coalesce(q, p_qty),
    'site', p_site, 'organisation', p_org));
  return ledger.remember(p_org, p_person, p_key, 'lot.transfer', h, jsonb_build_object('outcome', 'ok', 'lot', p_lot, 'into', made.id,
    'public_id', made.public_id, 'left', case when l.status = 'draft' then l.quantity_milli - coalesce(p_qty, 0) else s.available end));
end $$;

-- Why these two lots are not one and the same offer: names of what differs.
create or replace function ledger.unequal(a public.lot, b public.lot) returns text[]
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  return array_remove(array[
    case when (a.origin_site_id, a.origin_commune_code, a.origin_diagnosis_row, a.origin_counted)
      is distinct from (b.origin_site_id, b.origin_commune_code, b.origin_diagnosis_row, b.origin_counted) then 'origin' end,
    case when a.site_id <> b.site_id then 'site' end,
    case when a.status <> b.status then 'status' end,
    case when a.type_code <> b.type_code then 'type' end,
    case when (a.unit, a.step_milli) is distinct from (b.unit, b.step_milli) then 'unit' end,
    case when (a.unit_mass_g, a.mass_low_g, a.mass_high_g, a.mass_basis, a.factor_version)
      is distinct from (b.unit_mass_g, b.mass_low_g, b.mass_high_g, b.mass_basis, b.factor_version) then 'mass' end,
    case when a.legal_line <> b.legal_line then 'legal' end,
    case when (a.price_cents, a.price_basis, a.negotiable, a.price_tax, a.vat_permille)
      is distinct from (b.price_cents, b.price_basis, b.negotiable, b.price_tax, b.vat_permille) then 'price' end,
    case when (select array_agg(row(audience, opens_at > ledger.clock(), closes_at)::text order by audience) from public.lot_audience where lot_id = a.id)
      is distinct from (select array_agg(row(audience, opens_at > ledger.clock(), closes_at)::text order by audience) from public.lot_audience where lot_id = b.id)
      or public.lot_is_hidden(a.id) <> public.lot_is_hidden(b.id) then 'audience' end], null);
end $$;

-- Makes one lot of several alike: all that is available of p_lots enters p_into and they are closed. Drafts disappear into it.
-- -> ok {lot, left} · not-found · wrong-state {status} · merge-unequal {what} · lot-has-reservations · lot-in-use · nothing-chosen · too-many-lots
create or replace function ledger.merge(p_org bigint, p_person bigint, p_key uuid, p_into bigint, p_lots bigint[]) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare l public.lot; one public.lot; s ledger.stock; n ledger.stock; f ledger.lot_fact; a jsonb; this bigint; pair record; what text[] := '{}';
  parts bigint[]; stocks ledger.stock[] := '{}'; h bytea := ledger.content(p_into::text, p_lots::text);
begin
  a := ledger.replay_locked(p_org, p_key, 'lot.merge', h);
  if a is not null then return a; end if;
  select array_agg(distinct x order by x) into parts from unnest(p_lots) x where x <> p_into;
  if parts is null then return ledger.no('nothing-chosen'); end if;
  if cardinality(parts) > 100 then return ledger.no('too-many-lots'); end if;
  -- every lock before the first decision, in id order
  for this in select x from unnest(parts || p_into) x order by x loop
    s := ledger.lock_stock(this);
    perform from public.lot where lot.id = this for no key update;
  end loop;
  select * into l from public.lot where lot.id = p_into;
  if l.id is null or l.organisation_id <> p_org or (select count(*) from public.lot where lot.id = any (parts) and organisation_id = p_org) < cardinality(parts) then
    return ledger.no('not-found');
  end if;
  if l.status not in ('draft', 'published') then return ledger.no('wrong-state', jsonb_build_object('status', l.status)); end if;
  for one in select * from public.lot where lot.id = any (parts) order by lot.id loop
    what := what || ledger.unequal(l, one);
  end loop;
  if cardinality(what) > 0 then
    return ledger.no('merge-unequal', jsonb_build_object('what', (select jsonb_agg(distinct x) from unnest(what) x)));
  end if;

  if l.status = 'draft' then
    begin
      update public.lot set version = version + 1, updated_at = ledger.clock(),
             quantity_milli = (select sum(x.quantity_milli) from public.lot x where x.id = any (parts || p_into)) where lot.id = p_into;
      foreach this in array parts loop
        perform ledger.copy_attached(this, p_into);
      end loop;
      delete from public.lot_photo where lot_id = any (parts);
      delete from public.lot_document where lot_id = any (parts);
      delete from public.lot_audience where lot_id = any (parts);
      delete from public.lot where lot.id = any (parts);
    exception when foreign_key_violation then return ledger.no('lot-in-use');
    end;
  else
    foreach this in array parts || p_into loop
      select * into f from ledger.lot_fact where lot_id = this;
      select * into s from ledger.stock where lot_id = this;
      s := ledger.release_due(s, f);
      if this = p_into then n := s;
      elsif s.held > 0 then a := ledger.no('lot-has-reservations', jsonb_build_object('lot', f.lot_public_id));
      else stocks := stocks || s;
      end if;
    end loop;
    if a is not null then return a; end if;
    foreach s in array stocks loop
      update public.lot set status = 'withdrawn', closed_at = ledger.clock() where lot.id = s.lot_id;
      update public.lot set quantity_milli = quantity_milli + s.available, version = version + 1, updated_at = ledger.clock() where lot.id = p_into;
      perform ledger.copy_attached(s.lot_id, p_into);
      select * into pair from ledger.pass(s, n, s.available, 'merge', p_org, p_person, p_key);
      n := pair.p_to;
    end loop;
    select * into f from ledger.lot_fact where lot_id = p_into;
    n := ledger.promote(n, f, p_org, p_person, p_key);
  end if;
  foreach this in array parts loop
    perform ledger.tell(p_org, p_person, 'lot.merged', jsonb_build_object('lot', this, 'into', p_into, 'organisation', p_org));
  end loop;
  return ledger.remember(p_org, p_person, p_key, 'lot.merge', h, jsonb_build_object('outcome', 'ok', 'lot', p_into,
    'left', case when l.status = 'draft' then (select quantity_milli from public.lot where lot.id = p_into) else n.available end));
end $$;

-- The taker offers again what it took: a draft of its own, with the origin of the first lot, which has counted once and never will again.
-- -> ok {lot, public_id, left: of what was taken, not yet listed again} · not-found · wrong-state {state} · bad-quantity {step} · not-enough-left {left}
create or replace function ledger.relist(p_org bigint, p_person bigint, p_key uuid, p_reservation bigint, p_site bigint, p_qty bigint,
                                         p_public_id uuid default null) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare r ledger.reservation; l public.lot; made public.lot; home public.site; a jsonb; free bigint;
  h bytea := ledger.content(p_reservation::text, p_site::text, p_qty::text, p_public_id::text);
begin
  a := ledger.replay_locked(p_org, p_key, 'reservation.relist', h);
  if a is not null then return a; end if;
  perform ledger.queue('relist', p_reservation::text);
  select * into r from ledger.reservation where id = p_reservation;
  select * into home from public.site where id = p_site and organisation_id = p_org;
  if r.id is null or r.taker_organisation_id <> p_org or home.id is null then return ledger.no('not-found'); end if;
  if r.state <> 'handed_over' then return ledger.no('wrong-state', jsonb_build_object('state', r.state)); end if;
  select * into l from public.lot where id = r.lot_id;
  if p_qty is null or p_qty <= 0 or p_qty % l.step_milli <> 0 then return ledger.no('bad-quantity', jsonb_build_object('step', l.step_milli)); end if;
  select r.taken - r.discarded - coalesce(sum(x.quantity_milli), 0) into free from public.lot x where x.origin_reservation_id = r.id and x.organisation_id = p_org;
  if free < p_qty then return ledger.no('not-enough-left', jsonb_build_object('left', greatest(free, 0))); end if;
  -- the material is the same, the offer is not: words, pictures, price and conditions are the taker's to write
  made := ledger.copy_lot(l.id, jsonb_build_object('public_id', p_public_id, 'organisation_id', p_org, 'status', 'draft', 'quantity_milli', p_qty,
      'created_by', p_person, 'description', null, 'price_cents', null, 'price_basis', 'unit', 'price_tax', 'included',
      'vat_permille', null, 'negotiable', false, 'condition', 'unknown',
      'pemd_ref', null, 'available_from', null, 'available_until', null, 'accept_mode', 'ask', 'removal', 'removed', 'removal_note', null,
      'removal_tools', null, 'protection', null, 'private_removal_reason', null, 'sorting_operator', null, 'per_taker_milli', null, 'origin_reservation_id', r.id,
      'origin_counted', l.origin_counted or exists (select from ledger.movement m where m.reservation_id = r.id and m.kind = 'collect' and m.counts))
    || ledger.at_site(home));
  perform ledger.tell(p_org, p_person, 'lot.relisted', jsonb_build_object('lot', made.id, 'reservation', r.id, 'organisation', p_org));
  return ledger.remember(p_org, p_person, p_key, 'reservation.relist', h, jsonb_build_object('outcome', 'ok', 'lot', made.id,
    'public_id', made.public_id, 'left', free - p_qty));
end $$;
