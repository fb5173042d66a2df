-- The operator suspends an organisation or a person, or takes one lot off the market: told to those concerned, lifted again.
alter table organisation add column suspended_at timestamptz;
alter table person add column suspended_at timestamptz;
alter table lot add column barred_at timestamptz;
-- follows from the two above (db/functions/suspension.sql): what is hidden is hidden from everybody but its holder
alter table lot_audience add column hidden_since timestamptz;

-- The one predicate: lots that this organisation (null = anyone) may read. A plain SQL set function is inlined by the planner.
create or replace function public.visible_lots(p_org bigint) returns setof public.lot
language sql stable parallel safe as $$
  select l.* from public.lot l
  where l.organisation_id = p_org
     or (l.status in ('published', 'exhausted', 'withdrawn')
         and exists (select from public.lot_audience a
                     where a.lot_id = l.id and a.audience = 'public' and a.hidden_since is null
                       and a.opens_at <= (select ledger.clock()) and (a.closes_at is null or a.closes_at > (select ledger.clock()))))
$$;

-- When somebody was suspended and when that ended: an hour missed meanwhile is nobody's fault.
create table suspension (
  id bigint generated always as identity primary key,
  public_id uuid not null unique default gen_random_uuid(),
  organisation_id bigint references organisation,
  person_id bigint references person,
  -- said to whoever is suspended
  reason text not null check (length(reason) between 10 and 4000),
  since timestamptz not null default ledger.clock(),
  lifted_at timestamptz check (lifted_at >= since),
  constraint suspension_of_one check ((organisation_id is null) <> (person_id is null))
);
create unique index suspension_now on suspension (organisation_id) where lifted_at is null and organisation_id is not null;
create unique index suspension_person_now on suspension (person_id) where lifted_at is null and person_id is not null;
create index suspension_organisation on suspension (organisation_id, since) where organisation_id is not null;
