-- Tools of attack.sql, in the session's temporary schema, made by a superuser.
-- Temporary table scene(name, value): lot, other, holder, taker, stranger, held (accepted reservation), done (handed over), seq, handover.
create temp table attack (n int generated always as identity, who text, what text, refused boolean, sqlstate text, by_constraint text, message text);
grant all on attack, scene to public;

-- {name} in a statement is a value of the scene
create function pg_temp.filled(stmt text) returns text language plpgsql as $$
declare s record; begin
  for s in select * from scene loop stmt := replace(stmt, '{' || s.name || '}', s.value); end loop;
  return stmt;
end $$;

-- Runs stmt as `who` up to what COMMIT would check, then undoes it.
create function pg_temp.try(who text, what text, stmt text, replica boolean default false) returns void language plpgsql as $$
declare st text; con text; msg text; ok boolean := false; begin
  begin
    if replica then set local session_replication_role = replica; end if;
    execute format('set local role %I', who);
    execute pg_temp.filled(stmt);
    set constraints all immediate;
    ok := true;
    raise exception 'undo' using errcode = 'ZZ999';
  exception when others then
    get stacked diagnostics st = returned_sqlstate, con = constraint_name, msg = message_text;
  end;
  reset role;
  insert into attack (who, what, refused, sqlstate, by_constraint, message)
  values (who || case when replica then ' (replica)' else '' end, what, not ok, case when ok then 'ACCEPTED' else st end, nullif(con, ''), msg);
end $$;

-- A forger who knows everything: chain, balances and hash are right unless `p` says otherwise.
create function pg_temp.signed(p_lot bigint, p_like bigint, p jsonb) returns ledger.movement language plpgsql security definer as $$
declare s ledger.stock; m ledger.movement; d bigint; begin
  select * into s from ledger.stock where lot_id = p_lot;
  select * into m from ledger.movement where lot_id = p_lot and seq = p_like;
  m.seq := s.seq + 1; m.at := ledger.clock(); m.command_key := gen_random_uuid(); m.prev_hash := s.head_hash;
  m.hv := 1; m.peer_lot_id := null; m.peer_seq := null; m.reason := null;
  m.p_available := s.available; m.p_held := s.held; m.p_collected := s.collected; m.p_recycled := s.recycled;
  m.p_landfilled := s.landfilled; m.p_kept := s.kept; m.p_lost := s.lost;
  m := jsonb_populate_record(m, p);
  m.available  := coalesce((p ->> 'available')::bigint,  m.p_available  + m.qty * ((m.dst = 'available')::int  - (m.src = 'available')::int));
  m.held       := coalesce((p ->> 'held')::bigint,       m.p_held       + m.qty * ((m.dst = 'held')::int       - (m.src = 'held')::int));
  m.collected  := coalesce((p ->> 'collected')::bigint,  m.p_collected  + m.qty * ((m.dst = 'collected')::int  - (m.src = 'collected')::int));
  m.recycled   := coalesce((p ->> 'recycled')::bigint,   m.p_recycled   + m.qty * ((m.dst = 'recycled')::int   - (m.src = 'recycled')::int));
  m.landfilled := coalesce((p ->> 'landfilled')::bigint, m.p_landfilled + m.qty * ((m.dst = 'landfilled')::int - (m.src = 'landfilled')::int));
  m.kept       := coalesce((p ->> 'kept')::bigint,       m.p_kept       + m.qty * ((m.dst = 'kept')::int       - (m.src = 'kept')::int));
  m.lost       := coalesce((p ->> 'lost')::bigint,       m.p_lost       + m.qty * ((m.dst = 'lost')::int       - (m.src = 'lost')::int));
  m.hash := coalesce((p ->> 'hash')::bytea, ledger.hash_of(m));
  return m;
end $$;

