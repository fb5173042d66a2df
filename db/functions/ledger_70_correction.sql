-- One side of a hand-over (or the holder of a withdrawal) proposes what movement p_seq of p_lot should have said: quantity (0 = it never
-- took place), mass and bounds in grams, evidence (the same as before, or A), fate for a withdrawal; null = unchanged. p_reason a code.
-- With one single side it is carried out at once.
-- -> ok {correction, public_id, state: proposed | consented, left?} · not-found · not-correctable (kind, or already corrected)
--    · correction-open · nothing-to-correct · bad-quantity {step} · evidence-mismatch · mass-mismatch {mass_g, low_g, high_g} · not-enough-left {left}
create or replace function ledger.propose_correction(p_org bigint, p_person bigint, p_key uuid, p_lot bigint, p_seq bigint, p_qty bigint,
    p_mass_g bigint, p_low_g bigint, p_high_g bigint, p_evidence text, p_basis text, p_fate text, p_reason text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare m ledger.movement; n ledger.movement; c ledger.correction; s ledger.stock; a jsonb;
  h bytea := ledger.content(p_lot::text, p_seq::text, p_qty::text, p_mass_g::text, p_low_g::text, p_high_g::text, p_evidence, p_basis, p_fate, p_reason);
begin
  a := ledger.replay_locked(p_org, p_key, 'movement.propose-correction', h);
  if a is not null then return a; end if;
  select * into m from ledger.movement where lot_id = p_lot and seq = p_seq;
  if m.lot_id is null or p_org not in (m.holder_organisation_id, coalesce(m.taker_organisation_id, m.holder_organisation_id)) then
    return ledger.no('not-found');
  end if;
  s := ledger.lock_stock(p_lot);
  if m.kind not in ('collect', 'withdraw') or exists (select from ledger.movement where lot_id = p_lot and corrects = p_seq) then
    return ledger.no('not-correctable');
  end if;
  if exists (select from ledger.correction where lot_id = p_lot and seq = p_seq and state = 'proposed') then return ledger.no('correction-open'); end if;
  n := m;
  n.qty := coalesce(p_qty, m.qty);
  if n.qty < 0 or n.qty % s.step <> 0 then return ledger.no('bad-quantity', jsonb_build_object('step', s.step)); end if;
  n.evidence := coalesce(p_evidence, m.evidence);
  n.basis := coalesce(p_basis, case when n.evidence = m.evidence then m.basis else 'weighed' end);
  n.fate := case when m.kind = 'withdraw' then coalesce(p_fate, m.fate) end;
  if n.qty > 0 then
    if n.evidence not in ('A', m.evidence) or (n.evidence = 'A' and n.basis not in ('weighed', 'weighbridge', 'scale'))
       or (n.evidence <> 'A' and n.basis <> m.basis) then return ledger.no('evidence-mismatch'); end if;
    n.mass_g := coalesce(p_mass_g, m.mass_g); n.low_g := coalesce(p_low_g, m.low_g); n.high_g := coalesce(p_high_g, m.high_g);
    a := ledger.mass_refusal(n, n.mass_g, n.low_g, n.high_g);
    if a is not null then return a; end if;
  end if;
  if (n.qty, n.mass_g, n.evidence, n.basis, n.fate) is not distinct from (m.qty, m.mass_g, m.evidence, m.basis, m.fate) then
    return ledger.no('nothing-to-correct');
  end if;
  if n.qty - m.qty > s.available then return ledger.no('not-enough-left', jsonb_build_object('left', s.available)); end if;
  insert into ledger.correction (lot_id, seq, proposed_by_organisation_id, proposed_by_person_id, new_qty, new_mass_g, new_low_g, new_high_g,
      new_evidence, new_basis, new_fate, reason_code, state, proposed_at)
    values (p_lot, p_seq, p_org, p_person, n.qty, case when n.qty > 0 then n.mass_g end, case when n.qty > 0 then n.low_g end,
      case when n.qty > 0 then n.high_g end, case when n.qty > 0 then n.evidence end, case when n.qty > 0 then n.basis end,
      case when n.qty > 0 then n.fate end, p_reason, 'proposed', ledger.clock())
    returning * into c;
  perform ledger.tell(p_org, p_person, 'correction.proposed', ledger.correction_facts(c, m));
  a := '{}';
  if coalesce(m.taker_organisation_id, m.holder_organisation_id) = m.holder_organisation_id then
    a := jsonb_build_object('left', (ledger.carry_out(c, m, s, p_org, p_person, p_key)).available);
    c.state := 'consented';
  end if;
  return ledger.remember(p_org, p_person, p_key, 'movement.propose-correction', h,
    jsonb_build_object('outcome', 'ok', 'correction', c.id, 'public_id', c.public_id, 'state', c.state) || a);
end $$;

-- The other side consents (the movement is reversed and written anew) or declines; the proposer may take it back with p_consent false.
-- -> ok {correction, public_id, state: consented | declined | retracted, left?} · not-found · forbidden · wrong-state {state} · not-enough-left {left}
create or replace function ledger.answer_correction(p_org bigint, p_person bigint, p_key uuid, p_correction bigint, p_consent boolean) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare c ledger.correction; m ledger.movement; s ledger.stock; f ledger.lot_fact; a jsonb; verdict text;
  h bytea := ledger.content(p_correction::text, p_consent::text);
begin
  a := ledger.replay_locked(p_org, p_key, 'correction.answer', h);
  if a is not null then return a; end if;
  select * into c from ledger.correction where id = p_correction;
  select * into m from ledger.movement where lot_id = c.lot_id and seq = c.seq;
  if c.id is null or p_consent is null or p_org not in (m.holder_organisation_id, coalesce(m.taker_organisation_id, m.holder_organisation_id)) then
    return ledger.no('not-found');
  end if;
  s := ledger.lock_stock(c.lot_id);
  select * into c from ledger.correction where id = p_correction;
  if c.state <> 'proposed' then return ledger.no('wrong-state', jsonb_build_object('state', c.state)); end if;
  if p_consent and p_org = c.proposed_by_organisation_id then return ledger.no('forbidden', jsonb_build_object('side', 'other')); end if;
  a := '{}';
  if p_consent then
    select * into f from ledger.lot_fact where lot_id = c.lot_id;
    s := ledger.release_due(s, f);
    if c.new_qty - m.qty > s.available then return ledger.no('not-enough-left', jsonb_build_object('left', s.available)); end if;
    s := ledger.carry_out(c, m, s, p_org, p_person, p_key);
    a := jsonb_build_object('left', s.available);
    verdict := 'consented';
  else
    verdict := case when p_org = c.proposed_by_organisation_id then 'retracted' else 'declined' end;
    update ledger.correction set state = verdict, answered_by_organisation_id = p_org, answered_by_person_id = p_person,
           answered_at = ledger.clock() where id = c.id;
    if verdict = 'declined' then perform ledger.tell(p_org, p_person, 'correction.declined', ledger.correction_facts(c, m)); end if;
  end if;
  return ledger.remember(p_org, p_person, p_key, 'correction.answer', h,
    jsonb_build_object('outcome', 'ok', 'correction', c.id, 'public_id', c.public_id, 'state', verdict) || a);
end $$;

create or replace function ledger.correction_facts(c ledger.correction, m ledger.movement) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp as $$
  select jsonb_build_object('correction', c.id, 'lot', c.lot_id, 'movement', c.seq, 'reservation', m.reservation_id, 'handover', m.handover_id,
    'holder', m.holder_organisation_id, 'taker', m.taker_organisation_id, 'by', c.proposed_by_organisation_id)
$$;

-- Consent given, the caller holds the lock: the movement undone in full and written anew, at its own date while its year is open.
create or replace function ledger.carry_out(c ledger.correction, m ledger.movement, s ledger.stock,
                                            p_org bigint, p_person bigint, p_key uuid) returns ledger.stock
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare f ledger.lot_fact; r ledger.reservation; undo ledger.movement := m; anew ledger.movement; thrown ledger.movement; lines ledger.movement[];
begin
  select * into f from ledger.lot_fact where lot_id = m.lot_id;
  update ledger.correction set state = 'consented', answered_by_organisation_id = p_org, answered_by_person_id = p_person,
         answered_at = ledger.clock() where id = c.id;
  undo.actor_organisation_id := p_org; undo.actor_person_id := p_person; undo.command_key := p_key;
  undo.corrects := c.seq; undo.correction_id := c.id; undo.reason := c.reason_code;
  if exists (select from ledger.closed_year where year = extract(year from m.counted_on)) then
    undo.counted_on := (ledger.clock() at time zone f.zone)::date;
  end if;
  anew := undo;
  anew.qty := c.new_qty; anew.mass_g := c.new_mass_g; anew.low_g := c.new_low_g; anew.high_g := c.new_high_g;
  anew.evidence := c.new_evidence; anew.basis := c.new_basis; anew.fate := c.new_fate; anew.dst := coalesce(c.new_fate, m.dst);
  undo.kind := 'reverse'; undo.src := m.dst; undo.dst := m.src;
  lines := array[undo];
  if m.kind = 'collect' then
    select * into r from ledger.reservation where id = m.reservation_id;
    thrown := ledger.standing_discard(r.id);
    if thrown.seq is not null then
      lines := array[ledger.restore_line(f, thrown, 'corrected', p_org, p_person, p_key), undo];
    end if;
    update ledger.reservation set discarded = 0, taken = taken - m.qty + c.new_qty, extra = extra + greatest(c.new_qty - m.qty, 0),
           freed = freed + greatest(m.qty - c.new_qty, 0) where id = r.id;
    if c.new_qty > m.qty then
      lines := lines || ledger.line(f, r, 'reserve_extra', 'available', 'held', c.new_qty - m.qty, p_org, p_person, p_key);
    end if;
    if c.new_qty > 0 then lines := lines || anew; end if;
    if c.new_qty < m.qty then
      lines := lines || ledger.line(f, r, 'release', 'held', 'available', m.qty - c.new_qty, p_org, p_person, p_key);
    end if;
  elsif c.new_qty > 0 then
    lines := lines || anew;
  end if;
  s := ledger.write(s, lines);
  if r.id is not null then perform ledger.take_outcome_back(r, c, p_org, p_person); end if;
  perform ledger.tell(p_org, p_person, 'correction.consented', ledger.correction_facts(c, m));
  return ledger.promote(s, f, p_org, p_person, p_key);
end $$;
