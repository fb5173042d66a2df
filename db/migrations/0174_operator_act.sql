-- What the platform's operator did at the desk or by a script, with its reason: written once, read by those it concerns.
create table operator_act (
  id bigint generated always as identity primary key,
  public_id uuid not null unique default gen_random_uuid(),
  -- who: a platform administrator at the desk, else the login of the machine that ran a script
  person_id bigint references person,
  script_login text check (length(script_login) between 1 and 60),
  act text not null check (act ~ '^[a-z][a-z0-9-]{0,59}$'),
  subject_kind text not null check (subject_kind ~ '^[a-z][a-z0-9-]{0,59}$'),
  -- a public id, or the name of a setting
  subject_id text check (length(subject_id) between 1 and 120),
  reason text not null check (length(reason) between 10 and 500),
  details jsonb not null default '{}' check (jsonb_typeof(details) = 'object' and length(details::text) <= 8000),
  concerns_organisation_id bigint references organisation,
  concerns_person_id bigint references person,
  at timestamptz not null default ledger.clock(),
  constraint operator_act_by_one check ((person_id is null) <> (script_login is null))
);
create index operator_act_act on operator_act (act, id desc);
create index operator_act_organisation on operator_act (concerns_organisation_id, id desc) where concerns_organisation_id is not null;
create index operator_act_concerns_person on operator_act (concerns_person_id, id desc) where concerns_person_id is not null;
create index operator_act_person on operator_act (person_id);
create index operator_act_at on operator_act (at);

create trigger operator_act_append_only before update or delete on operator_act for each row execute function ledger.forbid();
create trigger operator_act_no_truncate before truncate on operator_act for each statement execute function ledger.forbid();
alter table operator_act enable always trigger operator_act_append_only;
alter table operator_act enable always trigger operator_act_no_truncate;

-- Nobody's name stands under an act who was no operator then, whoever asks the database.
create function public.operator_act_by_operator() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.person_id is not null and not exists (select from person p where p.id = new.person_id and p.platform_admin) then
    raise exception 'person % is no platform administrator', new.person_id using errcode = '42501';
  end if;
  return new;
end $$;
create trigger operator_act_by_operator before insert on operator_act for each row execute function public.operator_act_by_operator();
alter table operator_act enable always trigger operator_act_by_operator;
