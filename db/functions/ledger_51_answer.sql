-- Answers to a request. Common start: replay, the reservation as p_org may see it, the lot's lock, holds past their deadline given back.
-- Returns the reservation as it is under the lock, or p_refusal filled.
create or replace function ledger.open_reservation(p_org bigint, p_reservation bigint, p_side text, p_states text[],
                                                   out r ledger.reservation, out s ledger.stock, out f ledger.lot_fact, out refusal jsonb)
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  select * into r from ledger.reservation where id = p_reservation;
  if r.id is null or p_org not in (r.holder_organisation_id, r.taker_organisation_id) then refusal := ledger.no('not-found'); return; end if;
  if (p_side = 'holder' and p_org <> r.holder_organisation_id) or (p_side = 'taker' and p_org <> r.taker_organisation_id) then
    refusal := ledger.no('forbidden', jsonb_build_object('side', p_side)); return;
  end if;
  s := ledger.lock_stock(r.lot_id);
  select * into f from ledger.lot_fact where lot_id = r.lot_id;
  s := ledger.release_due(s, f);
  select * into r from ledger.reservation where id = p_reservation;
  if r.state in ('expired', 'not_collected') then
    refusal := ledger.no('reservation-expired', jsonb_build_object('state', r.state));
  elsif not r.state = any (p_states) then
    refusal := ledger.no('wrong-state', jsonb_build_object('state', r.state));
  end if;
end $$;

-- The holder accepts: the price is concluded, the taker has until the pick-up deadline. p_note free text; p_price 'proposed' | 'announced':
-- at which price, when the taker proposed another.
-- -> ok {reservation, public_id, lot, state: accepted, expires_at} · not-found · forbidden · wrong-state {state} · reservation-expired
--    · price-not-answered {cents} · proposal-over
drop function if exists ledger.accept(bigint, bigint, uuid, bigint, text);
create or replace function ledger.accept(p_org bigint, p_person bigint, p_key uuid, p_reservation bigint, p_note text default null,
                                         p_price text default null) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare o record; r ledger.reservation; a jsonb;
  h bytea := case when p_price is null then ledger.content(p_reservation::text, p_note) else ledger.content(p_reservation::text, p_note, p_price) end;
begin
  a := ledger.replay_locked(p_org, p_key, 'reservation.accept', h);
  if a is not null then return a; end if;
  select * into o from ledger.open_reservation(p_org, p_reservation, 'holder', array['requested']);
  if o.refusal is not null then return o.refusal; end if;
  a := ledger.answer_with(o.r, p_price, p_org, p_person);
  if a is not null then return a; end if;
  r := ledger.accepted(o.r, o.f, p_org, p_person, p_note, '{}');
  return ledger.remember(p_org, p_person, p_key, 'reservation.accept', h, ledger.state_of(r));
end $$;

-- Under the lot's lock, a request becomes accepted. p_with goes with the event: a visit tells all its lines at once.
create or replace function ledger.accepted(r ledger.reservation, f ledger.lot_fact, p_org bigint, p_person bigint, p_note text, p_with jsonb)
returns ledger.reservation language plpgsql set search_path = pg_catalog, pg_temp as $$
declare n ledger.reservation; d ledger.delay; t timestamptz := ledger.clock();
begin
  select * into d from ledger.delay;
  update ledger.reservation set state = 'accepted', accepted_at = t, concluded_price_cents = ledger.price_to_conclude(r),
         expires_at = ledger.deadline(f, greatest(t, (f.available_from + d.day_starts) at time zone f.zone), d.pick_up)
   where id = r.id returning * into n;
  perform ledger.note(n.id, 'acceptance', p_note, p_org, p_person);
  perform ledger.tell(p_org, p_person, 'reservation.accepted', ledger.who(n) || p_with);
  return n;
end $$;

-- The holder refuses a request: what it held is available again. p_reason a code, p_note free text.
-- -> ok {…, state: refused, left} · not-found · forbidden · wrong-state · reservation-expired
create or replace function ledger.refuse(p_org bigint, p_person bigint, p_key uuid, p_reservation bigint,
                                         p_reason text default null, p_note text default null) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare o record; a jsonb; h bytea := ledger.content(p_reservation::text, p_reason, p_note);
begin
  a := ledger.replay_locked(p_org, p_key, 'reservation.refuse', h);
  if a is not null then return a; end if;
  select * into o from ledger.open_reservation(p_org, p_reservation, 'holder', array['requested']);
  if o.refusal is not null then return o.refusal; end if;
  a := ledger.close_reservation(o.r, o.s, o.f, 'refused', p_org, p_person, p_key, p_reason);
  perform ledger.note(p_reservation, 'refusal', p_note, p_org, p_person);
  return ledger.remember(p_org, p_person, p_key, 'reservation.refuse', h, a);
