-- Acting for another organisation on one of its sites.

create or replace function public.site_today(p_site bigint) returns date
language sql stable as $$
  select (ledger.clock() at time zone public.zone_of(c.departement_code))::date
    from public.site s join public.commune c on c.code = s.commune_code where s.id = p_site
$$;

-- Days are the site's: a mandate holds from the first midnight to the last, and until it is revoked.
create or replace function public.mandate_holds(m public.mandate) returns boolean
language sql stable as $$
  select m.revoked_at is null and m.starts_on <= public.site_today(m.site_id) and (m.ends_on is null or m.ends_on >= public.site_today(m.site_id))
     and not exists (select from public.organisation o where o.id in (m.organisation_id, m.mandatary_id) and o.suspended_at is not null)
$$;

create or replace function public.crew_link_holds(l public.crew_link) returns boolean
language sql stable as $$
  select l.revoked_at is null and l.expires_at > ledger.clock()
     and not exists (select from public.site s join public.organisation o on o.id = s.organisation_id where s.id = l.site_id and o.suspended_at is not null)
$$;

-- From here to the end of the transaction, what is written carries who acts and by what right: p_acting {site, subject, organisation,
-- mandate} or {site, subject, crew}. The right is read under a share lock: it cannot end before what is done with it is committed.
-- Raises GS001 (mandate over) or GS002 (crew link over).
create or replace function public.act_for(p_acting jsonb) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare m public.mandate; l public.crew_link;
begin
  if p_acting ? 'mandate' then
    select * into m from public.mandate where id = (p_acting ->> 'mandate')::bigint for share;
    if m.id is null or m.site_id <> (p_acting ->> 'site')::bigint or m.mandatary_id <> (p_acting ->> 'organisation')::bigint
       or not public.mandate_holds(m) then
      raise exception 'mandate over' using errcode = 'GS001';
    end if;
  else
    select * into l from public.crew_link where id = (p_acting ->> 'crew')::bigint for share;
    if l.id is null or l.site_id <> (p_acting ->> 'site')::bigint or not public.crew_link_holds(l) then
      raise exception 'crew link over' using errcode = 'GS002';
    end if;
  end if;
  perform set_config('gisement.acting', p_acting::text, true);
  return true;
end $$;

-- Mandates whose last day is past and whose end nobody was told of: an event each. At most p_limit.
create or replace function public.mandates_end(p_limit integer) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare n integer;
begin
  with over as (
    select m.id from public.mandate m where m.revoked_at is null and m.end_told_at is null and m.ends_on < public.site_today(m.site_id)
     order by m.id limit p_limit for update skip locked
  ), told as (
    update public.mandate m set end_told_at = ledger.clock() from over where m.id = over.id returning m.id, m.organisation_id
  )
  insert into public.event (kind, payload, organisation_id)
    select 'mandate.ended', jsonb_build_object('mandate', id), organisation_id from told;
  get diagnostics n = row_count;
  return n;
end $$;
