-- The waitlist of a lot (decision 9; what strict means: db/migrations/0105_waitlist.sql). Places are in the order of their ids, given under the lot's lock.

-- Under the lot's lock, before an act that frees or adds quantity answers: offers it to whose turn it is, one after the other; of a lot that
-- is no longer offered, the line is closed. p_org, p_person: who freed it (null: time). Offers have keys of their own, one act may make several.
-- Returns the stock after.
create or replace function ledger.promote(s ledger.stock, f ledger.lot_fact, p_org bigint, p_person bigint, p_key uuid) returns ledger.stock
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare w ledger.waiting; r ledger.reservation; t timestamptz; one bigint;
begin
  if not exists (select from ledger.waiting where lot_id = s.lot_id and state = 'waiting') then return s; end if;
  t := ledger.clock();
  if ledger.window_end(f) <= t then perform ledger.close_waitlist(s.lot_id); return s; end if;
  loop
    one := ledger.next_in_line(s.lot_id, s.available);
    exit when one is null;
    select * into w from ledger.waiting where id = one;
    insert into ledger.reservation (lot_id, holder_organisation_id, taker_organisation_id, taker_person_id, command_key, qty, held, state,
        expires_at, purpose, substitution, destination_commune, distance_m, price_basis, requested_at, waiting_id,
        announced_price_cents, price_of_milli, price_tax, vat_permille, price_negotiable)
      values (w.lot_id, w.holder_organisation_id, w.taker_organisation_id, w.taker_person_id, gen_random_uuid(), least(w.qty, s.available),
        least(w.qty, s.available), 'offered', ledger.answer_deadline(f, t, (select offer from ledger.delay)), w.purpose, w.substitution,
        w.destination_commune, ledger.distance_m(f.lon, f.lat, w.destination_commune), f.price_basis, t, w.id,
        f.price_cents, f.price_of_milli, f.price_tax, f.vat_permille, f.negotiable)
      returning * into r;
    s := ledger.write(s, array[ledger.line(f, r, 'reserve', 'available', 'held', r.qty, null, null, null)]);
    update ledger.waiting set state = 'offered' where id = one;
    perform ledger.tell(p_org, p_person, 'waiting.offered', ledger.who(r) || jsonb_build_object('waiting', one));
  end loop;
  return s;
end $$;

-- An offer has ended without being taken; the caller gives back what it held. p_how declined | lapsed | left | closed. Who did not accept
-- less and let a part go by keeps its place.
create or replace function ledger.end_offer(r ledger.reservation, p_how text, p_org bigint, p_person bigint) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare w ledger.waiting; keeps boolean;
begin
  select * into w from ledger.waiting where id = r.waiting_id;
  keeps := p_how in ('declined', 'lapsed') and r.qty < w.qty and not w.accept_less;
  update ledger.waiting set state = case when keeps then 'waiting' else p_how end, passed = case when keeps then greatest(passed, r.qty) else passed end,
         ended_at = case when not keeps then ledger.clock() end where id = w.id;
  if p_how in ('lapsed', 'closed') then
    perform ledger.tell(p_org, p_person, 'waiting.' || p_how, ledger.who(r) || jsonb_build_object('waiting', w.id, 'keeps', keeps));
  end if;
end $$;

-- Nobody waits any longer: the lot is no longer offered. Offers already made go on.
create or replace function ledger.close_waitlist(p_lot bigint) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare w ledger.waiting;
begin
  for w in update ledger.waiting set state = 'closed', ended_at = ledger.clock() where lot_id = p_lot and state = 'waiting' returning * loop
    perform ledger.tell(null, null, 'waiting.closed', jsonb_build_object('waiting', w.id, 'lot', w.lot_id, 'holder', w.holder_organisation_id,
      'taker', w.taker_organisation_id));
  end loop;
end $$;
create or replace function ledger.waitlist_follows_its_lot() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin perform ledger.close_waitlist(new.id); return null; end $$;
create or replace trigger waitlist_follows_its_lot after update of status on public.lot for each row
  when (old.status = 'published' and new.status <> 'published') execute function ledger.waitlist_follows_its_lot();
alter table public.lot enable always trigger waitlist_follows_its_lot;

