-- How each side confirmed a hand-over, beside what it said and outside the movement's hash: with its own account, by the code on the taker's
-- slip or by a signature on the holder's device. What was refused on the spot, and whom one still waits for.
alter table ledger.handover
  add column holder_by text not null default 'account' check (holder_by in ('account', 'code', 'signature')),
  add column taker_by  text not null default 'account' check (taker_by in ('account', 'code', 'signature')),
  -- how many times the side that has not spoken was reminded
  add column reminded  smallint not null default 0 check (reminded between 0 and 3),
  add column refused_qty bigint check (refused_qty > 0),
  add column refused_reason text check (refused_reason in ('damaged', 'not_as_described', 'wrong_size', 'other')),
  add column refused_fate text check (refused_fate in ('stock', 'lower', 'recycled', 'landfilled')),
  add column refused_condition text check (refused_condition in ('good', 'fair', 'degraded')),
  add column refused_lot_id bigint references public.lot,
  add constraint handover_refused check (num_nonnulls(refused_qty, refused_reason, refused_fate) in (0, 3)
    and (refused_condition is not null) = coalesce(refused_fate = 'lower', false)
    and (refused_lot_id is null or refused_fate = 'lower'));
create index handover_waiting on ledger.handover (opened_at) where state = 'waiting';

alter table ledger.delay
  add column reminder_1 interval not null default '1 day' check (reminder_1 between '1 hour' and '2 days'),
  add column reminder_2 interval not null default '3 days' check (reminder_2 between '2 days' and '6 days'),
  add column reminder_3 interval not null default '7 days' check (reminder_3 between '6 days' and '60 days'),
  add column not_me interval not null default '7 days' check (not_me between '1 day' and '60 days');

-- The name written, and what was drawn if anything was, on the holder's screen. Erasable: the hand-over stands without it.
create table public.handover_signature (
  handover_id bigint primary key references ledger.handover,
  name text not null check (length(name) between 2 and 120),
  -- an SVG path of moves and lines in a box of 600 by 200
  drawn text check (length(drawn) <= 20000 and drawn ~ '^(M[0-9]{1,3} [0-9]{1,3}(L[0-9]{1,3} [0-9]{1,3})*)+$'),
  at timestamptz not null default ledger.clock()
);

-- "This was not me": said once, within the delay, by whoever holds the link that was mailed to the taker.
create table ledger.contest (
  handover_id bigint primary key references ledger.handover,
  correction_id bigint references ledger.correction,
  at timestamptz not null
);
create trigger contest_stays before update or delete on ledger.contest for each row execute function ledger.forbid();
create trigger contest_no_truncate before truncate on ledger.contest for each statement execute function ledger.forbid();
alter table ledger.contest enable always trigger contest_stays, enable always trigger contest_no_truncate;
