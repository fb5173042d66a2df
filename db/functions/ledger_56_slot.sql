-- Hours at which a taker comes: booked, moved, left. The taker does it, or the holder for it.

-- Reservations of one taker on one site, named together: their lots locked in id order, holds past their deadline given back.
-- They must be accepted, and nobody may have said yet that something was taken. Returns taker and site, or p_refusal filled.
create or replace function ledger.lock_together(p_org bigint, p_reservations bigint[],
                                                out holder bigint, out taker bigint, out site bigint, out refusal jsonb)
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare seen record; one record; s ledger.stock; f ledger.lot_fact;
begin
  select count(*) as n, count(distinct (r.taker_organisation_id, l.site_id)) as visits, min(r.holder_organisation_id) as holder,
         min(r.taker_organisation_id) as taker, min(l.site_id) as site into seen
    from ledger.reservation r join public.lot l on l.id = r.lot_id
   where r.id = any (p_reservations) and p_org in (r.holder_organisation_id, r.taker_organisation_id);
  if seen.n = 0 or seen.n <> (select count(distinct id) from unnest(p_reservations) id) then refusal := ledger.no('not-found'); return; end if;
  if seen.visits > 1 then refusal := ledger.no('not-together'); return; end if;
  holder := seen.holder; taker := seen.taker; site := seen.site;
  for one in select distinct lot_id from ledger.reservation where id = any (p_reservations) order by lot_id loop
    s := ledger.lock_stock(one.lot_id);
    select * into f from ledger.lot_fact where lot_id = one.lot_id;
    perform ledger.release_due(s, f);
  end loop;
  for one in select r.id, r.state from ledger.reservation r where r.id = any (p_reservations) order by r.id loop
    if one.state in ('expired', 'not_collected') then
      refusal := ledger.no('reservation-expired', jsonb_build_object('state', one.state));
    elsif one.state not in ('accepted', 'scheduled') then
      refusal := ledger.no('wrong-state', jsonb_build_object('state', one.state));
    elsif exists (select from ledger.handover where reservation_id = one.id and state in ('waiting', 'disputed')) then
      refusal := ledger.no('handover-open');
    end if;
    exit when refusal is not null;
  end loop;
end $$;

-- Until when a place booked in an hour is held at least: what follows its end, whatever the lot's window says.
create or replace function ledger.due_after_slot(f ledger.lot_fact, p_ends_at timestamptz) returns timestamptz
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  f.available_until := null;
  return ledger.deadline(f, p_ends_at, (select after_slot from ledger.delay));
end $$;

-- The deadline of a reservation as it would be without its slot: a later one given by the holder since stays.
create or replace function ledger.due_unscheduled(r ledger.reservation, f ledger.lot_fact) returns timestamptz
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  return case when r.state <> 'scheduled' then r.expires_at
    when r.expires_at > greatest(r.due_without_slot, (select ledger.due_after_slot(f, ends_at) from public.site_slot where id = r.slot_id)) then r.expires_at
    else r.due_without_slot end;
end $$;

-- What an event and an answer say of an hour booked or left.
create or replace function ledger.coming(p_taker bigint, p_site bigint, p_reservations bigint[], p_org bigint) returns jsonb
language sql stable as $$
  select pg_catalog.jsonb_build_object('taker', p_taker, 'site', p_site, 'reservations', p_reservations, 'by', p_org)
$$;

-- Books an hour for reservations of one taker on one site, or moves them to it in one go.
-- -> ok {slot, slot_public_id, starts_at, ends_at, moved, state: scheduled, expires_at: the first to end} · not-found · not-together
--    · wrong-state {state} · reservation-expired · handover-open · slot-cancelled · slot-past · slot-outside-window {title} · slot-full
create or replace function ledger.book_slot(p_org bigint, p_person bigint, p_key uuid, p_reservations bigint[], p_slot bigint) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare o record; p public.site_slot; r ledger.reservation; f ledger.lot_fact; a jsonb; base timestamptz; first_end timestamptz;
  was bigint[] := '{}'; changed bigint[] := '{}'; moved boolean;
  h bytea := ledger.content((select array_agg(id order by id) from unnest(p_reservations) id)::text, p_slot::text);
