-- What became of what was taken, by the word of its taker (migration 0158).

-- The line that takes q of what m collected away, to be recycled or landfilled: its part of the mass, on the keys of m.
create or replace function ledger.discard_line(f ledger.lot_fact, m ledger.movement, q bigint, p_to text,
                                               p_org bigint, p_person bigint, p_key uuid) returns ledger.movement
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare d ledger.movement := m;
begin
  d.kind := 'discard'; d.src := 'collected'; d.dst := p_to; d.fate := p_to; d.qty := q; d.reason := 'thrown_away';
  d.mass_g := case m.evidence when 'A' then greatest(round(m.mass_g::numeric * q / m.qty), 1) else round(q::numeric * m.unit_mass_g / 1000) end;
  d.low_g := ledger.low_of(d); d.high_g := ledger.high_of(d);
  return ledger.line_after(f, d, m, p_org, p_person, p_key);
end $$;

-- The line that undoes what was said thrown away, in full.
create or replace function ledger.restore_line(f ledger.lot_fact, d ledger.movement, p_reason text,
                                               p_org bigint, p_person bigint, p_key uuid) returns ledger.movement
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare m ledger.movement := d;
begin
  m.kind := 'restore'; m.src := d.dst; m.dst := d.src; m.fate := d.dst; m.reason := p_reason;
  return ledger.line_after(f, m, d, p_org, p_person, p_key);
end $$;

-- Written by whom, and counted when: on the day of the line it follows while that year is open.
create or replace function ledger.line_after(f ledger.lot_fact, m ledger.movement, o ledger.movement,
                                             p_org bigint, p_person bigint, p_key uuid) returns ledger.movement
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  m.corrects := null; m.correction_id := null;
  m.actor_organisation_id := p_org; m.actor_person_id := p_person; m.command_key := p_key;
  m.counted_on := case when exists (select from ledger.closed_year where year = extract(year from o.counted_on))
                       then (ledger.clock() at time zone f.zone)::date else o.counted_on end;
  return m;
end $$;

-- What of a reservation is thrown away today: its last discard, unless it was undone.
create or replace function ledger.standing_discard(p_reservation bigint) returns ledger.movement
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare m ledger.movement;
begin
  select * into m from ledger.movement where reservation_id = p_reservation and kind in ('discard', 'restore') order by seq desc limit 1;
  return case when m.kind = 'discard' then m end;
end $$;

-- Until when the taker may say otherwise, counted from its first word since the hand-over was last corrected; null when it has said nothing.
create or replace function ledger.outcome_change_until(p_reservation bigint) returns timestamptz
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare first timestamptz;
begin
  select min(o.said_at) into first from ledger.outcome o where o.reservation_id = p_reservation
     and o.nth > coalesce((select max(v.nth) from ledger.outcome v where v.reservation_id = p_reservation and v.correction_id is not null), 0);
  return first + ledger.hours((select outcome_change from ledger.delay));
end $$;

