-- Counts for the map of everybody: a lot is there from the opening of its audience to the end of its window. `cell` of map_entry has 22 bits an axis, of map_change 13.

-- Brings the share of these lots in line with the lot and its public audience. The lot is locked first: of two transactions
-- that touch the lot and its audience, the second reads what the first wrote.
create or replace function public.map_recount(p_lots bigint[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if cardinality(p_lots) is null or cardinality(p_lots) = 0 then return; end if;
  perform from lot l join unnest(p_lots) as asked(id) using (id) order by l.id for no key update of l;
  with asked as (select distinct id from unnest(p_lots) as asked(id)),
  was as (select e.* from asked join map_entry e on e.lot_id = asked.id),
  is_now as (
    select l.id as lot_id, l.cell, l.family_code, round(l.public_point[0])::bigint as x, round(l.public_point[1])::bigint as y,
           a.opens_at,
           case when coalesce(a.closes_at, l.offer_ends_at) is not null then greatest(a.opens_at, least(a.closes_at, l.offer_ends_at)) end as closes_at
      from asked join lot l using (id) join lot_audience a on a.lot_id = l.id and a.audience = 'public' and a.hidden_since is null
     where l.status = 'published'),
  gone as (select * from was except select * from is_now),
  come as (select * from is_now except select * from was),
  dated as (
    select opens_at as at, cell, family_code, 1 as sign, x, y from come
    union all select closes_at, cell, family_code, -1, x, y from come where closes_at is not null
    union all select opens_at, cell, family_code, -1, x, y from gone
    union all select closes_at, cell, family_code, 1, x, y from gone where closes_at is not null),
  changed as (
    insert into map_change (at, cell, family_code, lots, x, y)
    select at, cell >> 18, family_code, sum(sign), sum(sign * x), sum(sign * y) from dated group by 1, 2, 3),
  forgotten as (
    delete from map_entry e using gone g
     where e.lot_id = g.lot_id and not exists (select from come c where c.lot_id = g.lot_id))
  insert into map_entry as e (lot_id, cell, family_code, x, y, opens_at, closes_at)
  select lot_id, cell, family_code, x, y, opens_at, closes_at from come
  on conflict (lot_id) do update set cell = excluded.cell, family_code = excluded.family_code, x = excluded.x, y = excluded.y,
    opens_at = excluded.opens_at, closes_at = excluded.closes_at;
end $$;

-- Takes what is due out of map_change into map_cell. One caller at a time, the others go on; readers see either state whole.
create or replace function public.map_fold() returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare folded bigint;
begin
  if not pg_try_advisory_xact_lock(7233, 1) then return 0; end if;
  with due as (delete from map_change where at <= (select ledger.clock()) returning *),
  summed as (
    select level, cell >> (2 * (13 - level)) as cell, family_code, sum(lots) as lots, sum(x) as x, sum(y) as y
      from due, unnest('{3,5,7,9,11,13}'::smallint[]) as level group by 1, 2, 3),
  written as (
    insert into map_cell as c (level, cell, family_code, lots, x, y)
    select level, cell, family_code, lots, x, y from summed where (lots, x, y) <> (0, 0, 0) order by 1, 2, 3
    on conflict (level, cell, family_code) do update set lots = c.lots + excluded.lots, x = c.x + excluded.x, y = c.y + excluded.y)
  select count(*) into folded from due;
  return folded;
end $$;

-- Everything again, from the lots. After a bulk load with triggers off, or a clock that went back.
create or replace function public.map_rebuild() returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  lock table map_entry, map_cell, map_change in exclusive mode;
  delete from map_entry;
  delete from map_cell;
  delete from map_change;
  insert into map_entry
  select l.id, l.cell, l.family_code, round(l.public_point[0])::bigint, round(l.public_point[1])::bigint, a.opens_at,
         case when coalesce(a.closes_at, l.offer_ends_at) is not null then greatest(a.opens_at, least(a.closes_at, l.offer_ends_at)) end
    from lot l join lot_audience a on a.lot_id = l.id and a.audience = 'public' and a.hidden_since is null where l.status = 'published';
  insert into map_change (at, cell, family_code, lots, x, y)
  select at, cell >> 18, family_code, sum(sign), sum(sign * x), sum(sign * y)
    from (select opens_at as at, cell, family_code, 1 as sign, x, y from map_entry
          union all select closes_at, cell, family_code, -1, x, y from map_entry where closes_at is not null) as dated
   group by 1, 2, 3;
  perform map_fold();
end $$;

create or replace function public.map_hears_new_lots() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform map_recount(array(select id from after_rows where status = 'published'));
  return null;
end $$;
create or replace trigger map_hears_new_lots after insert on public.lot
  referencing new table as after_rows for each statement execute function public.map_hears_new_lots();

create or replace function public.map_hears_lots() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform map_recount(array(
    select a.id from after_rows a join before_rows b using (id)
     where (a.status = 'published') <> (b.status = 'published')
        or (a.status = 'published' and ((a.cell, a.family_code) <> (b.cell, b.family_code) or not a.public_point ~= b.public_point
            or a.offer_ends_at is distinct from b.offer_ends_at))));
  return null;
end $$;
create or replace trigger map_hears_lots after update on public.lot
  referencing old table as before_rows new table as after_rows for each statement execute function public.map_hears_lots();

create or replace function public.map_hears_audiences() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then perform map_recount(array(select lot_id from after_rows));
  else perform map_recount(array(select lot_id from before_rows));
  end if;
  return null;
end $$;
create or replace trigger map_hears_new_audiences after insert on public.lot_audience
  referencing new table as after_rows for each statement execute function public.map_hears_audiences();
create or replace trigger map_hears_audiences after update on public.lot_audience
  referencing old table as before_rows new table as after_rows for each statement execute function public.map_hears_audiences();
create or replace trigger map_hears_closed_audiences after delete on public.lot_audience
  referencing old table as before_rows for each statement execute function public.map_hears_audiences();
