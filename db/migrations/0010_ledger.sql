-- The ledger's state: stock of a lot, reservations, hand-overs, corrections, and the settings of its delays.
-- Rows of this schema are written by its functions only (db/functions/ledger_*.sql); 0012 makes that hold for everyone.
-- Quantities are thousandths of the lot's unit, masses grams, money cents. No name and no free text in this schema.

create table ledger.delay (
  only_row      boolean primary key default true check (only_row),
  request       interval not null default interval '72 hours' check (request > interval '0'),
  pick_up       interval not null default interval '14 days' check (pick_up > interval '0'),
  day_starts    time not null default '08:00',
  day_ends      time not null default '20:00' check (day_ends > day_starts),
  -- open requests allowed to a taker who has never confirmed a hand-over
  open_unproven integer not null default 3 check (open_unproven > 0)
);
insert into ledger.delay default values;

-- A closed year no longer moves: a later correction is its own line, at its own date (decision 4).
create table ledger.closed_year (
  year integer primary key check (year between 2000 and 2200), closed_at timestamptz not null default ledger.clock()
);

-- The narrow hot row of a lot: locked by every operation, described by public.lot.
create table ledger.stock (
  lot_id     bigint primary key references public.lot,
  step       bigint not null check (step > 0),
  available  bigint not null default 0 check (available >= 0),
  held       bigint not null default 0 check (held >= 0),
  collected  bigint not null default 0 check (collected >= 0),
  recycled   bigint not null default 0 check (recycled >= 0),
  landfilled bigint not null default 0 check (landfilled >= 0),
  kept       bigint not null default 0 check (kept >= 0),
  lost       bigint not null default 0 check (lost >= 0),
  total      bigint not null default 0,
  seq        bigint not null default 0 check (seq >= 0),
  head_seq   bigint generated always as (nullif(seq, 0)) stored,
  head_hash  bytea not null default '\x'::bytea,
  constraint stock_balances check (total = available + held + collected + recycled + landfilled + kept + lost),
  constraint stock_steps check (available % step = 0 and held % step = 0 and collected % step = 0
    and recycled % step = 0 and landfilled % step = 0 and kept % step = 0 and lost % step = 0),
  constraint stock_empty check (seq > 0 or total = 0)
) with (fillfactor = 50);

create table ledger.reservation (
  id bigint generated always as identity primary key,
  public_id uuid not null unique default gen_random_uuid(),
  lot_id bigint not null references ledger.stock,
  holder_organisation_id bigint not null references public.organisation,
  taker_organisation_id  bigint not null references public.organisation,
  taker_person_id bigint references public.person,
  command_key uuid not null,
  qty   bigint not null check (qty > 0),
  held  bigint not null check (held >= 0),
  taken bigint not null default 0 check (taken >= 0),
  extra bigint not null default 0 check (extra >= 0),
  freed bigint not null default 0 check (freed >= 0),
  state text not null check (state in
    ('requested', 'accepted', 'scheduled', 'handed_over', 'refused', 'cancelled', 'expired', 'not_collected')),
  expires_at timestamptz not null,
  expiry_suspended boolean not null default false,
  purpose text not null check (purpose ~ '^[a-z][a-z0-9_-]{0,39}$'),
  substitution text check (substitution in ('yes', 'partly', 'no')),
  destination_commune text references public.commune,
  -- great-circle between the two communes x 1.3 (domain.md 4.2.8)
  distance_m bigint check (distance_m >= 0),
  concluded_price_cents bigint check (concluded_price_cents >= 0),
  price_basis text not null check (price_basis in ('unit', 'whole')),
  requested_at timestamptz not null, accepted_at timestamptz, closed_at timestamptz,
  closed_by_organisation_id bigint references public.organisation,
  close_reason_code text check (close_reason_code ~ '^[a-z][a-z0-9_-]{0,39}$'),
  constraint reservation_balances check (qty = held + (taken - extra) + freed),
  constraint reservation_open_holds check ((state in ('requested', 'accepted', 'scheduled')) = (held > 0)),
  constraint reservation_taken check (taken = 0 or state = 'handed_over'),
  constraint reservation_closed check ((held = 0) = (closed_at is not null)),
  constraint reservation_accepted check (state not in ('accepted', 'scheduled', 'handed_over') or accepted_at is not null),
  constraint reservation_idempotent unique (taker_organisation_id, command_key),
  constraint reservation_lot unique (id, lot_id)
);
create index reservation_due on ledger.reservation (expires_at) where held > 0 and not expiry_suspended;
create index reservation_of_lot on ledger.reservation (lot_id, id desc);
create index reservation_of_lot_held on ledger.reservation (lot_id) where held > 0;
create index reservation_of_holder on ledger.reservation (holder_organisation_id, id desc);
create index reservation_of_taker on ledger.reservation (taker_organisation_id, id desc);

