-- A hand-over said without signal before the deadline is honoured when it arrives later: for how long after the deadline, and the one way back
-- that it opens for a reservation which time alone had closed.
alter table ledger.delay add column late_word interval not null default '7 days' check (late_word between '1 hour' and '60 days');

create or replace function ledger.reservation_fixed() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  if (new.id, new.public_id, new.lot_id, new.holder_organisation_id, new.taker_organisation_id, new.taker_person_id, new.command_key, new.qty,
      new.purpose, new.substitution, new.destination_commune, new.distance_m, new.price_basis, new.waiting_id)
     is distinct from (old.id, old.public_id, old.lot_id, old.holder_organisation_id, old.taker_organisation_id, old.taker_person_id,
      old.command_key, old.qty, old.purpose, old.substitution, old.destination_commune, old.distance_m, old.price_basis, old.waiting_id)
     or (new.requested_at <> old.requested_at and (old.state <> 'offered' or new.state not in ('requested', 'accepted')
         or new.requested_at < old.requested_at))
     or (old.accepted_at is not null and (new.accepted_at, new.concluded_price_cents)
         is distinct from (old.accepted_at, old.concluded_price_cents)) then
    raise exception 'reservation %: what was asked and concluded is fixed', old.id using errcode = '23514', constraint = 'reservation_fixed';
  end if;
  if new.state <> old.state and (old.state, new.state) not in (
      ('offered', 'requested'), ('offered', 'accepted'), ('offered', 'cancelled'), ('offered', 'expired'),
      ('requested', 'accepted'), ('requested', 'refused'), ('requested', 'cancelled'), ('requested', 'expired'),
      ('accepted', 'scheduled'), ('accepted', 'handed_over'), ('accepted', 'cancelled'), ('accepted', 'not_collected'),
      ('scheduled', 'accepted'), ('scheduled', 'handed_over'), ('scheduled', 'cancelled'), ('scheduled', 'not_collected'))
     -- time alone had closed it, and somebody had collected before: it is held again, out of what is free
     and not ((old.state, new.state) = ('not_collected', 'accepted') and old.closed_by_organisation_id is null and new.expiry_suspended
              and new.extra = old.extra + new.held) then
    raise exception 'reservation %: % does not become %', old.id, old.state, new.state
      using errcode = '23514', constraint = 'reservation_workflow';
  end if;
  return new;
end $$;
