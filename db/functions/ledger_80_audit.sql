-- The proof: no row when the books balance. `what` names the break, `ref` the row.
create or replace view ledger.audit as
  select 'stock unbalanced' as what, lot_id::text as ref from ledger.stock
   where least(available, held, collected, recycled, landfilled, kept, lost) < 0
      or total <> available + held + collected + recycled + landfilled + kept + lost
  union all
  select 'stock is not its movements', s.lot_id::text from ledger.stock s
   cross join lateral (
     select coalesce(sum(qty * ((dst = 'available')::int - (src = 'available')::int)), 0) as available,
            coalesce(sum(qty * ((dst = 'held')::int - (src = 'held')::int)), 0) as held,
            coalesce(sum(qty * ((dst = 'collected')::int - (src = 'collected')::int)), 0) as collected,
            coalesce(sum(qty * ((dst = 'recycled')::int - (src = 'recycled')::int)), 0) as recycled,
            coalesce(sum(qty * ((dst = 'landfilled')::int - (src = 'landfilled')::int)), 0) as landfilled,
            coalesce(sum(qty * ((dst = 'kept')::int - (src = 'kept')::int)), 0) as kept,
            coalesce(sum(qty * ((dst = 'lost')::int - (src = 'lost')::int)), 0) as lost,
            count(*) as lines, coalesce(max(seq), 0) as head
       from ledger.movement m where m.lot_id = s.lot_id) m
   where (s.available, s.held, s.collected, s.recycled, s.landfilled, s.kept, s.lost, s.seq, s.seq)
      is distinct from (m.available, m.held, m.collected, m.recycled, m.landfilled, m.kept, m.lost, m.lines, m.head)
  union all
  select 'held is not the sum of reservations', s.lot_id::text from ledger.stock s
   where s.held <> coalesce((select sum(r.held) from ledger.reservation r where r.lot_id = s.lot_id), 0)
  union all
  select 'reservation is not its movements', r.id::text from ledger.reservation r
   cross join lateral (
     select coalesce(sum(qty) filter (where kind = 'reserve'), 0) as qty,
            coalesce(sum(qty * ((dst = 'collected')::int - (src = 'collected')::int)), 0) as taken,
            coalesce(sum(qty) filter (where kind = 'reserve_extra'), 0) as extra,
            coalesce(sum(qty) filter (where kind = 'release'), 0) as freed
       from ledger.movement m where m.reservation_id = r.id) m
   where (r.qty, r.taken, r.extra, r.freed) is distinct from (m.qty, m.taken, m.extra, m.freed)
  union all
  select 'broken hash', m.lot_id || '.' || m.seq from ledger.movement m where m.hash <> ledger.hash_of(m)
  union all
  select 'broken chain', m.lot_id || '.' || m.seq from ledger.movement m
    left join ledger.movement p on p.lot_id = m.lot_id and p.seq = m.seq - 1
   where (m.seq > 1 and (p.hash is distinct from m.prev_hash
          or (p.available, p.held, p.collected, p.recycled, p.landfilled, p.kept, p.lost)
             is distinct from (m.p_available, m.p_held, m.p_collected, m.p_recycled, m.p_landfilled, m.p_kept, m.p_lost)))
  union all
  select 'half of a pair', m.lot_id || '.' || m.seq from ledger.movement m
    left join ledger.movement p on p.lot_id = m.peer_lot_id and p.seq = m.peer_seq
   where m.peer_lot_id is not null
     and (p.peer_lot_id, p.peer_seq, p.qty, p.mass_g, p.src, p.dst) is distinct from (m.lot_id, m.seq, m.qty, m.mass_g, m.dst, m.src)
  union all
  select 'hand-over without its movement', h.id::text from ledger.handover h
   where h.state = 'confirmed' and h.holder_qty > 0
     and not exists (select from ledger.movement m where m.handover_id = h.id and m.kind = 'collect' and m.corrects is null)
  union all
  select 'correction half written', c.id::text from ledger.correction c
   where (select count(*) from ledger.movement m where m.correction_id = c.id)
      <> case when c.state = 'consented' then 1 + (c.new_qty > 0)::int else 0 end
  union all
  select 'total is not its movements', concat_ws(' ', level, code, month, view, type_code, evidence, legal_line)
    from (select level, code, month, view, type_code, evidence, legal_line, mass_g, low_g, high_g, handovers from ledger.total
          union all
          select level, code, month, view, type_code, evidence, legal_line, -mass_g, -low_g, -high_g, -handovers from ledger.counted_place) x
   group by level, code, month, view, type_code, evidence, legal_line
  having (sum(mass_g), sum(low_g), sum(high_g), sum(handovers)) is distinct from (0::numeric, 0::numeric, 0::numeric, 0::numeric)
  union all
  select 'total by kind is not its movements', concat_ws(' ', level, code, month, view, holder_kind, taker_kind)
    from (select level, code, month, view, holder_kind, taker_kind, mass_g, low_g, high_g, handovers from ledger.total_kind
          union all
          select level, code, month, view, holder_kind, taker_kind, -mass_g, -low_g, -high_g, -handovers from ledger.counted_place) x
   group by level, code, month, view, holder_kind, taker_kind
  having (sum(mass_g), sum(low_g), sum(high_g), sum(handovers)) is distinct from (0::numeric, 0::numeric, 0::numeric, 0::numeric)
  union all
  select 'flow is not its movements', concat_ws(' ', origin_epci, destination_epci, month)
    from (select origin_epci, destination_epci, month, mass_g, handovers from ledger.flow
          union all select origin_epci, destination_epci, month, -mass_g, -handovers from ledger.counted_flow) x
   group by origin_epci, destination_epci, month
  having (sum(mass_g), sum(handovers)) is distinct from (0::numeric, 0::numeric)
  union all
  select 'figure aside is not its movements', concat_ws(' ', level, code, month, view, legal_line)
    from (select level, code, month, view, legal_line, mass_g, handovers from ledger.total_aside
          union all select level, code, month, view, legal_line, -mass_g, -handovers from ledger.aside_place) x
   group by level, code, month, view, legal_line
  having (sum(mass_g), sum(handovers)) is distinct from (0::numeric, 0::numeric);
