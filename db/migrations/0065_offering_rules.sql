-- What may be offered: dated lines, read by one small evaluator (app/domain/materials/offering-conditions.ts).

-- Every word of a condition is one the evaluator knows: a slip is refused when written, not discovered when a lot passes.
create function public.offering_conditions_known(p_conditions jsonb) returns boolean
language plpgsql immutable as $$
declare word text; value jsonb;
begin
  if jsonb_typeof(p_conditions) <> 'object' then return false; end if;
  for word, value in select * from jsonb_each(p_conditions) loop
    case
      when word in ('types', 'families', 'listingPolicies', 'hazards', 'asbestos', 'lead', 'mentions', 'pollutants', 'wasteCodes', 'owner', 'holder') then
        if jsonb_typeof(value) <> 'array' or jsonb_array_length(value) = 0 or jsonb_path_exists(value, '$[*] ? (@.type() != "string")') then return false; end if;
      when word in ('asbestosRisk', 'leadRisk', 'permitUnknown', 'dangerousWaste', 'ownerSaid', 'free', 'acceptsAtOnce') then
        if jsonb_typeof(value) <> 'boolean' then return false; end if;
      when word = 'permitUpTo' then
        if jsonb_typeof(value) <> 'number' then return false; end if;
      when word = 'quantityOver' then
        if jsonb_typeof(value) <> 'object' or jsonb_path_exists(value, '$.* ? (@.type() != "number")') then return false; end if;
      when word = 'any' then
        if jsonb_typeof(value) <> 'array' or jsonb_array_length(value) = 0
           or exists (select from jsonb_array_elements(value) one where not public.offering_conditions_known(one)) then return false; end if;
      when word = 'not' then
        if not public.offering_conditions_known(value) then return false; end if;
      else return false;
    end case;
  end loop;
  return true;
end $$;

create table offering_rule (
  id bigint generated always as identity primary key,
  code text not null check (code ~ '^[A-Z]{2,4}-[0-9]{2}(\.[0-9])?$'),
  position integer not null default 1000,
  effect text not null check (effect in ('refuse', 'wait', 'warn')),
  needs text check (needs ~ '^[a-z][a-z0-9_]{0,39}$'),
  reason_fr text not null check (length(reason_fr) between 1 and 500), reason_en text not null check (length(reason_en) between 1 and 500),
  basis_fr text not null check (length(basis_fr) between 1 and 300), basis_en text not null check (length(basis_en) between 1 and 300),
  conditions jsonb not null check (public.offering_conditions_known(conditions)),
  -- to whom a public owner may give, judged when a lot is reserved and when its holder accepts
  gift jsonb check (jsonb_typeof(gift) = 'object' and gift ?& array['recipients', 'unitValueMaxCents', 'otherwise']),
  source_quality text not null,
  valid_from date not null, valid_until date,
  constraint offering_rule_dates check (valid_until >= valid_from),
  constraint offering_rule_dated unique (code, valid_from)
);

alter table lot add column other_pollutants text check (length(other_pollutants) <= 300);

-- Why a public owner's gift may go to this taker: written once, before or with the acceptance.
create table gift_basis (
  reservation_id bigint primary key references ledger.reservation,
  rule text not null,
  clause text check (clause in ('2', '10', '11')),
  unit_value_cents bigint check (unit_value_cents >= 0),
  decision_ref text check (length(decision_ref) between 1 and 160),
  justification text check (length(justification) between 20 and 1000),
  organisation_id bigint not null references organisation, person_id bigint references person,
  at timestamptz not null default ledger.clock(),
  constraint gift_basis_said check (justification is not null or num_nonnulls(clause, unit_value_cents, decision_ref) = 3)
);
