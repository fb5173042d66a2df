-- Fewer pieces than are held: which reservations shrink, what their takers are asked, and what they answer.

-- Which reservations give how much when p_missing of what is held at p_at is not there: last come first, and before them what the waitlist
-- was offered and nobody has taken yet. A reservation of which one side has said what was taken is no longer shrunk (fixed): its words are
-- answered first. Thousandths.
create or replace function ledger.shrink_lines(p_lot bigint, p_missing bigint, p_at timestamptz)
  returns table (reservation_id bigint, old_qty bigint, new_qty bigint, fixed boolean)
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  return query
    select x.id, x.held, x.held - case when x.told then 0 else least(x.held, greatest(p_missing - x.before, 0)) end, x.told
      from (select y.*, coalesce(sum(case when y.told then 0 else y.held end) over (order by y.offered desc, y.id desc
                     rows between unbounded preceding and 1 preceding), 0)::bigint as before
              from (select r.id, r.held, r.state = 'offered' as offered,
                           exists (select from ledger.handover h where h.reservation_id = r.id and h.state in ('waiting', 'disputed')) as told
                      from ledger.reservation r
                     where r.lot_id = p_lot and r.held > 0 and (r.expiry_suspended or r.expires_at > p_at)) y) x
     order by x.offered desc, x.id desc;
end $$;

-- The same for the screen: what the holder would be proposed now if p_counted were there. Every reservation that holds is in it.
create or replace function ledger.shrink_proposal(p_lot bigint, p_counted bigint)
  returns table (reservation_id bigint, old_qty bigint, new_qty bigint, fixed boolean)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select l.* from ledger.shrink_lines(p_lot,
    (select greatest(v.held - p_counted, 0) from ledger.stock_left v where v.lot_id = p_lot), ledger.clock()) l;
end $$;

-- Shrinks reservations by p_missing in all; the caller holds the lot's lock and writes the lines. Nothing is touched unless all of p_shrink
-- holds: reservations of this lot that hold something, whole steps, no side has said yet what was taken, and the sum. What was offered to
-- the waitlist and shrinks is taken back whole: its taker is first in line again, for what remains.
-- -> lines to write, told: how many takers · or a refusal
create or replace function ledger.shrink(s ledger.stock, f ledger.lot_fact, p_missing bigint, p_shrink jsonb, p_at timestamptz,
    p_org bigint, p_person bigint, p_key uuid, out lines ledger.movement[], out told integer, out refusal jsonb)
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare c record; x record; r ledger.reservation; m ledger.movement; q ledger.ask; taker bigint; said jsonb := '[]'; chosen jsonb; offered boolean; keeps bigint;
begin
  lines := '{}'; told := 0;
  select coalesce(jsonb_agg(jsonb_build_object('id', l.reservation_id, 'old', l.old_qty, 'fixed', l.fixed, 'new',
      case when p_shrink is null then l.new_qty else coalesce((p_shrink ->> l.reservation_id::text)::bigint, l.old_qty) end)), '[]') into chosen
    from ledger.shrink_lines(s.lot_id, p_missing, p_at) l;
  select count(*) as n, coalesce(sum(old) filter (where fixed), 0)::bigint as spoken, coalesce(sum(old - new), 0)::bigint as given,
         coalesce(bool_or(new < 0 or new > old or new % s.step <> 0), false) as bad, min(id) filter (where fixed and new <> old) as touched
    into c from jsonb_to_recordset(chosen) as y (id bigint, old bigint, new bigint, fixed boolean);
  if exists (select from jsonb_object_keys(p_shrink) k where not chosen @> jsonb_build_array(jsonb_build_object('id', k::bigint))) then
    refusal := ledger.no('changed-meanwhile', jsonb_build_object('on_site', s.available + s.held));
  elsif s.held - c.spoken < p_missing then
    refusal := ledger.no('count-below-words', jsonb_build_object('spoken', c.spoken));
  elsif c.touched is not null then
    refusal := ledger.no('handover-open', jsonb_build_object('reservation', (select public_id from ledger.reservation where id = c.touched)));
  elsif c.bad then
    refusal := ledger.no('bad-quantity', jsonb_build_object('step', s.step));
  elsif c.given <> p_missing then
    refusal := ledger.no('shrink-mismatch', jsonb_build_object('missing', p_missing, 'given', c.given));
  end if;
  if refusal is not null then return; end if;
  for x in select * from jsonb_to_recordset(chosen) as y (id bigint, old bigint, new bigint) where new < old order by id loop
    offered := exists (select from ledger.reservation where id = x.id and state = 'offered');
    keeps := case when offered then 0 else x.new end;
    update ledger.reservation set held = keeps, freed = freed + x.old - keeps,
           state = case when keeps = 0 then 'cancelled' else state end,
           closed_at = case when keeps = 0 then ledger.clock() end,
           closed_by_organisation_id = case when keeps = 0 then p_org end,
           close_reason_code = case when keeps = 0 then 'counted-short' end
     where id = x.id returning * into r;
    q := null;
    if offered then update ledger.waiting set state = 'waiting' where id = r.waiting_id;
    elsif keeps > 0 then q := ledger.put_ask(r, f, 'reduced', x.old, null, 'counted-short', p_org);
    end if;
    m := ledger.line(f, r, 'release', 'held', 'available', x.old - keeps, p_org, p_person, p_key);
    m.reason := 'counted-short';
    lines := lines || m;
    continue when offered and x.new > 0; -- offered anew, and told so
    said := said || jsonb_build_object('taker', r.taker_organisation_id, 'reservation', r.id, 'ask', q.id, 'old', coalesce(q.old_qty, x.old), 'new', x.new);
  end loop;
  for taker in select distinct (y ->> 'taker')::bigint from jsonb_array_elements(said) y order by 1 loop
    perform ledger.tell(p_org, p_person, 'count.reduced', jsonb_build_object('lot', s.lot_id, 'holder', p_org, 'taker', taker,
      'reservations', (select jsonb_agg(y - 'taker' order by (y ->> 'reservation')::bigint) from jsonb_array_elements(said) y
                        where (y ->> 'taker')::bigint = taker)));
    told := told + 1;
  end loop;
