-- A mail domain the operator approved verifies an organisation that says of itself exactly what was approved, as soon as one of its
-- administrators has a confirmed address there. Whoever changes one of these facts by whatever way meets it here.
create or replace function public.verify_by_domain(p_org bigint) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare o organisation; found bigint; kept bigint;
begin
  select a.id into found
    from organisation x join organisation_domain a on a.siren = x.siren and a.kind = x.kind and a.legal_status = x.legal_status
     and a.social_economy >= x.social_economy
     and (a.territory_level, a.territory_code) is not distinct from (x.territory_level, x.territory_code) and a.ended_at is null
    join membership m on m.organisation_id = x.id and m.role = 'administrator'
    join person p on p.id = m.person_id and p.email_verified_at is not null and split_part(p.email, '@', 2) = a.domain
   where x.id = p_org and x.verified_at is null order by a.id limit 1;
  if found is null then return; end if;
  select * into o from organisation where id = p_org for no key update;
  -- what the operator last said of the same claims stands
  if o.verified_at is not null or (select v.decision <> 'approved' and v.claims = organisation_claims(o)
       from verification v where v.organisation_id = p_org order by v.id desc limit 1) then return; end if;
  update organisation set verified_at = ledger.clock() where id = p_org;
  insert into verification (organisation_id, decision, how, claims, domain_id)
    values (p_org, 'approved', 'domain', organisation_claims(o), found) returning id into kept;
  insert into event (kind, payload) values ('organisation.checked', jsonb_build_object('verification', kept));
end $$;

create or replace function public.organisation_meets_domains() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform verify_by_domain(new.id);
  return null;
end $$;
create or replace trigger organisation_meets_domains
  after update of name, siren, kind, legal_status, social_economy, territory_level, territory_code on public.organisation
  for each row when (new.verified_at is null and new.siren is not null) execute function public.organisation_meets_domains();

create or replace function public.membership_meets_domains() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform verify_by_domain(new.organisation_id);
  return null;
end $$;
create or replace trigger membership_meets_domains after insert or update of role on public.membership
  for each row when (new.role = 'administrator') execute function public.membership_meets_domains();

create or replace function public.person_meets_domains() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform verify_by_domain(m.organisation_id) from membership m where m.person_id = new.id and m.role = 'administrator';
  return null;
end $$;
create or replace trigger person_meets_domains after update of email, email_verified_at on public.person
  for each row when (new.email_verified_at is not null) execute function public.person_meets_domains();

create or replace function public.domain_meets_organisations() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform verify_by_domain(o.id) from (select id from organisation where siren = new.siren and verified_at is null order by id) o;
  return null;
end $$;
create or replace trigger domain_meets_organisations after insert on public.organisation_domain
  for each row execute function public.domain_meets_organisations();

-- In what capacity somebody trades, as a reader of a lot or of a request must be told (L111-7 code de la consommation).
create or replace function public.capacity_of(p_kind text, p_legal_status text) returns text
language sql immutable parallel safe as $$
  select case when p_kind = 'private_person' then 'private_person'
              when p_legal_status in ('state', 'collectivite', 'public_establishment') then 'public_body' else 'professional' end
$$;
