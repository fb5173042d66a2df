-- Writing lines of a lot's history. The caller holds the lot's lock and passes its current stock.

-- A line as the lot's own factors make it (mass counted x unit mass, graded by the lot's basis). qty in thousandths.
create or replace function ledger.line(f ledger.lot_fact, p_kind text, p_src text, p_dst text, p_qty bigint,
                                       p_org bigint, p_person bigint, p_key uuid) returns ledger.movement
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare m ledger.movement;
begin
  m.kind := p_kind; m.src := p_src; m.dst := p_dst; m.qty := p_qty;
  m.type_code := f.type_code; m.holder_organisation_id := f.holder; m.holder_kind := f.holder_kind; m.origin_commune := f.origin_commune;
  m.evidence := case f.mass_basis when 'measured' then 'B' when 'declared' then 'C' else 'D' end;
  m.basis := case f.mass_basis when 'measured' then 'measured' when 'declared' then 'declared' else 'default' end;
  m := ledger.with_factor(m, f);
  m.mass_g := round(p_qty::numeric * m.unit_mass_g / 1000);
  m.low_g := ledger.low_of(m); m.high_g := ledger.high_of(m);
  m.fate := case when p_kind = 'withdraw' then p_dst end;
  m.counts := false;
  m.counted_on := (ledger.clock() at time zone f.zone)::date;
  m.actor_organisation_id := p_org; m.actor_person_id := p_person; m.command_key := p_key;
  return m;
end $$;

-- The same for a reservation: both sides, what it is for, where it goes.
create or replace function ledger.line(f ledger.lot_fact, r ledger.reservation, p_kind text, p_src text, p_dst text, p_qty bigint,
                                       p_org bigint, p_person bigint, p_key uuid) returns ledger.movement
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare m ledger.movement := ledger.line(f, p_kind, p_src, p_dst, p_qty, p_org, p_person, p_key);
begin
  m.reservation_id := r.id; m.taker_organisation_id := r.taker_organisation_id;
  m.taker_kind := (select kind from public.organisation where id = r.taker_organisation_id);
  m.purpose := r.purpose; m.substitution := r.substitution; m.destination_commune := r.destination_commune; m.distance_m := r.distance_m;
  return m;
end $$;

-- The unit mass that carries the line's evidence, frozen on it: the lot's; for D of a lot with a better one, the type's default.
create or replace function ledger.with_factor(m ledger.movement, f ledger.lot_fact) returns ledger.movement
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  m.unit_mass_g := f.unit_mass_g; m.unit_low_g := null; m.unit_high_g := null; m.factor_version := f.factor_version;
  if m.evidence = 'D' and f.mass_basis = 'default' then
    m.unit_low_g := f.mass_low_g; m.unit_high_g := f.mass_high_g;
  elsif m.evidence = 'D' then
    m.unit_mass_g := case when f.type_unit = f.unit then f.type_mass_g end;
    m.unit_low_g := f.type_low_g; m.unit_high_g := f.type_high_g; m.factor_version := f.type_factor_version;
  end if;
  return m;
end $$;

-- Bounds of a mass by its evidence (domain.md 4.2.3); the constraint movement_holds repeats them. Grams.
create or replace function ledger.low_of(m ledger.movement) returns bigint
language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
begin
  return (case m.evidence when 'A' then round(m.mass_g * 0.98) when 'B' then round(m.mass_g * 0.90) when 'C' then round(m.mass_g * 0.75)
          else coalesce(round(m.qty::numeric * m.unit_low_g / 1000), round(m.mass_g * 0.65)) end)::bigint;
end $$;
create or replace function ledger.high_of(m ledger.movement) returns bigint
language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
begin
  return (case m.evidence when 'A' then round(m.mass_g * 1.02) when 'B' then round(m.mass_g * 1.10) when 'C' then round(m.mass_g * 1.25)
          else coalesce(round(m.qty::numeric * m.unit_high_g / 1000), round(m.mass_g * 1.35)) end)::bigint;
end $$;

-- Fields in the order of the constraint movement_holds; version 2 adds the other half of a pair. plpgsql here and below: its plans are kept, those of a called SQL function are not.
create or replace function ledger.hash_of(m ledger.movement) returns bytea
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  return sha256(m.prev_hash || convert_to(array_to_string(array[
    m.hv::text, m.lot_id::text, m.seq::text, m.kind, m.src, m.dst, m.qty::text, m.type_code, m.unit_mass_g::text, m.unit_low_g::text,
    m.unit_high_g::text, m.factor_version, m.mass_g::text, m.low_g::text, m.high_g::text, m.evidence, m.basis, m.reservation_id::text,
    m.handover_id::text, m.corrects::text, m.correction_id::text, m.reason, m.holder_organisation_id::text, m.holder_kind,
    m.taker_organisation_id::text, m.taker_kind, m.legal_line, m.fate, m.purpose, m.substitution, m.distance_m::text,
    m.origin_commune, m.destination_commune, to_char(m.counted_on, 'YYYY-MM-DD'), m.counts::int::text,
    m.actor_organisation_id::text, m.actor_person_id::text, m.command_key::text, (extract(epoch from m.at) * 1000000)::bigint::text,
    m.available::text, m.held::text, m.collected::text, m.recycled::text, m.landfilled::text, m.kept::text, m.lost::text], '|', '')
    || case when m.hv = 2 then coalesce('|' || m.peer_lot_id::text || '|' || m.peer_seq::text, '') else '' end, 'UTF8'));