end $$;

-- What was found again goes to the reservations whose question is still open, first come first, up to what they were promised; the caller
-- holds the lock and has put p_found among what is available. A promise that is whole again closes its question, else it is asked anew.
create or replace function ledger.give_back(s ledger.stock, f ledger.lot_fact, p_found bigint, p_org bigint, p_person bigint, p_key uuid)
  returns ledger.stock
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare q ledger.ask; r ledger.reservation; m ledger.movement; lines ledger.movement[] := '{}'; rest bigint := p_found; back bigint;
begin
  for q in select * from ledger.ask where lot_id = s.lot_id and kind = 'reduced' and answer is null and answer_by > ledger.clock() order by reservation_id loop
    exit when rest = 0;
    back := least(rest, q.old_qty - q.new_qty);
    rest := rest - back;
    update ledger.reservation set held = held + back, extra = extra + back where id = q.reservation_id returning * into r;
    if back = q.old_qty - q.new_qty then
      update ledger.ask set answer = 'restored', answered_at = ledger.clock() where id = q.id;
      q.id := null;
    else
      q := ledger.put_ask(r, f, 'reduced', q.old_qty, null, q.cause, p_org);
    end if;
    m := ledger.line(f, r, 'reserve_extra', 'available', 'held', back, p_org, p_person, p_key);
    m.reason := 'counted-back';
    lines := lines || m;
    perform ledger.tell(p_org, p_person, 'count.restored', ledger.who(r) || jsonb_build_object('ask', q.id, 'old', q.old_qty, 'new', r.held));
  end loop;
  return case when cardinality(lines) > 0 then ledger.write(s, lines) else s end;
end $$;