-- Writes such a line as whoever runs it, like line p_like with the changes p, and moves the stock with it.
create function pg_temp.forge(p_lot bigint, p_like bigint, p jsonb, p_stock boolean default true) returns void language plpgsql as $$
declare m ledger.movement := pg_temp.signed(p_lot, p_like, p); cols text; begin
  select string_agg(quote_ident(attname), ', ' order by attnum) into cols from pg_attribute
   where attrelid = 'ledger.movement'::regclass and attnum > 0 and not attisdropped and attgenerated = '';
  if p_stock then
    update ledger.stock set available = m.available, held = m.held, collected = m.collected, recycled = m.recycled, landfilled = m.landfilled,
      kept = m.kept, lost = m.lost, total = m.available + m.held + m.collected + m.recycled + m.landfilled + m.kept + m.lost,
      seq = m.seq, head_hash = m.hash where lot_id = p_lot;
  end if;
  execute format('insert into ledger.movement (%1$s) select %1$s from (select ($1).*) x', cols) using m;
end $$;

-- A whole hand-over of the held reservation (or of another), 2 units weighed 40 kg: hand-over `h`, reservation, line `p` may lie.
create function pg_temp.forge_handover(p jsonb, h jsonb default '{}', p_reservation bigint default null) returns void language plpgsql as $$
declare r ledger.reservation; hd ledger.handover; base jsonb; begin
  select * into r from ledger.reservation where id = coalesce(p_reservation, pg_temp.filled('{held}')::bigint);
  hd := jsonb_populate_record(null::ledger.handover, jsonb_build_object('state', 'confirmed', 'picked_up_on', current_date,
    'holder_qty', 2000, 'holder_mass_g', 40000, 'holder_low_g', 39200, 'holder_high_g', 40800, 'holder_evidence', 'A', 'holder_basis', 'weighed',
    'holder_picked_up_on', current_date, 'holder_identical_use', true, 'holder_at', ledger.clock(), 'taker_qty', 2000, 'taker_mass_g', 40000,
    'taker_low_g', 39200, 'taker_high_g', 40800, 'taker_evidence', 'A', 'taker_basis', 'weighed', 'taker_picked_up_on', current_date,
    'taker_identical_use', true, 'taker_at', ledger.clock(), 'opened_at', ledger.clock(), 'confirmed_at', ledger.clock()) || h);
  insert into ledger.handover (reservation_id, lot_id, state, picked_up_on, holder_qty, holder_mass_g, holder_low_g, holder_high_g,
      holder_evidence, holder_basis, holder_picked_up_on, holder_identical_use, holder_at, taker_qty, taker_mass_g, taker_low_g, taker_high_g,
      taker_evidence, taker_basis, taker_picked_up_on, taker_identical_use, taker_at, opened_at, confirmed_at)
    values (r.id, r.lot_id, hd.state, hd.picked_up_on, hd.holder_qty, hd.holder_mass_g, hd.holder_low_g, hd.holder_high_g,
      hd.holder_evidence, hd.holder_basis, hd.holder_picked_up_on, hd.holder_identical_use, hd.holder_at, hd.taker_qty, hd.taker_mass_g,
      hd.taker_low_g, hd.taker_high_g, hd.taker_evidence, hd.taker_basis, hd.taker_picked_up_on, hd.taker_identical_use, hd.taker_at,
      hd.opened_at, hd.confirmed_at) returning id into hd.id;
  update ledger.reservation set state = 'handed_over', held = 0, taken = qty, closed_at = ledger.clock() where id = r.id;
  base := jsonb_build_object('reservation_id', r.id, 'handover_id', hd.id, 'qty', 2000, 'mass_g', 40000, 'low_g', 39200, 'high_g', 40800,
    'purpose', r.purpose, 'substitution', r.substitution, 'destination_commune', r.destination_commune, 'distance_m', r.distance_m);
  perform pg_temp.forge(r.lot_id, pg_temp.filled('{seq}')::bigint, base || p);
end $$;

-- The holder reserves its own lot and hands it over to itself.
create function pg_temp.forge_to_oneself(p_counts boolean) returns void language plpgsql as $$
declare r bigint; self jsonb; begin
  insert into ledger.reservation (lot_id, holder_organisation_id, taker_organisation_id, command_key, qty, held, state, expires_at, purpose,
      price_basis, requested_at, accepted_at)
    select lot_id, holder_organisation_id, holder_organisation_id, gen_random_uuid(), 2000, 2000, 'accepted', expires_at, 'own_works', 'unit',
      requested_at, accepted_at from ledger.reservation where id = pg_temp.filled('{held}')::bigint returning id into r;
  self := jsonb_build_object('taker_organisation_id', pg_temp.filled('{holder}')::bigint, 'taker_kind', 'firm', 'purpose', 'own_works',
    'substitution', null, 'destination_commune', null, 'distance_m', null);
  perform pg_temp.forge(pg_temp.filled('{lot}')::bigint, 1, self || jsonb_build_object('kind', 'reserve', 'src', 'available', 'dst', 'held',
    'qty', 2000, 'mass_g', 40000, 'low_g', 36000, 'high_g', 44000, 'reservation_id', r));
  perform pg_temp.forge_handover(self || jsonb_build_object('counts', p_counts), '{}', r);
