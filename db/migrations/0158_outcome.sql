-- What became of it: 90 days after a hand-over its taker is asked whether what was taken is installed, stored, resold or thrown away, in
-- parts if need be. The word is a row that stays; the last one counts. What is thrown away leaves the diverted tonnes by a line of the
-- lot's history, `discard`, which counts less on the keys of the hand-over it follows; `restore` takes that line back in full when the taker says
-- otherwise. What is installed or resold makes a second, stricter total: confirmed re-use.
alter table ledger.delay
  add column outcome          interval not null default '90 days' check (outcome between '1 day' and '730 days'),
  add column outcome_reminder interval not null default '14 days' check (outcome_reminder between '1 day' and '90 days'),
  add column outcome_change   interval not null default '180 days' check (outcome_change between '1 day' and '730 days');

-- how much of what was taken is thrown away today
alter table ledger.reservation add column discarded bigint not null default 0,
  add constraint reservation_discarded check (discarded between 0 and taken);

-- The rules of a line (0157), with the two new moves.
create or replace function ledger.movement_holds(
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
      -- what was collected is thrown away afterwards, its taker says; or was not after all
      when 'discard' then src = 'collected' and dst in ('recycled', 'landfilled')
      when 'restore' then src in ('recycled', 'landfilled') and dst = 'collected'
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
    when not ((reservation_id is not null) = (src = 'held' or dst = 'held' or kind in ('discard', 'restore'))
      and (taker_organisation_id is not null) = (reservation_id is not null)
      and (taker_kind is not null) = (reservation_id is not null)) then 'reservation'
    when not ((handover_id is not null) = (src = 'collected' or dst = 'collected')
      and (legal_line is not null) = (handover_id is not null)) then 'handover'
    when fate is distinct from case when kind in ('withdraw', 'discard') then dst
      when kind = 'restore' or (kind = 'reverse' and src <> 'collected') then src end then 'fate'
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

-- The collect line of a hand-over that stands: not undone by a correction.
create function ledger.standing_line(p_handover bigint) returns ledger.movement
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select m from ledger.movement m where m.handover_id = p_handover and m.kind = 'collect'
     and not exists (select from ledger.movement u where u.lot_id = m.lot_id and u.corrects = m.seq and u.kind = 'reverse')
   order by m.seq desc limit 1
$$;

-- A line that changes what another counted is of the same day while its year is open, of its own day once closed (decision 4).
create function ledger.in_its_month(m ledger.movement, o ledger.movement) returns void language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from ledger.closed_year where year = extract(year from o.counted_on)) then
    if m.counted_on <= o.counted_on then perform ledger.untrue(m, 'its year is closed'); end if;
  elsif m.counted_on <> o.counted_on then perform ledger.untrue(m, 'a correction counts in the original month');
  end if;
end $$;

-- What a line says is true (0013), the two new moves included.
create or replace function ledger.movement_is_true() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare l public.lot; r ledger.reservation; h ledger.handover; c ledger.correction; o ledger.movement; w ledger.movement; line text;
begin
  select * into l from public.lot where id = new.lot_id;
  if new.corrects is null and new.kind not in ('discard', 'restore') then
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
  elsif new.corrects is null and new.counts and new.kind not in ('discard', 'restore') then
    perform ledger.untrue(new, 'only a hand-over counts');
  end if;

  if new.kind in ('discard', 'restore') then
    -- of one hand-over, one by one: a part is thrown away, comes back whole, another part is thrown away
    o := ledger.standing_line(new.handover_id);
    select * into w from ledger.movement where handover_id = new.handover_id and kind in ('discard', 'restore') and (lot_id, seq) < (new.lot_id, new.seq)
     order by seq desc limit 1;
    if new.kind = 'discard' and (o.lot_id is distinct from new.lot_id or new.qty > o.qty or w.kind is not distinct from 'discard') then
      perform ledger.untrue(new, 'what is thrown away is a part of what was taken');
    end if;
    if new.kind = 'discard' and new.actor_organisation_id is distinct from new.taker_organisation_id then
      perform ledger.untrue(new, 'only its taker says what became of it');
    end if;
    if new.kind = 'discard' and (new.evidence, new.basis, new.mass_g) is distinct from (o.evidence, o.basis, case o.evidence
        when 'A' then greatest(round(o.mass_g::numeric * new.qty / o.qty), 1) else new.mass_g end) then
      perform ledger.untrue(new, 'its mass is its part of what was taken');
    end if;
    if new.kind = 'restore' then
      if w.kind is distinct from 'discard' or (new.qty, new.mass_g, new.low_g, new.high_g, new.evidence, new.basis, new.src, new.dst)
         is distinct from (w.qty, w.mass_g, w.low_g, w.high_g, w.evidence, w.basis, w.dst, w.src) then
        perform ledger.untrue(new, 'it undoes what was said thrown away in full');
      end if;
      o := w;
    end if;
    if (new.type_code, new.unit_mass_g, new.unit_low_g, new.unit_high_g, new.factor_version, new.reservation_id,
        new.holder_organisation_id, new.holder_kind, new.taker_organisation_id, new.taker_kind, new.legal_line, new.purpose,
        new.substitution, new.distance_m, new.origin_commune, new.destination_commune, new.counts)
       is distinct from (o.type_code, o.unit_mass_g, o.unit_low_g, o.unit_high_g, o.factor_version, o.reservation_id,
        o.holder_organisation_id, o.holder_kind, o.taker_organisation_id, o.taker_kind, o.legal_line, o.purpose,
        o.substitution, o.distance_m, o.origin_commune, o.destination_commune, o.counts) then
      perform ledger.untrue(new, 'it is of the hand-over it follows');
    end if;
    perform ledger.in_its_month(new, o);
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
    perform ledger.in_its_month(new, o);
  end if;
  return new;
