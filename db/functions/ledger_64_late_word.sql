-- Words said without signal before the deadline, that arrive after it. Null when p_qty is held (again, if the hold had lapsed) or when there is
-- nothing to honour: the caller then goes on as usual. Else units-promised {left}: others hold what was there.
create or replace function ledger.honour_late_word(p_org bigint, p_person bigint, p_key uuid, p_reservation bigint, p_qty bigint,
                                                   p_said_at timestamptz) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare r ledger.reservation; s ledger.stock; f ledger.lot_fact; q bigint; t timestamptz := ledger.clock();
begin
  select * into r from ledger.reservation where id = p_reservation;
  if r.id is null or p_said_at is null or coalesce(p_qty, 0) <= 0 or p_org not in (r.holder_organisation_id, r.taker_organisation_id)
     or r.accepted_at is null or p_said_at not between r.accepted_at and least(r.expires_at, t) or t < r.expires_at
     or t > r.expires_at + ledger.hours((select late_word from ledger.delay)) then
    return null;
  end if;
  s := ledger.lock_stock(r.lot_id);
  select * into r from ledger.reservation where id = p_reservation;
  -- past its deadline, and nobody has taken it back yet
  update ledger.reservation set expiry_suspended = true where id = r.id and held > 0 and state in ('accepted', 'scheduled') and not expiry_suspended;
  if r.held > 0 or r.state <> 'not_collected' or r.closed_by_organisation_id is not null
     or exists (select from ledger.handover where reservation_id = r.id and state <> 'cancelled') then return null; end if;
  select * into f from ledger.lot_fact where lot_id = r.lot_id;
  s := ledger.release_due(s, f);
  if p_qty > s.available then return ledger.no('units-promised', jsonb_build_object('left', s.available)); end if;
  select m.qty into q from ledger.movement m where m.lot_id = r.lot_id and m.reservation_id = r.id and m.kind = 'release' order by m.seq desc limit 1;
  q := greatest(least(q, s.available), p_qty);
  update ledger.reservation set state = 'accepted', held = q, extra = extra + q, expiry_suspended = true, closed_at = null,
         slot_id = null, slot_booked_at = null, due_without_slot = null where id = r.id returning * into r;
  perform ledger.write(s, array[ledger.line(f, r, 'reserve_extra', 'available', 'held', q, p_org, p_person, p_key)]);
  return null;
end $$;