-- The sweeper of lines whose lot is past its last day. At most p_limit lots; one in use is left for the next pass. -> {outcome: ok, lots}
create or replace function ledger.close_waitlists(p_limit integer default 50) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare one bigint; lots int := 0;
begin
  for one in select distinct w.lot_id from ledger.waiting w join public.lot l on l.id = w.lot_id
              where w.state = 'waiting' and l.offer_ends_at <= (select ledger.clock()) order by w.lot_id limit p_limit loop
    continue when not pg_try_advisory_xact_lock(hashtextextended('ledger.lot:' || one, 0));
    perform ledger.lock_stock(one);
    perform ledger.close_waitlist(one);
    lots := lots + 1;
  end loop;
  return jsonb_build_object('outcome', 'ok', 'lots', lots);
end $$;

-- Joins the line of a lot that has less left than p_qty. p_accept_less: a part of it will do. Purpose, substitution, destination and
-- conditions as in ledger.reserve: they are those of the request that an accepted offer becomes.
-- -> ok {waiting, public_id, lot, state: waiting, or offered when something is left and less will do, place} · the refusals of reserve
--    but not-enough-left · enough-left {left} · already-waiting · waitlist-full {limit}
create or replace function ledger.join(p_org bigint, p_person bigint, p_key uuid, p_lot bigint, p_qty bigint, p_accept_less boolean, p_purpose text,
                                       p_substitution text default null, p_destination_commune text default null, p_ticked text default null) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare f ledger.lot_fact; s ledger.stock; w ledger.waiting; d ledger.delay; a jsonb; destination text := ledger.commune_now(p_destination_commune);
  h bytea := ledger.content(p_lot::text, p_qty::text, p_accept_less::text, p_purpose, p_substitution, p_destination_commune);
begin
  a := ledger.replay_locked(p_org, p_key, 'lot.join', h);
  if a is not null then return a; end if;
  select * into f from ledger.lot_fact where lot_id = p_lot;
  a := ledger.reserve_refusal(f, p_org, p_qty, p_qty, p_ticked);
  if a is not null then return a; end if;
  if p_destination_commune is not null and destination is null then return ledger.no('commune-unknown'); end if;
  a := ledger.too_many_open(p_org);
  if a is not null then return a; end if;
  select * into d from ledger.delay;
  s := ledger.lock_stock(p_lot);
  select * into f from ledger.lot_fact where lot_id = p_lot;
  s := ledger.release_due(s, f);
  a := coalesce(ledger.reserve_refusal(f, p_org, p_qty, p_qty, p_ticked), case when f.status = 'exhausted' then ledger.no('lot-closed') end);
  if a is not null then return a; end if;
  if exists (select from ledger.waiting where lot_id = p_lot and taker_organisation_id = p_org and state in ('waiting', 'offered')) then
    return ledger.no('already-waiting');
  end if;
  if s.available >= p_qty then return ledger.no('enough-left', jsonb_build_object('left', s.available)); end if;
  if (select count(*) from ledger.waiting where lot_id = p_lot and state = 'waiting') >= d.waiting_most then
    return ledger.no('waitlist-full', jsonb_build_object('limit', d.waiting_most));
  end if;
  -- who wants the whole has read what is left and turned it down
  insert into ledger.waiting (lot_id, holder_organisation_id, taker_organisation_id, taker_person_id, command_key, qty, accept_less, passed,
      purpose, substitution, destination_commune, ticked, state, joined_at)
    values (p_lot, f.holder, p_org, p_person, p_key, p_qty, coalesce(p_accept_less, false), case when p_accept_less then 0 else s.available end,
      p_purpose, p_substitution, destination, p_ticked, 'waiting', ledger.clock())
    returning * into w;
  perform ledger.promote(s, f, p_org, p_person, p_key);
  select * into w from ledger.waiting where id = w.id;
  return ledger.remember(p_org, p_person, p_key, 'lot.join', h, ledger.place_of(w));
end $$;

-- What an answer says of a place: place 1 is the next to be offered something.
create or replace function ledger.place_of(w ledger.waiting) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  return jsonb_build_object('outcome', 'ok', 'waiting', w.id, 'public_id', w.public_id, 'lot', w.lot_id, 'state', w.state, 'place',
    case when w.state = 'waiting' then (select count(*) from ledger.waiting x where x.lot_id = w.lot_id and x.state = 'waiting' and x.id <= w.id) end);
end $$;