end $$;

-- A reservation is the sum of its lines: taken by hand-overs and their corrections, discarded by what its taker said since.
create or replace function ledger.reservation_is_sum(p_reservation bigint) returns void language plpgsql as $$
declare r ledger.reservation; q bigint; t bigint; x bigint; f bigint; d bigint;
begin
  select * into r from ledger.reservation where id = p_reservation;
  select coalesce(sum(qty) filter (where kind = 'reserve'), 0),
         coalesce(sum(qty * ((dst = 'collected')::int - (src = 'collected')::int)) filter (where kind not in ('discard', 'restore')), 0),
         coalesce(sum(qty) filter (where kind = 'reserve_extra'), 0),
         coalesce(sum(qty) filter (where kind = 'release'), 0),
         coalesce(sum(qty * case kind when 'discard' then 1 when 'restore' then -1 end), 0)
    into q, t, x, f, d from ledger.movement where reservation_id = p_reservation;
  if (r.qty, r.taken, r.extra, r.freed, r.discarded) is distinct from (q, t, x, f, d) then
    raise exception 'reservation % is not the sum of its movements', p_reservation using errcode = '23514', constraint = 'reservation_is_sum';
  end if;
end $$;

-- The taker's word, in thousandths of the lot's unit; all of what was taken is said. A row without quantities takes the word back: the
-- hand-over was corrected since, by consent of both.
create table ledger.outcome (
  id bigint generated always as identity primary key,
  reservation_id bigint not null,
  lot_id bigint not null,
  -- the hand-over's line it speaks of
  seq bigint not null,
  nth integer not null check (nth >= 1),
  previous integer generated always as (nullif(nth - 1, 0)) stored,
  installed   bigint not null default 0 check (installed >= 0),
  stored      bigint not null default 0 check (stored >= 0),
  resold      bigint not null default 0 check (resold >= 0),
  thrown_away bigint not null default 0 check (thrown_away >= 0),
  thrown_to text check (thrown_to in ('recycled', 'landfilled')),
  correction_id bigint references ledger.correction,
  said_by text not null check (said_by in ('account', 'link', 'correction')),
  organisation_id bigint not null references public.organisation,
  person_id bigint references public.person,
  said_at timestamptz not null,
  unique (reservation_id, nth),
  foreign key (reservation_id, lot_id) references ledger.reservation (id, lot_id),
  foreign key (lot_id, seq) references ledger.movement (lot_id, seq),
  foreign key (reservation_id, previous) references ledger.outcome (reservation_id, nth),
  constraint outcome_thrown check ((thrown_away > 0) = (thrown_to is not null)),
  constraint outcome_taken_back check ((correction_id is not null) = (installed + stored + resold + thrown_away = 0)
    and (correction_id is not null) = (said_by = 'correction'))
);

