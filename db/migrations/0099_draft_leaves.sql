-- A lot disappears only as a draft: whatever happened to it since it was offered stays readable. Its stock forbids the rest.
create function public.lot_leaves_as_draft() returns trigger language plpgsql as $$
begin
  if old.status <> 'draft' then
    raise exception 'lot % was offered: it cannot disappear', old.id using errcode = '23514', constraint = 'lot_leaves_as_draft';
  end if;
  return old;
end $$;
create trigger lot_leaves_as_draft before delete on lot for each row execute function public.lot_leaves_as_draft();

-- a photo on its way to it is forgotten by the job that clears those never finished, with what was stored of it
alter table photo_upload alter column lot_id drop not null, drop constraint photo_upload_lot_id_fkey,
  add foreign key (lot_id) references lot on delete set null;
