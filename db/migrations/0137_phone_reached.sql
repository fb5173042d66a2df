-- A taker's phone that somebody reached: the operator (organisation null), for everybody; or a holder, for what is asked of that holder.
-- It proves that number only: another one has to be reached again. With a SIREN the operator verified and a past hand-over, one of the
-- three proofs that open the place of a lot accepted at once (db/functions/disclosure.sql).
create table phone_reached (
  id bigint generated always as identity primary key,
  taker_organisation_id bigint not null references organisation,
  phone text not null check (phone ~ '^\+?[0-9]{9,15}$'),
  organisation_id bigint references organisation,
  person_id bigint references person,
  at timestamptz not null default ledger.clock(),
  unique nulls not distinct (taker_organisation_id, phone, organisation_id),
  constraint phone_reached_by_another check (organisation_id is distinct from taker_organisation_id)
);