-- The taker says what became of all it took: thousandths installed, stored, resold and thrown away, these recycled or landfilled. Said again
-- within outcome_change, it replaces what was said.
-- -> ok {reservation, public_id, again: nothing new} · not-found · forbidden {side} · wrong-state {state} · bad-quantity {step}
--    · outcome-not-all {taken} · outcome-too-late {until}
create or replace function ledger.say_outcome(p_org bigint, p_person bigint, p_key uuid, p_reservation bigint, p_installed bigint, p_stored bigint,
                                              p_resold bigint, p_thrown bigint, p_thrown_to text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  return ledger.put_outcome(p_org, p_person, p_key, p_reservation, p_installed, p_stored, p_resold, p_thrown, p_thrown_to, 'account');
end $$;

-- The same from the link mailed to the taker, which is the proof: the caller has checked it. For as long as an answer may be changed.
-- -> as ledger.say_outcome · link-expired
create or replace function ledger.say_outcome_by_link(p_key uuid, p_reservation uuid, p_installed bigint, p_stored bigint, p_resold bigint,
                                                      p_thrown bigint, p_thrown_to text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare r ledger.reservation; asked timestamptz;
begin
  select * into r from ledger.reservation where public_id = p_reservation;
  select asked_at into asked from ledger.outcome_ask where reservation_id = r.id;
  if asked is null then return ledger.no('not-found'); end if;
  if asked + ledger.hours((select outcome_change from ledger.delay)) <= ledger.clock() then return ledger.no('link-expired'); end if;
  return ledger.put_outcome(r.taker_organisation_id, null, p_key, r.id, p_installed, p_stored, p_resold, p_thrown, p_thrown_to, 'link');
end $$;

create or replace function ledger.put_outcome(p_org bigint, p_person bigint, p_key uuid, p_reservation bigint, p_installed bigint, p_stored bigint,
                                              p_resold bigint, p_thrown bigint, p_thrown_to text, p_by text) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare r ledger.reservation; s ledger.stock; f ledger.lot_fact; a jsonb; m ledger.movement; d ledger.movement; last ledger.outcome;
  said bigint[] := array[coalesce(p_installed, 0), coalesce(p_stored, 0), coalesce(p_resold, 0), coalesce(p_thrown, 0)];
  goes_to text := case when p_thrown > 0 then coalesce(p_thrown_to, 'landfilled') end; part bigint; until timestamptz;
  lines ledger.movement[] := '{}'; h bytea := ledger.content(p_reservation::text, said::text, goes_to);
begin
  a := ledger.replay_locked(p_org, p_key, 'reservation.say-outcome', h);
  if a is not null then return a; end if;
  select * into r from ledger.reservation where id = p_reservation;
  if r.id is null or p_org not in (r.holder_organisation_id, r.taker_organisation_id) then return ledger.no('not-found'); end if;
  if p_org <> r.taker_organisation_id or r.taker_organisation_id = r.holder_organisation_id then
    return ledger.no('forbidden', jsonb_build_object('side', 'taker'));
  end if;
  if goes_to not in ('recycled', 'landfilled') then raise exception 'thrown away to be recycled or landfilled' using errcode = '22023'; end if;
  s := ledger.lock_stock(r.lot_id);
  select * into r from ledger.reservation where id = p_reservation;
  if r.state <> 'handed_over' or r.taken = 0 then return ledger.no('wrong-state', jsonb_build_object('state', r.state)); end if;
  foreach part in array said loop
    if part < 0 or part % s.step <> 0 then return ledger.no('bad-quantity', jsonb_build_object('step', s.step)); end if;
  end loop;
  if said[1]::numeric + said[2] + said[3] + said[4] <> r.taken then return ledger.no('outcome-not-all', jsonb_build_object('taken', r.taken)); end if;
  until := ledger.outcome_change_until(r.id);
  if until <= ledger.clock() then return ledger.no('outcome-too-late', jsonb_build_object('until', until)); end if;
  select * into last from ledger.outcome where reservation_id = r.id order by nth desc limit 1;
  a := jsonb_build_object('outcome', 'ok', 'reservation', r.id, 'public_id', r.public_id, 'again', true);
  if (last.installed, last.stored, last.resold, last.thrown_away, last.thrown_to) is not distinct from (said[1], said[2], said[3], said[4], goes_to) then
    return ledger.remember(p_org, p_person, p_key, 'reservation.say-outcome', h, a);
  end if;
  m := ledger.standing_line((select id from ledger.handover where reservation_id = r.id and state = 'confirmed'));
  if (last.thrown_away, last.thrown_to) is distinct from (said[4], goes_to) then
    select * into f from ledger.lot_fact where lot_id = r.lot_id;
    d := ledger.standing_discard(r.id);
    if d.seq is not null then lines := lines || ledger.restore_line(f, d, 'said_again', p_org, p_person, p_key); end if;
    if said[4] > 0 then lines := lines || ledger.discard_line(f, m, said[4], goes_to, p_org, p_person, p_key); end if;
    update ledger.reservation set discarded = said[4] where id = r.id;
    if cardinality(lines) > 0 then perform ledger.write(s, lines); end if;
  end if;
  insert into ledger.outcome (reservation_id, lot_id, seq, nth, installed, stored, resold, thrown_away, thrown_to, said_by, organisation_id,
      person_id, said_at)
    values (r.id, r.lot_id, m.seq, coalesce(last.nth, 0) + 1, said[1], said[2], said[3], said[4], goes_to, p_by, p_org, p_person, ledger.clock());
  perform ledger.tell(p_org, p_person, 'outcome.said', ledger.who(r) || jsonb_build_object('nth', coalesce(last.nth, 0) + 1));
  return ledger.remember(p_org, p_person, p_key, 'reservation.say-outcome', h, a || jsonb_build_object('again', false));
end $$;

-- A correction of the hand-over takes back what was said of it: nothing is thrown away nor confirmed any more, until the taker says so again.
create or replace function ledger.take_outcome_back(r ledger.reservation, c ledger.correction, p_org bigint, p_person bigint) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare last ledger.outcome;
begin
  select * into last from ledger.outcome where reservation_id = r.id order by nth desc limit 1;
  if last.id is null or last.correction_id is not null then return; end if;
  insert into ledger.outcome (reservation_id, lot_id, seq, nth, correction_id, said_by, organisation_id, person_id, said_at)
    values (r.id, r.lot_id, last.seq, last.nth + 1, c.id, 'correction', p_org, p_person, ledger.clock());
end $$;

-- Asks each taker once, so long after the pick-up, by day in the site's zone, and once more when nothing was said; what is older by 60 days is
-- not asked any more. What fell due while nothing ran is asked at the next hour of day. -> how many
create or replace function ledger.ask_outcomes(p_limit integer default 200) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare n integer; more integer; t timestamptz := ledger.clock(); y ledger.delay;
begin
  select * into y from ledger.delay;
  with due as (
    select r.id, r.lot_id, r.holder_organisation_id, r.taker_organisation_id
      from ledger.handover d
      join ledger.reservation r on r.id = d.reservation_id and r.state = 'handed_over' and r.taken > 0
       and r.holder_organisation_id <> r.taker_organisation_id
      join public.lot l on l.id = d.lot_id join public.commune c on c.code = l.commune_code
      cross join lateral (select public.zone_of(c.departement_code) as zone) z
     where d.state = 'confirmed' and d.picked_up_on between (t - y.outcome - interval '61 days')::date and (t - y.outcome + interval '1 day')::date
       and d.picked_up_on::timestamp at time zone z.zone + ledger.hours(y.outcome) <= t
       and (t at time zone z.zone)::time between y.day_starts and y.day_ends
       and not exists (select from ledger.outcome_ask a where a.reservation_id = r.id)
       and not exists (select from ledger.outcome o where o.reservation_id = r.id)
     order by d.picked_up_on, r.id limit p_limit
  ), asked as (
    insert into ledger.outcome_ask (reservation_id, asked_at) select id, t from due on conflict do nothing returning reservation_id
  )
  insert into public.event (kind, payload)
    select 'outcome.asked', jsonb_build_object('reservation', due.id, 'lot', due.lot_id, 'holder', due.holder_organisation_id,
             'taker', due.taker_organisation_id, 'nth', 1)
      from due join asked on asked.reservation_id = due.id;
  get diagnostics n = row_count;
  with due as (
    select a.reservation_id, r.lot_id, r.holder_organisation_id, r.taker_organisation_id
      from ledger.outcome_ask a
      join ledger.reservation r on r.id = a.reservation_id and r.taken > 0
      join public.lot l on l.id = r.lot_id join public.commune c on c.code = l.commune_code
     where a.reminded_at is null and a.asked_at + ledger.hours(y.outcome_reminder) <= t
       and (t at time zone public.zone_of(c.departement_code))::time between y.day_starts and y.day_ends
       and coalesce((select o.correction_id is not null from ledger.outcome o where o.reservation_id = r.id order by o.nth desc limit 1), true)
     order by a.asked_at limit p_limit for no key update of a skip locked
  ), once as (
    update ledger.outcome_ask a set reminded_at = t from due where a.reservation_id = due.reservation_id returning a.reservation_id
  )
  insert into public.event (kind, payload)
    select 'outcome.asked', jsonb_build_object('reservation', due.reservation_id, 'lot', due.lot_id, 'holder', due.holder_organisation_id,
             'taker', due.taker_organisation_id, 'nth', 2)
      from due join once using (reservation_id);
  get diagnostics more = row_count;
  return n + more;
end $$;
