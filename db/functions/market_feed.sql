-- The change feed of the market: which lots a copy in memory must read again. Only what such a copy holds counts; who reads it
-- judges by itself whether a lot is on offer.
create or replace function public.market_hears_new_lots() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into market_change (lot_id) select id from after_rows where status = 'published';
  return null;
end $$;
create or replace trigger market_hears_new_lots after insert on public.lot
  referencing new table as after_rows for each statement execute function public.market_hears_new_lots();

create or replace function public.market_hears_lots() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into market_change (lot_id)
  select a.id from after_rows a join before_rows b using (id)
   where (a.status = 'published') <> (b.status = 'published')
      or (a.status = 'published'
          and (row(a.organisation_id, a.type_code, a.price_cents, a.condition, a.removal, a.private_removal_reason is null, a.available_from,
                   a.available_until, a.offer_ends_at, a.length_mm, a.width_mm, a.thickness_mm, a.commune_code, a.published_at, a.search,
                   a.public_point[0], a.public_point[1])
               is distinct from
               row(b.organisation_id, b.type_code, b.price_cents, b.condition, b.removal, b.private_removal_reason is null, b.available_from,
                   b.available_until, b.offer_ends_at, b.length_mm, b.width_mm, b.thickness_mm, b.commune_code, b.published_at, b.search,
                   b.public_point[0], b.public_point[1])));
  return null;
end $$;
create or replace trigger market_hears_lots after update on public.lot
  referencing old table as before_rows new table as after_rows for each statement execute function public.market_hears_lots();

create or replace function public.market_hears_audiences() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then insert into market_change (lot_id) select lot_id from after_rows;
  else insert into market_change (lot_id) select lot_id from before_rows;
  end if;
  return null;
end $$;
create or replace trigger market_hears_new_audiences after insert on public.lot_audience
  referencing new table as after_rows for each statement execute function public.market_hears_audiences();
create or replace trigger market_hears_audiences after update on public.lot_audience
  referencing old table as before_rows for each statement execute function public.market_hears_audiences();
create or replace trigger market_hears_closed_audiences after delete on public.lot_audience
  referencing old table as before_rows for each statement execute function public.market_hears_audiences();

-- What is available of a lot. The first stock of a lot comes with its publication, which is heard already.
create or replace function public.market_hears_stock() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into market_change (lot_id)
  select a.lot_id from after_rows a join before_rows b using (lot_id) where a.available <> b.available;
  return null;
end $$;
create or replace trigger market_hears_stock after update on ledger.stock
  referencing old table as before_rows new table as after_rows for each statement execute function public.market_hears_stock();
-- no trigger of the ledger can be off: ledger:verify looks
alter table ledger.stock enable always trigger market_hears_stock;

-- A copy that has not read for so long loads everything again.
create or replace function public.forget_market_changes(p_most integer) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare gone integer;
begin
  delete from market_change where id in (
    select id from market_change where at < clock_timestamp() - interval '1 day' order by at limit p_most);
  get diagnostics gone = row_count;
  return gone;
end $$;