create function ledger.outcome_is_true() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare r ledger.reservation; h ledger.handover; m ledger.movement; p ledger.outcome;
begin
  select * into r from ledger.reservation where id = new.reservation_id;
  select * into h from ledger.handover where reservation_id = new.reservation_id and state = 'confirmed';
  select * into p from ledger.outcome where reservation_id = new.reservation_id order by nth desc limit 1;
  m := ledger.standing_line(h.id);
  if r.state is distinct from 'handed_over' or h.id is null or r.taker_organisation_id = r.holder_organisation_id or new.lot_id <> r.lot_id
     or new.nth <> coalesce(p.nth, 0) + 1 or new.said_at > ledger.clock() or new.said_at < coalesce(p.said_at, h.confirmed_at) then
    raise exception 'reservation %: nothing to say of it, or not then', new.reservation_id using errcode = '23514', constraint = 'outcome_is_true';
  end if;
  if new.correction_id is not null then
    if new.seq is distinct from p.seq or p.correction_id is not null
       or not exists (select from ledger.correction where id = new.correction_id and lot_id = new.lot_id and seq = new.seq and state = 'consented') then
      raise exception 'reservation %: its word is not taken back by that correction', new.reservation_id
        using errcode = '23514', constraint = 'outcome_is_true';
    end if;
  elsif new.organisation_id <> r.taker_organisation_id or new.seq is distinct from m.seq
     or new.installed + new.stored + new.resold + new.thrown_away <> r.taken then
    raise exception 'reservation %: its taker says what became of all that was taken', new.reservation_id
      using errcode = '23514', constraint = 'outcome_is_true';
  end if;
  return new;
end $$;
create trigger outcome_is_true before insert on ledger.outcome for each row execute function ledger.outcome_is_true();

-- at COMMIT: what is thrown away is what was said last, no more and no less
create function ledger.outcome_carried_out() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare said ledger.outcome; thrown bigint; dst text;
begin
  select * into said from ledger.outcome where reservation_id = new.reservation_id order by nth desc limit 1;
  select discarded into thrown from ledger.reservation where id = new.reservation_id;
  select m.dst into dst from ledger.movement m where m.reservation_id = new.reservation_id and m.kind in ('discard', 'restore') order by m.seq desc limit 1;
  if thrown <> coalesce(said.thrown_away, 0) or (thrown > 0 and dst is distinct from said.thrown_to) then
    raise exception 'reservation %: what is thrown away is not what its taker said', new.reservation_id
      using errcode = '23514', constraint = 'outcome_carried_out';
  end if;
  return null;
end $$;
create constraint trigger outcome_carried_out after insert on ledger.outcome
  deferrable initially deferred for each row execute function ledger.outcome_carried_out();
create constraint trigger movement_was_said after insert on ledger.movement
  deferrable initially deferred for each row when (new.kind in ('discard', 'restore')) execute function ledger.outcome_carried_out();
create trigger outcome_append_only before update or delete on ledger.outcome for each row execute function ledger.forbid();
create trigger outcome_no_truncate before truncate on ledger.outcome for each statement execute function ledger.forbid();
alter table ledger.outcome enable always trigger outcome_is_true, enable always trigger outcome_carried_out,
  enable always trigger outcome_append_only, enable always trigger outcome_no_truncate;
alter table ledger.movement enable always trigger movement_was_said;

-- Whom it was asked, and when: once, and once again.
create table ledger.outcome_ask (
  reservation_id bigint primary key references ledger.reservation,
  asked_at timestamptz not null,
  reminded_at timestamptz,
  constraint outcome_asked_before_reminded check (reminded_at > asked_at)
);
create index outcome_ask_open on ledger.outcome_ask (asked_at) where reminded_at is null;
create index handover_day on ledger.handover (picked_up_on) where state = 'confirmed';
create trigger outcome_ask_stays before delete on ledger.outcome_ask for each row execute function ledger.forbid();
create trigger outcome_ask_no_truncate before truncate on ledger.outcome_ask for each statement execute function ledger.forbid();
alter table ledger.outcome_ask enable always trigger outcome_ask_stays, enable always trigger outcome_ask_no_truncate;

-- What counts: a thrown away part takes its mass off the figures of its hand-over, which stays one hand-over.
create or replace view ledger.counted as
  select lot_id, seq, date_trunc('month', counted_on::timestamp)::date as month, type_code, evidence, legal_line, holder_kind, taker_kind,
         origin_commune, destination_commune, s.sign * mass_g as mass_g, s.sign * low_g as low_g, s.sign * high_g as high_g,
         case when m.kind in ('discard', 'restore') then 0 else s.sign end as handovers
    from ledger.movement m cross join lateral (select case when m.kind in ('reverse', 'discard') then -1 else 1 end as sign) s
   where counts;
