-- The weighing ticket, photographed: beside the words of the side that weighed, for the mass it said. Words that change keep the photos of
-- the mass they said before, which then prove nothing of the new one. Three photos a side and a mass: empty, loaded, the ticket.
create table handover_ticket (
  id bigint generated always as identity primary key,
  public_id uuid not null unique,
  handover_id bigint not null references ledger.handover,
  side text not null check (side in ('holder', 'taker')),
  mass_g bigint not null check (mass_g > 0),
  nth smallint not null check (nth between 1 and 3),
  width integer not null check (width > 0), height integer not null check (height > 0),
  thumbhash text not null check (length(thumbhash) <= 100),
  widths integer[] not null check (cardinality(widths) between 1 and 2),
  -- none for a crew behind the code at the gate
  person_id bigint references person,
  at timestamptz not null default ledger.clock(),
  unique (handover_id, side, mass_g, nth)
);

-- A ticket is of a weighing that its side really said, whoever asks the database.
create function public.ticket_is_of_its_words() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from ledger.handover d where d.id = new.handover_id and d.state <> 'cancelled'
                  and case new.side when 'holder' then d.holder_evidence = 'A' and d.holder_mass_g = new.mass_g
                                    else d.taker_evidence = 'A' and d.taker_mass_g = new.mass_g end) then
    raise exception 'ticket % is of no weighing', new.public_id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger ticket_is_of_its_words before insert or update on handover_ticket for each row execute function public.ticket_is_of_its_words();
alter table handover_ticket enable always trigger ticket_is_of_its_words;
