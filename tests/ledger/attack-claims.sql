-- The same for what holds a claim besides stock and lines: places in a waitlist and their offers, visits, booked hours, questions, signed
-- checkpoints. Run after attack.sql, whose table `statement` it goes on filling.
insert into statement (what, stmt, by_constraint) values
 -- the waitlist, besides attack.sql
 ('an offer lifted from its place', 'update ledger.reservation set waiting_id = null where waiting_id = {offered}', 'reservation_fixed'),
 ('an offer of a place in another line', 'update ledger.reservation set waiting_id = {queued} where waiting_id = {offered}', 'reservation_fixed'),
 ('a place older than it is', 'update ledger.waiting set joined_at = joined_at - interval ''1 year'' where id = {queued}', 'waiting_fixed'),
 ('what came back kept from the line', 'select pg_temp.forge({scarce}, 1, ''{"kind": "add"}'')', 'waitlist_first'),
 -- visits
 ('another visit for a line', 'update ledger.reservation set visit_id = {visit} where id = {held}', 'visit_line'),
 ('a line out of its visit', 'update ledger.reservation set visit_id = null where id = {line}', 'visit_line'),
 ('a visit without a line', 'insert into ledger.visit (site_id, holder_organisation_id, taker_organisation_id, command_key, requested_at) select site_id, holder_organisation_id, taker_organisation_id, gen_random_uuid(), requested_at from ledger.visit where id = {visit}', 'visit_has_lines'),
 ('a visit of another site than its holder''s', 'insert into ledger.visit (site_id, holder_organisation_id, taker_organisation_id, command_key, requested_at) select site_id, {stranger}, taker_organisation_id, gen_random_uuid(), requested_at from ledger.visit where id = {visit}', 'visit_holder_organisation_id_site_id_fkey'),
 ('a visit given to someone else', 'update ledger.visit set taker_organisation_id = {stranger} where id = {visit}', null),
 ('a visit forgotten', 'delete from ledger.visit where id = {visit}', null),
 -- hours
 ('scheduled without an hour', 'update ledger.reservation set slot_id = null where id = {booked}', 'reservation_scheduled'),
 ('an hour without being scheduled', 'update ledger.reservation set slot_id = {slot}, slot_booked_at = now(), due_without_slot = expires_at, state = ''scheduled'' where id = {asked}', 'reservation_workflow'),
 ('two takers in an hour of one', 'update ledger.reservation set slot_id = {slot}, slot_booked_at = now(), due_without_slot = expires_at, state = ''scheduled'' where id = {second}', 'slot_capacity'),
 ('an hour of another site', 'update ledger.reservation set slot_id = {farslot}, slot_booked_at = now(), due_without_slot = expires_at, state = ''scheduled'' where id = {second}', 'slot_of_the_site'),
 ('an hour called off under who comes', 'update public.site_slot set cancelled_at = now(), cancel_reason_code = ''weather'' where id = {slot}', 'slot_empty'),
 ('an hour given to another site', 'update public.site_slot set site_id = (select site_id from public.lot where id = {theirs}) where id = {slot}', 'slot_fixed'),
 ('room for nobody', 'update public.site_slot set capacity = 0 where id = {slot}', 'site_slot_capacity_check'),
 ('an hour that ends before it begins', 'update public.site_slot set ends_at = starts_at - interval ''1 hour'' where id = {slot}', 'site_slot_hours'),
 ('an hour forgotten', 'delete from public.site_slot where id = {slot}', null),
 -- questions
 ('shrink a reservation without asking', $q$select pg_temp.shrink_silently({held})$q$, 'shrinks_by_asking'),
 ('answer for the taker', 'update ledger.ask set answer = ''yes'', answered_at = now(), answered_by_organisation_id = {stranger} where id = {ask}', 'ask_answer_is_true'),
 ('silence before its time', 'update ledger.ask set answer = ''silence'', answered_at = now() where id = {ask}', 'ask_answer_is_true'),
 ('leaves, and keeps what it held', 'update ledger.ask set answer = ''leaves'', answered_at = now(), answered_by_organisation_id = (select taker_organisation_id from ledger.reservation r where r.id = reservation_id) where id = {ask}', 'ask_answer_is_true'),
 ('ask for less than was asked', 'update ledger.ask set new_qty = 1 where id = {ask}', 'ask_fixed'),
 ('ask about what is not held', 'insert into ledger.ask overriding system value select (jsonb_populate_record(q, jsonb_build_object(''id'', 0, ''public_id'', gen_random_uuid(), ''reservation_id'', {held}))).* from ledger.ask q where id = {ask}', null),
 ('a question forgotten', 'delete from ledger.ask where id = {ask}', null),
 -- checkpoints
 ('rewrite a checkpoint', 'update ledger.checkpoint set root = sha256(''forged'')', null),
 ('forget a checkpoint', 'delete from ledger.checkpoint', null),
 ('forget all checkpoints', 'truncate ledger.checkpoint cascade', null),
 ('another key under the same name', 'update ledger.checkpoint_key set public_key = sha256(''mine'')', null),
 ('a checkpoint that skips one', $q$insert into ledger.checkpoint select c.id + 2, c.day + 2, c.at, c.size, c.root, c.runs, c.key_id, replace(c.note, c.day::text, (c.day + 2)::text) from ledger.checkpoint c$q$, 'checkpoint_follows'),
 ('a checkpoint that does not name the one before', $q$insert into ledger.checkpoint select c.id + 1, c.day + 1, c.at, c.size, c.root, c.runs, c.key_id, replace(c.note, c.day::text, (c.day + 1)::text) from ledger.checkpoint c$q$, 'checkpoint_follows'),
 ('a checkpoint of another size than it says', 'insert into ledger.checkpoint select c.id + 1, c.day + 1, c.at, c.size + 1, c.root, sha256(''run''), c.key_id, c.note from ledger.checkpoint c', null),
 ('a head that its chain does not have', 'insert into ledger.checkpoint_head values (0, 2, {lot}, {seq}, sha256(''forged''))', 'checkpoint_head_is_true');

