-- What the map of everybody counts when nothing is filtered: lots published and open to the public, by square.
-- Derived from lot and lot_audience by db/functions/map_cells.sql; map_rebuild() makes it again.

-- the share of one lot as last counted: where, what, and between which instants
create table map_entry (
  lot_id bigint primary key references lot,
  cell bigint not null, family_code text not null, x bigint not null, y bigint not null,
  opens_at timestamptz not null, closes_at timestamptz
);

-- Squares of 3, 5, 7, 9, 11 and 13 bits an axis. x and y are sums of mercator metres: a circle stands where its lots are.
create table map_cell (
  level smallint not null, cell bigint not null, family_code text not null,
  lots bigint not null, x bigint not null, y bigint not null,
  primary key (level, cell, family_code)
);

-- Not yet in map_cell: +1 at the instant a lot opens, -1 at the instant it closes. A date of opening is a row that waits for
-- its day, so a tile is right to the second without anybody waking up; no two writers touch the same row.
create table map_change (
  id bigint generated always as identity primary key,
  at timestamptz not null, cell bigint not null, family_code text not null,
  lots bigint not null, x bigint not null, y bigint not null
);
create index map_change_due on map_change (at);
