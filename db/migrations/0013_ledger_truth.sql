-- A movement says of its lot, reservation, hand-over and correction only what they say themselves, at the moment it is
-- written; and a reservation is the sum of its movements. Fires for everyone.

create function ledger.untrue(m ledger.movement, what text) returns void language plpgsql as $$
begin
  raise exception 'movement %.%: %', m.lot_id, m.seq, what using errcode = '23514', constraint = 'movement_is_true';
end $$;

create function ledger.movement_is_true() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare l public.lot; r ledger.reservation; h ledger.handover; c ledger.correction; o ledger.movement; line text; kinds text[];
begin
  select * into l from public.lot where id = new.lot_id;
  if new.corrects is null then
    if (new.type_code, new.origin_commune, new.holder_organisation_id) is distinct from (l.type_code, l.origin_commune_code, l.organisation_id) then
      perform ledger.untrue(new, 'type, origin and holder are the lot''s');
    end if;
    if new.evidence <> 'D' and ((new.unit_mass_g, new.unit_low_g, new.unit_high_g, new.factor_version)
          is distinct from (l.unit_mass_g, null::bigint, null::bigint, l.factor_version)
        or (new.evidence = 'C' and l.mass_basis = 'default') or (new.evidence = 'B' and l.mass_basis <> 'measured')) then
      perform ledger.untrue(new, 'the lot''s unit mass does not carry this evidence');
    end if;
    if new.evidence = 'D' and not exists (
        select where l.mass_basis = 'default' and (new.unit_mass_g, new.unit_low_g, new.unit_high_g, new.factor_version)
                 is not distinct from (l.unit_mass_g, l.mass_low_g, l.mass_high_g, l.factor_version)
        union all select from public.material_type t where t.code = new.type_code and t.unit = l.unit
                 and (new.unit_mass_g, new.unit_low_g, new.unit_high_g, new.factor_version)
                     is not distinct from (t.unit_mass_g, t.mass_low_g, t.mass_high_g, t.factor_version)) then
      perform ledger.untrue(new, 'the unit mass is not the type''s default');
    end if;
    if new.holder_kind is distinct from (select kind from public.organisation where id = new.holder_organisation_id)
       or new.taker_kind is distinct from (select kind from public.organisation where id = new.taker_organisation_id) then
      perform ledger.untrue(new, 'kinds are the organisations''');
    end if;
  end if;

  if new.reservation_id is not null then
    select * into r from ledger.reservation where id = new.reservation_id;
    if (new.holder_organisation_id, new.taker_organisation_id, new.purpose, new.substitution, new.destination_commune, new.distance_m)
       is distinct from (r.holder_organisation_id, r.taker_organisation_id, r.purpose, r.substitution, r.destination_commune, r.distance_m) then
      perform ledger.untrue(new, 'sides, purpose and destination are the reservation''s');
    end if;
  end if;

  if new.kind = 'collect' and new.corrects is null then
    select * into h from ledger.handover where id = new.handover_id;
    line := case when l.legal_line = 'reemploi' and not h.holder_identical_use then 'other_use' else l.legal_line end;
    if h.state is distinct from 'confirmed' or (new.qty, new.mass_g, new.low_g, new.high_g, new.evidence, new.legal_line)
       is distinct from (h.holder_qty, h.holder_mass_g, h.holder_low_g, h.holder_high_g, h.holder_evidence, line) then
      perform ledger.untrue(new, 'both sides have not confirmed this');
    end if;
    if exists (select from ledger.closed_year where year = extract(year from h.picked_up_on)) then
      if new.counted_on <= h.picked_up_on then perform ledger.untrue(new, 'its year is closed'); end if;
    elsif new.counted_on <> h.picked_up_on then perform ledger.untrue(new, 'it counts on the day of pick-up');
    end if;
    if new.counts is distinct from (not l.origin_counted and new.taker_organisation_id <> new.holder_organisation_id
                                    and line in ('reemploi', 'reutilisation')) then
      perform ledger.untrue(new, 'what counts is not a choice');
    end if;
  elsif new.corrects is null and new.counts then
    perform ledger.untrue(new, 'only a hand-over counts');
  end if;

  if new.corrects is not null then
    select * into o from ledger.movement where lot_id = new.lot_id and seq = new.corrects;
    select * into c from ledger.correction where id = new.correction_id;
    if c.state is distinct from 'consented' then perform ledger.untrue(new, 'the other side has not consented'); end if;
    if o.kind is null or o.kind not in ('collect', 'withdraw') then perform ledger.untrue(new, 'that movement cannot be corrected'); end if;
    -- everything but quantity, mass, evidence and fate is the first movement's, frozen factors included
    if (new.type_code, new.unit_mass_g, new.unit_low_g, new.unit_high_g, new.factor_version, new.reservation_id, new.handover_id,
        new.holder_organisation_id, new.holder_kind, new.taker_organisation_id, new.taker_kind, new.legal_line, new.purpose,
        new.substitution, new.distance_m, new.origin_commune, new.destination_commune, new.counts)
       is distinct from (o.type_code, o.unit_mass_g, o.unit_low_g, o.unit_high_g, o.factor_version, o.reservation_id, o.handover_id,
        o.holder_organisation_id, o.holder_kind, o.taker_organisation_id, o.taker_kind, o.legal_line, o.purpose,
        o.substitution, o.distance_m, o.origin_commune, o.destination_commune, o.counts) then
      perform ledger.untrue(new, 'a correction keeps what it does not correct');
    end if;
    if new.kind = 'reverse' then
      if (new.qty, new.mass_g, new.low_g, new.high_g, new.evidence, new.basis, new.src, new.dst)
         is distinct from (o.qty, o.mass_g, o.low_g, o.high_g, o.evidence, o.basis, o.dst, o.src) then
        perform ledger.untrue(new, 'a reversal undoes its movement in full');
      end if;
    elsif (new.kind, new.qty, new.mass_g, new.low_g, new.high_g, new.evidence, new.basis, new.fate)
       is distinct from (o.kind, c.new_qty, c.new_mass_g, c.new_low_g, c.new_high_g, c.new_evidence, c.new_basis, c.new_fate) then
      perform ledger.untrue(new, 'it is not what was consented');
    elsif new.evidence is distinct from o.evidence and new.evidence <> 'A' then
      perform ledger.untrue(new, 'a correction changes evidence only to a weighing');
    end if;
    if exists (select from ledger.closed_year where year = extract(year from o.counted_on)) then
      if new.counted_on <= o.counted_on then perform ledger.untrue(new, 'its year is closed'); end if;
    elsif new.counted_on <> o.counted_on then perform ledger.untrue(new, 'a correction counts in the original month');
    end if;
  end if;
  return new;