do $$ declare s statement; begin
  for s in select * from statement where what not in (select a.what from attack a) order by n loop
    perform pg_temp.try('gisement_owner', s.what, s.stmt);
    perform pg_temp.try('gisement_app', s.what, s.stmt);
    perform pg_temp.try('postgres', s.what, s.stmt, true);
  end loop;
  -- through the door, with bad arguments: a refusal, never ok
  perform pg_temp.try('gisement_app', x.what, format('select 1 / (case when (%s ->> ''outcome'') in (''ok'') then 1 else 0 end)', x.call)) from (values
    ('reserve past the line', 'ledger.reserve({stranger}, null, gen_random_uuid(), {scarce}, 1000, ''own_works'')'),
    ('join a line twice', 'ledger.join({taker}, null, gen_random_uuid(), {scarce}, 1000, true, ''own_works'')'),
    ('join for nothing', 'ledger.join({stranger}, null, gen_random_uuid(), {scarce}, 0, true, ''own_works'')'),
    ('join for half a step', 'ledger.join({stranger}, null, gen_random_uuid(), {scarce}, 500, true, ''own_works'')'),
    ('join the line of one''s own lot', 'ledger.join({holder}, null, gen_random_uuid(), {scarce}, 1000, true, ''own_works'')'),
    ('take another''s offer', 'ledger.take({stranger}, null, gen_random_uuid(), {offered})'),
    ('take what was not offered', 'ledger.take({taker}, null, gen_random_uuid(), {queued})'),
    ('decline another''s offer', 'ledger.decline({stranger}, null, gen_random_uuid(), {offered})'),
    ('leave another''s place', 'ledger.leave({stranger}, null, gen_random_uuid(), {queued})'),
    ('accept an offer as its holder', 'ledger.accept({holder}, null, gen_random_uuid(), (select r.id from ledger.reservation r where r.waiting_id = {offered}))'),
    ('visit nothing', 'ledger.reserve_visit({taker}, null, gen_random_uuid(), (select site_id from public.lot where id = {lot}), ''[]'', ''own_works'')'),
    ('visit with a lot of another site', 'ledger.reserve_visit({taker}, null, gen_random_uuid(), (select site_id from public.lot where id = {lot}), ''[{"lot": {theirs}, "qty": 1000}]'', ''own_works'')'),
    ('visit with less than nothing', 'ledger.reserve_visit({taker}, null, gen_random_uuid(), (select site_id from public.lot where id = {lot}), ''[{"lot": {lot}, "qty": 2000}, {"lot": {lot}, "qty": -1000}]'', ''own_works'')'),
    ('answer another''s visit', 'ledger.answer_visit({stranger}, null, gen_random_uuid(), {visit}, array[{line}]::bigint[], array[]::bigint[], null)'),
    ('answer a visit as its taker', 'ledger.answer_visit({taker}, null, gen_random_uuid(), {visit}, array[{line}]::bigint[], array[]::bigint[], null)'),
    ('cancel another''s visit', 'ledger.cancel_visit({stranger}, null, gen_random_uuid(), {visit}, null, null, null)'),
    ('book as a stranger', 'ledger.book_slot({stranger}, null, gen_random_uuid(), array[{second}]::bigint[], {slot})'),
    ('book a full hour', 'ledger.book_slot({stranger}, null, gen_random_uuid(), array[{second}]::bigint[], {slot})'),
    ('book an hour of another site', 'ledger.book_slot({taker}, null, gen_random_uuid(), array[{booked}]::bigint[], {farslot})'),
    ('book before acceptance', 'ledger.book_slot({taker}, null, gen_random_uuid(), array[{asked}]::bigint[], {slot})'),
    ('leave another''s hour', 'ledger.leave_slot({stranger}, null, gen_random_uuid(), array[{booked}]::bigint[])'),
    ('answer a question as its asker', 'ledger.answer_ask({holder}, null, gen_random_uuid(), {ask}, true)'),
    ('answer a stranger''s question', 'ledger.answer_ask({stranger}, null, gen_random_uuid(), {ask}, false)'),
    ('count another''s lot', 'ledger.correct_count({taker}, null, gen_random_uuid(), {scarce}, 4000, 1000, ''theft'')'),
    ('count less than nothing', 'ledger.correct_count({holder}, null, gen_random_uuid(), {scarce}, 4000, -1000, ''theft'')'),
    ('count what was not read', 'ledger.correct_count({holder}, null, gen_random_uuid(), {scarce}, 9000, 1000, ''theft'')'),
    ('shrink more than is missing', 'ledger.correct_count({holder}, null, gen_random_uuid(), {scarce}, 4000, 3000, ''theft'', jsonb_build_object({scarceheld}::text, 0))'),
    ('move another''s works', 'ledger.postpone_site({taker}, null, gen_random_uuid(), (select site_id from public.lot where id = {lot}), 4, ledger.site_seen((select site_id from public.lot where id = {lot})))'),
    ('move works unseen', 'ledger.postpone_site({holder}, null, gen_random_uuid(), (select site_id from public.lot where id = {lot}), 4, ''nothing'')'),
    ('close another''s site', 'ledger.close_site({taker}, null, gen_random_uuid(), (select site_id from public.lot where id = {lot}), ''{"*": "lost"}'', ''keep'', ledger.site_seen((select site_id from public.lot where id = {lot})))'),
    ('close without a fate', 'ledger.close_site({holder}, null, gen_random_uuid(), (select site_id from public.lot where id = {lot}), ''{}'', ''keep'', ledger.site_seen((select site_id from public.lot where id = {lot})))')) x (what, call);
  perform pg_temp.try('gisement_app', x.what, x.stmt) from (values
    ('offer through the inner function', 'select ledger.promote(s, f, null, null, null) from ledger.stock s, ledger.lot_fact f where s.lot_id = {scarce} and f.lot_id = {scarce}'),
    ('hold through the inner function', 'select ledger.hold(s, f, {stranger}, null, gen_random_uuid(), 1000, now(), ''own_works'', null, null, null, null) from ledger.stock s, ledger.lot_fact f where s.lot_id = {lot} and f.lot_id = {lot}'),
    ('lock a site through the inner function', 'select ledger.lock_lots_of_site((select site_id from public.lot where id = {lot}))')) x (what, stmt);
end $$;
