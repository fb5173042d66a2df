-- "My visit": several lots of one site in one request, answered and cancelled line by line. Order of locks: key, taker, lots in id order.

-- What is asked, one line a lot in id order, the same lot twice summed. A quantity that is none, or not above zero, makes its lot's null.
create or replace function ledger.visit_lines(p_lines jsonb, out lot bigint, out qty bigint, out ticked text) returns setof record
language sql stable as $$
  select (l ->> 'lot')::bigint, case when bool_and(coalesce((l ->> 'qty')::bigint, 0) > 0) then sum((l ->> 'qty')::bigint)::bigint end, max(l ->> 'ticked')
    from pg_catalog.jsonb_array_elements(p_lines) l group by 1 order by 1
$$;

-- The same rules as one lot alone, and on that site.
create or replace function ledger.visit_refusal(f ledger.lot_fact, p_site bigint, p_org bigint, p_qty bigint, p_left bigint, p_ticked text) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from public.lot where id = f.lot_id and site_id = p_site) then return ledger.no('not-found'); end if;
  return ledger.reserve_refusal(f, p_org, p_qty, p_left, p_ticked);
end $$;

-- Holds every line, or none. p_lines [{lot, qty, ticked}], at most 40 lots; the rest as in ledger.reserve.
-- -> ok {visit, public_id, lines: [{reservation, public_id, lot, state, expires_at, left}]} · visit-empty · visit-too-wide {limit}
--    · lines-refused {lines: [{lot, outcome, …}]} (each with a refusal of ledger.reserve) · too-many-open {limit} · commune-unknown
--    · idempotency-mismatch
create or replace function ledger.reserve_visit(p_org bigint, p_person bigint, p_key uuid, p_site bigint, p_lines jsonb, p_purpose text,
                                                p_substitution text default null, p_destination_commune text default null,
                                                p_note text default null) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare asked record; a jsonb; h bytea; stocks ledger.stock[] := '{}'; facts ledger.lot_fact[] := '{}'; s ledger.stock; f ledger.lot_fact;
  refused jsonb := '[]'; made jsonb := '[]'; v ledger.visit; r ledger.reservation; t timestamptz; n integer := 0; holder bigint; widest constant integer := 40;
  destination text := ledger.commune_now(p_destination_commune);
begin
  select ledger.content(p_site::text, jsonb_agg(jsonb_build_array(l.lot, l.qty) order by l.lot)::text, p_purpose, p_substitution, p_destination_commune, p_note),
         count(*) into h, n from ledger.visit_lines(p_lines) l;
  a := ledger.replay_locked(p_org, p_key, 'visit.reserve', h);
  if a is not null then return a; end if;
  if n = 0 then return ledger.no('visit-empty'); end if;
  if n > widest then return ledger.no('visit-too-wide', jsonb_build_object('limit', widest)); end if;
  for asked in select * from ledger.visit_lines(p_lines) loop
    select * into f from ledger.lot_fact where lot_id = asked.lot;
    a := ledger.visit_refusal(f, p_site, p_org, asked.qty, ledger.left_of(asked.lot), asked.ticked);
    if a is not null then refused := refused || (jsonb_build_object('lot', asked.lot) || a); end if;
  end loop;
  if refused <> '[]' then return ledger.no('lines-refused', jsonb_build_object('lines', refused)); end if;
  if p_destination_commune is not null and destination is null then return ledger.no('commune-unknown'); end if;
  a := ledger.too_many_open(p_org);
  if a is not null then return a; end if;
  -- every lock, then everything again
  for asked in select * from ledger.visit_lines(p_lines) loop
    s := ledger.lock_stock(asked.lot);
    select * into f from ledger.lot_fact where lot_id = asked.lot;
    s := ledger.release_due(s, f);
    a := ledger.visit_refusal(f, p_site, p_org, asked.qty, s.available, asked.ticked);
    if a is not null then refused := refused || (jsonb_build_object('lot', asked.lot) || a); end if;
    stocks := stocks || s; facts := facts || f; holder := f.holder;
  end loop;
  if refused <> '[]' then return ledger.no('lines-refused', jsonb_build_object('lines', refused)); end if;
  t := ledger.clock();
  insert into ledger.visit (site_id, holder_organisation_id, taker_organisation_id, taker_person_id, command_key, requested_at)
    values (p_site, holder, p_org, p_person, p_key, t) returning * into v;
  n := 0;
  for asked in select * from ledger.visit_lines(p_lines) loop
    n := n + 1;
    r := ledger.hold(stocks[n], facts[n], p_org, p_person, p_key, asked.qty, t, p_purpose, p_substitution, destination, p_note, v.id);
    perform ledger.tell(p_org, p_person, 'reservation.requested', ledger.who(r) || jsonb_build_object('visit', v.id));
    if r.state = 'accepted' then
      perform ledger.tell(p_org, p_person, 'reservation.accepted', ledger.who(r) || jsonb_build_object('visit', v.id));
    end if;
    made := made || (ledger.state_of(r) - 'outcome' || jsonb_build_object('left', (stocks[n]).available - asked.qty));
  end loop;
  perform ledger.tell(p_org, p_person, 'visit.requested', ledger.who(v));
  return ledger.remember(p_org, p_person, p_key, 'visit.reserve', h, ledger.state_of(v) || jsonb_build_object('lines', made));
