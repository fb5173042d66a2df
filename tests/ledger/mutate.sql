-- 1,000 random changes of one field of one line, put into a copy that carries the same CHECK constraints (and no trigger): each must be
-- refused by the constraints alone. Returns what was accepted. Seeded: the same run every time.
create temp table copy (like ledger.movement including constraints including generated);
create temp table outcome (field text, accepted boolean, by_constraint text);
do $$
declare m ledger.movement; field text; value text; fields text[]; cols text; i int; con text;
begin
  perform setseed(0.20261122);
  select array_agg(attname::text order by attnum), string_agg(attname, ', ' order by attnum) into fields, cols from pg_attribute
   where attrelid = 'ledger.movement'::regclass and attnum > 0 and not attisdropped and attgenerated = '';
  for i in 1..1000 loop
    select * into m from ledger.movement where reservation_id is not null or random() < 0.2 order by random() limit 1;
    field := fields[1 + (i % array_length(fields, 1))];
    value := case
      when field in ('prev_hash', 'hash') then format('''\x%s''::bytea', encode(sha256(random()::text::bytea), 'hex'))
      when field = 'command_key' then 'gen_random_uuid()'
      when field = 'at' then 'm.at + interval ''1 microsecond'''
      when field = 'counted_on' then 'm.counted_on - 1'
      when field = 'counts' then 'not m.counts'
      when field = 'kind' then format('%L', case m.kind when 'reserve' then 'reserve_extra' else 'reserve' end)
      when field in ('src', 'dst') then format('%L', case when to_jsonb(m) ->> field = 'available' then 'held' else 'available' end)
      when field = 'type_code' then format('%L', m.type_code || 'X')
      when field = 'evidence' then format('%L', case m.evidence when 'A' then 'B' else 'A' end)
      when field in ('legal_line', 'basis', 'reason', 'holder_kind', 'taker_kind', 'fate', 'purpose', 'factor_version')
        then format('case when m.%1$I is null then ''other'' else m.%1$I || ''x'' end', field)
      when field = 'substitution' then 'case when m.substitution = ''yes'' then ''no'' else ''yes'' end'
      when field in ('origin_commune', 'destination_commune') then '''75056'''
      else format('coalesce(m.%I, 0) + %s', field, (array[1, -1, 1000, -1000])[1 + floor(random() * 4)::int]) end;
    begin
      execute format('insert into copy (%s) select %s from ledger.movement m where lot_id = %s and seq = %s', cols,
        (select string_agg(case when f = field then value else 'm.' || f end, ', ' order by o) from unnest(fields) with ordinality u (f, o)),
        m.lot_id, m.seq);
      insert into outcome values (field, true, null);
    exception when check_violation or not_null_violation then
      get stacked diagnostics con = constraint_name;
      insert into outcome values (field, false, con);
    end;
  end loop;
  -- the copy takes the lines as they are: it is the change that is refused
  execute format('insert into copy (%1$s) select %1$s from ledger.movement', cols);
end $$;
