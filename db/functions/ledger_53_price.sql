-- The price of a reservation (db/migrations/0142_price_words.sql): proposed once by the taker, answered by the holder before it accepts the
-- reservation or together with it, concluded at acceptance.

-- What p_milli thousandths cost at p_cents for p_of_milli: exact, rounded once to the cent, halves up. The one rounding of every total.
create or replace function ledger.amount_of(p_cents bigint, p_milli bigint, p_of_milli bigint) returns bigint
language sql immutable parallel safe as $$ select round(p_cents::numeric * p_milli / p_of_milli)::bigint $$;

-- The part without tax of an amount that includes it at p_permille; halves up.
create or replace function ledger.without_vat(p_cents bigint, p_permille smallint) returns bigint
language sql immutable parallel safe as $$ select round(p_cents::numeric * 1000 / (1000 + p_permille))::bigint $$;

-- What an acceptance concludes: the accepted proposal, else what was announced.
create or replace function ledger.price_to_conclude(r ledger.reservation) returns bigint
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  return coalesce((select cents from ledger.price_proposal where reservation_id = r.id and state = 'accepted'), r.announced_price_cents);
end $$;

-- Whether a proposal of this reservation waits for its answer.
create or replace function ledger.price_waits(r ledger.reservation) returns boolean
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin return exists (select from ledger.price_proposal where reservation_id = r.id and state = 'open'); end $$;

-- Under the lot's lock, with an acceptance: answers the proposal that waits. p_price 'proposed' | 'announced' | null: nothing was said of it.
-- Null when the acceptance may go on, else its refusal, and nothing is written: price-not-answered {cents} · proposal-over.
create or replace function ledger.answer_with(r ledger.reservation, p_price text, p_org bigint, p_person bigint) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare p ledger.price_proposal;
begin
  select * into p from ledger.price_proposal where reservation_id = r.id;
  if p.state = 'open' then
    if coalesce(p_price, '') not in ('proposed', 'announced') then return ledger.no('price-not-answered', jsonb_build_object('cents', p.cents)); end if;
    perform ledger.close_proposal(p, case p_price when 'proposed' then 'accepted' else 'refused' end, r, p_org, p_person);
  elsif p_price = 'proposed' and coalesce(p.state, '') <> 'accepted' then
    return ledger.no('proposal-over');
  end if;
  return null;
end $$;

create or replace function ledger.close_proposal(p ledger.price_proposal, p_state text, r ledger.reservation, p_org bigint, p_person bigint) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  update ledger.price_proposal set state = p_state, answered_at = ledger.clock(), answered_by_person_id = p_person where id = p.id;
  perform ledger.tell(p_org, p_person, 'price.' || p_state, ledger.who(r) || jsonb_build_object('cents', p.cents));
end $$;

-- The taker proposes p_cents, tax included, for what the price is for. Once a reservation, below what is announced, never on a firm price or a gift.
-- -> ok {reservation, public_id, cents} · not-found · forbidden · wrong-state {state} · reservation-expired · gift-stays-gift · price-firm
--    · proposal-made · bad-proposal {announced}
create or replace function ledger.propose_price(p_org bigint, p_person bigint, p_key uuid, p_reservation bigint, p_cents bigint) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare o record; r ledger.reservation; a jsonb; h bytea := ledger.content(p_reservation::text, p_cents::text);
begin
  a := ledger.replay_locked(p_org, p_key, 'price.propose', h);
  if a is not null then return a; end if;
  select * into o from ledger.open_reservation(p_org, p_reservation, 'taker', array['requested']);
  if o.refusal is not null then return o.refusal; end if;
  r := o.r;
  if r.announced_price_cents = 0 then return ledger.no('gift-stays-gift'); end if;
  if r.announced_price_cents is not null and not r.price_negotiable then return ledger.no('price-firm'); end if;
  if exists (select from ledger.price_proposal where reservation_id = r.id) then return ledger.no('proposal-made'); end if;
  if p_cents is null or p_cents not between 1 and 99999999999 or p_cents >= r.announced_price_cents then
    return ledger.no('bad-proposal', jsonb_build_object('announced', r.announced_price_cents));
  end if;
  insert into ledger.price_proposal (reservation_id, cents, state, person_id, made_at) values (r.id, p_cents, 'open', p_person, ledger.clock());
  perform ledger.tell(p_org, p_person, 'price.proposed', ledger.who(r) || jsonb_build_object('cents', p_cents));
  return ledger.remember(p_org, p_person, p_key, 'price.propose', h,
    jsonb_build_object('outcome', 'ok', 'reservation', r.id, 'public_id', r.public_id, 'cents', p_cents));
end $$;

-- The taker takes its proposal back (p_answer 'withdrawn'), or the holder answers it before the reservation ('accepted' | 'refused').
-- -> ok {reservation, public_id, state} · not-found · forbidden · wrong-state {state} · reservation-expired · proposal-over
create or replace function ledger.answer_price(p_org bigint, p_person bigint, p_key uuid, p_reservation bigint, p_answer text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare o record; r ledger.reservation; p ledger.price_proposal; a jsonb; h bytea := ledger.content(p_reservation::text, p_answer);
begin
  a := ledger.replay_locked(p_org, p_key, 'price.answer', h);
  if a is not null then return a; end if;
  if coalesce(p_answer, '') not in ('withdrawn', 'accepted', 'refused') then return ledger.no('invalid-input'); end if;
  select * into o from ledger.open_reservation(p_org, p_reservation, case p_answer when 'withdrawn' then 'taker' else 'holder' end, array['requested']);
  if o.refusal is not null then return o.refusal; end if;
  r := o.r;
  select * into p from ledger.price_proposal where reservation_id = r.id;
  if coalesce(p.state, '') <> 'open' then return ledger.no('proposal-over'); end if;
  perform ledger.close_proposal(p, p_answer, r, p_org, p_person);
  return ledger.remember(p_org, p_person, p_key, 'price.answer', h,
    jsonb_build_object('outcome', 'ok', 'reservation', r.id, 'public_id', r.public_id, 'state', p_answer));
end $$;
