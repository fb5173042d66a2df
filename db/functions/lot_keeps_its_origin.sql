-- The origin of a lot is written once; what its stock is counted in is fixed as soon as it has one, whatever its state since.
create or replace function public.lot_keeps_its_origin() returns trigger language plpgsql as $$
begin
  if (new.origin_site_id, new.origin_commune_code, new.origin_diagnosis_row, new.origin_counted, new.origin_reservation_id)
     is distinct from (old.origin_site_id, old.origin_commune_code, old.origin_diagnosis_row, old.origin_counted, old.origin_reservation_id) then
    raise exception 'the origin of lot % is written once', old.id using errcode = '23514', constraint = 'lot_keeps_its_origin';
  end if;
  if (new.unit, new.step_milli, new.organisation_id, new.type_code)
     is distinct from (old.unit, old.step_milli, old.organisation_id, old.type_code)
     and (old.status <> 'draft' or exists (select from ledger.stock where lot_id = old.id)) then
    raise exception 'unit, step, holder and type of lot % are fixed at publication', old.id
      using errcode = '23514', constraint = 'lot_fixed_at_publication';
  end if;
  return new;
end $$;
