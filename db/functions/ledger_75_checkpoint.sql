-- First half of a checkpoint, in one transaction with the second: the heads of the lots that moved since the last one. Null when today's (UTC)
-- is made, or is being made elsewhere. -> {checkpoint, day, previous: SHA-256 of the note before or null}
create or replace function ledger.begin_checkpoint() returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare last ledger.checkpoint; today date := (ledger.clock() at time zone 'UTC')::date; n bigint;
begin
  if not pg_try_advisory_xact_lock(hashtextextended('ledger.checkpoint', 0)) then return null; end if;
  select * into last from ledger.checkpoint order by id desc limit 1;
  if last.day >= today then return null; end if;
  n := coalesce(last.id, 0) + 1;
  insert into ledger.checkpoint_head (leaf, checkpoint_id, lot_id, seq, hash)
    select h.leaf, n, s.lot_id, s.seq, s.head_hash from ledger.stock s
     cross join lateral (select leaf, seq from ledger.checkpoint_head where lot_id = s.lot_id order by checkpoint_id desc limit 1) h
     where h.seq < s.seq;
  insert into ledger.checkpoint_head (leaf, checkpoint_id, lot_id, seq, hash)
    select coalesce(last.size, 0) + row_number() over (order by l.public_id) - 1, n, s.lot_id, s.seq, s.head_hash
      from ledger.stock s join public.lot l on l.id = s.lot_id
     where s.seq > 0 and not exists (select from ledger.checkpoint_head h where h.lot_id = s.lot_id);
  return jsonb_build_object('checkpoint', n, 'day', today, 'previous', encode(sha256(convert_to(last.note, 'UTF8')), 'base64'));
end $$;

-- Second half: root, runs and note over the leaves of the first. Who signs is kept with its public key, for ever.
create or replace function ledger.keep_checkpoint(p_checkpoint bigint, p_size bigint, p_root bytea, p_runs bytea, p_key_name text,
                                                  p_public_key bytea, p_note text) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare key bigint;
begin
  insert into ledger.checkpoint_key (name, public_key, since) values (p_key_name, p_public_key, ledger.clock()) on conflict do nothing;
  select id into key from ledger.checkpoint_key where name = p_key_name and public_key = p_public_key;
  insert into ledger.checkpoint (id, day, at, size, root, runs, key_id, note)
    values (p_checkpoint, (ledger.clock() at time zone 'UTC')::date, ledger.clock(), p_size, p_root, p_runs, key, p_note);
  return true;
end $$;
