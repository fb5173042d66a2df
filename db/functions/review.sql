-- Lots that wait for the operator's look before anybody sees them.

-- Whether the last word about a lot hides it: none yet, or a refusal.
create or replace function public.review_hides(p_lot bigint) returns boolean
language sql stable as $$
  select coalesce((select r.decision is null or r.decision = 'refused' from public.lot_review r where r.lot_id = p_lot order by r.id desc limit 1), false)
$$;

create or replace function public.review_needed(l public.lot) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  -- history played into a demonstration is nobody's first lot
  if coalesce(current_setting('gisement.history', true), '') <> '' then return false; end if;
  -- what was refused is looked at again, whoever its holder has become
  if (select r.decision = 'refused' from lot_review r where r.lot_id = l.id order by r.id desc limit 1) then return true; end if;
  return exists (select from theft_prone_type t where t.type_code = l.type_code and t.until is null)
     and exists (select from organisation o where o.id = l.organisation_id and o.verified_at is null)
     and (select count(*) from lot_review r where r.organisation_id = l.organisation_id and r.decision = 'approved')
         < (select first_lots from review_setting);
end $$;

create or replace function public.lot_meets_review() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.status = 'published' and review_needed(new) then
    insert into lot_review (lot_id, organisation_id) values (new.id, new.organisation_id) on conflict do nothing;
    -- an opening chosen beforehand has its audience already
    update lot_audience set hidden_since = coalesce(hidden_since, ledger.clock()) where lot_id = new.id;
  elsif new.status = 'draft' then
    update lot_review set decided_at = ledger.clock(), decision = 'withdrawn' where lot_id = new.id and decided_at is null;
  end if;
  return null;
end $$;
create or replace trigger lot_meets_review after update of status on public.lot
  for each row when ((old.status = 'draft') <> (new.status = 'draft')) execute function public.lot_meets_review();

-- A lot made of another is as well known as that other. Before its audience is written.
create or replace function public.copy_review(p_from bigint, p_to bigint) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into lot_review (lot_id, organisation_id, asked_at, decided_at, decision, reason)
  select p_to, r.organisation_id, r.asked_at, r.decided_at, case r.decision when 'approved' then 'verified' else r.decision end, r.reason
    from (select * from lot_review where lot_id = p_from order by id desc limit 1) r
   where (r.decision is null or r.decision = 'refused') and not review_hides(p_to);
end $$;

-- What is no longer hidden opens now, so that whoever waits for such a lot hears of it. No movement: its stock is there already.
create or replace function public.show_again(p_lot bigint) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if lot_is_hidden(p_lot) then return; end if;
  update lot_audience set hidden_since = null, opens_at = greatest(opens_at, ledger.clock()) where lot_id = p_lot and hidden_since is not null;
end $$;

-- The operator's word on a lot that waits. False when it was answered meanwhile.
create or replace function public.answer_review(p_review bigint, p_approved boolean, p_reason text) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare l bigint := (select lot_id from lot_review where id = p_review);
begin
  perform from lot where id = l for no key update;
  update lot_review set decided_at = ledger.clock(), decision = case when p_approved then 'approved' else 'refused' end,
         reason = case when not p_approved then p_reason end
   where id = p_review and decided_at is null;
  if not found then return false; end if;
  perform show_again(l);
  return true;
end $$;

-- The holder has mended what was refused and asks again. False when nothing is refused.
create or replace function public.ask_review_again(p_lot bigint) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from lot where id = p_lot for no key update;
  insert into lot_review (lot_id, organisation_id)
  select l.id, l.organisation_id from lot l cross join lateral (select decision from lot_review r where r.lot_id = l.id order by r.id desc limit 1) last
   where l.id = p_lot and l.status = 'published' and last.decision = 'refused';
  return found;
end $$;

-- Whoever was checked waits no more.
create or replace function public.verified_waits_no_more() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare this bigint;
begin
  for this in select lot_id from lot_review where organisation_id = new.id and decided_at is null order by lot_id loop
    perform from lot where id = this for no key update;
    update lot_review set decided_at = ledger.clock(), decision = 'verified' where lot_id = this and decided_at is null;
    perform show_again(this);
  end loop;
  return null;
end $$;
create or replace trigger verified_waits_no_more after update of verified_at on public.organisation
  for each row when (old.verified_at is null and new.verified_at is not null) execute function public.verified_waits_no_more();

-- Which materials and how many first lots: what leaves the list is dated, never deleted.
create or replace function public.set_review_rules(p_types text[], p_first integer) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from review_setting for update;
  update review_setting set first_lots = p_first;
  update theft_prone_type set until = ledger.clock() where until is null and type_code <> all (p_types);
  insert into theft_prone_type (type_code) select code from material_type where code = any (p_types)
    on conflict (type_code) where until is null do nothing;
end $$;
