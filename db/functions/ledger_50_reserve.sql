-- Why this lot cannot be reserved in this quantity now; null when it can. p_left is what the caller knows to be left, p_ticked the digest
-- of the removal conditions the taker read and accepted.
create or replace function ledger.reserve_refusal(f ledger.lot_fact, p_org bigint, p_qty bigint, p_left bigint, p_ticked text) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare l public.lot;
begin
  if f.lot_id is null or not exists (select from public.visible_lots(p_org) v where v.id = f.lot_id) then return ledger.no('not-found'); end if;
  if f.holder = p_org then return ledger.no('own-lot'); end if;
  if f.status = 'withdrawn' or ledger.window_end(f) <= ledger.clock() then return ledger.no('lot-closed'); end if;
  if p_qty is null or p_qty <= 0 or p_qty % f.step_milli <> 0 then return ledger.no('bad-quantity', jsonb_build_object('step', f.step_milli)); end if;
  if p_left < p_qty then return ledger.no('not-enough-left', jsonb_build_object('left', p_left)); end if;
  select * into l from public.lot where id = f.lot_id;
  if l.per_taker_milli is not null and ledger.of_taker(f.lot_id, p_org) + p_qty > l.per_taker_milli then
    return ledger.no('per-taker', jsonb_build_object('most', greatest(l.per_taker_milli - ledger.of_taker(f.lot_id, p_org), 0)));
  end if;
  return ledger.conditions_refusal(l, p_org, p_ticked);
end $$;

-- What a taker has of a lot: held, taken, or waited for.
create or replace function ledger.of_taker(p_lot bigint, p_org bigint) returns bigint
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  return coalesce((select sum(taken + case when expiry_suspended or expires_at > (select ledger.clock()) then held else 0 end)
                     from ledger.reservation where lot_id = p_lot and taker_organisation_id = p_org), 0)
       + coalesce((select sum(qty) from ledger.waiting where lot_id = p_lot and taker_organisation_id = p_org and state = 'waiting'), 0);
end $$;

-- Whether p_org may take the lot down, and whether p_ticked is what its conditions of removal say now; null when all is well.
create or replace function ledger.conditions_refusal(l public.lot, p_org bigint, p_ticked text) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  if l.removal = 'by_taker' and l.private_removal_reason is null
     and (select kind from public.organisation where id = p_org) = 'private_person' then return ledger.no('removal-closed-to-private'); end if;
  if public.removal_digest(l) is not null and p_ticked is distinct from public.removal_digest(l) then
    return ledger.no(case when p_ticked is null then 'conditions-needed' else 'conditions-changed' end);
  end if;
  return null;
end $$;

-- The conditions accepted are kept with the reservation, in the words of that moment.
create or replace function ledger.keep_conditions(p_reservation bigint, p_lot bigint, p_org bigint, p_person bigint) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  insert into public.reservation_condition (reservation_id, said, digest, organisation_id, person_id)
    select p_reservation, public.removal_conditions(l), public.removal_digest(l), p_org, p_person from public.lot l
     where l.id = p_lot and public.removal_digest(l) is not null;
end $$;

-- Until when what is asked at p_at is held: the holder's answer, or the pick-up where the lot accepts at once.
create or replace function ledger.first_deadline(f ledger.lot_fact, p_at timestamptz) returns timestamptz
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare d ledger.delay;
begin
  select * into d from ledger.delay;
  return case f.accept_mode
    when 'at_once' then ledger.deadline(f, greatest(p_at, (f.available_from + d.day_starts) at time zone f.zone), d.pick_up)
    else ledger.answer_deadline(f, p_at, d.request) end;
end $$;

-- A taker who has never confirmed a hand-over may have only so many requests open (ledger.delay.open_unproven).
create or replace function ledger.unproven(p_org bigint) returns boolean
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  return not exists (select from ledger.reservation where taker_organisation_id = p_org and state = 'handed_over');
end $$;

-- Before the lots: such a taker's turn, and why it may not ask for more now; null when it may. The lines of a visit are one request: one
-- journey, one answer; a place in a waitlist counts, it may become one.
create or replace function ledger.too_many_open(p_org bigint) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare most integer;
begin
  if not ledger.unproven(p_org) then return null; end if;
  perform ledger.queue('taker', p_org::text);
  select open_unproven into most from ledger.delay;
  return case when (select count(distinct coalesce(visit_id, -id)) from ledger.reservation where taker_organisation_id = p_org and held > 0
      and (expiry_suspended or expires_at > (select ledger.clock())))
    + (select count(*) from ledger.waiting where taker_organisation_id = p_org and state = 'waiting') >= most then ledger.no('too-many-open', jsonb_build_object('limit', most)) end;
end $$;

