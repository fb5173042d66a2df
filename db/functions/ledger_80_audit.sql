-- What was promised to people and is held for them: offers of the waitlist, questions, visits, hours. No row when each promise is kept.
create or replace view ledger.audit_promise as
  select 'offer without its place in the line' as what, r.id::text as ref from ledger.reservation r
    left join ledger.waiting w on w.id = r.waiting_id
   where r.state = 'offered' and (w.state is distinct from 'offered' or r.held <= 0
      or (w.lot_id, w.taker_organisation_id) is distinct from (r.lot_id, r.taker_organisation_id))
  union all
  select 'place offered nothing', w.id::text from ledger.waiting w
   where w.state = 'offered' and (select count(*) from ledger.reservation r where r.waiting_id = w.id and r.state = 'offered' and r.held > 0) <> 1
  union all
  select 'place taken by nobody', w.id::text from ledger.waiting w
   where w.state = 'taken' and not exists (select from ledger.reservation r where r.waiting_id = w.id and r.state <> 'offered')
  union all
  select 'twice in one line', min(w.id)::text from ledger.waiting w
   where w.state in ('waiting', 'offered') group by w.lot_id, w.taker_organisation_id having count(*) > 1
  union all
  select 'question of another lot', a.id::text from ledger.ask a left join ledger.reservation r on r.id = a.reservation_id
   where (r.lot_id, r.holder_organisation_id) is distinct from (a.lot_id, a.asked_by_organisation_id)
  union all
  select 'question about what is no longer held', a.id::text from ledger.ask a join ledger.reservation r on r.id = a.reservation_id
   where a.answer is null and (r.held <= 0 or (a.kind = 'reduced' and r.held <> a.new_qty))
  union all
  select 'left and still holds', a.id::text from ledger.ask a join ledger.reservation r on r.id = a.reservation_id
   where a.answer = 'leaves' and r.held > 0
  union all
  select 'line of another visit', r.id::text from ledger.reservation r left join ledger.visit v on v.id = r.visit_id
   where r.visit_id is not null and (v.holder_organisation_id, v.taker_organisation_id, v.command_key, v.requested_at)
      is distinct from (r.holder_organisation_id, r.taker_organisation_id, r.command_key, r.requested_at)
  union all
  select 'visit without a line', v.id::text from ledger.visit v where not exists (select from ledger.reservation r where r.visit_id = v.id)
  union all
  select 'scheduled is not a booked hour', r.id::text from ledger.reservation r
   where (r.state = 'scheduled') <> (r.held > 0 and r.slot_id is not null)
  union all
  select 'hour of another site, or cancelled', r.id::text from ledger.reservation r
    join public.lot l on l.id = r.lot_id left join public.site_slot p on p.id = r.slot_id
   where r.state = 'scheduled' and (p.site_id is distinct from l.site_id or p.cancelled_at is not null)
  union all
  select 'hold that ends before its hour', r.id::text from ledger.reservation r join public.site_slot p on p.id = r.slot_id
   where r.state = 'scheduled' and not r.expiry_suspended and r.expires_at < p.ends_at
  union all
  select 'more takers than an hour has room for', p.id::text from public.site_slot p
    join ledger.reservation r on r.slot_id = p.id and r.held > 0
   group by p.id having count(distinct r.taker_organisation_id) > p.capacity
  union all
  select 'thrown away is not what was said', r.id::text from ledger.reservation r
    left join lateral (select * from ledger.outcome o where o.reservation_id = r.id order by o.nth desc limit 1) w on true
   where r.discarded <> coalesce(w.thrown_away, 0) or (w.correction_id is null and w.installed + w.stored + w.resold + w.thrown_away <> r.taken)
  union all
  select 'hand-over under way of what is closed', d.id::text from ledger.handover d join ledger.reservation r on r.id = d.reservation_id
   where d.state in ('waiting', 'disputed') and r.held <= 0;

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
            coalesce(sum(qty * ((dst = 'collected')::int - (src = 'collected')::int)) filter (where kind not in ('discard', 'restore')), 0) as taken,
            coalesce(sum(qty) filter (where kind = 'reserve_extra'), 0) as extra,
            coalesce(sum(qty) filter (where kind = 'release'), 0) as freed,
            coalesce(sum(qty * case kind when 'discard' then 1 when 'restore' then -1 end), 0) as discarded
       from ledger.movement m where m.reservation_id = r.id) m
   where (r.qty, r.taken, r.extra, r.freed, r.discarded) is distinct from (m.qty, m.taken, m.extra, m.freed, m.discarded)
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
  having (sum(mass_g), sum(handovers)) is distinct from (0::numeric, 0::numeric)
  union all
  select 'confirmed total is not its words', concat_ws(' ', level, code, month, view, type_code, evidence, legal_line)
    from (select level, code, month, view, type_code, evidence, legal_line, mass_g, low_g, high_g, handovers from ledger.total_confirmed
          union all
          select level, code, month, view, type_code, evidence, legal_line, -mass_g, -low_g, -high_g, -handovers from ledger.confirmed_now) x
   group by level, code, month, view, type_code, evidence, legal_line
  having (sum(mass_g), sum(low_g), sum(high_g), sum(handovers)) is distinct from (0::numeric, 0::numeric, 0::numeric, 0::numeric)
  union all
  select 'signed head is not its movement', h.lot_id || '.' || h.seq from ledger.checkpoint_head h
    left join ledger.movement m on m.lot_id = h.lot_id and m.seq = h.seq
   where m.hash is distinct from h.hash
  union all
  select what, ref from ledger.audit_promise;
