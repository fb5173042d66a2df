-- The movement: one line of a lot's history, for ever. Each takes from one account exactly what it gives to another,
-- follows the line before it, and carries the SHA-256 of that line and itself (decision 6, hash version 1).
create table ledger.movement (
  lot_id     bigint not null references ledger.stock,
  seq        bigint not null check (seq >= 1),
  prev_seq   bigint generated always as (nullif(seq - 1, 0)) stored,
  hv         smallint not null check (hv = 1),
  kind       text not null,
  src        text not null,
  dst        text not null,
  qty        bigint not null check (qty > 0),
  type_code  text not null references public.material_type,
  -- grams of one unit as known that day; low and high only where the type's default has a range
  unit_mass_g bigint, unit_low_g bigint, unit_high_g bigint, factor_version text,
  mass_g     bigint not null check (mass_g >= 0), low_g bigint not null, high_g bigint not null,
  evidence   text not null check (evidence in ('A', 'B', 'C', 'D')),
  basis      text not null,
  reservation_id bigint, handover_id bigint,
  corrects   bigint, correction_id bigint, reason text,
  holder_organisation_id bigint not null references public.organisation, holder_kind text not null,
  taker_organisation_id bigint references public.organisation, taker_kind text,
  legal_line text check (legal_line in ('reemploi', 'reutilisation', 'other_use', 'new_surplus')),
  fate       text,
  purpose text, substitution text, distance_m bigint,
  origin_commune text not null, destination_commune text,
  counted_on date not null,
  counts     boolean not null,
  actor_organisation_id bigint, actor_person_id bigint, command_key uuid,
  at         timestamptz not null,
  p_available bigint not null, p_held bigint not null, p_collected bigint not null, p_recycled bigint not null,
  p_landfilled bigint not null, p_kept bigint not null, p_lost bigint not null,
  available bigint not null check (available >= 0), held bigint not null check (held >= 0),
  collected bigint not null check (collected >= 0), recycled bigint not null check (recycled >= 0),
  landfilled bigint not null check (landfilled >= 0), kept bigint not null check (kept >= 0), lost bigint not null check (lost >= 0),
  prev_hash  bytea not null,
  hash       bytea not null,
  primary key (lot_id, seq),

  -- the moves that exist: no other pair of accounts
  constraint movement_kind check ((kind, src, dst) in (
    ('open', 'outside', 'available'), ('add', 'outside', 'available'), ('remove', 'available', 'outside'),
    ('reserve', 'available', 'held'), ('reserve_extra', 'available', 'held'), ('release', 'held', 'available'),
    ('collect', 'held', 'collected'),
    ('withdraw', 'available', 'recycled'), ('withdraw', 'available', 'landfilled'),
    ('withdraw', 'available', 'kept'), ('withdraw', 'available', 'lost'),
    ('reverse', 'collected', 'held'),
    ('reverse', 'recycled', 'available'), ('reverse', 'landfilled', 'available'),
    ('reverse', 'kept', 'available'), ('reverse', 'lost', 'available'))),
  -- new balances are arithmetic on the previous ones
  constraint movement_available  check (available  = p_available  + qty * ((dst = 'available')::int  - (src = 'available')::int)),
  constraint movement_held       check (held       = p_held       + qty * ((dst = 'held')::int       - (src = 'held')::int)),
  constraint movement_collected  check (collected  = p_collected  + qty * ((dst = 'collected')::int  - (src = 'collected')::int)),
  constraint movement_recycled   check (recycled   = p_recycled   + qty * ((dst = 'recycled')::int   - (src = 'recycled')::int)),
  constraint movement_landfilled check (landfilled = p_landfilled + qty * ((dst = 'landfilled')::int - (src = 'landfilled')::int)),
  constraint movement_kept       check (kept       = p_kept       + qty * ((dst = 'kept')::int       - (src = 'kept')::int)),
  constraint movement_lost       check (lost       = p_lost       + qty * ((dst = 'lost')::int       - (src = 'lost')::int)),
  constraint movement_first check ((seq = 1) = (kind = 'open')
    and (seq > 1 or (p_available = 0 and p_held = 0 and p_collected = 0 and p_recycled = 0 and p_landfilled = 0
                     and p_kept = 0 and p_lost = 0 and prev_hash = '\x'::bytea))),
  -- mass against its evidence: A weighed +-2 %; B, C counted x unit mass +-10 %, +-25 %; D the type's range, else +-35 %
  constraint movement_mass check (case when evidence = 'A' then mass_g > 0
    else unit_mass_g is not null and mass_g = round(qty::numeric * unit_mass_g / 1000) end),
  constraint movement_interval check (low_g <= mass_g and mass_g <= high_g
    and low_g = case evidence when 'A' then round(mass_g * 0.98) when 'B' then round(mass_g * 0.90) when 'C' then round(mass_g * 0.75)
                else coalesce(round(qty::numeric * unit_low_g / 1000), round(mass_g * 0.65)) end
    and high_g = case evidence when 'A' then round(mass_g * 1.02) when 'B' then round(mass_g * 1.10) when 'C' then round(mass_g * 1.25)
                else coalesce(round(qty::numeric * unit_high_g / 1000), round(mass_g * 1.35)) end),
  constraint movement_basis check ((evidence, basis) in (
    ('A', 'weighed'), ('A', 'weighbridge'), ('A', 'scale'), ('B', 'measured'), ('C', 'declared'), ('C', 'diagnosis'), ('D', 'default'))),
  -- who and what must be named for each move
  constraint movement_reservation check ((reservation_id is not null) = (src = 'held' or dst = 'held')
    and (taker_organisation_id is not null) = (reservation_id is not null) and (taker_kind is not null) = (reservation_id is not null)),
  constraint movement_handover check ((handover_id is not null) = (kind = 'collect' or src = 'collected')
    and (legal_line is not null) = (handover_id is not null)),
  constraint movement_fate check (fate is not distinct from case when kind = 'withdraw' then dst when kind = 'reverse' and src <> 'collected' then src end),
  constraint movement_corrects check ((corrects is null) = (correction_id is null) and corrects < seq
    and (kind <> 'reverse' or corrects is not null) and (corrects is null or kind in ('reverse', 'collect', 'withdraw'))),
  -- counts once: a hand-over with change of owner, on one of the two lines that form diverted tonnes
  constraint movement_counts check (not counts or (handover_id is not null and taker_organisation_id <> holder_organisation_id
    and legal_line in ('reemploi', 'reutilisation'))),
  -- codes only, so that '|' never occurs inside a hashed field and no one can write a name here
  constraint movement_codes check (coalesce(reason, 'x') ~ '^[a-z][a-z0-9_-]{0,39}$' and coalesce(purpose, 'x') ~ '^[a-z][a-z0-9_-]{0,39}$'
    and (substitution is null or substitution in ('yes', 'partly', 'no')) and coalesce(factor_version, 'x') ~ '^[A-Za-z0-9._:-]{1,60}$'
    and origin_commune ~ '^[0-9A-Z]{5}$' and coalesce(destination_commune, '00000') ~ '^[0-9A-Z]{5}$'
    and (holder_kind || coalesce(taker_kind, '')) ~ '^[a-z_]+$'),
  -- recomputed by the server at every write and at every restore of a dump; fields in this order, '|' between, nothing for null
  constraint movement_hash check (hash = sha256(prev_hash || convert_to(array_to_string(array[
    hv::text, lot_id::text, seq::text, kind, src, dst, qty::text, type_code, unit_mass_g::text, unit_low_g::text, unit_high_g::text,
    factor_version, mass_g::text, low_g::text, high_g::text, evidence, basis, reservation_id::text, handover_id::text,
    corrects::text, correction_id::text, reason, holder_organisation_id::text, holder_kind, taker_organisation_id::text, taker_kind,
    legal_line, fate, purpose, substitution, distance_m::text, origin_commune, destination_commune,
    to_char(counted_on, 'YYYY-MM-DD'), counts::int::text, actor_organisation_id::text, actor_person_id::text, command_key::text,
    (extract(epoch from at) * 1000000)::bigint::text,
    available::text, held::text, collected::text, recycled::text, landfilled::text, kept::text, lost::text], '|', ''), 'UTF8'))),
  constraint movement_state unique (lot_id, seq, available, held, collected, recycled, landfilled, kept, lost, hash),
  constraint movement_idempotent unique (actor_organisation_id, command_key, lot_id, kind),
  foreign key (reservation_id, lot_id) references ledger.reservation (id, lot_id),
  foreign key (handover_id, lot_id, reservation_id) references ledger.handover (id, lot_id, reservation_id),
  foreign key (correction_id, lot_id, corrects) references ledger.correction (id, lot_id, seq)
);

