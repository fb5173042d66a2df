-- Teams outlive people: each site has somebody who leads it, whom takers are told; who leaves is followed by somebody who stays.
alter table site add column lead_person_id bigint;
update site s set lead_person_id = s.created_by
 where exists (select from membership m where m.organisation_id = s.organisation_id and m.person_id = s.created_by);
-- only somebody of the organisation leads its sites: with the membership, that ends
alter table site add constraint site_lead foreign key (organisation_id, lead_person_id)
  references membership (organisation_id, person_id) on delete set null (lead_person_id);
create index site_lead_person on site (lead_person_id) where lead_person_id is not null;

-- Who took over what somebody did for an organisation when they left it.
create table membership_successor (
  organisation_id bigint not null references organisation,
  person_id bigint not null references person on delete cascade,
  successor_id bigint not null references person on delete cascade,
  at timestamptz not null default ledger.clock(),
  primary key (organisation_id, person_id),
  constraint membership_successor_is_another check (successor_id <> person_id)
);
create index membership_successor_of on membership_successor (successor_id);

-- While somebody is away, a colleague receives what they would; both days included.
create table stand_in (
  id bigint generated always as identity primary key,
  public_id uuid not null unique default gen_random_uuid(),
  organisation_id bigint not null, person_id bigint not null, stand_in_id bigint not null,
  starts_on date not null, ends_on date not null,
  set_by bigint references person, set_at timestamptz not null default ledger.clock(),
  foreign key (organisation_id, person_id) references membership on delete cascade,
  foreign key (organisation_id, stand_in_id) references membership on delete cascade,
  constraint stand_in_days check (ends_on >= starts_on and ends_on <= starts_on + 366),
  constraint stand_in_is_another check (stand_in_id <> person_id),
  -- one at a time
  constraint stand_in_alone exclude using gist (organisation_id with =, person_id with =, daterange(starts_on, ends_on, '[]') with &&)
);
create index stand_in_person on stand_in (organisation_id, stand_in_id);
