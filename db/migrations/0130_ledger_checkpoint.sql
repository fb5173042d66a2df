-- The daily checkpoint: one signed root over the head of every lot's chain. Whoever kept one sees any later change of what it
-- covers, even a superuser's. A day adds a row for each lot that moved since the day before; a lot keeps its place (leaf) for ever.
create table ledger.checkpoint_key (
  id bigint generated always as identity primary key,
  name text not null check (name ~ '^[^[:space:]+]{1,200}$'),
  public_key bytea not null check (length(public_key) = 32),
  since timestamptz not null,
  unique (name, public_key)
);

create table ledger.checkpoint (
  id bigint primary key check (id >= 1),
  -- the day it was made, in UTC
  day date not null unique,
  at timestamptz not null,
  size bigint not null check (size >= 0),
  root bytea not null check (length(root) = 32),
  -- roots of each run of 1,024 leaves, one after the other: a proof reads one run and these
  runs bytea not null check (length(runs) = 32 * ((size + 1023) / 1024)),
  key_id bigint not null references ledger.checkpoint_key,
  -- C2SP signed note: name of the key, size, root, day, SHA-256 of the note before; an empty line; the signature
  note text not null check (length(note) <= 2000),
  constraint checkpoint_says check (split_part(note, E'\n', 2) = size::text and split_part(note, E'\n', 3) = encode(root, 'base64')
    and split_part(note, E'\n', 4) = 'day ' || to_char(day, 'YYYY-MM-DD'))
);

create table ledger.checkpoint_head (
  leaf bigint not null check (leaf >= 0),
  checkpoint_id bigint not null references ledger.checkpoint deferrable initially deferred,
  lot_id bigint not null,
  seq bigint not null,
  -- the movement's, as it was signed
  hash bytea not null check (length(hash) = 32),
  primary key (leaf, checkpoint_id),
  constraint checkpoint_head_lot unique (lot_id, checkpoint_id),
  foreign key (lot_id, seq) references ledger.movement (lot_id, seq)
);

-- one after the other, over all the heads written for it
create function ledger.checkpoint_follows() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare last ledger.checkpoint; k ledger.checkpoint_key; said text;
begin
  select * into last from ledger.checkpoint order by id desc limit 1;
  select * into k from ledger.checkpoint_key where id = new.key_id;
  said := case when last.id is not null then 'previous ' || encode(sha256(convert_to(last.note, 'UTF8')), 'base64') else '' end;
  if new.id <> coalesce(last.id, 0) + 1 or new.day <= last.day or new.at > ledger.clock() or k.name is distinct from split_part(new.note, E'\n', 1)
     or split_part(new.note, E'\n', 5) <> said
     or new.size <> coalesce((select max(leaf) + 1 from ledger.checkpoint_head), 0) then
    raise exception 'checkpoint % does not follow the one before', new.id using errcode = '23514', constraint = 'checkpoint_follows';
  end if;
  return new;
end $$;
create trigger checkpoint_follows before insert on ledger.checkpoint for each row execute function ledger.checkpoint_follows();

-- heads are written before their checkpoint, go forward only, stay in their place, and are what the chain says
create function ledger.checkpoint_head_is_true() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
declare bad bigint;
begin
  select a.lot_id into bad from added a
    left join ledger.movement m on m.lot_id = a.lot_id and m.seq = a.seq
    left join lateral (select h.leaf, h.seq from ledger.checkpoint_head h where h.lot_id = a.lot_id and h.checkpoint_id < a.checkpoint_id
                        order by h.checkpoint_id desc limit 1) before on true
   where m.hash is distinct from a.hash or a.seq <= before.seq or a.leaf <> before.leaf
      or (before.leaf is null and a.leaf < coalesce((select size from ledger.checkpoint order by id desc limit 1), 0))
      or a.checkpoint_id <> coalesce((select max(id) from ledger.checkpoint), 0) + 1
   limit 1;
  if bad is not null then
    raise exception 'checkpoint head of stock % is not its chain''s', bad using errcode = '23514', constraint = 'checkpoint_head_is_true';
  end if;
  return null;
end $$;
create trigger checkpoint_head_is_true after insert on ledger.checkpoint_head
  referencing new table as added for each statement execute function ledger.checkpoint_head_is_true();

do $$ declare t text; begin
  foreach t in array array['checkpoint_key', 'checkpoint', 'checkpoint_head'] loop
    execute format('create trigger %1$s_append_only before update or delete on ledger.%1$s for each row execute function ledger.forbid()', t);
    execute format('create trigger %1$s_no_truncate before truncate on ledger.%1$s for each statement execute function ledger.forbid()', t);
    execute format('alter table ledger.%1$s enable always trigger %1$s_append_only', t);
    execute format('alter table ledger.%1$s enable always trigger %1$s_no_truncate', t);
  end loop;
end $$;
alter table ledger.checkpoint enable always trigger checkpoint_follows;
alter table ledger.checkpoint_head enable always trigger checkpoint_head_is_true;
