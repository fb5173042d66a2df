-- An appointment that one side says did not take place: nobody came (the holder says it), the site was closed (the taker says it).
-- One fact per hour and taker, whatever the number of lots. Written by ledger.declare_missed and ledger.contest_missed only
-- (db/functions/ledger_58_missed.sql); what is contested stays shown and does not count.
alter table ledger.delay
  add column missed_from    interval not null default '30 minutes' check (missed_from between '1 minute' and '12 hours'),
  add column missed_until   interval not null default '72 hours' check (missed_until between '1 day' and '30 days'),
  add column missed_contest interval not null default '7 days' check (missed_contest between '1 day' and '60 days');

create table ledger.missed (
  id bigint generated always as identity primary key,
  public_id uuid not null unique default gen_random_uuid(),
  kind text not null check (kind in ('nobody_came', 'site_closed')),
  slot_id bigint not null references public.site_slot,
  -- the hour as it stood then
  starts_at timestamptz not null, ends_at timestamptz not null,
  holder_organisation_id bigint not null references public.organisation,
  taker_organisation_id bigint not null references public.organisation,
  reservations bigint[] not null check (cardinality(reservations) > 0),
  declared_by_person_id bigint references public.person,
  declared_at timestamptz not null, contest_until timestamptz not null,
  contested_by_person_id bigint references public.person, contested_at timestamptz,
  constraint missed_once unique (slot_id, taker_organisation_id, kind),
  constraint missed_between_two check (holder_organisation_id <> taker_organisation_id),
  constraint missed_contested check (contested_at is not null or contested_by_person_id is null),
  constraint missed_times check (declared_at >= starts_at and contest_until > declared_at and contested_at between declared_at and contest_until)
);
create index missed_of_taker on ledger.missed (taker_organisation_id, starts_at) where kind = 'nobody_came';
create index missed_of_holder on ledger.missed (holder_organisation_id, starts_at) where kind = 'site_closed';

-- what was said stays said: only its contest is added, once
create function ledger.missed_stays() returns trigger language plpgsql as $$
begin
  if old.contested_at is not null
     or (to_jsonb(new) - array['contested_at', 'contested_by_person_id']) is distinct from (to_jsonb(old) - array['contested_at', 'contested_by_person_id']) then
    raise exception 'missed %: only contested, once', old.id using errcode = '23514', constraint = 'missed_stays';
  end if;
  return new;
end $$;
create trigger missed_changes before update on ledger.missed for each row execute function ledger.missed_stays();
create trigger missed_stays before delete on ledger.missed for each row execute function ledger.forbid();
create trigger missed_no_truncate before truncate on ledger.missed for each statement execute function ledger.forbid();
alter table ledger.missed enable always trigger missed_changes, enable always trigger missed_stays, enable always trigger missed_no_truncate;
