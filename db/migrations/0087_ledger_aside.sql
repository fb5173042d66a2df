-- The two legal lines that are not diverted tonnes, other use and new surplus: kept apart, never added to them. One sum a
-- territory, month, view and line; derived like the totals, remade with them, compared by ledger.audit and ledger:verify.
create table ledger.total_aside (
  level text not null check (level in ('commune', 'epci', 'ept', 'departement', 'region', 'france')), code text not null,
  month date not null check (extract(day from month) = 1),
  view text not null check (view in ('origin', 'destination')),
  legal_line text not null check (legal_line in ('other_use', 'new_surplus')),
  mass_g bigint not null, handovers bigint not null,
  primary key (level, code, month, view, legal_line)
) with (fillfactor = 80);

-- a hand-over with change of owner, on one of the two lines, of material that has not counted yet
create view ledger.aside_place as
  select m.lot_id, m.seq, date_trunc('month', m.counted_on::timestamp)::date as month, m.legal_line, v.view, t.level, t.code,
         s.sign * m.mass_g as mass_g, s.sign as handovers
    from ledger.movement m
    join public.lot l on l.id = m.lot_id
    cross join lateral (select case when m.kind = 'reverse' then -1 else 1 end as sign) s
    cross join lateral (values ('origin', m.origin_commune), ('destination', m.destination_commune)) v (view, commune)
    cross join lateral ledger.territories_of(v.commune) t
   where m.legal_line in ('other_use', 'new_surplus') and m.taker_organisation_id <> m.holder_organisation_id
     and not l.origin_counted;

create index movement_aside on ledger.movement (lot_id, seq) where legal_line in ('other_use', 'new_surplus');

insert into ledger.total_aside
  select level, code, month, view, legal_line, sum(mass_g), sum(handovers) from ledger.aside_place group by 1, 2, 3, 4, 5;

-- before count_movements by its name, as in every transaction: two hand-overs never deadlock
create function ledger.count_aside() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from added where legal_line in ('other_use', 'new_surplus')) then return null; end if;
  insert into ledger.total_aside as t (level, code, month, view, legal_line, mass_g, handovers)
    select p.level, p.code, p.month, p.view, p.legal_line, sum(p.mass_g), sum(p.handovers)
      from added a join ledger.aside_place p using (lot_id, seq)
     group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
    on conflict (level, code, month, view, legal_line) do update
      set mass_g = t.mass_g + excluded.mass_g, handovers = t.handovers + excluded.handovers;
  return null;
end $$;
create trigger count_aside after insert on ledger.movement
  referencing new table as added for each statement execute function ledger.count_aside();
alter table ledger.movement enable always trigger count_aside;

create function ledger.remake_aside() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  lock table ledger.movement in share row exclusive mode;
  delete from ledger.total_aside;
  insert into ledger.total_aside
    select level, code, month, view, legal_line, sum(mass_g), sum(handovers) from ledger.aside_place group by 1, 2, 3, 4, 5;
  return null;
end $$;
create trigger remake_aside after insert on ledger.rebuild for each statement execute function ledger.remake_aside();
alter table ledger.rebuild enable always trigger remake_aside;

create trigger total_aside_derived before insert or update or delete or truncate on ledger.total_aside
  for each statement execute function ledger.totals_are_derived();
alter table ledger.total_aside enable always trigger total_aside_derived;
