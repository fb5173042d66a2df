-- What every door of the ledger shares: facts of a lot, locks, idempotency, events, refusals. None is callable by the serving role.
-- Helpers that query are plpgsql (their plans are kept); one-expression helpers are plain SQL without settings (they are inlined).

-- Everything the ledger reads of a lot, in one row.
create or replace view ledger.lot_fact as
  select l.id as lot_id, l.public_id as lot_public_id, l.status, l.organisation_id as holder, o.kind as holder_kind, l.title,
         l.quantity_milli, l.step_milli, l.unit, l.type_code, l.unit_mass_g, l.mass_low_g, l.mass_high_g, l.mass_basis, l.factor_version,
         t.unit as type_unit, t.unit_mass_g as type_mass_g, t.mass_low_g as type_low_g, t.mass_high_g as type_high_g,
         t.factor_version as type_factor_version,
         l.price_cents, l.price_basis, public.accept_mode_of(l) as accept_mode, l.legal_line, l.origin_commune_code as origin_commune, l.origin_counted,
         l.available_from, l.available_until, l.asbestos, c.code as commune, c.lon, c.lat, public.zone_of(c.departement_code) as zone,
         c.departement_code as departement, l.price_tax, l.vat_permille, l.negotiable,
         case l.price_basis when 'whole' then greatest(l.quantity_milli, 1) else 1000 end as price_of_milli
    from public.lot l
    join public.organisation o on o.id = l.organisation_id
    join public.material_type t on t.code = l.type_code
    join public.commune c on c.code = l.commune_code;

-- Waits for a named thing until the end of the transaction. Order everywhere: key, taker, lot.
create or replace function ledger.queue(p_what text, p_id text) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('ledger.' || p_what || ':' || p_id, 0));
end $$;

-- The lot's lock. The row lock is the guard; the advisory lock before it is a fair queue that cuts the tail of a hot lot by half.
-- NO KEY UPDATE, so that rows pointing at the stock neither wait nor deadlock.
create or replace function ledger.lock_stock(p_lot bigint) returns ledger.stock
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare s ledger.stock;
begin
  perform ledger.queue('lot', p_lot::text);
  select * into s from ledger.stock where lot_id = p_lot for no key update;
  return s;
end $$;

-- SHA-256 of a command's arguments, in order; null is not ''.
create or replace function ledger.content(variadic p_args text[]) returns bytea
language plpgsql stable set search_path = pg_catalog, pg_temp as $$ begin return sha256(convert_to(array_to_json(p_args)::text, 'UTF8')); end $$;

-- Null when the key is new; else the answer given then ({outcome: replayed, was: ok, …}) or {outcome: idempotency-mismatch}.
create or replace function ledger.replay(p_org bigint, p_key uuid, p_name text, p_content bytea) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare c public.command;
begin
  if p_org is null or p_key is null then raise exception 'organisation and key are required' using errcode = '22004'; end if;
  select * into c from public.command where organisation_id = p_org and key = p_key;
  if not found then return null; end if;
  if c.name <> p_name or c.content_hash <> p_content then return jsonb_build_object('outcome', 'idempotency-mismatch'); end if;
  return c.answer || jsonb_build_object('outcome', 'replayed', 'was', c.answer -> 'outcome');
end $$;

-- The same, read again once calls with the same key stand in line.
create or replace function ledger.replay_locked(p_org bigint, p_key uuid, p_name text, p_content bytea) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  perform ledger.queue('key', p_org || ':' || p_key);
  return ledger.replay(p_org, p_key, p_name, p_content);
end $$;

-- Last act of an operation: its answer is kept under its key. Returns the answer.
create or replace function ledger.remember(p_org bigint, p_person bigint, p_key uuid, p_name text, p_content bytea, p_answer jsonb) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  insert into public.command (organisation_id, key, name, content_hash, answer, person_id)
  values (p_org, p_key, p_name, p_content, p_answer, p_person);
  return p_answer;
end $$;

-- A publication can be undone: what it calls for waits until it no longer can.
create or replace function ledger.tell(p_org bigint, p_person bigint, p_kind text, p_payload jsonb) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  insert into public.event (kind, payload, organisation_id, person_id, not_before) values (p_kind, p_payload, p_org, p_person,
    case when p_kind = 'lot.published' then ledger.clock() + (select undo from ledger.delay) end);
