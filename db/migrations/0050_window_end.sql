-- The instant at which a lot is no longer offered: midnight of its last day in the zone of its site (decision 4). Null: no last day.
-- Lists and tiles leave it out from then on by themselves; its page and its reservations stay.
alter table lot add column offer_ends_at timestamptz;

create function public.lot_window_ends() returns trigger language plpgsql as $$
begin
  new.offer_ends_at := (select (new.available_until + 1)::timestamp at time zone public.zone_of(c.departement_code)
                          from public.commune c where c.code = new.commune_code);
  return new;
end $$;
-- fires after lot_takes_its_place, by its name: the commune is the site's by then
create trigger lot_window_ends before insert or update of available_until, site_id, commune_code on lot
  for each row execute function public.lot_window_ends();

update lot set available_until = available_until where available_until is not null;
