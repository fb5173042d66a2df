-- Synthetic lots for measurements: what they are drawn from, and how. Dropped at the end; nothing here is used by the application.
create schema bulk;

-- the same draw for the same seed, number and purpose: from 0 to 1, 1 excluded
create function bulk.share(n bigint, purpose text) returns double precision language sql stable parallel safe as $$
  select (hashint8extended(n, hashtextextended(purpose, bulk.seed())) & 4503599627370495) / 4503599627370496.0
$$;

-- communes by population: an interval of [0, 1) each
create table bulk.place as
  select row_number() over (order by code)::int as n, code, lon, lat, coalesce(surface_km2, 10)::float8 as km2, (sum(weight) over (order by code) - weight) / sum(weight) over () as low
    from (select *, sqrt(population + 50) * (population + 50) ^ 0.3 as weight from public.commune where lon is not null) c;
create unique index on bulk.place (n);
analyze bulk.place;

create table bulk.kind (
  type text, often double precision, titles text[], least double precision, most double precision, cheapest bigint, dearest bigint,
  mm integer[], low double precision, n integer, primary key (type)
);
create table bulk.wording (n integer primary key, sentence text not null);

-- what the search column says is the same for the same words: made once
create table bulk.said (
  type text, title text, sentence_n integer, sentence text, search tsvector, primary key (type, title, sentence_n)
);

create table bulk.holder (n bigint primary key, id bigint not null);
create table bulk.spot (
  n bigint primary key, id bigint not null, organisation_id bigint not null, holder_kind text not null, commune text not null,
  zone text not null, lon double precision not null, lat double precision not null
);

-- the first line of a lot's history, made by the ledger's own functions for the day of its publication
create function bulk.opening(f ledger.lot_fact, t timestamptz) returns ledger.movement language plpgsql stable as $$
declare m ledger.movement := ledger.line(f, 'open', 'outside', 'available', f.quantity_milli, f.holder, null, null);
begin
  m.lot_id := f.lot_id; m.seq := 1; m.hv := 1; m.at := t; m.counted_on := (t at time zone f.zone)::date; m.prev_hash := '\x'::bytea;
  m.p_available := 0; m.p_held := 0; m.p_collected := 0; m.p_recycled := 0; m.p_landfilled := 0; m.p_kept := 0; m.p_lost := 0;
  m.available := m.qty; m.held := 0; m.collected := 0; m.recycled := 0; m.landfilled := 0; m.kept := 0; m.lost := 0;
  m.hash := ledger.hash_of(m);
  return m;
end $$;