begin
  a := ledger.replay_locked(p_org, p_key, 'slot.book', h);
  if a is not null then return a; end if;
  select * into o from ledger.lock_together(p_org, p_reservations);
  if o.refusal is not null then return o.refusal; end if;
  select * into p from public.site_slot where id = p_slot and site_id = o.site for no key update;
  if p.id is null then return ledger.no('not-found'); end if;
  if p.cancelled_at is not null then return ledger.no('slot-cancelled'); end if;
  if p.ends_at <= ledger.clock() then return ledger.no('slot-past'); end if;
  if not exists (select from ledger.reservation where slot_id = p_slot and held > 0 and taker_organisation_id = o.taker)
     and ledger.slot_takers(p_slot) >= p.capacity then
    return ledger.no('slot-full');
  end if;
  for r in select * from ledger.reservation where id = any (p_reservations) and slot_id is distinct from p_slot order by id loop
    select * into f from ledger.lot_fact where lot_id = r.lot_id;
    if p.starts_at < coalesce(f.available_from::timestamp at time zone f.zone, '-infinity') or p.ends_at > ledger.window_end(f) then
      return ledger.no('slot-outside-window', jsonb_build_object('title', f.title));
    end if;
    changed := changed || r.id;
    if r.slot_id is not null then was := was || r.slot_id; end if;
  end loop;
  moved := cardinality(was) > 0;
  for r in select * from ledger.reservation where id = any (changed) order by id loop
    select * into f from ledger.lot_fact where lot_id = r.lot_id;
    base := ledger.due_unscheduled(r, f);
    update ledger.reservation set state = 'scheduled', slot_id = p_slot, slot_booked_at = ledger.clock(), due_without_slot = base,
           expires_at = greatest(base, ledger.due_after_slot(f, p.ends_at)) where id = r.id;
  end loop;
  if cardinality(changed) > 0 then
    perform ledger.tell(p_org, p_person, case when moved then 'slot.moved' else 'slot.booked' end,
      ledger.coming(o.taker, o.site, changed, p_org) || jsonb_build_object('slot', p_slot, 'was', was[1]));
  end if;
  select min(expires_at) into first_end from ledger.reservation where id = any (p_reservations);
  return ledger.remember(p_org, p_person, p_key, 'slot.book', h, jsonb_build_object('outcome', 'ok', 'slot', p_slot, 'slot_public_id', p.public_id,
    'starts_at', p.starts_at, 'ends_at', p.ends_at, 'moved', moved, 'state', 'scheduled', 'expires_at', first_end));
end $$;

-- Gives the place back; the reservations stay accepted, with the deadline they would have had, and time enough to choose again.
-- -> ok {state: accepted, expires_at: the first to end} · not-found · not-together · wrong-state {state} · reservation-expired · handover-open
create or replace function ledger.leave_slot(p_org bigint, p_person bigint, p_key uuid, p_reservations bigint[]) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare o record; r ledger.reservation; f ledger.lot_fact; a jsonb; first_end timestamptz; was bigint; left_ids bigint[] := '{}';
  h bytea := ledger.content((select array_agg(id order by id) from unnest(p_reservations) id)::text);
begin
  a := ledger.replay_locked(p_org, p_key, 'slot.leave', h);
  if a is not null then return a; end if;
  select * into o from ledger.lock_together(p_org, p_reservations);
  if o.refusal is not null then return o.refusal; end if;
  for r in select * from ledger.reservation where id = any (p_reservations) and state = 'scheduled' order by id loop
    select * into f from ledger.lot_fact where lot_id = r.lot_id;
    was := r.slot_id; left_ids := left_ids || r.id;
    perform ledger.unschedule(r, greatest(ledger.due_unscheduled(r, f),
      least(r.expires_at, ledger.deadline(f, ledger.clock(), (select after_slot from ledger.delay)))));
  end loop;
  if was is null then return ledger.no('wrong-state', jsonb_build_object('state', 'accepted')); end if;
  perform ledger.tell(p_org, p_person, 'slot.left', ledger.coming(o.taker, o.site, left_ids, p_org) || jsonb_build_object('slot', was));
  select min(expires_at) into first_end from ledger.reservation where id = any (p_reservations);
  return ledger.remember(p_org, p_person, p_key, 'slot.leave', h, jsonb_build_object('outcome', 'ok', 'state', 'accepted', 'expires_at', first_end));
end $$;

-- Under the lot's lock: a scheduled reservation is accepted again, until p_due.
create or replace function ledger.unschedule(r ledger.reservation, p_due timestamptz) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  update ledger.reservation set state = 'accepted', slot_id = null, slot_booked_at = null, due_without_slot = null, expires_at = p_due where id = r.id;
end $$;