-- Asks the taker of r (as it is now), the caller holds the lot's lock. A question still open is replaced, and keeps the promise it began with.
create or replace function ledger.put_ask(r ledger.reservation, f ledger.lot_fact, p_kind text, p_old_qty bigint, p_old_expires_at timestamptz,
                                          p_cause text, p_org bigint) returns ledger.ask
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare d ledger.delay; was ledger.ask; a ledger.ask; t timestamptz := ledger.clock();
begin
  select * into d from ledger.delay;
  update ledger.ask set answer = 'replaced', answered_at = t where reservation_id = r.id and kind = p_kind and answer is null returning * into was;
  insert into ledger.ask (reservation_id, lot_id, kind, old_qty, new_qty, old_expires_at, new_expires_at, cause, asked_by_organisation_id,
      asked_at, answer_by)
    values (r.id, r.lot_id, p_kind, coalesce(was.old_qty, p_old_qty), r.held,
      case p_kind when 'moved' then coalesce(was.old_expires_at, p_old_expires_at) end, case p_kind when 'moved' then r.expires_at end,
      p_cause, p_org, t,
      least(r.expires_at, ledger.answer_deadline(f, t, case p_kind when 'moved' then d.move_answer else d.reduction_answer end)))
    returning * into a;
  return a;
end $$;

-- The taker says yes to what is asked, or leaves: then all it holds is given back. Once the holder has said what was taken, one answers that.
-- -> ok {reservation, public_id, lot, state, expires_at, ask, answer: yes|leaves} · not-found · forbidden · ask-answered {answer} · ask-over
--    · wrong-state · reservation-expired · handover-open
create or replace function ledger.answer_ask(p_org bigint, p_person bigint, p_key uuid, p_ask bigint, p_yes boolean) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare o record; q ledger.ask; a jsonb; h bytea := ledger.content(p_ask::text, p_yes::text);
begin
  a := ledger.replay_locked(p_org, p_key, 'ask.answer', h);
  if a is not null then return a; end if;
  select * into q from ledger.ask where id = p_ask;
  if q.id is null or p_yes is null then return ledger.no('not-found'); end if;
  select * into o from ledger.open_reservation(p_org, q.reservation_id, 'taker', array['requested', 'accepted', 'scheduled']);
  if o.refusal is not null then return o.refusal; end if;
  select * into q from ledger.ask where id = p_ask for no key update;
  if q.answer is not null then return ledger.no('ask-answered', jsonb_build_object('answer', q.answer)); end if;
  if q.answer_by <= ledger.clock() then return ledger.no('ask-over'); end if;
  if not p_yes and exists (select from ledger.handover where reservation_id = q.reservation_id and state in ('waiting', 'disputed')
               and holder_at is not null) then
    return ledger.no('handover-open');
  end if;
  update ledger.ask set answer = case when p_yes then 'yes' else 'leaves' end, answered_at = ledger.clock(),
         answered_by_organisation_id = p_org, answered_by_person_id = p_person where id = p_ask returning * into q;
  if p_yes then a := ledger.state_of(o.r);
  else
    update ledger.handover set state = 'cancelled' where reservation_id = q.reservation_id and state = 'waiting';
    a := ledger.close_reservation(o.r, o.s, o.f, 'cancelled', p_org, p_person, p_key, 'left-' || q.kind);
  end if;
  perform ledger.tell(p_org, p_person, 'ask.answered', ledger.who(o.r) || jsonb_build_object('ask', q.id, 'kind', q.kind, 'answer', q.answer));
  return ledger.remember(p_org, p_person, p_key, 'ask.answer', h, a || jsonb_build_object('ask', q.id, 'answer', q.answer));
end $$;

-- The sweeper of questions: silence keeps the reservation as it now is, and both are told. -> {outcome: ok, lapsed}
create or replace function ledger.lapse_asks(p_limit integer default 200) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare q ledger.ask; r ledger.reservation; n int := 0;
begin
  for q in select * from ledger.ask where answer is null and answer_by <= ledger.clock() order by id limit p_limit for no key update skip locked loop
    select * into r from ledger.reservation where id = q.reservation_id;
    continue when not r.expiry_suspended and r.expires_at <= ledger.clock(); -- it ends by itself, and says so
    update ledger.ask set answer = 'silence', answered_at = ledger.clock() where id = q.id;
    perform ledger.tell(null, null, 'ask.lapsed', ledger.who(r) || jsonb_build_object('ask', q.id, 'kind', q.kind));
    n := n + 1;
  end loop;
  return jsonb_build_object('outcome', 'ok', 'lapsed', n);
end $$;
