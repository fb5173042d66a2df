-- How many of the lots an import created can no longer be undone: reserved, held or collected, now or ever.
create or replace function public.diagnosis_bound_lots(p_diagnosis bigint) returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*) from diagnosis_row r join lot l on l.id = r.lot_id
   where r.diagnosis_id = p_diagnosis and r.outcome = 'created' and l.status <> 'draft'
     and exists (select from ledger.reservation v where v.lot_id = l.id)
$$;

-- Takes back the lots an import created: drafts leave, what was ever offered is withdrawn through the ledger. All of them or none.
-- -> ok {deleted, withdrawn} · import-reserved {lots}
create or replace function public.diagnosis_withdraw(p_diagnosis bigint, p_person bigint) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare org bigint; bound bigint; erased bigint; a jsonb; l record; withdrawn integer := 0;
begin
  select organisation_id into org from diagnosis where id = p_diagnosis;
  perform from lot t join diagnosis_row r on r.lot_id = t.id
    where r.diagnosis_id = p_diagnosis and r.outcome = 'created' order by t.id for no key update of t;
  bound := diagnosis_bound_lots(p_diagnosis);
  if bound > 0 then return jsonb_build_object('outcome', 'import-reserved', 'lots', bound); end if;
  for l in select t.id from lot t join diagnosis_row r on r.lot_id = t.id
            where r.diagnosis_id = p_diagnosis and r.outcome = 'created' and t.status <> 'withdrawn'
              and (t.status <> 'draft' or exists (select from ledger.stock s where s.lot_id = t.id)) order by t.id loop
    a := ledger.withdraw(org, p_person, gen_random_uuid(), l.id, null, 'kept', 'import-withdrawn');
    if a->>'outcome' <> 'ok' then raise exception 'lot % could not be withdrawn: %', l.id, a->>'outcome'; end if;
    withdrawn := withdrawn + 1;
  end loop;
  select count(*) filter (where e.outcome = 'ok') into erased
    from lot_erase_drafts(org, p_person, array(select t.id from lot t join diagnosis_row r on r.lot_id = t.id
      where r.diagnosis_id = p_diagnosis and r.outcome = 'created' and t.status = 'draft' order by t.id)) e;
  return jsonb_build_object('outcome', 'ok', 'deleted', erased, 'withdrawn', withdrawn);
end $$;
