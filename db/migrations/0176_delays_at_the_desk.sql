-- The operator's delays, changed from the desk: the serving role may not write ledger.delay, this function may, within the bounds that
-- the table's own CHECKs repeat. What was and what is are an event, in the same transaction. Nothing else of the ledger is touched:
-- deadlines already given stay as they were told.
create function public.change_delays(p_person bigint, p_changes jsonb) returns jsonb
language plpgsql security definer set search_path = public, ledger, pg_temp as $$
declare before jsonb; after jsonb; changed text[]; list text; row ledger.delay;
begin
  if not exists (select from person p where p.id = p_person and p.platform_admin) then
    raise exception 'person % is no platform administrator', p_person using errcode = '42501';
  end if;
  if jsonb_typeof(p_changes) <> 'object' or p_changes = '{}' then
    raise exception 'nothing to change' using errcode = '22023';
  end if;
  if exists (select from jsonb_object_keys(p_changes) k where k = 'only_row' or not exists (
      select from pg_attribute a where a.attrelid = 'ledger.delay'::regclass and a.attname = k and a.attnum > 0 and not a.attisdropped)) then
    raise exception 'no such delay' using errcode = '22023';
  end if;
  select * into row from ledger.delay for update;
  before := to_jsonb(row);
  row := jsonb_populate_record(row, p_changes);
  select string_agg(format('%1$I = ($1).%1$I', k), ', ') into list from jsonb_object_keys(p_changes) k;
  execute 'update ledger.delay set ' || list using row;
  select to_jsonb(d) into after from ledger.delay d;
  select array_agg(k order by k) into changed from jsonb_object_keys(after) k where after -> k is distinct from before -> k;
  if changed is null then
    return jsonb_build_object('before', '{}'::jsonb, 'after', '{}'::jsonb);
  end if;
  before := (select jsonb_object_agg(k, before -> k) from unnest(changed) k);
  after := (select jsonb_object_agg(k, after -> k) from unnest(changed) k);
  insert into event (kind, payload) values ('delays.changed', jsonb_build_object('who', 'person ' || p_person, 'before', before, 'after', after));
  return jsonb_build_object('before', before, 'after', after);
end $$;
