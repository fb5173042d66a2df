-- A whole site at once: its works put off or brought forward, one of its days called off. Order everywhere: key, site, lots in id order, slots.

-- Whoever acts on a whole site stands in line for it before any of its lots; publishing there stands in the same line, beside each other.
create or replace function ledger.lock_site(p_org bigint, p_site bigint) returns public.site
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare home public.site;
begin
  perform ledger.queue('site', p_site::text);
  select * into home from public.site where id = p_site and organisation_id = p_org for no key update;
  return home;
end $$;
create or replace function ledger.beside_site(p_site bigint) returns public.site
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare home public.site;
begin
  perform pg_advisory_xact_lock_shared(hashtextextended('ledger.site:' || p_site, 0));
  select * into home from public.site where id = p_site;
  return home;
end $$;

-- Lots of a site that are not over: drafts, offered, exhausted (a hand-over may come back), or with something left, held or not.
create or replace function ledger.lots_in_use(p_site bigint) returns bigint[]
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  return coalesce((select array_agg(l.id order by l.id) from public.lot l left join ledger.stock s on s.lot_id = l.id
    where l.site_id = p_site and (l.status <> 'withdrawn' or s.available + s.held > 0)), '{}');
end $$;

-- Hours of a site that have not begun, and are not called off.
create or replace function ledger.slots_ahead(p_site bigint) returns setof public.site_slot
language sql stable as $$
  select * from public.site_slot where site_id = p_site and cancelled_at is null and starts_at > (select ledger.clock())
$$;

-- Every lock of a whole site, in order; its site is locked already. Nothing of it begins, ends or moves until the transaction is over.
create or replace function ledger.lock_lots_of_site(p_site bigint) returns bigint[]
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare lots bigint[] := ledger.lots_in_use(p_site); this bigint;
begin
  foreach this in array lots loop
    perform ledger.lock_stock(this);
    perform from public.lot where id = this for no key update;
  end loop;
  perform from public.site_slot where site_id = p_site and cancelled_at is null and ends_at > ledger.clock() order by id for no key update;
  return lots;
end $$;

-- Digest of what a screen about a whole site shows: its dates, its lots and what is left of them, who holds what and until when, who waits,
-- its hours.
create or replace function ledger.site_seen(p_site bigint) returns text
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare t timestamptz := ledger.clock();
begin
  return encode(sha256(convert_to(concat_ws('|',
    (select concat_ws(' ', status, starts_on, ends_on) from public.site where id = p_site),
    (select string_agg(concat_ws(' ', l.id, l.status, l.available_from, 'to', l.available_until, x.left_milli, x.held), ',' order by l.id)
       from public.lot l left join ledger.stock_left x on x.lot_id = l.id where l.id = any (ledger.lots_in_use(p_site))),
    (select string_agg(concat_ws(' ', r.id, r.state, r.held, extract(epoch from r.expires_at), r.expiry_suspended, r.slot_id), ',' order by r.id)
       from ledger.reservation r where r.lot_id = any (ledger.lots_in_use(p_site)) and r.held > 0 and (r.expiry_suspended or r.expires_at > t)),
    (select string_agg(concat_ws(' ', w.id, w.state), ',' order by w.id) from ledger.waiting w
      where w.lot_id = any (ledger.lots_in_use(p_site)) and w.state in ('waiting', 'offered')),
    (select string_agg(concat_ws(' ', p.id, extract(epoch from p.starts_at), extract(epoch from p.ends_at)), ',' order by p.id)
       from ledger.slots_ahead(p_site) p)), 'UTF8')), 'hex');
end $$;

-- An instant p_days later in the calendar of the site: the same hour there, whatever summer time does.
create or replace function ledger.days_later(p_at timestamptz, p_days integer, p_zone text) returns timestamptz
language sql stable as $$
  select ((p_at at time zone p_zone) + pg_catalog.make_interval(days => p_days)) at time zone p_zone
$$;

-- The window of a lot once the works have moved by p_days. A first day that has come and a last day that is past stay; brought forward,
-- no day falls before today, and the window still covers every deadline promised in it.
create or replace function ledger.moved_window(f ledger.lot_fact, p_days integer, out starts date, out ends date)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare today date := (ledger.clock() at time zone f.zone)::date; promised date;
begin
  starts := f.available_from; ends := f.available_until;
  if starts > today then starts := greatest(starts + p_days, today); end if;
  if ends >= today then
    ends := greatest(ends + p_days, today);
    if p_days < 0 then
      select max((r.expires_at at time zone f.zone)::date) into promised from ledger.reservation r where r.lot_id = f.lot_id and r.held > 0;
      ends := least(f.available_until, greatest(ends, promised));
    end if;
  end if;
