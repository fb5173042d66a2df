-- What one side says of a hand-over. qty in thousandths, masses in grams.
do $$ begin
  if to_regtype('ledger.said') is null then
    create type ledger.said as (qty bigint, mass_g bigint, low_g bigint, high_g bigint, evidence text, basis text,
                                picked_up_on date, identical_use boolean);
  end if;
end $$;

-- Null when the mass stands with its evidence; else mass-mismatch with what is expected, or evidence-mismatch.
create or replace function ledger.mass_refusal(m ledger.movement, p_mass bigint, p_low bigint, p_high bigint) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  if m.evidence <> 'A' and m.unit_mass_g is null then return ledger.no('evidence-mismatch'); end if;
  m.mass_g := case when m.evidence = 'A' then p_mass else round(m.qty::numeric * m.unit_mass_g / 1000) end;
  if m.mass_g is null or m.mass_g <= 0 or m.mass_g >= 9007199254740991 / 2 then return ledger.no('mass-mismatch'); end if;
  if (p_mass, p_low, p_high) is distinct from (m.mass_g, ledger.low_of(m), ledger.high_of(m)) then
    return ledger.no('mass-mismatch', jsonb_build_object('mass_g', m.mass_g, 'low_g', ledger.low_of(m), 'high_g', ledger.high_of(m)));
  end if;
  return null;
end $$;

-- The line that a hand-over would write on this lot with this evidence: factor frozen, sides, legal line, whether it counts.
create or replace function ledger.collect_line(f ledger.lot_fact, r ledger.reservation, w ledger.said,
                                               p_org bigint, p_person bigint, p_key uuid) returns ledger.movement
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare m ledger.movement := ledger.line(f, r, 'collect', 'held', 'collected', w.qty, p_org, p_person, p_key);
begin
  m.evidence := w.evidence; m.basis := w.basis;
  m := ledger.with_factor(m, f);
  m.mass_g := w.mass_g; m.low_g := w.low_g; m.high_g := w.high_g;
  m.legal_line := case when f.legal_line = 'reemploi' and not w.identical_use then 'other_use' else f.legal_line end;
  m.counts := not f.origin_counted and r.taker_organisation_id <> f.holder and m.legal_line in ('reemploi', 'reutilisation');
  m.counted_on := case when exists (select from ledger.closed_year where year = extract(year from w.picked_up_on))
                       then m.counted_on else w.picked_up_on end;
  return m;
end $$;

-- p_org says what was taken: the first side waits for the other (and the deadline no longer runs), an equal second side confirms, a
-- different one disputes until someone says the other's words.
-- p_qty thousandths, 0 = nothing was taken. Masses in grams with their bounds (app/domain/ledger/mass.ts), null = the other side's; a
-- side that only counted adopts the other's weighing. p_evidence A weighed | B measured | C declared | D default; p_basis weighed,
-- weighbridge, scale, measured, declared, diagnosis, default (null = the evidence's first). p_picked_up_on a day in the site's zone,
-- null = the other side's or today. p_identical_use false = used for something else (null = the other side's or true).
-- p_refused, from the holder: what the taker left on the spot, {qty, reason, fate: stock | lower | recycled | landfilled, condition?}.
-- p_said_at, from a phone that had no signal: when it was said there. Before the deadline it counts, even when it arrives later.
-- -> ok {state: waiting-other-side | confirmed | disputed | not-collected, handover, handover_public_id, reservation, public_id, lot, left,
--    movement} · not-found · wrong-state {state} · reservation-expired · bad-quantity {step} · not-enough-left {left, most}
--    · bad-pick-up-day {earliest, latest} · evidence-mismatch · mass-required · mass-mismatch {mass_g, low_g, high_g} · bad-refused {most, step} · not-lower {condition} · units-promised {left}
drop function if exists ledger.confirm_handover(bigint, bigint, uuid, bigint, bigint, bigint, bigint, bigint, text, text, date, boolean);
create or replace function ledger.confirm_handover(p_org bigint, p_person bigint, p_key uuid, p_reservation bigint, p_qty bigint,
    p_mass_g bigint, p_low_g bigint, p_high_g bigint, p_evidence text, p_basis text default null,
    p_picked_up_on date default null, p_identical_use boolean default null, p_refused jsonb default null, p_said_at timestamptz default null) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare o record; a jsonb;
  h bytea := ledger.content(variadic array[p_reservation::text, p_qty::text, p_mass_g::text, p_low_g::text, p_high_g::text, p_evidence, p_basis,
      p_picked_up_on::text, p_identical_use::text] || case when p_refused is null then '{}' else array[p_refused::text] end);