-- What each side says was taken, and when. Equal: confirmed. Different: disputed until one says the other's words.
create table ledger.handover (
  id bigint generated always as identity primary key,
  public_id uuid not null unique default gen_random_uuid(),
  reservation_id bigint not null, lot_id bigint not null,
  state text not null check (state in ('waiting', 'disputed', 'confirmed', 'cancelled')),
  picked_up_on date,
  holder_qty bigint check (holder_qty >= 0), holder_mass_g bigint, holder_low_g bigint, holder_high_g bigint,
  holder_evidence text check (holder_evidence in ('A', 'B', 'C', 'D')), holder_basis text,
  holder_picked_up_on date, holder_identical_use boolean, holder_at timestamptz,
  holder_person_id bigint references public.person,
  taker_qty bigint check (taker_qty >= 0), taker_mass_g bigint, taker_low_g bigint, taker_high_g bigint,
  taker_evidence text check (taker_evidence in ('A', 'B', 'C', 'D')), taker_basis text,
  taker_picked_up_on date, taker_identical_use boolean, taker_at timestamptz,
  taker_person_id bigint references public.person,
  opened_at timestamptz not null, confirmed_at timestamptz,
  foreign key (reservation_id, lot_id) references ledger.reservation (id, lot_id),
  constraint handover_lot unique (id, lot_id, reservation_id),
  constraint handover_two_sides check (state not in ('disputed', 'confirmed') or (holder_at is not null and taker_at is not null)),
  constraint handover_confirmed check ((state = 'confirmed') = (confirmed_at is not null)),
  constraint handover_agreed check (state <> 'confirmed' or (
    holder_qty is not null and picked_up_on is not null and picked_up_on = holder_picked_up_on
    and (holder_qty, holder_mass_g, holder_low_g, holder_high_g, holder_evidence, holder_picked_up_on, holder_identical_use)
      is not distinct from (taker_qty, taker_mass_g, taker_low_g, taker_high_g, taker_evidence, taker_picked_up_on, taker_identical_use)
    and (holder_qty = 0 or (holder_mass_g is not null and holder_evidence is not null))))
);
create unique index handover_open on ledger.handover (reservation_id) where state <> 'cancelled';

-- Proposed by one side, consented by the other; new_qty 0 = it never took place.
create table ledger.correction (
  id bigint generated always as identity primary key,
  public_id uuid not null unique default gen_random_uuid(),
  lot_id bigint not null references ledger.stock, seq bigint not null,
  proposed_by_organisation_id bigint not null references public.organisation,
  proposed_by_person_id bigint references public.person,
  new_qty bigint not null check (new_qty >= 0),
  new_mass_g bigint check (new_mass_g >= 0), new_low_g bigint, new_high_g bigint,
  new_evidence text check (new_evidence in ('A', 'B', 'C', 'D')), new_basis text,
  new_fate text check (new_fate in ('recycled', 'landfilled', 'kept', 'lost')),
  reason_code text not null check (reason_code ~ '^[a-z][a-z0-9_-]{0,39}$'),
  state text not null check (state in ('proposed', 'consented', 'declined', 'retracted')),
  proposed_at timestamptz not null,
  answered_by_organisation_id bigint references public.organisation,
  answered_by_person_id bigint references public.person,
  answered_at timestamptz,
  constraint correction_answered check ((state = 'proposed') = (answered_at is null)
    and (answered_at is null) = (answered_by_organisation_id is null)),
  constraint correction_complete check (new_qty = 0
    or (new_mass_g is not null and new_low_g is not null and new_high_g is not null and new_evidence is not null)),
  constraint correction_lot unique (id, lot_id, seq)
);
create unique index correction_open on ledger.correction (lot_id, seq) where state = 'proposed';

-- What people wrote: erasable, outside the ledger and its hash.
create table public.reservation_note (
  id bigint generated always as identity primary key,
  reservation_id bigint not null references ledger.reservation,
  kind text not null check (kind in ('request', 'acceptance', 'refusal', 'cancellation', 'dispute')),
  body text not null check (length(body) between 1 and 2000),
  organisation_id bigint references public.organisation, person_id bigint references public.person,
  at timestamptz not null default ledger.clock()
);
create index reservation_note_reservation on public.reservation_note (reservation_id, id);
