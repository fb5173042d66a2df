-- What the serving role may do. Applied by the owner after each migration; :"app_role" is that role's name.
grant usage on schema public, ledger to :"app_role";
grant select on all tables in schema public, ledger to :"app_role";
grant execute on all functions in schema public to :"app_role";
grant usage on all sequences in schema public to :"app_role";
grant insert, update on person, organisation, membership, invitation, session, token, api_token, mail, reservation_draft, rate_limit to :"app_role";
grant insert, update, delete on diagnosis, diagnosis_row to :"app_role";
grant insert, update on diagnosis_header to :"app_role";
grant insert, update on site, lot_photo, stored_file, demonstration to :"app_role";
grant delete on membership, session, token, rate_limit, lot_photo, stored_file, reservation_draft to :"app_role";
grant insert on command, event to :"app_role";
grant insert on document_file to :"app_role";
grant insert, update, delete on platform_setting to :"app_role";
grant update (answer) on command to :"app_role";
grant update (handled_at) on event to :"app_role";
grant insert on operator_act, books_check to :"app_role";
grant insert on legal_text, terms_acceptance to :"app_role";
grant insert, update, delete on platform_setting to :"app_role";
grant insert on verification to :"app_role";
grant insert, update, delete on stand_in to :"app_role";
grant insert, update on organisation_domain, join_request to :"app_role";
grant insert on crew_count to :"app_role";
grant update (answered_at, answer, answered_by) on crew_count to :"app_role";
grant insert on mandate, crew_link to :"app_role";
grant update (revoked_at, revoked_by, revoked_by_organisation_id) on mandate to :"app_role";
grant update (revoked_at, revoked_by) on crew_link to :"app_role";
grant insert, delete on crew_session to :"app_role";
grant insert, update, delete on second_factor, known_device to :"app_role";
grant insert, delete, update (used_at) on recovery_code to :"app_role";
grant insert on settlement, gift_basis, phone_reached to :"app_role";
grant insert, update on lot_batch, lot_batch_item to :"app_role";
grant insert, delete on lot_document to :"app_role";
grant insert on lot_audience to :"app_role";
grant update (opens_at, closes_at) on lot_audience to :"app_role";
grant insert, update, delete on photo_upload, alert_lot to :"app_role";
grant insert, update on alert to :"app_role";
grant insert on alert_mail to :"app_role";
grant insert, update on calendar_feed to :"app_role";
grant insert, update on notification, notification_setting, message_read to :"app_role";
grant insert on message, message_photo, handover_ticket to :"app_role";
grant insert, update on message_thread to :"app_role";
grant update on alert_watch to :"app_role";
-- a suspension is made and lifted by its functions
-- a lot's status, origin and dates of life move only through the ledger's functions
grant insert (public_id, organisation_id, site_id, type_code, family_code, title, description, unit, quantity_milli, step_milli,
  unit_mass_g, mass_low_g, mass_high_g, mass_basis, factor_version, price_cents, price_basis, price_tax, vat_permille, negotiable, condition, age_note, assembly,
  length_mm, width_mm, thickness_mm, building, level, room, reuse_potential, asbestos, lead, pemd_ref, waste_code, removal, removal_note,
  available_from, available_until, accept_mode, legal_line, other_pollutants,
  alt_unit, alt_amount_milli, alt_of_milli, alt_basis, removal_tools, removal_access, removal_floor, removal_lift, loading_help, largest_vehicle,
  protection, site_rules, private_removal_reason, pickup_place, pickup_hours, sorting_operator, per_taker_milli,
  origin_site_id, origin_commune_code, origin_diagnosis_row, origin_counted,
  created_by, public_point, cell, commune_code) on lot to :"app_role";
grant update (site_id, type_code, family_code, title, description, unit, quantity_milli, step_milli,
  unit_mass_g, mass_low_g, mass_high_g, mass_basis, factor_version, price_cents, price_basis, price_tax, vat_permille, negotiable, condition, age_note, assembly,
  length_mm, width_mm, thickness_mm, building, level, room, reuse_potential, asbestos, lead, pemd_ref, waste_code, removal, removal_note,
  available_from, available_until, accept_mode, legal_line, other_pollutants,
  alt_unit, alt_amount_milli, alt_of_milli, alt_basis, removal_tools, removal_access, removal_floor, removal_lift, loading_help, largest_vehicle,
  protection, site_rules, private_removal_reason, pickup_place, pickup_hours, sorting_operator, per_taker_milli,
  version, updated_at) on lot to :"app_role";

