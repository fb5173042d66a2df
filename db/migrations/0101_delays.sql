-- The operator's delays, each with its default and its bounds (npm run admin -- delays), and the days that do not count.
-- request: an unanswered request frees itself. pick_up: from acceptance. after_slot: after the end of a booked slot.
-- offer: what the waitlist offers. reduction_answer, move_answer: a question asked of a taker.
alter table ledger.delay
  add column after_slot       interval not null default '72 hours' check (after_slot between '1 hour' and '30 days'),
  add column offer            interval not null default '48 hours' check (offer between '1 hour' and '30 days'),
  add column reduction_answer interval not null default '72 hours' check (reduction_answer between '1 hour' and '30 days'),
  add column move_answer      interval not null default '72 hours' check (move_answer between '1 hour' and '30 days'),
  add constraint delay_request_bounds check (request between '1 hour' and '60 days'),
  add constraint delay_pick_up_bounds check (pick_up between '1 day' and '365 days'),
  -- an answer needs a day one can answer in
  add constraint delay_day_bounds check (day_ends - day_starts >= '4 hours'),
  add constraint delay_undo_bounds check (undo <= '1 day');

-- Public holidays, one line a day: area FR for everywhere, else a département. Computed from db/reference/calendar.
create table public_holiday (
  area text not null check (area ~ '^(FR|[0-9][0-9AB][0-9]?)$'),
  day date not null, code text not null, name_fr text not null, name_en text not null,
  primary key (day, area, code)
);
