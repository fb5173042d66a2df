-- Figures kept while movements are written: sums of counting movements, a reversal counting negatively.
-- They are derived: `npm run ledger:rebuild` remakes them, ledger.audit and `npm run ledger:verify` compare them.

create table ledger.total (
  level text not null check (level in ('commune', 'epci', 'ept', 'departement', 'region', 'france')), code text not null,
  month date not null check (extract(day from month) = 1),
  view text not null check (view in ('origin', 'destination')),
  type_code text not null references public.material_type, evidence text not null, legal_line text not null,
  mass_g bigint not null, low_g bigint not null, high_g bigint not null, handovers bigint not null,
  primary key (level, code, month, view, type_code, evidence, legal_line)
) with (fillfactor = 80);

create table ledger.total_kind (
  level text not null check (level in ('commune', 'epci', 'ept', 'departement', 'region', 'france')), code text not null,
  month date not null check (extract(day from month) = 1),
  view text not null check (view in ('origin', 'destination')),
  holder_kind text not null, taker_kind text not null,
  mass_g bigint not null, low_g bigint not null, high_g bigint not null, handovers bigint not null,
  primary key (level, code, month, view, holder_kind, taker_kind)
) with (fillfactor = 80);

-- 'none' where a commune has no EPCI, 'unknown' where the destination was not said
create table ledger.flow (
  origin_epci text not null, destination_epci text not null, month date not null check (extract(day from month) = 1),
  mass_g bigint not null, handovers bigint not null,
  primary key (origin_epci, destination_epci, month)
) with (fillfactor = 80);

-- each remaking of the figures leaves a line; inserting one is how they are remade
create table ledger.rebuild (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(), reason text not null check (length(reason) between 1 and 200)
);

-- the territories a commune belongs to today, France included
create function ledger.territories_of(p_commune text) returns table (level text, code text)
language sql stable parallel safe as $$
  select t.level, t.code from public.commune c
    cross join lateral (values ('commune', c.code), ('departement', c.departement_code), ('epci', c.epci_siren),
                               ('ept', c.ept_code), ('france', 'fr'), ('region', c.region_code)) t (level, code)
   where c.code = p_commune and t.code is not null
$$;

-- one row per counting movement: the walk back from any figure
create view ledger.counted as
  select lot_id, seq, date_trunc('month', counted_on::timestamp)::date as month, type_code, evidence, legal_line, holder_kind, taker_kind,
         origin_commune, destination_commune, s.sign * mass_g as mass_g, s.sign * low_g as low_g, s.sign * high_g as high_g,
         s.sign as handovers
    from ledger.movement m cross join lateral (select case when m.kind = 'reverse' then -1 else 1 end as sign) s
   where counts;

-- one row per counting movement, territory and view
create view ledger.counted_place as
  select c.*, v.view, t.level, t.code
    from ledger.counted c
    cross join lateral (values ('origin', c.origin_commune), ('destination', c.destination_commune)) v (view, commune)
    cross join lateral ledger.territories_of(v.commune) t;

create view ledger.counted_flow as
  select c.lot_id, c.seq, coalesce(o.epci_siren, 'none') as origin_epci,
         case when c.destination_commune is null then 'unknown' else coalesce(d.epci_siren, 'none') end as destination_epci,
         c.month, c.mass_g, c.handovers
    from ledger.counted c
    left join public.commune o on o.code = c.origin_commune left join public.commune d on d.code = c.destination_commune;

