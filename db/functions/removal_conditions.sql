-- What removing a lot asks of its taker; null when nothing is asked that must be ticked. A note alone is a description.
create or replace function public.removal_conditions(l public.lot) returns jsonb
language sql immutable parallel safe as $$
  select case when l.removal = 'by_taker' or num_nonnulls(l.removal_tools, l.removal_access, l.removal_floor, l.removal_lift, l.loading_help,
                                                          l.largest_vehicle, l.protection, l.site_rules) > 0
    then pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object('removal', l.removal, 'note', l.removal_note, 'tools', l.removal_tools,
      'access', l.removal_access, 'floor', l.removal_floor, 'lift', l.removal_lift, 'loading', l.loading_help, 'vehicle', l.largest_vehicle,
      'protection', l.protection, 'rules', l.site_rules)) end
$$;

-- Of the very words read: whoever ticked others is asked again. Null when nothing is asked.
create or replace function public.removal_digest(l public.lot) returns text
language sql immutable parallel safe as $$
  select pg_catalog.md5(public.removal_conditions(l)::text)
$$;
