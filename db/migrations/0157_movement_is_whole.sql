-- The rules of a line of history, the same as 0011, 0016 and 0072 said one by one, in one CHECK. PostgreSQL reads every CHECK of a table
-- again at each statement that writes it: 34 of them, the hash's among them, were two fifths of what a reservation costs. The plan of a
-- function is kept. It still is a CHECK: it holds for everyone, triggers or not, at every write and at every restore of a dump, and names
-- the rule that is broken as before. Its arguments are the columns, so that a dump makes it with its table.
create function ledger.movement_holds(
  lot_id bigint, seq bigint, hv smallint, kind text, src text, dst text, qty bigint, type_code text, unit_mass_g bigint, unit_low_g bigint,
  unit_high_g bigint, factor_version text, mass_g bigint, low_g bigint, high_g bigint, evidence text, basis text, reservation_id bigint,
  handover_id bigint, corrects bigint, correction_id bigint, reason text, holder_organisation_id bigint, holder_kind text,
  taker_organisation_id bigint, taker_kind text, legal_line text, fate text, purpose text, substitution text, distance_m bigint,
  origin_commune text, destination_commune text, counted_on date, counts boolean, actor_organisation_id bigint, actor_person_id bigint,
  command_key uuid, at timestamptz, p_available bigint, p_held bigint, p_collected bigint, p_recycled bigint, p_landfilled bigint,
  p_kept bigint, p_lost bigint, available bigint, held bigint, collected bigint, recycled bigint, landfilled bigint, kept bigint,
  lost bigint, prev_hash bytea, hash bytea, peer_lot_id bigint, peer_seq bigint) returns boolean
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare broken text := case
    when not (qty > 0) then 'qty_check' when not (seq >= 1) then 'seq_check' when not (mass_g >= 0) then 'mass_g_check'
    when not (hv = case when peer_lot_id is null then 1 else 2 end) then 'hv_check'
    when not (evidence in ('A', 'B', 'C', 'D')) then 'evidence_check'
    when not (legal_line in ('reemploi', 'reutilisation', 'other_use', 'new_surplus')) then 'legal_line_check'
    -- the moves that exist: no other pair of accounts
    when not (case kind
      when 'open' then src = 'outside' and dst = 'available' when 'add' then src = 'outside' and dst = 'available'
      when 'remove' then src = 'available' and dst = 'outside'
      when 'transfer_out' then src = 'available' and dst = 'outside' when 'transfer_in' then src = 'outside' and dst = 'available'
      when 'reserve' then src = 'available' and dst = 'held' when 'reserve_extra' then src = 'available' and dst = 'held'
      when 'release' then src = 'held' and dst = 'available' when 'collect' then src = 'held' and dst = 'collected'
      when 'withdraw' then src = 'available' and dst in ('recycled', 'landfilled', 'kept', 'lost')
      when 'reverse' then (src = 'collected' and dst = 'held') or (src in ('recycled', 'landfilled', 'kept', 'lost') and dst = 'available')
      else false end) then 'kind'
    -- new balances are arithmetic on the previous ones
    when available  < 0 then 'available_check'  when held < 0 then 'held_check' when collected < 0 then 'collected_check'
    when recycled   < 0 then 'recycled_check'   when landfilled < 0 then 'landfilled_check'
    when kept       < 0 then 'kept_check'       when lost < 0 then 'lost_check'
    when available  <> p_available  + qty * ((dst = 'available')::int  - (src = 'available')::int)  then 'available'
    when held       <> p_held       + qty * ((dst = 'held')::int       - (src = 'held')::int)       then 'held'
    when collected  <> p_collected  + qty * ((dst = 'collected')::int  - (src = 'collected')::int)  then 'collected'
    when recycled   <> p_recycled   + qty * ((dst = 'recycled')::int   - (src = 'recycled')::int)   then 'recycled'
    when landfilled <> p_landfilled + qty * ((dst = 'landfilled')::int - (src = 'landfilled')::int) then 'landfilled'
    when kept       <> p_kept       + qty * ((dst = 'kept')::int       - (src = 'kept')::int)       then 'kept'
    when lost       <> p_lost       + qty * ((dst = 'lost')::int       - (src = 'lost')::int)       then 'lost'
    -- a history begins with a declaration, or with what came from another lot
    when not (case when seq > 1 then kind <> 'open' else kind in ('open', 'transfer_in')
      and p_available = 0 and p_held = 0 and p_collected = 0 and p_recycled = 0 and p_landfilled = 0 and p_kept = 0 and p_lost = 0
      and prev_hash = '\x'::bytea end) then 'first'
    -- mass against its evidence: A weighed +-2 %; B, C counted x unit mass +-10 %, +-25 %; D the type's range, else +-35 %
    when not (case when evidence = 'A' then mass_g > 0
      else unit_mass_g is not null and mass_g = round(qty::numeric * unit_mass_g / 1000) end) then 'mass'
    when not (low_g <= mass_g and mass_g <= high_g
      and low_g = case evidence when 'A' then round(mass_g * 0.98) when 'B' then round(mass_g * 0.90) when 'C' then round(mass_g * 0.75)
                  else coalesce(round(qty::numeric * unit_low_g / 1000), round(mass_g * 0.65)) end
      and high_g = case evidence when 'A' then round(mass_g * 1.02) when 'B' then round(mass_g * 1.10) when 'C' then round(mass_g * 1.25)
                  else coalesce(round(qty::numeric * unit_high_g / 1000), round(mass_g * 1.35)) end) then 'interval'
    when not (case evidence when 'A' then basis in ('weighed', 'weighbridge', 'scale') when 'B' then basis = 'measured'
      when 'C' then basis in ('declared', 'diagnosis') when 'D' then basis = 'default' end) then 'basis'
    -- who and what must be named for each move
    when not ((reservation_id is not null) = (src = 'held' or dst = 'held')
      and (taker_organisation_id is not null) = (reservation_id is not null)
      and (taker_kind is not null) = (reservation_id is not null)) then 'reservation'
    when not ((handover_id is not null) = (kind = 'collect' or src = 'collected')
      and (legal_line is not null) = (handover_id is not null)) then 'handover'
    when fate is distinct from case when kind = 'withdraw' then dst when kind = 'reverse' and src <> 'collected' then src end then 'fate'
    when not ((corrects is null) = (correction_id is null) and corrects < seq
      and (kind <> 'reverse' or corrects is not null) and (corrects is null or kind in ('reverse', 'collect', 'withdraw'))) then 'corrects'
    when not ((kind in ('transfer_out', 'transfer_in')) = (peer_lot_id is not null)
      and (peer_lot_id is null) = (peer_seq is null) and peer_lot_id <> lot_id
      and (peer_lot_id is null or reason in ('split', 'merge', 'move'))) then 'transfer'
    -- counts once: a hand-over with change of owner, on one of the two lines that form diverted tonnes
    when not (not counts or (handover_id is not null and taker_organisation_id <> holder_organisation_id
      and legal_line in ('reemploi', 'reutilisation'))) then 'counts'
    -- nothing is written ahead of time: the earliest zone is UTC+14
    when counted_on > ((at at time zone 'UTC') + interval '14 hours')::date then 'day_has_begun'
    -- codes only, so that '|' never occurs inside a hashed field and no one can write a name here
    when not (coalesce(reason, 'x') ~ '^[a-z][a-z0-9_-]{0,39}$' and coalesce(purpose, 'x') ~ '^[a-z][a-z0-9_-]{0,39}$'
      and (substitution is null or substitution in ('yes', 'partly', 'no')) and coalesce(factor_version, 'x') ~ '^[A-Za-z0-9._:-]{1,60}$'
      and origin_commune ~ '^[0-9A-Z]{5}$' and coalesce(destination_commune, '00000') ~ '^[0-9A-Z]{5}$'
      and (holder_kind || coalesce(taker_kind, '')) ~ '^[a-z_]+$') then 'codes'
    -- fields in this order, '|' between, nothing for null; version 2 adds the other half of a pair
    when hash <> sha256(prev_hash || convert_to(array_to_string(array[
      hv::text, lot_id::text, seq::text, kind, src, dst, qty::text, type_code, unit_mass_g::text, unit_low_g::text, unit_high_g::text,
      factor_version, mass_g::text, low_g::text, high_g::text, evidence, basis, reservation_id::text, handover_id::text,
      corrects::text, correction_id::text, reason, holder_organisation_id::text, holder_kind, taker_organisation_id::text, taker_kind,
      legal_line, fate, purpose, substitution, distance_m::text, origin_commune, destination_commune,
      to_char(counted_on, 'YYYY-MM-DD'), counts::int::text, actor_organisation_id::text, actor_person_id::text, command_key::text,
      (extract(epoch from at) * 1000000)::bigint::text,
      available::text, held::text, collected::text, recycled::text, landfilled::text, kept::text, lost::text], '|', '')
      || case when hv = 2 then '|' || peer_lot_id::text || '|' || peer_seq::text else '' end, 'UTF8')) then 'hash'
  end;
begin
  if broken is null then return true; end if;
  raise exception 'movement %.% breaks a rule: %', lot_id, seq, broken using errcode = '23514', constraint = 'movement_' || broken,
    schema = 'ledger', table = 'movement';
end $$;

do $$ declare list text; begin
  select string_agg('drop constraint ' || quote_ident(conname), ', ') into list from pg_constraint
   where conrelid = 'ledger.movement'::regclass and contype = 'c';
  execute 'alter table ledger.movement ' || list;
end $$;
alter table ledger.movement add constraint movement_holds check (ledger.movement_holds(
  lot_id, seq, hv, kind, src, dst, qty, type_code, unit_mass_g, unit_low_g, unit_high_g, factor_version, mass_g, low_g, high_g, evidence,
  basis, reservation_id, handover_id, corrects, correction_id, reason, holder_organisation_id, holder_kind, taker_organisation_id,
  taker_kind, legal_line, fate, purpose, substitution, distance_m, origin_commune, destination_commune, counted_on, counts,
  actor_organisation_id, actor_person_id, command_key, at, p_available, p_held, p_collected, p_recycled, p_landfilled, p_kept, p_lost,
  available, held, collected, recycled, landfilled, kept, lost, prev_hash, hash, peer_lot_id, peer_seq));