-- Every statement touches the keys in key order, and the three tables in this order: two hand-overs never deadlock.
-- The two halves of a correction come in one statement, hence in one pass.
create function ledger.count_movements() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from added where counts) then return null; end if;
  insert into ledger.total as t (level, code, month, view, type_code, evidence, legal_line, mass_g, low_g, high_g, handovers)
    select p.level, p.code, p.month, p.view, p.type_code, p.evidence, p.legal_line, sum(p.mass_g), sum(p.low_g), sum(p.high_g), sum(p.handovers)
      from added a join ledger.counted_place p using (lot_id, seq) where a.counts
     group by 1, 2, 3, 4, 5, 6, 7 order by 1, 2, 3, 4, 5, 6, 7
    on conflict (level, code, month, view, type_code, evidence, legal_line) do update
      set mass_g = t.mass_g + excluded.mass_g, low_g = t.low_g + excluded.low_g, high_g = t.high_g + excluded.high_g,
          handovers = t.handovers + excluded.handovers;
  insert into ledger.total_kind as t (level, code, month, view, holder_kind, taker_kind, mass_g, low_g, high_g, handovers)
    select p.level, p.code, p.month, p.view, p.holder_kind, p.taker_kind, sum(p.mass_g), sum(p.low_g), sum(p.high_g), sum(p.handovers)
      from added a join ledger.counted_place p using (lot_id, seq) where a.counts
     group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6
    on conflict (level, code, month, view, holder_kind, taker_kind) do update
      set mass_g = t.mass_g + excluded.mass_g, low_g = t.low_g + excluded.low_g, high_g = t.high_g + excluded.high_g,
          handovers = t.handovers + excluded.handovers;
  insert into ledger.flow as t (origin_epci, destination_epci, month, mass_g, handovers)
    select p.origin_epci, p.destination_epci, p.month, sum(p.mass_g), sum(p.handovers)
      from added a join ledger.counted_flow p using (lot_id, seq) where a.counts
     group by 1, 2, 3 order by 1, 2, 3
    on conflict (origin_epci, destination_epci, month) do update
      set mass_g = t.mass_g + excluded.mass_g, handovers = t.handovers + excluded.handovers;
  return null;
end $$;
create trigger count_movements after insert on ledger.movement
  referencing new table as added for each statement execute function ledger.count_movements();
alter table ledger.movement enable always trigger count_movements;

-- A figure changes only because a movement was written or the figures are remade: never by hand.
create function ledger.totals_are_derived() returns trigger language plpgsql as $$
begin
  if pg_catalog.pg_trigger_depth() < 2 then
    raise exception 'ledger.% is derived from movements: remake it, never write it', tg_table_name
      using errcode = '42501', hint = 'npm run ledger:rebuild';
  end if;
  return null;
end $$;

create function ledger.remake_totals() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  lock table ledger.movement in share row exclusive mode;
  delete from ledger.total;
  delete from ledger.total_kind;
  delete from ledger.flow;
  insert into ledger.total select level, code, month, view, type_code, evidence, legal_line, sum(mass_g), sum(low_g), sum(high_g), sum(handovers)
    from ledger.counted_place group by 1, 2, 3, 4, 5, 6, 7;
  insert into ledger.total_kind select level, code, month, view, holder_kind, taker_kind, sum(mass_g), sum(low_g), sum(high_g), sum(handovers)
    from ledger.counted_place group by 1, 2, 3, 4, 5, 6;
  insert into ledger.flow select origin_epci, destination_epci, month, sum(mass_g), sum(handovers) from ledger.counted_flow group by 1, 2, 3;
  return null;
end $$;
create trigger remake_totals after insert on ledger.rebuild for each statement execute function ledger.remake_totals();
alter table ledger.rebuild enable always trigger remake_totals;

do $$ declare t text; begin
  foreach t in array array['total', 'total_kind', 'flow'] loop
    execute format('create trigger %1$s_derived before insert or update or delete or truncate on ledger.%1$s for each statement execute function ledger.totals_are_derived()', t);
    execute format('alter table ledger.%1$s enable always trigger %1$s_derived', t);
  end loop;
end $$;
create trigger rebuild_stays before update or delete or truncate on ledger.rebuild for each statement execute function ledger.forbid();
alter table ledger.rebuild enable always trigger rebuild_stays;
