-- Matter that changes lot inside one organisation (decision 10): what leaves one lot enters another, as two lines that name each other
-- and say the same. Never counted. Such lines have hash version 2: the hash covers the link.
alter table ledger.movement add column peer_lot_id bigint, add column peer_seq bigint;
alter table ledger.movement drop constraint movement_hv_check, drop constraint movement_kind, drop constraint movement_first,
  drop constraint movement_hash, drop constraint movement_idempotent;
alter table ledger.movement
  add constraint movement_hv_check check (hv = case when peer_lot_id is null then 1 else 2 end),
  add constraint movement_kind check ((kind, src, dst) in (
    ('open', 'outside', 'available'), ('add', 'outside', 'available'), ('remove', 'available', 'outside'),
    ('transfer_out', 'available', 'outside'), ('transfer_in', 'outside', 'available'),
    ('reserve', 'available', 'held'), ('reserve_extra', 'available', 'held'), ('release', 'held', 'available'),
    ('collect', 'held', 'collected'),
    ('withdraw', 'available', 'recycled'), ('withdraw', 'available', 'landfilled'),
    ('withdraw', 'available', 'kept'), ('withdraw', 'available', 'lost'),
    ('reverse', 'collected', 'held'),
    ('reverse', 'recycled', 'available'), ('reverse', 'landfilled', 'available'),
    ('reverse', 'kept', 'available'), ('reverse', 'lost', 'available'))),
  -- a history begins with a declaration, or with what came from another lot
  add constraint movement_first check (case when seq > 1 then kind <> 'open' else kind in ('open', 'transfer_in')
    and p_available = 0 and p_held = 0 and p_collected = 0 and p_recycled = 0 and p_landfilled = 0 and p_kept = 0 and p_lost = 0
    and prev_hash = '\x'::bytea end),
  add constraint movement_transfer check ((kind in ('transfer_out', 'transfer_in')) = (peer_lot_id is not null)
    and (peer_lot_id is null) = (peer_seq is null) and peer_lot_id <> lot_id
    and (peer_lot_id is null or reason in ('split', 'merge', 'move'))),
  add constraint movement_hash check (hash = sha256(prev_hash || convert_to(array_to_string(array[
    hv::text, lot_id::text, seq::text, kind, src, dst, qty::text, type_code, unit_mass_g::text, unit_low_g::text, unit_high_g::text,
    factor_version, mass_g::text, low_g::text, high_g::text, evidence, basis, reservation_id::text, handover_id::text,
    corrects::text, correction_id::text, reason, holder_organisation_id::text, holder_kind, taker_organisation_id::text, taker_kind,
    legal_line, fate, purpose, substitution, distance_m::text, origin_commune, destination_commune,
    to_char(counted_on, 'YYYY-MM-DD'), counts::int::text, actor_organisation_id::text, actor_person_id::text, command_key::text,
    (extract(epoch from at) * 1000000)::bigint::text,
    available::text, held::text, collected::text, recycled::text, landfilled::text, kept::text, lost::text], '|', '')
    || case when hv = 2 then '|' || peer_lot_id::text || '|' || peer_seq::text else '' end, 'UTF8'))),
  add constraint movement_peer foreign key (peer_lot_id, peer_seq) references ledger.movement (lot_id, seq) deferrable initially deferred;
-- one line a command, lot and kind; a merge brings one from each lot
create unique index movement_idempotent on ledger.movement (actor_organisation_id, command_key, lot_id, kind, coalesce(peer_lot_id, 0));
create unique index movement_one_peer on ledger.movement (peer_lot_id, peer_seq) where peer_lot_id is not null;

-- at COMMIT: the other half exists, names this one, and says the same of the same matter, which keeps its origin and its owner
create function ledger.movement_paired() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare p ledger.movement; a public.lot; b public.lot;
begin
  select * into p from ledger.movement where lot_id = new.peer_lot_id and seq = new.peer_seq;
  select * into a from public.lot where id = new.lot_id;
  select * into b from public.lot where id = new.peer_lot_id;
  if p.lot_id is null or (p.peer_lot_id, p.peer_seq) is distinct from (new.lot_id, new.seq) or p.kind = new.kind
     or (p.qty, p.mass_g, p.low_g, p.high_g, p.evidence, p.basis, p.unit_mass_g, p.unit_low_g, p.unit_high_g, p.factor_version, p.type_code,
         p.origin_commune, p.holder_organisation_id, p.reason, p.counted_on, p.command_key)
        is distinct from (new.qty, new.mass_g, new.low_g, new.high_g, new.evidence, new.basis, new.unit_mass_g, new.unit_low_g,
         new.unit_high_g, new.factor_version, new.type_code, new.origin_commune, new.holder_organisation_id, new.reason, new.counted_on,
         new.command_key)
     or (a.origin_site_id, a.origin_commune_code, a.origin_diagnosis_row, a.origin_counted, a.unit, a.step_milli, a.legal_line)
        is distinct from (b.origin_site_id, b.origin_commune_code, b.origin_diagnosis_row, b.origin_counted, b.unit, b.step_milli, b.legal_line)
  then
    raise exception 'movement %.% has no true other half', new.lot_id, new.seq using errcode = '23514', constraint = 'movement_paired';
  end if;
  return null;
end $$;
create constraint trigger movement_paired after insert on ledger.movement
  deferrable initially deferred for each row when (new.kind in ('transfer_out', 'transfer_in')) execute function ledger.movement_paired();
alter table ledger.movement enable always trigger movement_paired;

-- for how long a publication or a bulk edit can be undone, and nothing of it leaves
alter table ledger.delay add column undo interval not null default '10 minutes' check (undo > interval '0');

-- a lot made of what was taken elsewhere: its hand-over has counted, it never counts again
alter table public.lot add column origin_reservation_id bigint references ledger.reservation;
create index lot_origin_reservation on public.lot (origin_reservation_id) where origin_reservation_id is not null;
