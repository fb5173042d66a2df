-- A lot is answered as its site says ('site', from now on the default), or has its own way. Lots that exist keep theirs.
alter table lot drop constraint lot_accept_mode_check;
alter table lot add constraint lot_accept_mode_check check (accept_mode in ('site', 'ask', 'at_once'));
alter table lot alter column accept_mode set default 'site';

create function public.accept_mode_of(l public.lot) returns text language sql stable parallel safe as $$
  select case l.accept_mode when 'site' then (select s.accept_mode from public.site s where s.id = l.site_id) else l.accept_mode end
$$;
