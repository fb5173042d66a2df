-- What a taker ticked before reserving, word for word, for the slip; and the same digest on a visitor's draft.
create table reservation_condition (
  reservation_id bigint primary key references ledger.reservation,
  said jsonb not null, digest text not null,
  organisation_id bigint not null references organisation, person_id bigint references person,
  ticked_at timestamptz not null default ledger.clock()
);
alter table reservation_draft add column conditions_digest text check (length(conditions_digest) <= 64);

-- the door takes one word more: what was ticked
drop function if exists ledger.reserve(bigint, bigint, uuid, bigint, bigint, text, text, text, text);
drop function if exists ledger.reserve_refusal(ledger.lot_fact, bigint, bigint, bigint);
