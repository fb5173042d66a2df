-- The hours of a site, on the holder's side: opened one by one or repeated, cancelled with a reason, given more or less room; the reminder
-- of the day before. Days and hours are the site's.

-- What a repetition asks for: each hour, and why it would be left out. p_weekdays (Monday 1) null: p_from only, holiday or not.
create or replace function ledger.slot_hours(p_site bigint, p_from date, p_until date, p_weekdays smallint[], p_from_time time, p_to_time time,
    p_skip date[], p_on_holidays boolean) returns table (starts_at timestamptz, ends_at timestamptz, holiday boolean, open_already boolean)
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare place text; zone text;
begin
  select c.departement_code, public.zone_of(c.departement_code) into place, zone
    from public.site s join public.commune c on c.code = s.commune_code where s.id = p_site;
  return query
    with d as (select g::date as day from generate_series(p_from::timestamp, case when p_weekdays is null then p_from else least(p_until, p_from + 400) end, '1 day') g),
      hour as (select d.day, (d.day + p_from_time) at time zone zone as f, (d.day + p_to_time) at time zone zone as t from d
        where (p_weekdays is null or extract(isodow from d.day) = any (p_weekdays)) and not d.day = any (coalesce(p_skip, '{}')))
    select h.f, h.t, p_weekdays is not null and not p_on_holidays
             and exists (select from public.public_holiday x where x.day = h.day and x.area in ('FR', place)),
           exists (select from public.site_slot o where o.site_id = p_site and o.starts_at = h.f and o.ends_at = h.t and o.cancelled_at is null)
      from hour h where h.t > ledger.clock() and h.t > h.f;
end $$;

-- Opens p_from_time to p_to_time on each of p_weekdays from p_from to p_until, but on p_skip and, unless p_on_holidays, on the public
-- holidays of the place; p_weekdays null: on p_from only. What is past or open already at the same hours is left out.
-- -> ok {opened, holidays: days left out} · not-found · site-closed · slots-too-many {limit} · slots-none {holidays} · slots-open-already
create or replace function ledger.open_slots(p_org bigint, p_person bigint, p_key uuid, p_site bigint, p_from date, p_until date,
    p_weekdays smallint[], p_from_time time, p_to_time time, p_capacity integer, p_skip date[], p_on_holidays boolean) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare a jsonb; series bigint; seen record; home public.site; most constant integer := 200;
  h bytea := ledger.content(p_site::text, p_from::text, p_until::text, p_weekdays::text, p_from_time::text, p_to_time::text, p_capacity::text,
                            p_skip::text, p_on_holidays::text);
begin
  a := ledger.replay_locked(p_org, p_key, 'slot.open', h);
  if a is not null then return a; end if;
  home := ledger.beside_site(p_site);
  if home.id is null or home.organisation_id <> p_org then return ledger.no('not-found'); end if;
  if home.status = 'closed' then return ledger.no('site-closed'); end if;
  -- two people who open the same hours at once see each other's; nothing else is locked from here
  perform ledger.queue('slots', p_site::text);
  select count(*) as wanted, count(*) filter (where holiday) as holidays, count(*) filter (where open_already and not holiday) as doubles into seen
    from ledger.slot_hours(p_site, p_from, p_until, p_weekdays, p_from_time, p_to_time, p_skip, p_on_holidays);
  if seen.wanted - seen.holidays > most then return ledger.no('slots-too-many', jsonb_build_object('limit', most)); end if;
  if seen.wanted = seen.holidays then return ledger.no('slots-none', jsonb_build_object('holidays', seen.holidays)); end if;
  if seen.wanted = seen.holidays + seen.doubles then return ledger.no('slots-open-already'); end if;
  if p_weekdays is not null then
    insert into public.slot_series (site_id, weekdays, starts_on, ends_on, from_time, to_time, capacity, skipped_days, on_holidays, created_by)
      values (p_site, p_weekdays, p_from, p_until, p_from_time, p_to_time, p_capacity, coalesce(p_skip, '{}'), p_on_holidays, p_person)
      returning id into series;
  end if;
  insert into public.site_slot (site_id, series_id, starts_at, ends_at, capacity, created_by)
    select p_site, series, starts_at, ends_at, p_capacity, p_person
      from ledger.slot_hours(p_site, p_from, p_until, p_weekdays, p_from_time, p_to_time, p_skip, p_on_holidays)
     where not holiday and not open_already order by starts_at;
  return ledger.remember(p_org, p_person, p_key, 'slot.open', h, jsonb_build_object('outcome', 'ok',
    'opened', seen.wanted - seen.holidays - seen.doubles, 'holidays', seen.holidays));
