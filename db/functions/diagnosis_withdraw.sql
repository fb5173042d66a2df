-- How many of the lots an import created can no longer be undone: reserved, held or collected, now or ever.
create or replace function public.diagnosis_bound_lots(p_diagnosis bigint) returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*) from diagnosis_row r join lot l on l.id = r.lot_id
   where r.diagnosis_id = p_diagnosis and r.outcome = 'created' and l.status <> 'draft'
     and exists (select from ledger.reservation v where v.lot_id = l.id)
$$;

-- Takes back the lots an import created: drafts leave, offers are withdrawn through the ledger. All of them or none.
-- -> ok {deleted, withdrawn} · import-reserved {lots}
create or replace function public.diagnosis_withdraw(p_diagnosis bigint, p_person bigint) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare org bigint; bound bigint; gone bigint[]; a jsonb; l record; withdrawn integer := 0;
begin
  select organisation_id into org from diagnosis where id = p_diagnosis;
  perform from lot t join diagnosis_row r on r.lot_id = t.id
    where r.diagnosis_id = p_diagnosis and r.outcome = 'created' order by t.id for no key update of t;
  bound := diagnosis_bound_lots(p_diagnosis);
  if bound > 0 then return jsonb_build_object('outcome', 'import-reserved', 'lots', bound); end if;
  for l in select t.id from lot t join diagnosis_row r on r.lot_id = t.id
            where r.diagnosis_id = p_diagnosis and r.outcome = 'created' and t.status in ('published', 'exhausted') order by t.id loop
    a := ledger.withdraw(org, p_person, gen_random_uuid(), l.id, null, 'kept', 'import-withdrawn');
    if a->>'outcome' <> 'ok' then raise exception 'lot % could not be withdrawn: %', l.id, a->>'outcome'; end if;
    withdrawn := withdrawn + 1;
  end loop;
  select array_agg(t.id) into gone from lot t join diagnosis_row r on r.lot_id = t.id
   where r.diagnosis_id = p_diagnosis and r.outcome = 'created' and t.status = 'draft' and t.organisation_id = org;
  if gone is not null then
    insert into event (kind, payload, organisation_id, person_id)
      select 'lot.photo-removed', jsonb_build_object('file', p.file_id), org, p_person
        from (select distinct file_id from lot_photo where lot_id = any(gone)) p;
    delete from lot_photo where lot_id = any(gone);
    delete from lot_document where lot_id = any(gone);
    update diagnosis_row set lot_id = null where lot_id = any(gone);
    delete from lot where id = any(gone);
  end if;
  return jsonb_build_object('outcome', 'ok', 'deleted', coalesce(cardinality(gone), 0), 'withdrawn', withdrawn);
end $$;