end $$;

create or replace function ledger.state_of(v ledger.visit) returns jsonb
language sql stable as $$ select pg_catalog.jsonb_build_object('outcome', 'ok', 'visit', v.id, 'public_id', v.public_id) $$;
create or replace function ledger.who(v ledger.visit) returns jsonb
language sql stable as $$
  select pg_catalog.jsonb_build_object('visit', v.id, 'holder', v.holder_organisation_id, 'taker', v.taker_organisation_id)
$$;

-- Common start of what is done to lines of a visit: the visit as p_org may see it, the lots' locks in id order, holds past their deadline
-- given back, every line again in one of p_states. p_lines ids of its reservations; null: all that are in one of p_states.
create or replace function ledger.open_visit(p_org bigint, p_visit bigint, p_side text, p_lines bigint[], p_states text[], out v ledger.visit,
    out rs ledger.reservation[], out ss ledger.stock[], out fs ledger.lot_fact[], out refusal jsonb)
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare line ledger.reservation; r ledger.reservation; s ledger.stock; f ledger.lot_fact; refused jsonb := '[]';
begin
  select * into v from ledger.visit where id = p_visit;
  if v.id is null or p_org not in (v.holder_organisation_id, v.taker_organisation_id) then refusal := ledger.no('not-found'); return; end if;
  if p_side = 'holder' and p_org <> v.holder_organisation_id then
    refusal := ledger.no('forbidden', jsonb_build_object('side', p_side)); return;
  end if;
  if exists (select from unnest(p_lines) id where not exists (select from ledger.reservation x where x.id = id and x.visit_id = p_visit)) then
    refusal := ledger.no('not-found'); return;
  end if;
  rs := '{}'; ss := '{}'; fs := '{}';
  for line in select * from ledger.reservation x where x.visit_id = p_visit and case when p_lines is null then x.held > 0 else x.id = any (p_lines) end
               order by x.lot_id loop
    s := ledger.lock_stock(line.lot_id);
    select * into f from ledger.lot_fact where lot_id = line.lot_id;
    s := ledger.release_due(s, f);
    select * into r from ledger.reservation where id = line.id;
    continue when p_lines is null and not r.state = any (p_states);
    if r.state in ('expired', 'not_collected') then
      refused := refused || (jsonb_build_object('reservation', r.id) || ledger.no('reservation-expired', jsonb_build_object('state', r.state)));
    elsif not r.state = any (p_states) then
      refused := refused || (jsonb_build_object('reservation', r.id) || ledger.no('wrong-state', jsonb_build_object('state', r.state)));
    end if;
    rs := rs || r; ss := ss || s; fs := fs || f;
  end loop;
  if refused <> '[]' then refusal := ledger.no('lines-refused', jsonb_build_object('lines', refused));
  elsif cardinality(rs) = 0 then refusal := ledger.no('nothing-chosen'); end if;
end $$;