begin
  a := ledger.replay_locked(p_org, p_key, 'reservation.confirm-handover', h);
  if a is not null then return a; end if;
  perform ledger.beside_site((select l.site_id from ledger.reservation x join public.lot l on l.id = x.lot_id where x.id = p_reservation));
  begin
    a := ledger.honour_late_word(p_org, p_person, p_key, p_reservation, p_qty, p_said_at);
    if a is null then
      select * into o from ledger.open_reservation(p_org, p_reservation, 'either', array['accepted', 'scheduled']);
      a := coalesce(o.refusal, ledger.confirm(o.r, o.s, o.f, row(p_qty, p_mass_g, p_low_g, p_high_g, p_evidence, p_basis, p_picked_up_on,
                                                                 p_identical_use)::ledger.said, p_refused, null, p_org, p_person, p_key));
    end if;
    -- refused after all: what was held again is not
    if p_said_at is not null and a ->> 'outcome' <> 'ok' then raise exception '%', a using errcode = 'GS101'; end if;
  exception when sqlstate 'GS101' then return sqlerrm::jsonb;
  end;
  if a ->> 'outcome' <> 'ok' then return a; end if;
  return ledger.remember(p_org, p_person, p_key, 'reservation.confirm-handover', h, a);
end $$;

-- What one side claims, completed by what the other has said and checked; or the refusal.
create or replace function ledger.claimed(r ledger.reservation, s ledger.stock, f ledger.lot_fact, c ledger.said, theirs ledger.said,
    p_org bigint, p_person bigint, p_key uuid, out mine ledger.said, out refusal jsonb)
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare today date := (ledger.clock() at time zone f.zone)::date; first_day date := (r.requested_at at time zone f.zone)::date;
begin
  if c.qty is null or c.qty < 0 or c.qty % s.step <> 0 then refusal := ledger.no('bad-quantity', jsonb_build_object('step', s.step)); return; end if;
  if c.qty > r.held + s.available then
    refusal := ledger.no('not-enough-left', jsonb_build_object('left', s.available, 'most', r.held + s.available)); return;
  end if;
  mine.qty := c.qty;
  mine.picked_up_on := coalesce(c.picked_up_on, theirs.picked_up_on, today);
  mine.identical_use := coalesce(c.identical_use, theirs.identical_use, true);
  if mine.picked_up_on not between first_day and today then
    refusal := ledger.no('bad-pick-up-day', jsonb_build_object('earliest', first_day, 'latest', today)); return;
  end if;
  if c.qty = 0 then return; end if;
  if theirs.qty = c.qty and theirs.mass_g is not null and (c.mass_g is null or (theirs.evidence = 'A' and c.evidence <> 'A')) then
    mine.mass_g := theirs.mass_g; mine.low_g := theirs.low_g; mine.high_g := theirs.high_g;
    mine.evidence := theirs.evidence; mine.basis := theirs.basis;
    return;
  end if;
  if c.mass_g is null then refusal := ledger.no('mass-required'); return; end if;
  if c.evidence is null or c.evidence not in ('A', 'B', 'C', 'D') then refusal := ledger.no('evidence-mismatch'); return; end if;
  mine.mass_g := c.mass_g; mine.low_g := c.low_g; mine.high_g := c.high_g; mine.evidence := c.evidence;
  mine.basis := coalesce(c.basis, case c.evidence when 'A' then 'weighed' when 'B' then 'measured' when 'C' then 'declared' else 'default' end);
  if (mine.evidence = 'B' and f.mass_basis <> 'measured') or (mine.evidence = 'C' and f.mass_basis = 'default')
     or (mine.evidence, mine.basis) not in (('A', 'weighed'), ('A', 'weighbridge'), ('A', 'scale'), ('B', 'measured'), ('C', 'declared'),
                                            ('C', 'diagnosis'), ('D', 'default')) then
    refusal := ledger.no('evidence-mismatch', jsonb_build_object('mass_basis', f.mass_basis)); return;
  end if;
  refusal := ledger.mass_refusal(ledger.collect_line(f, r, mine, p_org, p_person, p_key), c.mass_g, c.low_g, c.high_g);
