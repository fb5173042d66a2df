-- Who somebody's work for an organisation belongs to: themselves while they are there, else who took it over; null when nobody did.
create or replace function public.who_follows(p_org bigint, p_person bigint) returns bigint
language sql stable as $$
  with recursive line(person, n) as (
    select p_person, 0
    union all
    select s.successor_id, l.n + 1 from line l join public.membership_successor s on s.organisation_id = p_org and s.person_id = l.person
     where l.n < 20 and not exists (select from public.membership m where m.organisation_id = p_org and m.person_id = l.person))
  select l.person from line l
   where exists (select from public.membership m where m.organisation_id = p_org and m.person_id = l.person) order by l.n limit 1
$$;

-- Who stands in for somebody today, by the clock they live by; null when nobody does.
create or replace function public.who_stands_in(p_org bigint, p_person bigint) returns bigint
language sql stable as $$
  select i.stand_in_id from public.stand_in i
   where i.organisation_id = p_org and i.person_id = p_person
     and (ledger.clock() at time zone public.zone_of_reader(p_person, p_org))::date between i.starts_on and i.ends_on
$$;

-- Whom takers are told: who leads the site, else the organisation's first administrator.
create or replace function public.contact_of_site(p_site public.site) returns bigint
language sql stable as $$
  select coalesce(p_site.lead_person_id,
    (select m.person_id from public.membership m where m.organisation_id = p_site.organisation_id and m.role = 'administrator'
      order by m.created_at, m.person_id limit 1))
$$;

-- Whoever opens a site leads it.
create or replace function public.site_has_a_lead() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.lead_person_id is null and exists (select from membership m where m.organisation_id = new.organisation_id and m.person_id = new.created_by) then
    new.lead_person_id := new.created_by;
  end if;
  return new;
end $$;
create or replace trigger site_has_a_lead before insert on public.site for each row execute function public.site_has_a_lead();

-- The work of somebody passes to another of the organisation (null: its first administrator): sites, contacts, and when they leave
-- (p_leaves) requests, messages and alerts too; then nothing of the organisation reaches them any more. The caller holds the
-- organisation's row and has checked who may. Returns how many sites changed hands.
create or replace function public.pass_work_on(p_org bigint, p_person bigint, p_heir bigint, p_leaves boolean) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare heir bigint := coalesce(p_heir, (select m.person_id from membership m where m.organisation_id = p_org and m.role = 'administrator'
    and m.person_id <> p_person order by m.created_at, m.person_id limit 1));
  sites integer; who person;
begin
  select * into who from person where id = p_person;
  update site set lead_person_id = heir where organisation_id = p_org and lead_person_id = p_person;
  get diagnostics sites = row_count;
  -- a name or a number typed on a site that is theirs is told to nobody any more: takers read the lead's
  update site set contact_name = null, contact_phone = null, version = version + 1, updated_at = ledger.clock()
   where organisation_id = p_org and (plain(contact_name) = plain(who.name)
      or regexp_replace(contact_phone, '\D', '', 'g') = nullif(regexp_replace(who.phone, '\D', '', 'g'), ''));
  if not p_leaves then return sites; end if;

  if heir is not null then
    insert into membership_successor (organisation_id, person_id, successor_id) values (p_org, p_person, heir)
      on conflict (organisation_id, person_id) do update set successor_id = excluded.successor_id, at = ledger.clock();
    update alert set person_id = heir, updated_at = ledger.clock()
     where organisation_id = p_org and person_id = p_person and removed_at is null;
  else
    update alert set removed_at = ledger.clock() where organisation_id = p_org and person_id = p_person and removed_at is null;
  end if;
  -- what was told and is not read, and letters that have not left
  with told as (
    delete from notification n using ledger.reservation r
     where n.person_id = p_person and r.id = n.reservation_id and p_org in (r.holder_organisation_id, r.taker_organisation_id)
       and not exists (select from membership m where m.person_id = p_person and m.organisation_id <> p_org
                        and m.organisation_id in (r.holder_organisation_id, r.taker_organisation_id))
    returning n.mail_id)
  delete from mail where status = 'waiting' and id in (select mail_id from told where mail_id is not null);
  -- of what names no reservation, nobody knows for whom it was: it stays in the list, and is written to nobody
  update notification set mail_due_at = null where person_id = p_person and reservation_id is null and mail_due_at is not null;
  -- keys to the organisation that they have seen
  update api_token set revoked_at = ledger.clock() where organisation_id = p_org and created_by = p_person and revoked_at is null;
  update session set organisation_id = null where person_id = p_person and organisation_id = p_org;
  delete from membership where organisation_id = p_org and person_id = p_person;
  return sites;
end $$;