-- the line before exists, in the same lot, with exactly those balances and that hash: no fork, no gap
alter table ledger.movement add constraint movement_chain
  foreign key (lot_id, prev_seq, p_available, p_held, p_collected, p_recycled, p_landfilled, p_kept, p_lost, prev_hash)
  references ledger.movement (lot_id, seq, available, held, collected, recycled, landfilled, kept, lost, hash);
alter table ledger.correction add foreign key (lot_id, seq) references ledger.movement (lot_id, seq);
-- the stock's counters are those of the movement it points at (checked at COMMIT)
alter table ledger.stock add constraint stock_head
  foreign key (lot_id, head_seq, available, held, collected, recycled, landfilled, kept, lost, head_hash)
  references ledger.movement (lot_id, seq, available, held, collected, recycled, landfilled, kept, lost, hash)
  deferrable initially deferred;

-- a tonne counts once: one hand-over is collected once; a movement is undone once and written anew once
create unique index movement_once on ledger.movement (handover_id) where kind = 'collect' and corrects is null;
create unique index movement_reversed_once on ledger.movement (lot_id, corrects) where kind = 'reverse';
create unique index movement_rewritten_once on ledger.movement (lot_id, corrects) where kind <> 'reverse' and corrects is not null;
create index movement_reservation on ledger.movement (reservation_id) where reservation_id is not null;
create index movement_origin on ledger.movement (origin_commune, counted_on) where counts;
create index movement_destination on ledger.movement (destination_commune, counted_on) where counts;
