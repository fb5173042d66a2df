-- Who reads the exact place and the contacts of a reservation. Twin of app/domain/reservations/disclosure.ts, proved equal by
-- disclosure.db.test.ts; everything that shows a place asks ledger.reservation_place or the twin, never its own rule.
-- Only sides of what was accepted, until it is over. Where nobody looked at the request (accepted at once), the taker also needs a proof
-- of who they are and a booked hour, unless the material is already handed over.
create or replace function ledger.may_read_place(p_side text, p_state text, p_lapsed boolean, p_at_once boolean, p_booked boolean,
                                                 p_proven boolean) returns boolean
language sql immutable parallel safe as $$
  select p_state in ('accepted', 'scheduled', 'handed_over') and not p_lapsed
     and (p_side = 'holder' or p_state = 'handed_over' or not p_at_once or (p_booked and p_proven))
$$;

-- What that rule asks of each reservation. proven: a phone reached, a SIREN verified, or a hand-over before.
create or replace view ledger.reservation_place as
  select f.reservation_id, f.lapsed, f.at_once, f.booked, f.proven,
         ledger.may_read_place('holder', f.state, f.lapsed, f.at_once, f.booked, f.proven) as holder_reads,
         ledger.may_read_place('taker', f.state, f.lapsed, f.at_once, f.booked, f.proven) as taker_reads,
         -- numbers, of those who read the place
         f.state <> 'handed_over' or f.over_at + f.calls > ledger.clock() as calls
    from (select r.id as reservation_id, r.state, coalesce((select p.ends_at from public.site_slot p where p.id = r.slot_id), r.closed_at) as over_at,
                 (select make_interval(secs => extract(epoch from d.calls)::double precision) from ledger.delay d) as calls,
                 r.held > 0 and not r.expiry_suspended and r.expires_at <= ledger.clock() as lapsed,
                 coalesce(r.accepted_at = r.requested_at, false) as at_once, r.slot_id is not null as booked,
                 exists (select from public.organisation k where k.id = r.taker_organisation_id and k.siren is not null and k.verified_at is not null)
                 or exists (select from ledger.reservation past where past.taker_organisation_id = r.taker_organisation_id and past.state = 'handed_over')
                 or exists (select from public.organisation k left join public.person p on p.id = public.who_follows(k.id, r.taker_person_id)
                              join public.phone_reached n on n.taker_organisation_id = k.id and n.phone = coalesce(p.phone, k.phone)
                             where k.id = r.taker_organisation_id and (n.organisation_id is null or n.organisation_id = r.holder_organisation_id)) as proven
            from ledger.reservation r) f;