-- Common start of an answer of p_org about its place: the place and its open offer under the lot's lock, or refusal filled.
create or replace function ledger.open_place(p_org bigint, p_waiting bigint, p_states text[],
                                             out w ledger.waiting, out r ledger.reservation, out s ledger.stock, out f ledger.lot_fact, out refusal jsonb)
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  select * into w from ledger.waiting where id = p_waiting;
  if w.id is null or w.taker_organisation_id <> p_org then refusal := ledger.no('not-found'); return; end if;
  s := ledger.lock_stock(w.lot_id);
  select * into f from ledger.lot_fact where lot_id = w.lot_id;
  s := ledger.release_due(s, f);
  select * into w from ledger.waiting where id = p_waiting;
  if not w.state = any (p_states) then refusal := ledger.no('offer-over', jsonb_build_object('state', w.state)); return; end if;
  select * into r from ledger.reservation where waiting_id = p_waiting and state = 'offered';
end $$;

-- Takes what is offered: it becomes a request of this moment, or is accepted where the lot accepts at once. p_ticked: digest of the removal
-- conditions, when they are no longer those accepted on joining. p_note free text for the holder.
-- -> ok {reservation, public_id, lot, state: requested|accepted, expires_at} · not-found · offer-over {state} · conditions-changed
--    · removal-closed-to-private
create or replace function ledger.take(p_org bigint, p_person bigint, p_key uuid, p_waiting bigint, p_ticked text default null,
                                       p_note text default null) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare o record; r ledger.reservation; l public.lot; a jsonb; t timestamptz; at_once boolean;
  h bytea := ledger.content(p_waiting::text, p_note);
begin
  a := ledger.replay_locked(p_org, p_key, 'waiting.take', h);
  if a is not null then return a; end if;
  select * into o from ledger.open_place(p_org, p_waiting, array['offered']);
  if o.refusal is not null then return o.refusal; end if;
  select * into l from public.lot where id = (o.w).lot_id;
  a := ledger.conditions_refusal(l, p_org, coalesce(p_ticked, (o.w).ticked));
  if a is not null then return a; end if;
  t := ledger.clock();
  at_once := (o.f).accept_mode = 'at_once';
  update ledger.waiting set state = 'taken', ended_at = t where id = p_waiting;
  update ledger.reservation set state = case when at_once then 'accepted' else 'requested' end, requested_at = t,
         accepted_at = case when at_once then t end, concluded_price_cents = case when at_once then (o.r).announced_price_cents end,
         expires_at = ledger.first_deadline(o.f, t)
   where id = (o.r).id returning * into r;
  perform ledger.keep_conditions(r.id, l.id, p_org, p_person);
  perform ledger.note(r.id, 'request', p_note, p_org, p_person);
  perform ledger.tell(p_org, p_person, 'reservation.requested', ledger.who(r));
  if r.state = 'accepted' then perform ledger.tell(p_org, p_person, 'reservation.accepted', ledger.who(r)); end if;
  return ledger.remember(p_org, p_person, p_key, 'waiting.take', h, ledger.state_of(r));
end $$;

-- Declines what is offered: it goes to the next.
-- -> ok {waiting, public_id, lot, state: declined, or waiting when the place is kept, place} · not-found · offer-over {state}
create or replace function ledger.decline(p_org bigint, p_person bigint, p_key uuid, p_waiting bigint) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin return ledger.give_up(p_org, p_person, p_key, p_waiting, 'declined', array['offered']); end $$;

-- Leaves the line, what is offered with it. -> ok {…, state: left} · not-found · offer-over {state}
create or replace function ledger.leave(p_org bigint, p_person bigint, p_key uuid, p_waiting bigint) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin return ledger.give_up(p_org, p_person, p_key, p_waiting, 'left', array['waiting', 'offered']); end $$;

create or replace function ledger.give_up(p_org bigint, p_person bigint, p_key uuid, p_waiting bigint, p_how text, p_states text[]) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare o record; w ledger.waiting; a jsonb; h bytea := ledger.content(p_waiting::text);
begin
  a := ledger.replay_locked(p_org, p_key, 'waiting.' || p_how, h);
  if a is not null then return a; end if;
  select * into o from ledger.open_place(p_org, p_waiting, p_states);
  if o.refusal is not null then return o.refusal; end if;
  if (o.r).id is not null then perform ledger.close_reservation(o.r, o.s, o.f, 'cancelled', p_org, p_person, p_key, p_how);
  else update ledger.waiting set state = p_how, ended_at = ledger.clock() where id = p_waiting;
  end if;
  select * into w from ledger.waiting where id = p_waiting;
  return ledger.remember(p_org, p_person, p_key, 'waiting.' || p_how, h, ledger.place_of(w));
end $$;
