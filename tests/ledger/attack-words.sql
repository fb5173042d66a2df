-- The same for words that stand: what a taker says became of what it took, and the price of the two. Run after attack-claims.sql.

-- A line that throws a part of a hand-over away, 1 unit of 20 kg unless `p` says otherwise, and moves the reservation with it.
create function pg_temp.forge_discard(p_reservation bigint, p jsonb) returns void language plpgsql as $$
declare m ledger.movement; q bigint := coalesce((p ->> 'qty')::bigint, 1000); begin
  select * into m from ledger.movement where reservation_id = p_reservation and kind = 'collect' order by seq desc limit 1;
  update ledger.reservation set discarded = discarded + case p ->> 'kind' when 'restore' then -q else q end where id = p_reservation;
  perform pg_temp.forge(m.lot_id, m.seq, jsonb_build_object('kind', 'discard', 'src', 'collected', 'dst', 'landfilled', 'fate', 'landfilled', 'qty', q,
    'mass_g', q * 20, 'low_g', round(q * 20 * 0.98), 'high_g', round(q * 20 * 1.02), 'actor_organisation_id', m.taker_organisation_id) || p);
end $$;
-- The word of the taker of p_reservation on its standing line, 2 units installed unless `p` says otherwise.
create function pg_temp.forge_word(p_reservation bigint, p jsonb) returns void language plpgsql as $$
declare r ledger.reservation; o ledger.outcome; begin
  select * into r from ledger.reservation where id = p_reservation;
  o := jsonb_populate_record(null::ledger.outcome, jsonb_build_object('installed', 2000, 'stored', 0, 'resold', 0, 'thrown_away', 0,
    'nth', coalesce((select max(nth) from ledger.outcome where reservation_id = r.id), 0) + 1, 'organisation_id', r.taker_organisation_id,
    'seq', (select max(seq) from ledger.movement where reservation_id = r.id and kind = 'collect'), 'said_by', 'account', 'said_at', ledger.clock()) || p);
  insert into ledger.outcome (reservation_id, lot_id, seq, nth, installed, stored, resold, thrown_away, thrown_to, correction_id, said_by,
      organisation_id, said_at)
    values (r.id, r.lot_id, o.seq, o.nth, o.installed, o.stored, o.resold, o.thrown_away, o.thrown_to, o.correction_id, o.said_by,
      o.organisation_id, o.said_at);
end $$;

do $$ begin
  -- the forger is good: these are true
  perform pg_temp.try('gisement_owner', 'forged: a word', $q$select pg_temp.forge_word({done}, '{}')$q$);
  perform pg_temp.try('gisement_owner', 'forged: thrown away and said', $q$select pg_temp.forge_discard({done}, '{}'),
    pg_temp.forge_word({done}, '{"installed": 1000, "thrown_away": 1000, "thrown_to": "landfilled"}')$q$);
  perform pg_temp.try('postgres', 'forged: thrown away and said', $q$select pg_temp.forge_discard({done}, '{}'),
    pg_temp.forge_word({done}, '{"installed": 1000, "thrown_away": 1000, "thrown_to": "landfilled"}')$q$, true);
  perform pg_temp.try('gisement_owner', 'forged: back and said', $q$select pg_temp.forge_discard({told},
    '{"kind": "restore", "src": "landfilled", "dst": "collected", "qty": 2000}'), pg_temp.forge_word({told}, '{"installed": 4000}')$q$);
end $$;

