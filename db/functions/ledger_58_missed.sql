-- An appointment that did not take place, declared by the side that was there, contested by the other (migration 0138).

-- Since when and until when one side may say of an hour that nobody was there.
create or replace function ledger.missed_window(p_starts_at timestamptz, out since timestamptz, out until timestamptz)
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  select p_starts_at + ledger.hours(missed_from), p_starts_at + ledger.hours(missed_until) into since, until from ledger.delay;
end $$;

-- Why that side may not say it of this reservation now; null when it may. The hour is the one it is or was booked for.
-- -> not-found · forbidden {side} · wrong-state {state} · missed-too-soon {since} · missed-too-late {until} · already-done · somebody-came · suspended-then
create or replace function ledger.missed_refusal(p_org bigint, p_reservation bigint, p_kind text) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare r ledger.reservation; p public.site_slot; w record;
begin
  select * into r from ledger.reservation where id = p_reservation;
  if r.id is null or p_org not in (r.holder_organisation_id, r.taker_organisation_id) then return ledger.no('not-found'); end if;
  if r.holder_organisation_id = r.taker_organisation_id then return ledger.no('wrong-state', jsonb_build_object('state', r.state)); end if;
  if p_kind not in ('nobody_came', 'site_closed') then return ledger.no('invalid-input'); end if;
  if p_org <> (case p_kind when 'nobody_came' then r.holder_organisation_id else r.taker_organisation_id end) then
    return ledger.no('forbidden', jsonb_build_object('side', case p_kind when 'nobody_came' then 'holder' else 'taker' end));
  end if;
  select * into p from public.site_slot where id = r.slot_id;
  if p.id is null or r.state not in ('scheduled', 'handed_over', 'not_collected') then return ledger.no('wrong-state', jsonb_build_object('state', r.state)); end if;
  if exists (select from ledger.missed m where m.slot_id = p.id and m.taker_organisation_id = r.taker_organisation_id and m.kind = p_kind) then
    return ledger.no('already-done');
  end if;
  if exists (select from ledger.reservation x join ledger.handover d on d.reservation_id = x.id and d.state <> 'cancelled'
              where x.slot_id = p.id and x.taker_organisation_id = r.taker_organisation_id) then return ledger.no('somebody-came'); end if;
  if public.was_suspended(r.holder_organisation_id, p.starts_at) or public.was_suspended(r.taker_organisation_id, p.starts_at) then
    return ledger.no('suspended-then');
  end if;
  select * into w from ledger.missed_window(p.starts_at);
  if ledger.clock() < w.since then return ledger.no('missed-too-soon', jsonb_build_object('since', w.since)); end if;
  if ledger.clock() > w.until then return ledger.no('missed-too-late', jsonb_build_object('until', w.until)); end if;
  return null;
end $$;

