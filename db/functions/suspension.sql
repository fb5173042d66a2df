-- Who is suspended does nothing and shows nothing. Rows of lot_audience say what is hidden; every read of the market asks them.

create or replace function public.lot_is_hidden(p_lot bigint) returns boolean
language sql stable as $$
  select l.barred_at is not null or o.suspended_at is not null or public.review_hides(l.id)
    from public.lot l join public.organisation o on o.id = l.organisation_id where l.id = p_lot
$$;

-- A lot that is published again, split or set aside comes in as hidden as its holder.
create or replace function public.audience_hides() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  new.hidden_since := case when lot_is_hidden(new.lot_id) then ledger.clock() end;
  return new;
end $$;
create or replace trigger audience_hides before insert on public.lot_audience for each row execute function public.audience_hides();

create or replace function public.organisation_hides() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update lot_audience a set hidden_since = case when lot_is_hidden(a.lot_id) then coalesce(a.hidden_since, ledger.clock()) end
    from lot l where l.id = a.lot_id and l.organisation_id = new.id
     and (a.hidden_since is not null) <> lot_is_hidden(a.lot_id);
  return null;
end $$;
create or replace trigger organisation_hides after update of suspended_at on public.organisation
  for each row when ((old.suspended_at is null) <> (new.suspended_at is null)) execute function public.organisation_hides();

-- One lot off the market, or back on it: no movement, its stock and its reservations stay as they are.
create or replace function public.bar_lot(p_lot bigint, p_barred boolean) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from lot where id = p_lot for no key update;
  update lot set barred_at = case when p_barred then ledger.clock() end where id = p_lot and (barred_at is not null) <> p_barred;
  if not found then return false; end if;
  update lot_audience set hidden_since = case when lot_is_hidden(p_lot) then coalesce(hidden_since, ledger.clock()) end
   where lot_id = p_lot and (hidden_since is not null) <> lot_is_hidden(p_lot);
  return true;
end $$;

create or replace function public.suspension_key(p_org bigint) returns bigint
language sql immutable as $$ select pg_catalog.hashtextextended('suspension:' || p_org, 0) $$;

-- Every act has its row of `command`, in its own transaction: here nobody who is suspended gets past, by session, token, crew or
-- mandate. The shared lock lasts as long as the act, so that a suspension sees what it published; one under way counts as there,
-- since to wait for it would be to hold lots that it waits for. Raises GS003 (organisation) or GS004 (person).
create or replace function public.suspended_does_nothing() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.organisation_id <> 0 and (not pg_try_advisory_xact_lock_shared(suspension_key(new.organisation_id))
      or exists (select from organisation where id = new.organisation_id and suspended_at is not null)) then
    raise exception 'organisation suspended' using errcode = 'GS003';
  end if;
  if exists (select from person where id = new.person_id and suspended_at is not null) then
    raise exception 'person suspended' using errcode = 'GS004';
  end if;
  return new;
end $$;
create or replace trigger suspended_does_nothing before insert on public.command
  for each row execute function public.suspended_does_nothing();

create or replace function public.suspended_stays_out() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from person where id = new.person_id and suspended_at is not null) then
    raise exception 'person suspended' using errcode = 'GS004';
  end if;
  return new;
end $$;
create or replace trigger suspended_stays_out before insert on public.session
  for each row execute function public.suspended_stays_out();

-- Whether an organisation was suspended at that instant.
create or replace function public.was_suspended(p_org bigint, p_at timestamptz) returns boolean
language sql stable as $$
  select exists (select from public.suspension s where s.organisation_id = p_org and s.since <= p_at and (s.lifted_at is null or s.lifted_at > p_at))
$$;

-- Suspends an organisation, or a person who is then signed in nowhere. First of its transaction: it waits for what that organisation
-- is doing. The id of the suspension; null when there is one already.
create or replace function public.suspend(p_org bigint, p_person bigint, p_reason text) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare made bigint;
begin
  if p_org is not null then
    perform pg_advisory_xact_lock(suspension_key(p_org));
    update organisation set suspended_at = ledger.clock() where id = p_org and suspended_at is null;
  else
    update person set suspended_at = ledger.clock() where id = p_person and suspended_at is null;
  end if;
  if not found then return null; end if;
  delete from session where person_id = p_person and p_org is null;
  insert into suspension (organisation_id, person_id, reason)
    values (p_org, case when p_org is null then p_person end, p_reason) returning id into made;
  return made;
end $$;

create or replace function public.lift_suspension(p_org bigint, p_person bigint) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare ended bigint;
begin
  if p_org is not null then
    perform pg_advisory_xact_lock(suspension_key(p_org));
    update organisation set suspended_at = null where id = p_org and suspended_at is not null;
  else
    update person set suspended_at = null where id = p_person and suspended_at is not null;
  end if;
  if not found then return null; end if;
  update suspension set lifted_at = ledger.clock()
   where lifted_at is null and (organisation_id = p_org or (p_org is null and person_id = p_person)) returning id into ended;
  return ended;
end $$;
