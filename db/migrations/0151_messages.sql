-- What the two sides of a reservation write to each other. A thread is its reservation's: nobody else's, and closed some time
-- after its end (ledger.delay.messages). Bounds are here too: 4,000 signs, 4 photos, 300 messages a reservation.
alter table ledger.delay
  add column messages interval not null default '90 days' check (messages between '1 day' and '730 days');

-- Locked by whoever writes: counts and order hold when both write at once.
create table message_thread (
  reservation_id bigint primary key references ledger.reservation,
  messages integer not null check (messages between 1 and 300)
);

create table message (
  id bigint generated always as identity primary key,
  public_id uuid not null unique default gen_random_uuid(),
  reservation_id bigint not null references message_thread,
  side text not null check (side in ('holder', 'taker')),
  -- the side's own, also when somebody with a mandate wrote
  organisation_id bigint not null references organisation,
  person_id bigint not null references person,
  body text not null check (length(body) <= 4000),
  created_at timestamptz not null default ledger.clock()
);
create index message_of_reservation on message (reservation_id, id);

create table message_photo (
  id bigint generated always as identity primary key,
  public_id uuid not null unique,
  message_id bigint not null references message on delete cascade,
  width integer not null check (width > 0), height integer not null check (height > 0),
  thumbhash text not null check (length(thumbhash) <= 100),
  -- of its two versions
  widths integer[] not null check (cardinality(widths) between 1 and 2)
);
create index message_photo_of_message on message_photo (message_id, id);

-- How far each person has read a thread, and up to where a mail told them of it.
create table message_read (
  reservation_id bigint not null references ledger.reservation,
  person_id bigint not null references person on delete cascade,
  read_to bigint not null default 0, told_to bigint not null default 0,
  told_at timestamptz,
  primary key (reservation_id, person_id)
);
create index message_read_person on message_read (person_id);

-- Nobody writes in a thread that is not theirs, whoever asks the database.
create function public.message_is_of_its_side() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from ledger.reservation r where r.id = new.reservation_id
                  and new.organisation_id = case new.side when 'holder' then r.holder_organisation_id else r.taker_organisation_id end) then
    raise exception 'message % is of neither side', new.public_id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger message_is_of_its_side before insert or update on message for each row execute function public.message_is_of_its_side();
alter table message enable always trigger message_is_of_its_side;
