-- A taker without phone or account confirms on the holder's device; what the taker may then do about it; and whom one still waits for.

-- The holder says what was taken and the taker agrees before it, at once: p_by code (the one printed for the taker, checked by the caller) or
-- signature (p_name written, p_drawn what was drawn, or null). Not for a taker that has already spoken for itself.
-- -> as confirm_handover · forbidden · taker-has-said
create or replace function ledger.confirm_on_device(p_org bigint, p_person bigint, p_key uuid, p_reservation bigint, p_qty bigint,
    p_mass_g bigint, p_low_g bigint, p_high_g bigint, p_evidence text, p_picked_up_on date, p_identical_use boolean, p_refused jsonb,
    p_by text, p_name text default null, p_drawn text default null) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare o record; a jsonb;
  h bytea := ledger.content(p_reservation::text, p_qty::text, p_mass_g::text, p_low_g::text, p_high_g::text, p_evidence, p_picked_up_on::text,
                            p_identical_use::text, p_refused::text, p_by, p_name, p_drawn);
begin
  if p_by is null or p_by not in ('code', 'signature') or (p_by = 'signature') <> (p_name is not null) then
    raise exception 'a hand-over on a device is confirmed by a code or a signature' using errcode = '22023';
  end if;
  a := ledger.replay_locked(p_org, p_key, 'reservation.confirm-on-device', h);
  if a is not null then return a; end if;
  perform ledger.beside_site((select l.site_id from ledger.reservation x join public.lot l on l.id = x.lot_id where x.id = p_reservation));
  select * into o from ledger.open_reservation(p_org, p_reservation, 'holder', array['accepted', 'scheduled']);
  if o.refusal is not null then return o.refusal; end if;
  if (o.r).holder_organisation_id = (o.r).taker_organisation_id then return ledger.no('forbidden', jsonb_build_object('side', 'taker')); end if;
  if exists (select from ledger.handover where reservation_id = p_reservation and state in ('waiting', 'disputed') and taker_at is not null) then
    return ledger.no('taker-has-said');
  end if;
  a := ledger.confirm(o.r, o.s, o.f, row(p_qty, p_mass_g, p_low_g, p_high_g, p_evidence, null, p_picked_up_on, p_identical_use)::ledger.said,
                      p_refused, p_by, p_org, p_person, p_key);
  if a ->> 'outcome' <> 'ok' then return a; end if;
  if p_by = 'signature' then
    insert into public.handover_signature (handover_id, name, drawn) values ((a ->> 'handover')::bigint, p_name, p_drawn);
  end if;
  return ledger.remember(p_org, p_person, p_key, 'reservation.confirm-on-device', h, a);
end $$;

-- "This was not me", from the link mailed to the taker: once. Proposes, in the taker's name, that the hand-over never took place; the holder
-- answers as for any correction. The link is the proof: the caller has checked it.
-- -> ok {again, correction} · not-found · link-expired
create or replace function ledger.contest_handover(p_handover uuid) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare hd ledger.handover; r ledger.reservation; c ledger.contest; m ledger.movement; a jsonb := '{}';
begin
  select * into hd from ledger.handover where public_id = p_handover and state = 'confirmed' and taker_by in ('code', 'signature');
  if hd.id is null then return ledger.no('not-found'); end if;
  perform ledger.queue('contest', hd.id::text);
  select * into c from ledger.contest where handover_id = hd.id;
  if c.handover_id is not null then
    return jsonb_build_object('outcome', 'ok', 'again', true, 'correction', c.correction_id);
  end if;
  if hd.confirmed_at + ledger.hours((select not_me from ledger.delay)) <= ledger.clock() then return ledger.no('link-expired'); end if;
  select * into r from ledger.reservation where id = hd.reservation_id;
  select * into m from ledger.movement where handover_id = hd.id and kind = 'collect' and corrects is null;
  if m.seq is not null then
    a := ledger.propose_correction(r.taker_organisation_id, null, gen_random_uuid(), m.lot_id, m.seq, 0, null, null, null, null, null, null, 'not_me');
  end if;
  insert into ledger.contest (handover_id, correction_id, at) values (hd.id, (a ->> 'correction')::bigint, ledger.clock()) returning * into c;
  perform ledger.tell(r.taker_organisation_id, null, 'handover.contested', ledger.who(r) || jsonb_build_object('handover', hd.id));
  return jsonb_build_object('outcome', 'ok', 'again', false, 'correction', c.correction_id);
end $$;

-- The side that has not spoken is reminded at most three times, each once, by day in the site's zone: what fell due while nothing ran is one
-- reminder. -> how many
create or replace function ledger.remind_handovers(p_limit integer default 200) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare n integer; t timestamptz := ledger.clock();
begin
  with due as (
    select d.id, r.id as reservation, x.nth, r.holder_organisation_id as holder, r.taker_organisation_id as taker, r.lot_id as lot
      from ledger.handover d
      join ledger.reservation r on r.id = d.reservation_id
      join public.lot l on l.id = d.lot_id join public.commune c on c.code = l.commune_code
      cross join ledger.delay y
      cross join lateral (select (t >= d.opened_at + y.reminder_1)::int + (t >= d.opened_at + y.reminder_2)::int
                               + (t >= d.opened_at + y.reminder_3)::int as nth) x
     where d.state = 'waiting' and d.reminded < x.nth and r.state in ('accepted', 'scheduled')
       and (t at time zone public.zone_of(c.departement_code))::time between y.day_starts and y.day_ends
     order by d.opened_at limit p_limit for no key update of d skip locked
  ), once as (
    update ledger.handover d set reminded = due.nth from due where d.id = due.id returning d.id
  )
  insert into public.event (kind, payload, organisation_id)
    select 'handover.reminder', jsonb_build_object('reservation', due.reservation, 'lot', due.lot, 'holder', due.holder, 'taker', due.taker,
             'handover', due.id, 'nth', due.nth), null
      from due join once using (id);
  get diagnostics n = row_count;
  return n;
end $$;
