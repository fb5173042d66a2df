-- The holder counts what stands there, reserved pieces included: what is missing or found beside the books is one movement. p_seen is what
-- the counter read before counting (available + held, thousandths): when another figure stands there now, nothing is written.
-- -> ok {lot, left, on_site, movement null when the count agrees} · not-found · lot-closed · changed-meanwhile {on_site} · bad-quantity {step}
--    · count-below-held {held} when reserved pieces would be missing
create or replace function ledger.count_stock(p_org bigint, p_person bigint, p_key uuid, p_lot bigint, p_seen bigint, p_counted bigint) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare o record; s ledger.stock; a jsonb; there bigint; h bytea := ledger.content(p_lot::text, p_seen::text, p_counted::text);
begin
  a := ledger.replay_locked(p_org, p_key, 'lot.count-stock', h);
  if a is not null then return a; end if;
  select * into o from ledger.open_count(p_org, p_lot, p_seen, p_counted);
  if o.refusal is not null then return o.refusal; end if;
  s := o.s;
  there := s.available + s.held;
  if p_counted < s.held then return ledger.no('count-below-held', jsonb_build_object('held', s.held)); end if;
  s := ledger.recount(s, o.f, '{}', p_counted - there, 'counted', p_org, p_person, p_key);
  return ledger.remember(p_org, p_person, p_key, 'lot.count-stock', h, jsonb_build_object('outcome', 'ok', 'lot', p_lot,
    'left', s.available, 'on_site', s.available + s.held, 'movement', case when p_counted <> there then s.seq end));
end $$;

-- The same when reserved pieces may be missing: what is available goes first, the missing rest shrinks reservations. p_cause of what is
-- missing: miscount | theft | breakage | other. p_shrink {reservation id: what it keeps} is the holder's choice and adds up exactly to what
-- is missing, reservations that are not in it keep all; null = as ledger.shrink_proposal, last come first. One that keeps nothing ends.
-- Each taker touched is asked (ledger.answer_ask) and told.
-- A wrong correction is corrected by a new count. What comes back returns to the reservations whose question is still open, first come
-- first: their takers have agreed to nothing yet. One that said yes, left, was ended, or let its deadline pass keeps what it then had, since
-- its taker may have bought elsewhere; the rest goes to the waitlist, then to all.
-- -> ok {lot, left, on_site, movement, told: takers} · not-found · lot-closed · changed-meanwhile {on_site} · bad-quantity {step}
--    · count-below-words {spoken: in hand-overs begun} · handover-open {reservation: public id} · shrink-mismatch {missing, given}
create or replace function ledger.correct_count(p_org bigint, p_person bigint, p_key uuid, p_lot bigint, p_seen bigint, p_counted bigint,
                                                p_cause text, p_shrink jsonb default null) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare o record; x record; s ledger.stock; a jsonb; there bigint; t timestamptz := ledger.clock();
  h bytea := ledger.content(p_lot::text, p_seen::text, p_counted::text, p_cause, p_shrink::text);
begin
  if p_cause is null or p_cause not in ('miscount', 'theft', 'breakage', 'other') then
    raise exception 'unknown cause %', p_cause using errcode = '22023';
  end if;
  if jsonb_typeof(p_shrink) <> 'object' then raise exception 'p_shrink is an object' using errcode = '22023'; end if;
  a := ledger.replay_locked(p_org, p_key, 'lot.correct-count', h);
  if a is not null then return a; end if;
  select * into o from ledger.open_count(p_org, p_lot, p_seen, p_counted);
  if o.refusal is not null then return o.refusal; end if;
  s := o.s;
  there := s.available + s.held;
  select * into x from ledger.shrink(s, o.f, greatest(s.held - p_counted, 0), p_shrink, t, p_org, p_person, p_key);
  if x.refusal is not null then return x.refusal; end if;
  s := ledger.recount(s, o.f, x.lines, p_counted - there, case when p_counted < there then p_cause else 'counted' end, p_org, p_person, p_key);
  return ledger.remember(p_org, p_person, p_key, 'lot.correct-count', h, jsonb_build_object('outcome', 'ok', 'lot', p_lot,
    'left', s.available, 'on_site', s.available + s.held, 'movement', case when p_counted <> there then s.seq end, 'told', x.told));
end $$;

-- Common start of a count: the lot as p_org may count it, its lock, holds past their deadline given back.
create or replace function ledger.open_count(p_org bigint, p_lot bigint, p_seen bigint, p_counted bigint,
                                             out s ledger.stock, out f ledger.lot_fact, out refusal jsonb)
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare there bigint;
begin
  select * into f from ledger.lot_fact where lot_id = p_lot;
  if f.lot_id is null or f.holder <> p_org then refusal := ledger.no('not-found'); return; end if;
  s := ledger.lock_stock(p_lot);
  select * into f from ledger.lot_fact where lot_id = p_lot;
  there := s.available + s.held;
  -- what is held of a lot that was withdrawn may still turn out not to be there
  if f.status = 'withdrawn' and (s.held = 0 or p_counted > there) then refusal := ledger.no('lot-closed'); return; end if;
  if f.status = 'draft' or there is distinct from p_seen then
    refusal := ledger.no('changed-meanwhile', jsonb_build_object('on_site', there)); return;
  end if;
  if p_counted is null or p_counted < 0 or p_counted % s.step <> 0 or p_counted >= 1000000000000 then
    refusal := ledger.no('bad-quantity', jsonb_build_object('step', s.step)); return;
  end if;
  s := ledger.release_due(s, f);
end $$;

-- Writes p_lines, then what was found (p_by > 0) or is missing, as one line; what was found goes first to takers who are still asked,
-- then to the waitlist.
create or replace function ledger.recount(s ledger.stock, f ledger.lot_fact, p_lines ledger.movement[], p_by bigint, p_reason text,
                                          p_org bigint, p_person bigint, p_key uuid) returns ledger.stock
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare m ledger.movement;
begin
  if p_by = 0 then return s; end if;
  m := ledger.line(f, case when p_by > 0 then 'add' else 'remove' end, case when p_by > 0 then 'outside' else 'available' end,
                   case when p_by > 0 then 'available' else 'outside' end, abs(p_by), p_org, p_person, p_key);
  m.reason := p_reason;
  s := ledger.write(s, p_lines || m);
  if p_by > 0 then s := ledger.give_back(s, f, p_by, p_org, p_person, p_key); end if;
  return ledger.promote(s, f, p_org, p_person, p_key);
end $$;