end $$;
create trigger movement_is_true before insert on ledger.movement for each row execute function ledger.movement_is_true();
alter table ledger.movement enable always trigger movement_is_true;

create function ledger.reservation_is_sum(p_reservation bigint) returns void language plpgsql as $$
declare r ledger.reservation; q bigint; t bigint; x bigint; f bigint;
begin
  select * into r from ledger.reservation where id = p_reservation;
  select coalesce(sum(qty) filter (where kind = 'reserve'), 0),
         coalesce(sum(qty * ((dst = 'collected')::int - (src = 'collected')::int)), 0),
         coalesce(sum(qty) filter (where kind = 'reserve_extra'), 0),
         coalesce(sum(qty) filter (where kind = 'release'), 0)
    into q, t, x, f from ledger.movement where reservation_id = p_reservation;
  if (r.qty, r.taken, r.extra, r.freed) is distinct from (q, t, x, f) then
    raise exception 'reservation % is not the sum of its movements', p_reservation using errcode = '23514', constraint = 'reservation_is_sum';
  end if;
end $$;

-- at COMMIT: nothing beyond the head, and a correction whole (both its halves, or the reversal alone when nothing took place)
create function ledger.movement_consistent() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  if coalesce((select seq from ledger.stock where lot_id = new.lot_id), -1) < new.seq then
    raise exception 'movement %.% is ahead of its stock', new.lot_id, new.seq using errcode = '23514', constraint = 'movement_not_ahead';
  end if;
  if new.reservation_id is not null then perform ledger.reservation_is_sum(new.reservation_id); end if;
  if new.corrects is not null and (select count(*) from ledger.movement m where m.correction_id = new.correction_id)
      <> (select 1 + (c.new_qty > 0)::int from ledger.correction c where c.id = new.correction_id) then
    raise exception 'correction % is half written', new.correction_id using errcode = '23514', constraint = 'correction_whole';
  end if;
  return null;
end $$;
create constraint trigger movement_consistent after insert on ledger.movement
  deferrable initially deferred for each row execute function ledger.movement_consistent();
alter table ledger.movement enable always trigger movement_consistent;

create function ledger.reservation_consistent() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin perform ledger.reservation_is_sum(new.id); return null; end $$;
create constraint trigger reservation_consistent after insert or update on ledger.reservation
  deferrable initially deferred for each row execute function ledger.reservation_consistent();
alter table ledger.reservation enable always trigger reservation_consistent;

-- consent without its movements is as void as movements without consent
create function ledger.correction_carried_out() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.state = 'consented' and not exists (select from ledger.movement m where m.correction_id = new.id) then
    raise exception 'correction % is consented but not written', new.id using errcode = '23514', constraint = 'correction_whole';
  end if;
  return null;
end $$;
create constraint trigger correction_carried_out after update on ledger.correction
  deferrable initially deferred for each row execute function ledger.correction_carried_out();
alter table ledger.correction enable always trigger correction_carried_out;
create index movement_correction on ledger.movement (correction_id) where correction_id is not null;

-- a hand-over confirmed by both sides has its movement, except when both said that nothing was taken
create function ledger.handover_carried_out() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.state = 'confirmed' and new.holder_qty > 0 and not exists (select from ledger.movement m where m.handover_id = new.id) then
    raise exception 'hand-over % is confirmed but not written', new.id using errcode = '23514', constraint = 'handover_whole';
  end if;
  return null;
end $$;
create constraint trigger handover_carried_out after insert or update on ledger.handover
  deferrable initially deferred for each row execute function ledger.handover_carried_out();
alter table ledger.handover enable always trigger handover_carried_out;
create index movement_handover on ledger.movement (handover_id) where handover_id is not null;