insert into statement (what, stmt, by_constraint) values
 -- what became of it
 ('thrown away, its taker silent', $q$select pg_temp.forge_discard({done}, '{}')$q$, 'outcome_carried_out'),
 ('thrown away by the holder', $q$select pg_temp.forge_discard({done}, '{"actor_organisation_id": {holder}}')$q$, 'movement_is_true'),
 ('thrown away, more than was taken', $q$select pg_temp.forge_discard({done}, '{"qty": 3000}')$q$, 'reservation_discarded'),
 ('thrown away, more than its line collected', $q$select pg_temp.forge({lot}, {seq}, '{"kind": "discard", "src": "collected", "dst": "landfilled", "fate": "landfilled", "qty": 3000, "mass_g": 60000, "low_g": 58800, "high_g": 61200, "actor_organisation_id": {taker}}')$q$, 'movement_is_true'),
 ('thrown away and still in the figures', $q$select pg_temp.forge_discard({done}, '{"counts": false}')$q$, 'movement_is_true'),
 ('thrown away, lighter than its part', $q$select pg_temp.forge_discard({done}, '{"mass_g": 1000, "low_g": 980, "high_g": 1020}')$q$, 'movement_is_true'),
 ('thrown away, heavier than its part', $q$select pg_temp.forge_discard({done}, '{"mass_g": 40000, "low_g": 39200, "high_g": 40800}')$q$, 'movement_is_true'),
 ('thrown away at another grade', $q$select pg_temp.forge_discard({done}, '{"evidence": "B", "basis": "measured", "low_g": 18000, "high_g": 22000}')$q$, 'movement_is_true'),
 ('thrown away in another month', $q$select pg_temp.forge_discard({done}, jsonb_build_object('counted_on', current_date - 40))$q$, 'movement_is_true'),
 ('thrown away by someone else', $q$select pg_temp.forge_discard({done}, '{"taker_organisation_id": {stranger}, "actor_organisation_id": {stranger}}')$q$, 'movement_is_true'),
 ('thrown away onto a shelf', $q$select pg_temp.forge_discard({done}, '{"dst": "kept", "fate": "kept"}')$q$, 'movement_kind'),
 ('thrown away, another fate', $q$select pg_temp.forge_discard({done}, '{"fate": "recycled"}')$q$, 'movement_fate'),
 ('thrown away out of no hand-over', $q$select pg_temp.forge_discard({done}, '{"handover_id": null}')$q$, 'movement_is_true'),
 ('thrown away out of another hand-over', $q$select pg_temp.forge_discard({told}, '{"handover_id": {handover}}')$q$, 'movement_is_true'),
 ('thrown away twice', $q$select pg_temp.forge_discard({told}, '{}')$q$, 'movement_is_true'),
 ('back without having been thrown away', $q$select pg_temp.forge({lot}, {seq}, '{"kind": "restore", "src": "landfilled", "dst": "collected", "fate": "landfilled"}')$q$, 'stock_landfilled_check'),
 ('back out of what another threw away', $q$select pg_temp.forge({toldlot}, {quiet}, '{"kind": "restore", "src": "landfilled", "dst": "collected", "fate": "landfilled"}')$q$, 'movement_is_true'),
 ('back, its taker silent', $q$select pg_temp.forge_discard({told}, '{"kind": "restore", "src": "landfilled", "dst": "collected", "qty": 2000}')$q$, 'outcome_carried_out'),
 ('back in part', $q$select pg_temp.forge_discard({told}, '{"kind": "restore", "src": "landfilled", "dst": "collected", "qty": 1000}')$q$, 'movement_is_true'),
 ('thrown away on the reservation alone', 'update ledger.reservation set discarded = 1000 where id = {done}', 'reservation_is_sum'),
 ('less thrown away on the reservation alone', 'update ledger.reservation set discarded = 0 where id = {told}', 'reservation_is_sum'),
 ('said and not carried out', $q$select pg_temp.forge_word({done}, '{"installed": 1000, "thrown_away": 1000, "thrown_to": "landfilled"}')$q$, 'outcome_carried_out'),
 ('said otherwise, nothing comes back', $q$select pg_temp.forge_word({told}, '{"installed": 4000}')$q$, 'outcome_carried_out'),
 ('said to be recycled, landfilled', $q$select pg_temp.forge_word({told}, '{"installed": 2000, "thrown_away": 2000, "thrown_to": "recycled"}')$q$, 'outcome_carried_out'),
 ('said by the holder', $q$select pg_temp.forge_word({done}, '{"organisation_id": {holder}}')$q$, 'outcome_is_true'),
 ('said of half of it', $q$select pg_temp.forge_word({done}, '{"installed": 1000}')$q$, 'outcome_is_true'),
 ('said of more than was taken', $q$select pg_temp.forge_word({done}, '{"installed": 9000}')$q$, 'outcome_is_true'),
 ('said of another line', $q$select pg_temp.forge_word({done}, '{"seq": {corrected}}')$q$, 'outcome_is_true'),
 ('said before it was taken', $q$select pg_temp.forge_word({held}, '{"seq": {seq}}')$q$, 'outcome_is_true'),
 ('said out of turn', $q$select pg_temp.forge_word({done}, '{"nth": 3}')$q$, 'outcome_is_true'),
 ('said in place of what was said', $q$select pg_temp.forge_word({told}, '{"installed": 4000, "nth": 1}')$q$, 'outcome_is_true'),
 ('said tomorrow', $q$select pg_temp.forge_word({done}, jsonb_build_object('said_at', now() + interval '1 day'))$q$, 'outcome_is_true'),
 ('taken back by nobody', $q$select pg_temp.forge_word({told}, '{"installed": 0}')$q$, 'outcome_is_true'),
 ('taken back by a correction of another line', $q$select pg_temp.forge_word({told}, '{"installed": 0, "said_by": "correction", "correction_id": {proposal}}')$q$, 'outcome_is_true'),
 ('a word rewritten', 'update ledger.outcome set installed = 3000, thrown_away = 0, thrown_to = null', null),
 ('a word forgotten', 'delete from ledger.outcome', null),
 ('all words forgotten', 'truncate ledger.outcome', null),
 ('forget that it was asked', 'delete from ledger.outcome_ask', null),
 ('forget all that was asked', 'truncate ledger.outcome_ask', null),
 ('raise what is confirmed', 'update ledger.total_confirmed set mass_g = mass_g * 2', null),
 ('confirm all that is diverted', 'insert into ledger.total_confirmed select * from ledger.total on conflict do nothing', null),
 ('forget what is confirmed', 'truncate ledger.total_confirmed', null),
 -- prices
 ('a price before anything is concluded', 'update ledger.reservation set concluded_price_cents = 1 where id = {asked}', 'reservation_price_concluded'),
 ('accepted at a price of one''s own', 'update ledger.reservation set state = ''accepted'', accepted_at = now(), concluded_price_cents = 1 where id = {asked}', 'reservation_price_concluded'),
 ('accepted while a price is proposed', 'update ledger.reservation set state = ''accepted'', accepted_at = now() where id = {priced}', 'reservation_price_concluded'),
 ('another announced price', 'update ledger.reservation set announced_price_cents = 1 where id = {held}', 'reservation_price_fixed'),
 ('a price with other words', 'update ledger.reservation set price_tax = ''not_applicable'' where id = {held}', 'reservation_price_fixed'),
 ('a price for another quantity', 'update ledger.reservation set price_of_milli = 1 where id = {held}', 'reservation_price_fixed'),
 ('a firm price opened', 'update ledger.reservation set price_negotiable = not price_negotiable where id = {held}', 'reservation_price_fixed'),
 ('a price proposed after acceptance', 'insert into ledger.price_proposal (reservation_id, cents, state, made_at) values ({held}, 100, ''open'', now())', 'price_proposal_while_asked'),
 ('a price born accepted', 'insert into ledger.price_proposal (reservation_id, cents, state, made_at, answered_at) values ({asked}, 100, ''accepted'', now(), now())', 'price_proposal_allowed'),
 ('a second price', 'insert into ledger.price_proposal (reservation_id, cents, state, made_at) values ({priced}, 100, ''open'', now())', 'price_proposal_reservation_id_key'),
 ('nothing as a price', 'insert into ledger.price_proposal (reservation_id, cents, state, made_at) values ({asked}, 0, ''open'', now())', 'price_proposal_cents_check'),
 ('the proposed price changed', 'update ledger.price_proposal set cents = 1 where reservation_id = {priced}', 'price_proposal_fixed'),
 ('a refused price accepted', 'update ledger.price_proposal set state = ''accepted'', answered_at = now() where reservation_id = {turned}', 'price_proposal_fixed'),
 ('a proposal forgotten', 'delete from ledger.price_proposal where reservation_id = {priced}', null),
 ('all proposals forgotten', 'truncate ledger.price_proposal', null);