end $$;

-- {outcome: code, …details}: a refusal writes nothing.
create or replace function ledger.no(p_code text, p_details jsonb default '{}') returns jsonb
language sql stable as $$ select pg_catalog.jsonb_build_object('outcome', p_code) || p_details $$;

-- The current code of a commune (former codes and arrondissements resolve); null when unknown.
create or replace function ledger.commune_now(p_code text) returns text
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  return case when p_code is not null then coalesce((select code from public.commune where code = p_code),
                                                    (select code from public.commune_former where former_code = p_code)) end;
end $$;

-- Metres by road between two communes: great-circle x 1.3 (domain.md 4.2.8); null when a centre is unknown.
create or replace function ledger.distance_m(p_lon double precision, p_lat double precision, p_commune text) returns bigint
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  return case when p_commune is not null then (select round(1.3 * 2 * 6371008.8 * asin(least(1, sqrt(power(sin(radians(c.lat - p_lat) / 2), 2)
           + cos(radians(p_lat)) * cos(radians(c.lat)) * power(sin(radians(c.lon - p_lon) / 2), 2)))))::bigint
    from public.commune c where c.code = p_commune) end;
end $$;

-- The instant a lot's window ends: midnight of the site's zone after its last day; infinity without one.
create or replace function ledger.window_end(f ledger.lot_fact) returns timestamptz
language sql stable as $$
  select coalesce((f.available_until + 1)::timestamp at time zone f.zone, 'infinity')
$$;

-- The last instant a deadline on this lot may have: the evening of its last day, or its midnight once that evening has passed.
create or replace function ledger.last_deadline(f ledger.lot_fact, p_day_ends time) returns timestamptz
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare evening timestamptz := (f.available_until + p_day_ends) at time zone f.zone;
begin
  return case when evening <= ledger.clock() then ledger.window_end(f) else evening end;
end $$;

-- A delay as so many hours, whatever the zone of the session thinks a day is.
create or replace function ledger.hours(p_delay interval) returns interval
language sql immutable as $$ select pg_catalog.make_interval(secs => extract(epoch from p_delay)::double precision) $$;

-- A deadline counted from p_from, moved to the site's day (8 h to 20 h), never after the lot's window.
create or replace function ledger.deadline(f ledger.lot_fact, p_from timestamptz, p_delay interval) returns timestamptz
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare d ledger.delay; t timestamp := (p_from + ledger.hours(p_delay)) at time zone f.zone;
begin
  select * into d from ledger.delay;
  if t::time > d.day_ends then t := t::date + 1 + d.day_starts; elsif t::time < d.day_starts then t := t::date + d.day_starts; end if;
  return least(t at time zone f.zone, ledger.last_deadline(f, d.day_ends));
end $$;

-- Whether no answer is expected that day in that département: a Sunday or a public holiday there.
create or replace function ledger.day_off(p_departement text, p_day date) returns boolean
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  return extract(isodow from p_day) = 7 or exists (select from public.public_holiday where day = p_day and area in ('FR', p_departement));
end $$;

-- A deadline to answer: p_delay counted from p_from without the site's Sundays and public holidays, then moved to the day of the
-- site (8 h to 20 h) that is none of them; never after the lot's window.
create or replace function ledger.answer_deadline(f ledger.lot_fact, p_from timestamptz, p_delay interval) returns timestamptz
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare d ledger.delay; now timestamptz := p_from; day date := (p_from at time zone f.zone)::date; midnight timestamptz; t timestamp;
  remains interval := ledger.hours(p_delay); counted interval;
begin
  select * into d from ledger.delay;
  loop
    midnight := (day + 1)::timestamp at time zone f.zone;
    if not ledger.day_off(f.departement, day) then
      counted := ledger.hours(midnight - now);
      exit when counted >= remains;
      remains := remains - counted;
    end if;
    now := midnight; day := day + 1;
  end loop;
  t := (now + remains) at time zone f.zone;
  if t::time > d.day_ends then t := t::date + 1 + d.day_starts; elsif t::time < d.day_starts then t := t::date + d.day_starts; end if;
  while ledger.day_off(f.departement, t::date) loop t := t::date + 1 + d.day_starts; end loop;
  return least(t at time zone f.zone, ledger.last_deadline(f, d.day_ends));
end $$;