-- One side says of an hour that the other was not there, for all that was to be collected then.
-- 'nobody_came', by the holder: what is still held becomes not collected and goes to whoever waits for it.
-- 'site_closed', by the taker: what is held stays held, accepted again, with time enough to choose another hour.
-- -> ok {missed: public id, kind, contest_until, reservations} · as ledger.missed_refusal · idempotency-mismatch
create or replace function ledger.declare_missed(p_org bigint, p_person bigint, p_key uuid, p_reservation bigint, p_kind text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare a jsonb; r ledger.reservation; s ledger.stock; f ledger.lot_fact; p public.site_slot; m ledger.missed; one bigint;
  h bytea := ledger.content(p_reservation::text, p_kind);
begin
  a := ledger.replay_locked(p_org, p_key, 'visit.missed', h);
  if a is not null then return a; end if;
  a := ledger.missed_refusal(p_org, p_reservation, p_kind);
  if a is not null then return a; end if;
  perform ledger.beside_site((select l.site_id from ledger.reservation x join public.lot l on l.id = x.lot_id where x.id = p_reservation));
  for one in select distinct x.lot_id from ledger.reservation x, ledger.reservation y
              where y.id = p_reservation and x.slot_id = y.slot_id and x.taker_organisation_id = y.taker_organisation_id order by 1 loop
    s := ledger.lock_stock(one);
    select * into f from ledger.lot_fact where lot_id = one;
    perform ledger.release_due(s, f);
  end loop;
  a := ledger.missed_refusal(p_org, p_reservation, p_kind);
  if a is not null then return a; end if;
  select * into r from ledger.reservation where id = p_reservation;
  select * into p from public.site_slot where id = r.slot_id for no key update;
  insert into ledger.missed (kind, slot_id, starts_at, ends_at, holder_organisation_id, taker_organisation_id, reservations, declared_by_person_id,
      declared_at, contest_until)
    select p_kind, p.id, p.starts_at, p.ends_at, r.holder_organisation_id, r.taker_organisation_id, array_agg(x.id order by x.id), p_person,
           ledger.clock(), ledger.clock() + ledger.hours((select missed_contest from ledger.delay))
      from ledger.reservation x where x.slot_id = p.id and x.taker_organisation_id = r.taker_organisation_id
       and x.state in ('scheduled', 'not_collected')
    returning * into m;
  for r in select * from ledger.reservation where id = any (m.reservations) and state = 'scheduled' order by lot_id, id loop
    select * into f from ledger.lot_fact where lot_id = r.lot_id;
    if p_kind = 'nobody_came' then
      select * into s from ledger.stock where lot_id = r.lot_id;
      perform ledger.close_line(r, s, f, 'not_collected', p_org, p_person, p_key, 'nobody-came', '{}');
    else
      perform ledger.unschedule(r, greatest(ledger.due_unscheduled(r, f), ledger.due_after_slot(f, ledger.clock())));
    end if;
  end loop;
  perform ledger.tell(p_org, p_person, 'visit.missed', jsonb_build_object('missed', m.id, 'reservation', p_reservation));
  return ledger.remember(p_org, p_person, p_key, 'visit.missed', h, jsonb_build_object('outcome', 'ok', 'missed', m.public_id, 'kind', m.kind,
    'contest_until', m.contest_until, 'reservations', m.reservations));
end $$;

-- The other side says it was not so: the fact stays shown as contested, and no longer counts. What it ended or kept stays as it is.
-- -> ok {missed: public id} · not-found · already-done · missed-too-late {until}
create or replace function ledger.contest_missed(p_org bigint, p_person bigint, p_key uuid, p_missed bigint) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare a jsonb; m ledger.missed; h bytea := ledger.content(p_missed::text);
begin
  a := ledger.replay_locked(p_org, p_key, 'visit.contest', h);
  if a is not null then return a; end if;
  select * into m from ledger.missed where id = p_missed for no key update;
  if m.id is null or p_org is distinct from (case m.kind when 'nobody_came' then m.taker_organisation_id else m.holder_organisation_id end) then
    return ledger.no('not-found');
  end if;
  if m.contested_at is not null then return ledger.no('already-done'); end if;
  if ledger.clock() > m.contest_until then return ledger.no('missed-too-late', jsonb_build_object('until', m.contest_until)); end if;
  update ledger.missed set contested_at = ledger.clock(), contested_by_person_id = p_person where id = m.id;
  perform ledger.tell(p_org, p_person, 'visit.contested', jsonb_build_object('missed', m.id, 'reservation', m.reservations[1]));
  return ledger.remember(p_org, p_person, p_key, 'visit.contest', h, jsonb_build_object('outcome', 'ok', 'missed', m.public_id));
end $$;

-- What an organisation has behind it, over 12 months: hand-overs on either side, appointments it missed (uncontested) as taker and as
-- holder, and the median time it took to answer a request, null under three answers.
create or replace function ledger.attendance_of(p_org bigint, out handovers bigint, out not_come bigint, out site_closed bigint,
                                                out usual_answer_s bigint)
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare since timestamptz := ledger.clock() - interval '12 months';
begin
  select count(*) into handovers from ledger.reservation r
   where r.state = 'handed_over' and r.closed_at > since and p_org in (r.holder_organisation_id, r.taker_organisation_id);
  select count(*) into not_come from ledger.missed m
   where m.kind = 'nobody_came' and m.taker_organisation_id = p_org and m.contested_at is null and m.starts_at > since;
  select count(*) into site_closed from ledger.missed m
   where m.kind = 'site_closed' and m.holder_organisation_id = p_org and m.contested_at is null and m.starts_at > since;
  select case when count(*) >= 3 then round(percentile_cont(0.5) within group (order by extract(epoch from x.answered - x.requested_at)))::bigint end
    into usual_answer_s
    from (select r.requested_at, case when r.state = 'refused' then r.closed_at else r.accepted_at end as answered from ledger.reservation r
           where r.holder_organisation_id = p_org and r.requested_at > since) x
   where x.answered > x.requested_at;
end $$;