-- The ledger: read everything, write nothing; its doors are functions that decide for themselves. Notes are erasable.
grant select on all tables in schema ledger to :"app_role";
revoke execute on all functions in schema ledger from public, :"app_role";
grant execute on function ledger.clock(), ledger.may_read_place(text, text, boolean, boolean, boolean, boolean), ledger.left_of(bigint), ledger.territories_of(text), ledger.hash_of(ledger.movement),
  ledger.expire_due(integer),
  ledger.publish(bigint, bigint, uuid, bigint),
  ledger.unpublish(bigint, bigint, uuid, bigint),
  ledger.transfer(bigint, bigint, uuid, bigint, bigint, bigint, uuid),
  ledger.merge(bigint, bigint, uuid, bigint, bigint[]),
  ledger.relist(bigint, bigint, uuid, bigint, bigint, bigint, uuid),
  ledger.change_stock(bigint, bigint, uuid, bigint, text, bigint, text),
  ledger.count_stock(bigint, bigint, uuid, bigint, bigint, bigint),
  ledger.withdraw(bigint, bigint, uuid, bigint, bigint, text, text),
  ledger.reserve(bigint, bigint, uuid, bigint, bigint, text, text, text, text, text),
  ledger.past_the_line(bigint, bigint), ledger.close_waitlists(integer),
  ledger.join(bigint, bigint, uuid, bigint, bigint, boolean, text, text, text, text),
  ledger.take(bigint, bigint, uuid, bigint, text, text),
  ledger.decline(bigint, bigint, uuid, bigint),
  ledger.leave(bigint, bigint, uuid, bigint),
  ledger.accept(bigint, bigint, uuid, bigint, text, text),
  ledger.propose_price(bigint, bigint, uuid, bigint, bigint), ledger.answer_price(bigint, bigint, uuid, bigint, text),
  ledger.amount_of(bigint, bigint, bigint), ledger.without_vat(bigint, smallint),
  ledger.refuse(bigint, bigint, uuid, bigint, text, text),
  ledger.cancel(bigint, bigint, uuid, bigint, text, text),
  ledger.extend(bigint, bigint, uuid, bigint, timestamptz),
  ledger.reserve_visit(bigint, bigint, uuid, bigint, jsonb, text, text, text, text),
  ledger.answer_visit(bigint, bigint, uuid, bigint, bigint[], bigint[], text),
  ledger.cancel_visit(bigint, bigint, uuid, bigint, bigint[], text, text),
  ledger.book_slot(bigint, bigint, uuid, bigint[], bigint),
  ledger.leave_slot(bigint, bigint, uuid, bigint[]),
  ledger.open_slots(bigint, bigint, uuid, bigint, date, date, smallint[], time, time, integer, date[], boolean),
  ledger.resize_slot(bigint, bigint, uuid, bigint, integer),
  ledger.cancel_slots(bigint, bigint, uuid, bigint[], text),
  ledger.declare_missed(bigint, bigint, uuid, bigint, text), ledger.contest_missed(bigint, bigint, uuid, bigint),
  ledger.missed_refusal(bigint, bigint, text), ledger.attendance_of(bigint),
  ledger.remind_slots(integer),
  ledger.slot_takers(bigint),
  ledger.correct_count(bigint, bigint, uuid, bigint, bigint, bigint, text, jsonb), ledger.shrink_proposal(bigint, bigint),
  ledger.answer_ask(bigint, bigint, uuid, bigint, boolean), ledger.lapse_asks(integer),
  ledger.confirm_handover(bigint, bigint, uuid, bigint, bigint, bigint, bigint, bigint, text, text, date, boolean, jsonb, timestamptz),
  ledger.confirm_on_device(bigint, bigint, uuid, bigint, bigint, bigint, bigint, bigint, text, date, boolean, jsonb, text, text, text),
  ledger.contest_handover(uuid), ledger.remind_handovers(integer),
  ledger.say_outcome(bigint, bigint, uuid, bigint, bigint, bigint, bigint, bigint, text), ledger.outcome_change_until(bigint),
  ledger.say_outcome_by_link(uuid, uuid, bigint, bigint, bigint, bigint, text), ledger.ask_outcomes(integer),
  ledger.propose_correction(bigint, bigint, uuid, bigint, bigint, bigint, bigint, bigint, bigint, text, text, text, text),
  ledger.answer_correction(bigint, bigint, uuid, bigint, boolean),
  ledger.lots_in_use(bigint), ledger.slots_ahead(bigint), ledger.site_seen(bigint), ledger.handovers_begun(bigint),
  ledger.days_later(timestamptz, integer, text), ledger.day_off(text, date), ledger.moves_with_works(ledger.reservation),
  ledger.moved_window(ledger.lot_fact, integer), ledger.moved_deadline(ledger.reservation, ledger.lot_fact, integer),
  ledger.postpone_site(bigint, bigint, uuid, bigint, integer, text),
  ledger.cancel_day(bigint, bigint, uuid, bigint, date, text),
  ledger.close_site(bigint, bigint, uuid, bigint, jsonb, text, text),
  ledger.reopen_site(bigint, bigint, uuid, bigint),
  ledger.begin_checkpoint(),
  ledger.keep_checkpoint(bigint, bigint, bytea, bytea, text, bytea, text)
  to :"app_role";
grant update (body) on reservation_note to :"app_role";
