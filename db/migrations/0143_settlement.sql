-- What the seller notes of the payment, which takes place outside the product: each note is a row, the last one counts, the earlier ones stay.
create table settlement (
  id bigint generated always as identity primary key,
  reservation_id bigint not null references ledger.reservation,
  settled boolean not null,
  method text check (method in ('cash', 'transfer', 'card', 'cheque', 'other')),
  settled_on date,
  invoice_number text check (length(invoice_number) between 1 and 60),
  organisation_id bigint not null references organisation,
  person_id bigint references person,
  at timestamptz not null default ledger.clock(),
  constraint settlement_day check (settled or settled_on is null)
);
create index settlement_of_reservation on settlement (reservation_id, id desc);

-- The sales of a seller, by the day they were collected.
create index handover_confirmed_on on ledger.handover (reservation_id, picked_up_on) where state = 'confirmed';