end $$;

-- A proposal on the done hand-over by its taker, consented by `answering` (null = still proposed); then the lines.
create function pg_temp.forge_correction(answering bigint, undo jsonb, anew jsonb, p_seq bigint default null) returns void language plpgsql as $$
declare c bigint; o ledger.movement; links jsonb; begin
  select * into o from ledger.movement where lot_id = pg_temp.filled('{lot}')::bigint and seq = coalesce(p_seq, pg_temp.filled('{seq}')::bigint);
  insert into ledger.correction (lot_id, seq, proposed_by_organisation_id, new_qty, new_mass_g, new_low_g, new_high_g, new_evidence, new_basis,
      reason_code, state, proposed_at)
    values (o.lot_id, o.seq, o.taker_organisation_id, o.qty, 50000, 49000, 51000, 'A', 'weighbridge', 'ticket', 'proposed', ledger.clock())
    returning id into c;
  if answering is not null then
    update ledger.correction set state = 'consented', answered_by_organisation_id = answering, answered_at = ledger.clock() where id = c;
  end if;
  links := jsonb_build_object('corrects', o.seq, 'correction_id', c, 'reason', 'ticket');
  if undo is not null then perform pg_temp.forge(o.lot_id, o.seq, links || jsonb_build_object('kind', 'reverse', 'src', o.dst, 'dst', o.src) || undo); end if;
  if anew is not null then
    perform pg_temp.forge(o.lot_id, o.seq, links || '{"mass_g": 50000, "low_g": 49000, "high_g": 51000, "evidence": "A", "basis": "weighbridge"}' || anew);
  end if;
end $$;

-- A thousandth-true transfer of 1 unit from one lot to another; either half may lie, or (null) be missing.
create function pg_temp.forge_pair(p_from bigint, p_to bigint, gone jsonb, come jsonb) returns void language plpgsql as $$
declare a bigint; b bigint; same jsonb; begin
  select seq + 1 into a from ledger.stock where lot_id = p_from;
  select seq + 1 into b from ledger.stock where lot_id = p_to;
  same := jsonb_build_object('hv', 2, 'qty', 1000, 'mass_g', 20000, 'low_g', 18000, 'high_g', 22000, 'reason', 'split', 'command_key', gen_random_uuid());
  if gone is not null then
    perform pg_temp.forge(p_from, 1, same || jsonb_build_object('kind', 'transfer_out', 'src', 'available', 'dst', 'outside', 'peer_lot_id', p_to, 'peer_seq', b) || gone);
  end if;
  if come is not null then
    perform pg_temp.forge(p_to, 1, same || jsonb_build_object('kind', 'transfer_in', 'src', 'outside', 'dst', 'available', 'peer_lot_id', p_from, 'peer_seq', a) || come);
  end if;
end $$;

-- A well-formed release of 1 unit of a reservation that goes on, its taker not asked.
create function pg_temp.shrink_silently(p_reservation bigint) returns void language plpgsql as $$
declare r ledger.reservation; begin
  update ledger.reservation set held = held - 1000, freed = freed + 1000 where id = p_reservation returning * into r;
  perform pg_temp.forge(r.lot_id, 1, jsonb_build_object('kind', 'release', 'src', 'held', 'dst', 'available', 'qty', 1000, 'mass_g', 20000,
    'low_g', 18000, 'high_g', 22000, 'reservation_id', r.id, 'taker_organisation_id', r.taker_organisation_id, 'taker_kind', 'association',
    'purpose', r.purpose, 'substitution', r.substitution, 'destination_commune', r.destination_commune, 'distance_m', r.distance_m,
    'actor_organisation_id', r.holder_organisation_id));
end $$;
