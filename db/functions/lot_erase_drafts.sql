-- Takes drafts of p_org away, with their photos and documents; jobs delete the files that no lot shows any more. Each is locked, in the order
-- of ids, before anything is decided: one published or changed meanwhile stays. p_versions: as they were read, null = whatever they say now.
-- -> per lot: ok · not-found · lot-has-history (published or withdrawn once) · changed-meanwhile
create or replace function public.lot_erase_drafts(p_org bigint, p_person bigint, p_lots bigint[], p_versions integer[] default null)
returns table (lot bigint, outcome text)
language plpgsql security definer set search_path = public, pg_temp as $$
declare outcomes text[]; gone bigint[];
begin
  perform from lot l where l.id = any (p_lots) and l.organisation_id = p_org order by l.id for update;
  select array_agg(case
      when l.id is null then 'not-found'
      when l.status <> 'draft' or exists (select from ledger.stock s where s.lot_id = l.id) then 'lot-has-history'
      when asked.version <> l.version then 'changed-meanwhile'
      else 'ok' end order by asked.place) into outcomes
    from unnest(p_lots, p_versions) with ordinality as asked(id, version, place)
    left join lot l on l.id = asked.id and l.organisation_id = p_org;
  select array_agg(x.id) into gone from unnest(p_lots, outcomes) as x(id, said) where x.said = 'ok';
  insert into event (kind, payload, organisation_id, person_id)
    select 'lot.photo-removed', jsonb_build_object('file', p.file_id), p_org, p_person
      from (select distinct file_id from lot_photo where lot_id = any (gone)) p
    union all
    select 'lot.document-removed', jsonb_build_object('sha256', d.sha256, 'mediaType', d.media_type), p_org, p_person
      from (select distinct sha256, media_type from lot_document where lot_id = any (gone)) d
    union all
    select 'lot.deleted', jsonb_build_object('lot', x.id, 'organisation', p_org), p_org, p_person from unnest(gone) as x(id);
  delete from lot_photo where lot_id = any (gone);
  delete from lot_document where lot_id = any (gone);
  delete from lot_audience where lot_id = any (gone);
  delete from crew_count where lot_id = any (gone);
  update diagnosis_row set lot_id = null where lot_id = any (gone);
  delete from lot where id = any (gone);
  return query select * from unnest(p_lots, outcomes);
end $$;