end $$;

-- Under the lot's lock: p_org says c, and both sides at once when p_taker_by says how the taker confirmed on the holder's device.
create or replace function ledger.confirm(r ledger.reservation, s ledger.stock, f ledger.lot_fact, c ledger.said, p_refused jsonb, p_taker_by text,
                                          p_org bigint, p_person bigint, p_key uuid) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare hd ledger.handover; a jsonb; theirs ledger.said; said record; side text; agreed boolean;
begin
  side := case when r.holder_organisation_id = r.taker_organisation_id or p_taker_by is not null then 'both'
               when p_org = r.holder_organisation_id then 'holder' else 'taker' end;
  select * into hd from ledger.handover where reservation_id = r.id and state in ('waiting', 'disputed');
  theirs := case side when 'holder' then row(hd.taker_qty, hd.taker_mass_g, hd.taker_low_g, hd.taker_high_g, hd.taker_evidence,
                                             hd.taker_basis, hd.taker_picked_up_on, hd.taker_identical_use)::ledger.said
                      when 'taker' then row(hd.holder_qty, hd.holder_mass_g, hd.holder_low_g, hd.holder_high_g, hd.holder_evidence,
                                             hd.holder_basis, hd.holder_picked_up_on, hd.holder_identical_use)::ledger.said end;
  select * into said from ledger.claimed(r, s, f, c, theirs, p_org, p_person, p_key);
  a := coalesce(said.refusal, case when side <> 'taker' then ledger.refused_refusal(r, s, c.qty, p_refused) end);
  if a is not null then return a; end if;
  c := said.mine;
  agreed := side = 'both' or (c.qty, c.mass_g, c.low_g, c.high_g, c.evidence, c.picked_up_on, c.identical_use)
    is not distinct from (theirs.qty, theirs.mass_g, theirs.low_g, theirs.high_g, theirs.evidence, theirs.picked_up_on, theirs.identical_use);

  if hd.id is null then
    insert into ledger.handover (reservation_id, lot_id, state, opened_at) values (r.id, r.lot_id, 'waiting', ledger.clock()) returning * into hd;
  end if;
  hd := ledger.say(hd, side, c, p_person, p_taker_by);
  if side <> 'taker' then hd := ledger.note_refused(hd, p_refused); end if;
  hd.state := case when agreed then 'confirmed' when hd.holder_at is not null and hd.taker_at is not null then 'disputed' else 'waiting' end;
  hd.picked_up_on := case when agreed then c.picked_up_on end;
  hd.confirmed_at := case when agreed then ledger.clock() end;
  -- fewer may be held than when it was said
  if agreed and r.held - c.qty < hd.refused_qty then hd := ledger.note_refused(hd, null); end if;
  if agreed and hd.refused_fate = 'lower' then hd.refused_lot_id := ledger.lower_lot(r.lot_id, hd); end if;
  perform ledger.keep_handover(hd);
  update ledger.reservation set expiry_suspended = true where id = r.id and not expiry_suspended;
  if agreed then s := ledger.hand_over(r, s, f, hd, c, p_org, p_person, p_key); end if;
  perform ledger.tell(p_org, p_person, 'handover.' || hd.state, ledger.who(r) || jsonb_build_object('handover', hd.id, 'side', side, 'taker_by', p_taker_by));
  return jsonb_build_object('outcome', 'ok',
    'state', case when agreed and c.qty = 0 then 'not-collected' when hd.state = 'waiting' then 'waiting-other-side' else hd.state end,
    'handover', hd.id, 'handover_public_id', hd.public_id, 'reservation', r.id, 'public_id', r.public_id, 'lot', r.lot_id, 'left', s.available,
    'movement', (select m.seq from ledger.movement m where m.handover_id = hd.id));
end $$;
