-- When an alert found something at p_at, when it may be sent: at once, at seven the next morning, or at seven next Monday, by the clock
-- on the reader's wall.
create or replace function public.alert_due(p_rhythm text, p_zone text, p_at timestamptz) returns timestamptz
language sql stable parallel safe as $$
  select case p_rhythm
    when 'at_once' then p_at
    when 'daily' then (date_trunc('day', (p_at at time zone p_zone) - interval '7 hours') + interval '1 day 7 hours') at time zone p_zone
    else (date_trunc('week', (p_at at time zone p_zone) - interval '7 hours') + interval '7 days 7 hours') at time zone p_zone
  end
$$;

-- The zone a person lives by: their commune's, else that of the organisation they act for.
create or replace function public.zone_of_reader(p_person bigint, p_organisation bigint) returns text
language sql stable parallel safe as $$
  select coalesce(
    (select public.zone_of(c.departement_code) from public.person p join public.commune c on c.code = p.commune_code where p.id = p_person),
    (select public.zone_of(c.departement_code) from public.organisation o join public.commune c on c.code = o.commune_code where o.id = p_organisation),
    'Europe/Paris')
$$;

-- Whether a price is lower than another, of the same lot. On request (null) is not comparable, but a gift is cheaper than anything.
create or replace function public.is_cheaper(p_now bigint, p_now_basis text, p_before bigint, p_before_basis text, p_quantity_milli bigint)
returns boolean language sql immutable parallel safe as $$
  select case
    when p_now is null then false
    when p_before is null then p_now = 0
    when p_now_basis = p_before_basis then p_now < p_before
    else (case p_now_basis when 'whole' then 1000 else p_quantity_milli end)::numeric * p_now
       < (case p_before_basis when 'whole' then 1000 else p_quantity_milli end)::numeric * p_before
  end
$$;

-- Published too recently for second thoughts to be over: nothing of it leaves yet.
create or replace function public.may_be_unpublished(p_lot bigint) returns boolean
language sql stable parallel safe as $$
  select exists (select from public.lot_batch_item i join public.lot_batch b on b.id = i.batch_id
                  where i.lot_id = p_lot and not i.undone and b.kind = 'publish' and b.undoable_until > (select ledger.clock()))
$$;

-- What the daily cleaning removes: alerts put away a month ago (what they found goes with them) and mails nobody answers any more.
create or replace function public.forget_alerts(p_most integer) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare gone integer; more integer;
begin
  delete from alert where id in (
    select id from alert where removed_at < (select ledger.clock()) - interval '30 days' order by removed_at limit p_most);
  get diagnostics gone = row_count;
  delete from alert_mail where id in (
    select id from alert_mail where created_at < (select ledger.clock()) - interval '400 days' order by created_at limit p_most);
  get diagnostics more = row_count;
  return greatest(gone, more);
end $$;
