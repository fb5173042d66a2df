-- Puts one side's words (both when the two sides are one organisation, or stand before one device) on the row.
drop function if exists ledger.say(ledger.handover, text, ledger.said, bigint);
create or replace function ledger.say(hd ledger.handover, p_side text, w ledger.said, p_person bigint, p_taker_by text) returns ledger.handover
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  if p_side in ('holder', 'both') then
    hd.holder_qty := w.qty; hd.holder_mass_g := w.mass_g; hd.holder_low_g := w.low_g; hd.holder_high_g := w.high_g;
    hd.holder_evidence := w.evidence; hd.holder_basis := w.basis; hd.holder_picked_up_on := w.picked_up_on;
    hd.holder_identical_use := w.identical_use; hd.holder_at := ledger.clock(); hd.holder_person_id := p_person;
    hd.holder_by := 'account';
  end if;
  if p_side in ('taker', 'both') then
    hd.taker_qty := w.qty; hd.taker_mass_g := w.mass_g; hd.taker_low_g := w.low_g; hd.taker_high_g := w.high_g;
    hd.taker_evidence := w.evidence; hd.taker_basis := w.basis; hd.taker_picked_up_on := w.picked_up_on;
    hd.taker_identical_use := w.identical_use; hd.taker_at := ledger.clock();
    hd.taker_person_id := case when p_taker_by is null then p_person end; hd.taker_by := coalesce(p_taker_by, 'account');
  end if;
  return hd;
end $$;

create or replace function ledger.keep_handover(hd ledger.handover) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  update ledger.handover set state = hd.state, picked_up_on = hd.picked_up_on, confirmed_at = hd.confirmed_at,
    holder_qty = hd.holder_qty, holder_mass_g = hd.holder_mass_g, holder_low_g = hd.holder_low_g, holder_high_g = hd.holder_high_g,
    holder_evidence = hd.holder_evidence, holder_basis = hd.holder_basis, holder_picked_up_on = hd.holder_picked_up_on,
    holder_identical_use = hd.holder_identical_use, holder_at = hd.holder_at, holder_person_id = hd.holder_person_id,
    taker_qty = hd.taker_qty, taker_mass_g = hd.taker_mass_g, taker_low_g = hd.taker_low_g, taker_high_g = hd.taker_high_g,
    taker_evidence = hd.taker_evidence, taker_basis = hd.taker_basis, taker_picked_up_on = hd.taker_picked_up_on,
    taker_identical_use = hd.taker_identical_use, taker_at = hd.taker_at, taker_person_id = hd.taker_person_id,
    holder_by = hd.holder_by, taker_by = hd.taker_by, refused_qty = hd.refused_qty, refused_reason = hd.refused_reason,
    refused_fate = hd.refused_fate, refused_condition = hd.refused_condition, refused_lot_id = hd.refused_lot_id
   where id = hd.id;
end $$;

-- Both sides agree, the caller holds the lock: what was taken is collected (more than held consumes available stock), the rest is given back, to
-- whoever waits for it first; what was refused on the spot is not offered to anyone as it is, unless the holder said so.
create or replace function ledger.hand_over(r ledger.reservation, s ledger.stock, f ledger.lot_fact, hd ledger.handover, w ledger.said,
                                            p_org bigint, p_person bigint, p_key uuid) returns ledger.stock
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare lines ledger.movement[] := '{}'; m ledger.movement; more bigint := greatest(w.qty - r.held, 0); rest bigint := greatest(r.held - w.qty, 0);
begin
  update ledger.reservation set state = case when w.qty > 0 then 'handed_over' else 'not_collected' end, held = 0,
         taken = w.qty, extra = extra + more, freed = freed + rest, closed_at = ledger.clock(), closed_by_organisation_id = p_org
   where id = r.id;
  if more > 0 then lines := lines || ledger.line(f, r, 'reserve_extra', 'available', 'held', more, p_org, p_person, p_key); end if;
  if w.qty > 0 then
    m := ledger.collect_line(f, r, w, p_org, p_person, p_key);
    m.handover_id := hd.id;
    lines := lines || m;
  end if;
  if rest > 0 then lines := lines || ledger.line(f, r, 'release', 'held', 'available', rest, p_org, p_person, p_key); end if;
  s := ledger.write(s, lines);
  if rest >= hd.refused_qty then s := ledger.put_aside(s, f, hd, p_key); end if;
  return ledger.promote(s, f, p_org, p_person, p_key);
end $$;