end $$;

-- Gives an hour more or less room, never under who comes.
-- -> ok {capacity} · not-found · slot-cancelled · slot-booked {booked}
create or replace function ledger.resize_slot(p_org bigint, p_person bigint, p_key uuid, p_slot bigint, p_capacity integer) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare a jsonb; p public.site_slot; h bytea := ledger.content(p_slot::text, p_capacity::text);
begin
  a := ledger.replay_locked(p_org, p_key, 'slot.resize', h);
  if a is not null then return a; end if;
  select * into p from public.site_slot where id = p_slot for no key update;
  if not exists (select from public.site where id = p.site_id and organisation_id = p_org) then return ledger.no('not-found'); end if;
  if p.cancelled_at is not null then return ledger.no('slot-cancelled'); end if;
  if ledger.slot_takers(p_slot) > p_capacity then return ledger.no('slot-booked', jsonb_build_object('booked', ledger.slot_takers(p_slot))); end if;
  update public.site_slot set capacity = p_capacity where id = p_slot;
  return ledger.remember(p_org, p_person, p_key, 'slot.resize', h, jsonb_build_object('outcome', 'ok', 'capacity', p_capacity));
end $$;

-- Locks what an end of these slots touches: the lots of whoever comes, in id order, then the slots. A booking on another lot that came in
-- between is seen under the slots' lock: everything is given back and taken again with that lot.
create or replace function ledger.lock_slots(p_slots bigint[]) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare lots bigint[]; one bigint; s ledger.stock; f ledger.lot_fact;
begin
  for turn in 1..50 loop
    begin
      select coalesce(array_agg(distinct lot_id), '{}') into lots from ledger.reservation where slot_id = any (p_slots) and held > 0;
      for one in select id from unnest(lots) id order by id loop
        s := ledger.lock_stock(one);
        select * into f from ledger.lot_fact where lot_id = one;
        perform ledger.release_due(s, f);
      end loop;
      perform from public.site_slot where id = any (p_slots) order by id for no key update;
      if not exists (select from ledger.reservation where slot_id = any (p_slots) and held > 0 and not lot_id = any (lots)) then return; end if;
      raise exception 'booked meanwhile' using errcode = 'GS010';
    exception when sqlstate 'GS010' then null;
    end;
  end loop;
  raise exception 'these hours are being booked again and again' using errcode = '55P03';
end $$;