end $$;

-- Whose dates move with the works: whoever has been told to wait or to come. Not an offer of the waitlist, and not what one side has already
-- said to be taken.
create or replace function ledger.moves_with_works(r ledger.reservation) returns boolean
language sql immutable as $$ select r.state in ('requested', 'accepted', 'scheduled') and not r.expiry_suspended $$;

-- Until when r holds once the works have moved by p_days, f as its lot then is: as many days later, never sooner than promised.
create or replace function ledger.moved_deadline(r ledger.reservation, f ledger.lot_fact, p_days integer) returns timestamptz
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return greatest(r.expires_at,
    case when p_days > 0 then ledger.deadline(f, ledger.days_later(r.expires_at, p_days, f.zone), interval '0') end,
    case when r.state = 'scheduled' then (select ledger.due_after_slot(f, ledger.days_later(p.ends_at, p_days, f.zone))
                                            from public.site_slot p where p.id = r.slot_id and p.starts_at > ledger.clock()) end);
end $$;

-- The works of a site move by p_days (1 to 365, or -1 to -365 to bring them forward): windows, open holds and hours to come, and the taker
-- of each hold is asked whether that suits. p_seen: digest of what was shown.
-- -> ok {site, days, lots, reservations, takers, slots} · not-found · site-closed · bad-days · too-many-lots · changed-meanwhile
--    · slot-into-past
create or replace function ledger.postpone_site(p_org bigint, p_person bigint, p_key uuid, p_site bigint, p_days integer, p_seen text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare home public.site; f ledger.lot_fact; s ledger.stock; r ledger.reservation; q ledger.ask; a jsonb; t timestamptz; zone text; today date;
  lots bigint[]; this bigint; w record; was timestamptz; moved int := 0; asked jsonb := '{}'; n int := 0; slots int; one record;
  h bytea := ledger.content(p_site::text, p_days::text, p_seen);
begin
  a := ledger.replay_locked(p_org, p_key, 'site.postpone', h);
  if a is not null then return a; end if;
  home := ledger.lock_site(p_org, p_site);
  if home.id is null then return ledger.no('not-found'); end if;
  if home.status = 'closed' then return ledger.no('site-closed'); end if;
  if p_days is null or p_days = 0 or abs(p_days) > 365 then return ledger.no('bad-days'); end if;
  if cardinality(ledger.lots_in_use(p_site)) > 2000 then return ledger.no('too-many-lots'); end if;
  lots := ledger.lock_lots_of_site(p_site);
  if p_seen is distinct from ledger.site_seen(p_site) then return ledger.no('changed-meanwhile'); end if;
  select public.zone_of(c.departement_code) into zone from public.commune c where c.code = home.commune_code;
  t := ledger.clock();
  today := (t at time zone zone)::date;
  if exists (select from ledger.slots_ahead(p_site) p where ledger.days_later(p.starts_at, p_days, zone) <= t) then
    return ledger.no('slot-into-past');
  end if;

  foreach this in array lots loop
    select * into s from ledger.stock where lot_id = this;
    select * into f from ledger.lot_fact where lot_id = this;
    if s.lot_id is not null then s := ledger.release_due(s, f); end if;
    select * into w from ledger.moved_window(f, p_days);
    if (w.starts, w.ends) is distinct from (f.available_from, f.available_until) then
      update public.lot set available_from = w.starts, available_until = w.ends, version = version + 1, updated_at = t where id = this;
      moved := moved + 1;
      select * into f from ledger.lot_fact where lot_id = this;
    end if;
    for r in select * from ledger.reservation where lot_id = this and ledger.moves_with_works(reservation) order by id loop
      was := r.expires_at;
      update ledger.reservation x set expires_at = ledger.moved_deadline(r, f, p_days),
             due_without_slot = case when p_days > 0 and x.due_without_slot is not null then greatest(x.due_without_slot,
               ledger.deadline(f, ledger.days_later(x.due_without_slot, p_days, f.zone), interval '0')) else x.due_without_slot end
       where x.id = r.id returning * into r;
      q := ledger.put_ask(r, f, 'moved', r.held, was, case when p_days > 0 then 'postponed' else 'brought-forward' end, p_org);
      asked := asked || jsonb_build_object(r.taker_organisation_id::text, coalesce(asked -> r.taker_organisation_id::text, '[]') || to_jsonb(q.id));
      n := n + 1;
    end loop;
  end loop;
  update public.site_slot set starts_at = ledger.days_later(starts_at, p_days, zone), ends_at = ledger.days_later(ends_at, p_days, zone)
   where id in (select p.id from ledger.slots_ahead(p_site) p);
  get diagnostics slots = row_count;
  update public.site set version = version + 1, updated_at = t,
         starts_on = case when starts_on > today then greatest(starts_on + p_days, today) else starts_on end,
         ends_on = case when ends_on >= today then greatest(ends_on + p_days, today) else ends_on end
   where id = p_site;
  for one in select key::bigint as taker, value as asks from jsonb_each(asked) order by 1 loop
    perform ledger.tell(p_org, p_person, 'site.moved', jsonb_build_object('site', p_site, 'days', p_days, 'taker', one.taker, 'asks', one.asks));
  end loop;
  return ledger.remember(p_org, p_person, p_key, 'site.postpone', h, jsonb_build_object('outcome', 'ok', 'site', p_site, 'days', p_days,
    'lots', moved, 'reservations', n, 'takers', (select count(*) from jsonb_object_keys(asked)), 'slots', slots));
end $$;

-- One day of a site is called off, for p_cause weather | strike | other: nobody comes, nobody loses anything. Whoever was to come keeps its
-- hold, with time to choose another hour.
-- -> ok {site, day, slots, reservations, takers} · not-found · no-slot-that-day
create or replace function ledger.cancel_day(p_org bigint, p_person bigint, p_key uuid, p_site bigint, p_day date, p_cause text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare home public.site; f ledger.lot_fact; r ledger.reservation; p public.site_slot; a jsonb; zone text; slots bigint[]; told jsonb := '{}'; n int := 0;
  one record; this bigint; s ledger.stock; h bytea := ledger.content(p_site::text, p_day::text, p_cause);
begin
  if p_cause is null or p_cause not in ('weather', 'strike', 'other') then raise exception 'unknown cause %', p_cause using errcode = '22023'; end if;
  a := ledger.replay_locked(p_org, p_key, 'site.cancel-day', h);
  if a is not null then return a; end if;
  home := ledger.lock_site(p_org, p_site);
  if home.id is null then return ledger.no('not-found'); end if;
  perform ledger.lock_lots_of_site(p_site);
  select public.zone_of(c.departement_code) into zone from public.commune c where c.code = home.commune_code;
  select array_agg(x.id order by x.id) into slots from public.site_slot x
   where x.site_id = p_site and x.cancelled_at is null and x.ends_at > ledger.clock() and (x.starts_at at time zone zone)::date = p_day;
  if slots is null then return ledger.no('no-slot-that-day'); end if;
  for this in select distinct x.lot_id from ledger.reservation x where x.slot_id = any (slots) and x.held > 0 order by 1 loop
    select * into s from ledger.stock where lot_id = this;
    select * into f from ledger.lot_fact where lot_id = this;
    perform ledger.release_due(s, f);
  end loop;
  for r in select * from ledger.reservation where slot_id = any (slots) and state = 'scheduled' order by lot_id, id loop
    select * into f from ledger.lot_fact where lot_id = r.lot_id;
    select * into p from public.site_slot where id = r.slot_id;
    perform ledger.unschedule(r, greatest(r.expires_at, ledger.deadline(f, p.ends_at, (select pick_up from ledger.delay))));
    -- what one side has said to be taken needs no other hour
    continue when r.expiry_suspended;
    told := told || jsonb_build_object(r.taker_organisation_id::text, coalesce(told -> r.taker_organisation_id::text, '[]') || to_jsonb(r.id));
    n := n + 1;
  end loop;
  update public.site_slot set cancelled_at = ledger.clock(), cancel_reason_code = p_cause where id = any (slots);
  for one in select key::bigint as taker, value as reservations from jsonb_each(told) order by 1 loop
    perform ledger.tell(p_org, p_person, 'site.day-cancelled', jsonb_build_object('site', p_site, 'day', p_day, 'cause', p_cause,
      'taker', one.taker, 'reservations', one.reservations));
  end loop;
  return ledger.remember(p_org, p_person, p_key, 'site.cancel-day', h, jsonb_build_object('outcome', 'ok', 'site', p_site, 'day', p_day,
    'slots', cardinality(slots), 'reservations', n, 'takers', (select count(*) from jsonb_object_keys(told))));
end $$;