end $$;

-- Whether the other side than p_org has said what was taken, and waits for an answer.
create or replace function ledger.other_has_said(r ledger.reservation, p_org bigint) returns boolean
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  return exists (select from ledger.handover where reservation_id = r.id and state in ('waiting', 'disputed')
                   and case when p_org = r.holder_organisation_id then taker_at else holder_at end is not null);
end $$;

-- Either side cancels before the hand-over, an offer of the waitlist too; not once the other side has said that something was taken (answer it instead).
-- -> ok {…, state: cancelled, left} · not-found · wrong-state · reservation-expired · handover-open
create or replace function ledger.cancel(p_org bigint, p_person bigint, p_key uuid, p_reservation bigint,
                                         p_reason text default null, p_note text default null) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare o record; a jsonb; h bytea := ledger.content(p_reservation::text, p_reason, p_note);
begin
  a := ledger.replay_locked(p_org, p_key, 'reservation.cancel', h);
  if a is not null then return a; end if;
  select * into o from ledger.open_reservation(p_org, p_reservation, 'either', array['offered', 'requested', 'accepted', 'scheduled']);
  if o.refusal is not null then return o.refusal; end if;
  if ledger.other_has_said(o.r, p_org) then return ledger.no('handover-open'); end if;
  update ledger.handover set state = 'cancelled' where reservation_id = p_reservation and state = 'waiting';
  a := ledger.close_reservation(o.r, o.s, o.f, 'cancelled', p_org, p_person, p_key, p_reason);
  perform ledger.note(p_reservation, 'cancellation', p_note, p_org, p_person);
  return ledger.remember(p_org, p_person, p_key, 'reservation.cancel', h, a);
end $$;

-- The holder gives more time: p_until after now and after the deadline, not after the end of the lot's window.
-- -> ok {…, expires_at} · not-found · forbidden · wrong-state · reservation-expired · bad-deadline {latest}
create or replace function ledger.extend(p_org bigint, p_person bigint, p_key uuid, p_reservation bigint, p_until timestamptz) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare o record; r ledger.reservation; a jsonb; h bytea := ledger.content(p_reservation::text, to_jsonb(p_until at time zone 'UTC') #>> '{}');
  latest timestamptz;
begin
  a := ledger.replay_locked(p_org, p_key, 'reservation.extend', h);
  if a is not null then return a; end if;
  select * into o from ledger.open_reservation(p_org, p_reservation, 'holder', array['requested', 'accepted', 'scheduled']);
  if o.refusal is not null then return o.refusal; end if;
  latest := least(ledger.window_end(o.f), ledger.clock() + interval '1 year');
  if p_until is null or p_until <= greatest(ledger.clock(), (o.r).expires_at) or p_until > latest then
    return ledger.no('bad-deadline', jsonb_build_object('latest', latest));
  end if;
  update ledger.reservation set expires_at = p_until where id = p_reservation returning * into r;
  perform ledger.tell(p_org, p_person, 'reservation.extended', ledger.who(r));
  return ledger.remember(p_org, p_person, p_key, 'reservation.extend', h, ledger.state_of(r));
end $$;

-- Gives back all that is held and closes; the caller holds the lock. p_state refused | cancelled | not_collected. p_with as in ledger.accepted.
create or replace function ledger.close_line(r ledger.reservation, s ledger.stock, f ledger.lot_fact, p_state text, p_org bigint, p_person bigint,
                                             p_key uuid, p_reason text, p_with jsonb) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare n ledger.reservation;
begin
  update ledger.reservation set held = 0, freed = freed + r.held, state = p_state, closed_at = ledger.clock(),
         closed_by_organisation_id = p_org, close_reason_code = p_reason where id = r.id returning * into n;
  s := ledger.write(s, array[ledger.line(f, r, 'release', 'held', 'available', r.held, p_org, p_person, p_key)]);
  if r.state = 'offered' then
    perform ledger.end_offer(r, case when p_org <> r.taker_organisation_id then 'closed' when p_reason = 'left' then 'left' else 'declined' end, p_org, p_person);
  elsif p_state in ('refused', 'cancelled') then
    perform ledger.tell(p_org, p_person, 'reservation.' || p_state, ledger.who(n) || jsonb_build_object('by', p_org) || p_with);
  end if;
  s := ledger.promote(s, f, p_org, p_person, p_key);
  return ledger.state_of(n) || jsonb_build_object('left', s.available);
end $$;
create or replace function ledger.close_reservation(r ledger.reservation, s ledger.stock, f ledger.lot_fact, p_state text,
                                                    p_org bigint, p_person bigint, p_key uuid, p_reason text) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  return ledger.close_line(r, s, f, p_state, p_org, p_person, p_key, p_reason, '{}');
end $$;
