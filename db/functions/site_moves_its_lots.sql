-- A site that moves takes its lots along. The serving role may not place a lot itself: it is done with the owner's rights.
create or replace function public.site_moves_its_lots() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update public.lot set public_point = public.mercator(new.public_lon, new.public_lat),
         cell = public.morton(public.mercator(new.public_lon, new.public_lat)), commune_code = new.commune_code
   where site_id = new.id;
  return null;
end $$;