create or replace view ledger.aside_place as
  select m.lot_id, m.seq, date_trunc('month', m.counted_on::timestamp)::date as month, m.legal_line, v.view, t.level, t.code,
         s.sign * m.mass_g as mass_g, case when m.kind in ('discard', 'restore') then 0 else s.sign end as handovers
    from ledger.movement m
    join public.lot l on l.id = m.lot_id
    cross join lateral (select case when m.kind in ('reverse', 'discard') then -1 else 1 end as sign) s
    cross join lateral (values ('origin', m.origin_commune), ('destination', m.destination_commune)) v (view, commune)
    cross join lateral ledger.territories_of(v.commune) t
   where m.legal_line in ('other_use', 'new_surplus') and m.taker_organisation_id <> m.holder_organisation_id
     and not l.origin_counted;

-- Confirmed re-use: of what counts, the part installed or resold by the last word of its taker, on the keys of its hand-over. Never more
-- than what is diverted there. Derived like the totals, remade with them, compared by ledger.audit and ledger:verify.
create table ledger.total_confirmed (
  level text not null check (level in ('commune', 'epci', 'ept', 'departement', 'region', 'france')), code text not null,
  month date not null check (extract(day from month) = 1),
  view text not null check (view in ('origin', 'destination')),
  type_code text not null references public.material_type, evidence text not null, legal_line text not null,
  mass_g bigint not null, low_g bigint not null, high_g bigint not null, handovers bigint not null,
  primary key (level, code, month, view, type_code, evidence, legal_line)
) with (fillfactor = 80);

-- what each word confirms, by territory and view, whether or not another word follows it
create view ledger.confirmed_place as
  select o.reservation_id, o.nth, v.view, t.level, t.code, date_trunc('month', m.counted_on::timestamp)::date as month, m.type_code, m.evidence,
         m.legal_line, div(m.mass_g::numeric * (o.installed + o.resold), m.qty)::bigint as mass_g,
         div(m.low_g::numeric * (o.installed + o.resold), m.qty)::bigint as low_g,
         div(m.high_g::numeric * (o.installed + o.resold), m.qty)::bigint as high_g, 1 as handovers
    from ledger.outcome o
    join ledger.movement m on m.lot_id = o.lot_id and m.seq = o.seq and m.counts
    cross join lateral (values ('origin', m.origin_commune), ('destination', m.destination_commune)) v (view, commune)
    cross join lateral ledger.territories_of(v.commune) t
   where o.installed + o.resold > 0;

-- the same for the words that stand
create view ledger.confirmed_now as
  select * from ledger.confirmed_place p
   where not exists (select from ledger.outcome n where n.reservation_id = p.reservation_id and n.nth = p.nth + 1);

create function ledger.count_confirmed() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into ledger.total_confirmed as t (level, code, month, view, type_code, evidence, legal_line, mass_g, low_g, high_g, handovers)
    select p.level, p.code, p.month, p.view, p.type_code, p.evidence, p.legal_line,
           sum(s.sign * p.mass_g), sum(s.sign * p.low_g), sum(s.sign * p.high_g), sum(s.sign * p.handovers)
      from ledger.confirmed_place p cross join lateral (select case when p.nth = new.nth then 1 else -1 end as sign) s
     where p.reservation_id = new.reservation_id and p.nth in (new.nth, new.nth - 1)
     group by 1, 2, 3, 4, 5, 6, 7 order by 1, 2, 3, 4, 5, 6, 7
    on conflict (level, code, month, view, type_code, evidence, legal_line) do update
      set mass_g = t.mass_g + excluded.mass_g, low_g = t.low_g + excluded.low_g, high_g = t.high_g + excluded.high_g,
          handovers = t.handovers + excluded.handovers;
  return null;
end $$;
create trigger count_confirmed after insert on ledger.outcome for each row execute function ledger.count_confirmed();
alter table ledger.outcome enable always trigger count_confirmed;

create function ledger.remake_confirmed() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  lock table ledger.movement in share row exclusive mode;
  lock table ledger.outcome in share row exclusive mode;
  delete from ledger.total_confirmed;
  insert into ledger.total_confirmed
    select level, code, month, view, type_code, evidence, legal_line, sum(mass_g), sum(low_g), sum(high_g), sum(handovers)
      from ledger.confirmed_now group by 1, 2, 3, 4, 5, 6, 7;
  return null;
end $$;
create trigger remake_confirmed after insert on ledger.rebuild for each statement execute function ledger.remake_confirmed();
create trigger total_confirmed_derived before insert or update or delete or truncate on ledger.total_confirmed
  for each statement execute function ledger.totals_are_derived();
alter table ledger.rebuild enable always trigger remake_confirmed;
alter table ledger.total_confirmed enable always trigger total_confirmed_derived;