do $$ declare s statement; begin
  for s in select * from statement where what not in (select a.what from attack a) order by n loop
    perform pg_temp.try('gisement_owner', s.what, s.stmt);
    perform pg_temp.try('gisement_app', s.what, s.stmt);
    perform pg_temp.try('postgres', s.what, s.stmt, true);
  end loop;
  -- through the door, with bad arguments: a refusal, never ok
  perform pg_temp.try('gisement_app', x.what, format('select 1 / (case when (%s ->> ''outcome'') in (''ok'') then 1 else 0 end)', x.call)) from (values
    ('say what became of another''s', 'ledger.say_outcome({stranger}, null, gen_random_uuid(), {done}, 2000, 0, 0, 0, null)'),
    ('say it as the holder', 'ledger.say_outcome({holder}, null, gen_random_uuid(), {done}, 2000, 0, 0, 0, null)'),
    ('say it of what is held', 'ledger.say_outcome({taker}, null, gen_random_uuid(), {held}, 2000, 0, 0, 0, null)'),
    ('say less than was taken', 'ledger.say_outcome({taker}, null, gen_random_uuid(), {done}, 1000, 0, 0, 0, null)'),
    ('say more than was taken', 'ledger.say_outcome({taker}, null, gen_random_uuid(), {done}, 0, 0, 0, 9000, null)'),
    ('say bigint max', 'ledger.say_outcome({taker}, null, gen_random_uuid(), {done}, 9223372036854775000, 9223372036854775000, 0, 0, null)'),
    ('say less than nothing', 'ledger.say_outcome({taker}, null, gen_random_uuid(), {done}, 3000, 0, 0, -1000, null)'),
    ('say half a step', 'ledger.say_outcome({taker}, null, gen_random_uuid(), {done}, 1500, 0, 0, 500, null)'),
    ('throw it nowhere known', 'ledger.say_outcome({taker}, null, gen_random_uuid(), {done}, 0, 0, 0, 2000, ''river'')'),
    ('say it without a key', 'ledger.say_outcome({taker}, null, null, {done}, 2000, 0, 0, 0, null)'),
    ('say by a link nobody sent', 'ledger.say_outcome_by_link(gen_random_uuid(), (select public_id from ledger.reservation where id = {done}), 2000, 0, 0, 0, null)'),
    ('propose for another', 'ledger.propose_price({stranger}, null, gen_random_uuid(), {asked}, 100)'),
    ('propose as the holder', 'ledger.propose_price({holder}, null, gen_random_uuid(), {asked}, 100)'),
    ('propose less than nothing', 'ledger.propose_price({taker}, null, gen_random_uuid(), {asked}, -100)'),
    ('propose after acceptance', 'ledger.propose_price({taker}, null, gen_random_uuid(), {held}, 100)'),
    ('propose twice', 'ledger.propose_price({taker}, null, gen_random_uuid(), {priced}, 100)'),
    ('answer one''s own price', 'ledger.answer_price({taker}, null, gen_random_uuid(), {priced}, ''accepted'')')) x (what, call);
  perform pg_temp.try('gisement_app', x.what, x.stmt) from (values
    ('say it through the inner function', 'select ledger.put_outcome({taker}, null, gen_random_uuid(), {done}, 2000, 0, 0, 0, null, ''link'')'),
    ('take it back through the inner function', 'select ledger.take_outcome_back(r, c, {holder}, null) from ledger.reservation r, ledger.correction c where r.id = {told} limit 1')) x (what, stmt);
end $$;