-- Cancels hours of one site for a reason (a code: weather, strike, other). Whoever was to come keeps what it holds, with the time of a fresh
-- acceptance to choose again; each is told once, whatever the number of hours.
-- -> ok {cancelled: hours, takers} · not-found · slot-cancelled · slot-past
create or replace function ledger.cancel_slots(p_org bigint, p_person bigint, p_key uuid, p_slots bigint[], p_reason text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare a jsonb; seen record; r ledger.reservation; f ledger.lot_fact; one record; wait interval; takers integer := 0;
  h bytea := ledger.content((select array_agg(id order by id) from unnest(p_slots) id)::text, p_reason);
begin
  a := ledger.replay_locked(p_org, p_key, 'slot.cancel', h);
  if a is not null then return a; end if;
  select count(distinct p.site_id) as sites, count(*) as n, min(p.site_id) as site into seen
    from public.site_slot p join public.site s on s.id = p.site_id where p.id = any (p_slots) and s.organisation_id = p_org;
  if seen.sites <> 1 or seen.n <> (select count(distinct id) from unnest(p_slots) id) then return ledger.no('not-found'); end if;
  perform ledger.lock_slots(p_slots);
  p_slots := array(select id from public.site_slot where id = any (p_slots) and cancelled_at is null order by id);
  if cardinality(p_slots) = 0 then return ledger.no('slot-cancelled'); end if;
  p_slots := array(select id from public.site_slot where id = any (p_slots) and ends_at > ledger.clock() order by id);
  if cardinality(p_slots) = 0 then return ledger.no('slot-past'); end if;
  for one in select taker_organisation_id as taker, array_agg(id order by id) as ids, array_agg(distinct slot_id) as slots
               from ledger.reservation where slot_id = any (p_slots) and held > 0 group by 1 order by 1 loop
    perform ledger.tell(p_org, p_person, 'slot.cancelled',
      ledger.coming(one.taker, seen.site, one.ids, p_org) || jsonb_build_object('slots', one.slots, 'reason', p_reason));
    takers := takers + 1;
  end loop;
  select pick_up into wait from ledger.delay;
  for r in select * from ledger.reservation where slot_id = any (p_slots) and held > 0 order by id loop
    select * into f from ledger.lot_fact where lot_id = r.lot_id;
    perform ledger.unschedule(r, greatest(r.expires_at, ledger.deadline(f, ledger.clock(), wait)));
  end loop;
  update public.site_slot set cancelled_at = ledger.clock(), cancel_reason_code = p_reason where id = any (p_slots);
  return ledger.remember(p_org, p_person, p_key, 'slot.cancel', h, jsonb_build_object('outcome', 'ok', 'cancelled', cardinality(p_slots), 'takers', takers));
end $$;

-- The day before, from 10 h to 20 h of the site: whoever comes is reminded, each once an hour booked. What was booked since 10 h that day was
-- told already. -> events written
create or replace function ledger.remind_slots(p_limit integer default 200) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare n integer;
begin
  with due as (
    select p.id, p.site_id, p.starts_at, r.taker_organisation_id as taker, r.holder_organisation_id as holder, array_agg(r.id order by r.id) as ids
      from public.site_slot p
      join public.site s on s.id = p.site_id join public.commune c on c.code = s.commune_code
      cross join lateral (select public.zone_of(c.departement_code) as zone) z
      join ledger.reservation r on r.slot_id = p.id and r.held > 0 and not r.expiry_suspended
     where p.cancelled_at is null and p.starts_at > (select ledger.clock()) and p.starts_at < (select ledger.clock()) + interval '49 hours'
       and ((select ledger.clock()) at time zone z.zone)::date = (p.starts_at at time zone z.zone)::date - 1
       and ((select ledger.clock()) at time zone z.zone)::time between '10:00' and '20:00'
       and r.slot_booked_at < ((p.starts_at at time zone z.zone)::date - 1 + time '10:00') at time zone z.zone
       and not exists (select from public.slot_reminder m
             where (m.slot_id, m.taker_organisation_id, m.starts_at) = (p.id, r.taker_organisation_id, p.starts_at))
     group by p.id, r.taker_organisation_id, r.holder_organisation_id order by p.starts_at limit p_limit
  ), once as (
    insert into public.slot_reminder (slot_id, taker_organisation_id, starts_at) select id, taker, starts_at from due order by id, taker
      on conflict do nothing returning slot_id, taker_organisation_id
  )
  insert into public.event (kind, payload, organisation_id)
    select 'slot.reminder', ledger.coming(d.taker, d.site_id, d.ids, null) || jsonb_build_object('slot', d.id), d.holder
      from due d join once o on o.slot_id = d.id and o.taker_organisation_id = d.taker;
  get diagnostics n = row_count;
  return n;
end $$;