-- Under the lot's lock, everything checked: the reservation as the lot answers it (accepted at once, or requested), its movement, and
-- what was ticked in the words of that moment. p_destination is a current code; p_visit the visit it is a line of.
create or replace function ledger.hold(s ledger.stock, f ledger.lot_fact, p_org bigint, p_person bigint, p_key uuid, p_qty bigint, p_at timestamptz,
                                       p_purpose text, p_substitution text, p_destination text, p_note text, p_visit bigint) returns ledger.reservation
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare r ledger.reservation; at_once boolean := f.accept_mode = 'at_once';
begin
  insert into ledger.reservation (lot_id, holder_organisation_id, taker_organisation_id, taker_person_id, command_key, visit_id, qty, held, state,
      expires_at, purpose, substitution, destination_commune, distance_m, concluded_price_cents, price_basis, requested_at, accepted_at,
      announced_price_cents, price_of_milli, price_tax, vat_permille, price_negotiable)
    values (f.lot_id, f.holder, p_org, p_person, p_key, p_visit, p_qty, p_qty, case when at_once then 'accepted' else 'requested' end,
      ledger.first_deadline(f, p_at), p_purpose, p_substitution, p_destination, ledger.distance_m(f.lon, f.lat, p_destination),
      case when at_once then f.price_cents end, f.price_basis, p_at, case when at_once then p_at end,
      f.price_cents, f.price_of_milli, f.price_tax, f.vat_permille, f.negotiable)
    returning * into r;
  perform ledger.write(s, array[ledger.line(f, r, 'reserve', 'available', 'held', p_qty, p_org, p_person, p_key)]);
  perform ledger.keep_conditions(r.id, f.lot_id, p_org, p_person);
  perform ledger.note(r.id, 'request', p_note, p_org, p_person);
  return r;
end $$;

-- Holds p_qty thousandths of a lot for p_org until a deadline; accepted at once where the lot says so.
-- p_purpose a code; p_substitution 'yes' | 'partly' | 'no' | null ("without this lot, would you have bought new?"); p_destination_commune
-- code of the works; p_note free text for the holder, kept outside the ledger; p_ticked digest of the removal conditions accepted, which
-- are kept with the reservation in the words of that moment.
-- -> ok {reservation, public_id, state: requested|accepted, left, expires_at} · not-found · own-lot · lot-closed · bad-quantity {step}
--    · not-enough-left {left} · per-taker {most} · removal-closed-to-private · conditions-needed · conditions-changed · too-many-open {limit}
--    · commune-unknown · idempotency-mismatch
create or replace function ledger.reserve(p_org bigint, p_person bigint, p_key uuid, p_lot bigint, p_qty bigint, p_purpose text,
                                          p_substitution text default null, p_destination_commune text default null,
                                          p_note text default null, p_ticked text default null) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare f ledger.lot_fact; s ledger.stock; r ledger.reservation; a jsonb;
  h bytea := ledger.content(p_lot::text, p_qty::text, p_purpose, p_substitution, p_destination_commune, p_note);
  destination text := ledger.commune_now(p_destination_commune);
begin
  -- read without the lot's lock: a replay or a hopeless request never queues behind a hot lot
  a := ledger.replay_locked(p_org, p_key, 'lot.reserve', h);
  if a is not null then return a; end if;
  select * into f from ledger.lot_fact where lot_id = p_lot;
  a := ledger.reserve_refusal(f, p_org, p_qty, ledger.left_of(p_lot), p_ticked);
  if a is not null then return a; end if;
  if p_destination_commune is not null and destination is null then return ledger.no('commune-unknown'); end if;
  a := ledger.too_many_open(p_org);
  if a is not null then return a; end if;
  -- the one lock, then everything again
  s := ledger.lock_stock(p_lot);
  select * into f from ledger.lot_fact where lot_id = p_lot;
  s := ledger.release_due(s, f);
  a := ledger.reserve_refusal(f, p_org, p_qty, s.available, p_ticked);
  if a is not null then return a; end if;
  r := ledger.hold(s, f, p_org, p_person, p_key, p_qty, ledger.clock(), p_purpose, p_substitution, destination, p_note, null);
  perform ledger.tell(p_org, p_person, 'reservation.requested', ledger.who(r));
  if r.state = 'accepted' then perform ledger.tell(p_org, p_person, 'reservation.accepted', ledger.who(r)); end if;
  return ledger.remember(p_org, p_person, p_key, 'lot.reserve', h, ledger.state_of(r) || jsonb_build_object('left', s.available - p_qty));
end $$;

-- What an answer and an event say of a reservation.
create or replace function ledger.state_of(r ledger.reservation) returns jsonb
language sql stable as $$
  select pg_catalog.jsonb_build_object('outcome', 'ok', 'reservation', r.id, 'public_id', r.public_id, 'lot', r.lot_id, 'state', r.state, 'expires_at', r.expires_at)
$$;
create or replace function ledger.who(r ledger.reservation) returns jsonb
language sql stable as $$
  select pg_catalog.jsonb_build_object('reservation', r.id, 'lot', r.lot_id, 'holder', r.holder_organisation_id, 'taker', r.taker_organisation_id, 'at_once', r.state = 'accepted' and r.requested_at = r.accepted_at)
$$;
create or replace function ledger.note(p_reservation bigint, p_kind text, p_body text, p_org bigint, p_person bigint) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if length(trim(p_body)) > 0 then
    insert into public.reservation_note (reservation_id, kind, body, organisation_id, person_id, at)
    values (p_reservation, p_kind, trim(p_body), p_org, p_person, ledger.clock());
  end if;
end $$;