-- The holder accepts these lines and refuses those, together or not at all; lines it does not name stay as they are. p_note free text.
-- -> ok {visit, public_id, lines} · not-found · forbidden · nothing-chosen · lines-refused {lines: [{reservation, outcome, state}]}
--    (outcome wrong-state | reservation-expired | price-not-answered)
create or replace function ledger.answer_visit(p_org bigint, p_person bigint, p_key uuid, p_visit bigint, p_accept bigint[], p_refuse bigint[],
                                               p_note text default null) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare o record; r ledger.reservation; a jsonb; h bytea := ledger.content(p_visit::text, p_accept::text, p_refuse::text, p_note); made jsonb := '[]';
  refused jsonb := '[]'; told jsonb := jsonb_build_object('visit', p_visit);
begin
  a := ledger.replay_locked(p_org, p_key, 'visit.answer', h);
  if a is not null then return a; end if;
  if p_accept && p_refuse then return ledger.no('invalid-input'); end if;
  select * into o from ledger.open_visit(p_org, p_visit, 'holder', coalesce(p_accept, '{}') || coalesce(p_refuse, '{}'), array['requested']);
  if o.refusal is not null then return o.refusal; end if;
  -- a price that the taker proposed is answered on its own page first
  foreach r in array o.rs loop
    if r.id = any (p_accept) and ledger.price_waits(r) then refused := refused || (jsonb_build_object('reservation', r.id) || ledger.no('price-not-answered')); end if;
  end loop;
  if refused <> '[]' then return ledger.no('lines-refused', jsonb_build_object('lines', refused)); end if;
  for n in 1 .. cardinality(o.rs) loop
    r := o.rs[n];
    if r.id = any (p_accept) then
      made := made || (ledger.state_of(ledger.accepted(r, o.fs[n], p_org, p_person, p_note, told)) - 'outcome');
    else
      made := made || (ledger.close_line(r, o.ss[n], o.fs[n], 'refused', p_org, p_person, p_key, null, told) - 'outcome');
      perform ledger.note(r.id, 'refusal', p_note, p_org, p_person);
    end if;
  end loop;
  perform ledger.tell(p_org, p_person, 'visit.answered', ledger.who(o.v) || jsonb_build_object('lines', (select jsonb_agg(x -> 'reservation') from jsonb_array_elements(made) x)));
  return ledger.remember(p_org, p_person, p_key, 'visit.answer', h, ledger.state_of(o.v) || jsonb_build_object('lines', made));
end $$;

-- Either side gives up lines (p_lines), or all that may still be (null), as in ledger.cancel.
-- -> ok {visit, public_id, lines} · not-found · nothing-chosen · lines-refused {lines: [{reservation, outcome: wrong-state | reservation-expired | handover-open}]}
create or replace function ledger.cancel_visit(p_org bigint, p_person bigint, p_key uuid, p_visit bigint, p_lines bigint[] default null,
                                               p_reason text default null, p_note text default null) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare o record; r ledger.reservation; a jsonb; h bytea := ledger.content(p_visit::text, p_lines::text, p_reason, p_note); made jsonb := '[]';
  refused jsonb := '[]';
begin
  a := ledger.replay_locked(p_org, p_key, 'visit.cancel', h);
  if a is not null then return a; end if;
  select * into o from ledger.open_visit(p_org, p_visit, 'either', p_lines, array['requested', 'accepted', 'scheduled']);
  if o.refusal is not null then return o.refusal; end if;
  foreach r in array o.rs loop
    if ledger.other_has_said(r, p_org) then refused := refused || (jsonb_build_object('reservation', r.id) || ledger.no('handover-open')); end if;
  end loop;
  if refused <> '[]' then return ledger.no('lines-refused', jsonb_build_object('lines', refused)); end if;
  for n in 1 .. cardinality(o.rs) loop
    r := o.rs[n];
    update ledger.handover set state = 'cancelled' where reservation_id = r.id and state = 'waiting';
    made := made || (ledger.close_line(r, o.ss[n], o.fs[n], 'cancelled', p_org, p_person, p_key, p_reason, jsonb_build_object('visit', p_visit)) - 'outcome');
    perform ledger.note(r.id, 'cancellation', p_note, p_org, p_person);
  end loop;
  perform ledger.tell(p_org, p_person, 'visit.cancelled', ledger.who(o.v) || jsonb_build_object('by', p_org, 'lines', (select jsonb_agg(x -> 'reservation') from jsonb_array_elements(made) x)));
  return ledger.remember(p_org, p_person, p_key, 'visit.cancel', h, ledger.state_of(o.v) || jsonb_build_object('lines', made));
end $$;