end $$;

-- Writes the lines in order, in one INSERT (figures are kept once a statement), and moves the stock. Returns the stock after.
create or replace function ledger.write(s ledger.stock, p_lines ledger.movement[]) returns ledger.stock
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare m ledger.movement; written ledger.movement[] := '{}'; t timestamptz := ledger.clock();
begin
  foreach m in array p_lines loop
    m.lot_id := s.lot_id; m.seq := s.seq + 1; m.hv := case when m.peer_lot_id is null then 1 else 2 end; m.at := t; m.prev_hash := s.head_hash;
    m.p_available := s.available; m.p_held := s.held; m.p_collected := s.collected; m.p_recycled := s.recycled;
    m.p_landfilled := s.landfilled; m.p_kept := s.kept; m.p_lost := s.lost;
    m.available  := s.available  + m.qty * ((m.dst = 'available')::int  - (m.src = 'available')::int);
    m.held       := s.held       + m.qty * ((m.dst = 'held')::int       - (m.src = 'held')::int);
    m.collected  := s.collected  + m.qty * ((m.dst = 'collected')::int  - (m.src = 'collected')::int);
    m.recycled   := s.recycled   + m.qty * ((m.dst = 'recycled')::int   - (m.src = 'recycled')::int);
    m.landfilled := s.landfilled + m.qty * ((m.dst = 'landfilled')::int - (m.src = 'landfilled')::int);
    m.kept       := s.kept       + m.qty * ((m.dst = 'kept')::int       - (m.src = 'kept')::int);
    m.lost       := s.lost       + m.qty * ((m.dst = 'lost')::int       - (m.src = 'lost')::int);
    m.hash := ledger.hash_of(m);
    update ledger.stock set available = m.available, held = m.held, collected = m.collected, recycled = m.recycled,
           landfilled = m.landfilled, kept = m.kept, lost = m.lost,
           total = m.available + m.held + m.collected + m.recycled + m.landfilled + m.kept + m.lost, seq = m.seq, head_hash = m.hash
     where lot_id = s.lot_id returning * into s;
    written := written || m;
  end loop;
  insert into ledger.movement (lot_id, seq, hv, kind, src, dst, qty, type_code, unit_mass_g, unit_low_g, unit_high_g, factor_version,
      mass_g, low_g, high_g, evidence, basis, reservation_id, handover_id, corrects, correction_id, reason, holder_organisation_id,
      holder_kind, taker_organisation_id, taker_kind, legal_line, fate, purpose, substitution, distance_m, origin_commune,
      destination_commune, counted_on, counts, actor_organisation_id, actor_person_id, command_key, at,
      p_available, p_held, p_collected, p_recycled, p_landfilled, p_kept, p_lost,
      available, held, collected, recycled, landfilled, kept, lost, prev_hash, hash, peer_lot_id, peer_seq)
    select lot_id, seq, hv, kind, src, dst, qty, type_code, unit_mass_g, unit_low_g, unit_high_g, factor_version,
      mass_g, low_g, high_g, evidence, basis, reservation_id, handover_id, corrects, correction_id, reason, holder_organisation_id,
      holder_kind, taker_organisation_id, taker_kind, legal_line, fate, purpose, substitution, distance_m, origin_commune,
      destination_commune, counted_on, counts, actor_organisation_id, actor_person_id, command_key, at,
      p_available, p_held, p_collected, p_recycled, p_landfilled, p_kept, p_lost,
      available, held, collected, recycled, landfilled, kept, lost, prev_hash, hash, peer_lot_id, peer_seq
    from unnest(written);
  perform ledger.follow_stock(s, m.actor_organisation_id, m.actor_person_id);
  return s;
end $$;

-- A lot with nothing available nor held is exhausted; something coming back opens it again, unless its site is closed. Withdrawn stays withdrawn.
create or replace function ledger.follow_stock(s ledger.stock, p_org bigint, p_person bigint) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if s.available = 0 and s.held = 0 then
    update public.lot set status = 'exhausted', closed_at = ledger.clock() where id = s.lot_id and status = 'published';
    if found then perform ledger.tell(p_org, p_person, 'lot.exhausted', jsonb_build_object('lot', s.lot_id)); end if;
  elsif exists (select from public.lot where id = s.lot_id and status = 'exhausted') then -- an UPDATE of nothing wakes every trigger of a statement
    update public.lot l set status = case when h.status = 'closed' then 'withdrawn' else 'published' end,
           closed_at = case when h.status = 'closed' then l.closed_at end
      from public.site h where l.id = s.lot_id and l.status = 'exhausted' and h.id = l.site_id;
  end if;
end $$;
