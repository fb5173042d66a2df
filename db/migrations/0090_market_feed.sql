-- What changed of the market, for whoever keeps a copy of it in memory (decision 20): a row is written in the transaction of the
-- change and read by transaction id, never by time. Written by db/functions/market_feed.sql, forgotten by the daily cleaning.
create table market_change (
  id bigint generated always as identity primary key,
  lot_id bigint not null,
  xid xid8 not null default pg_current_xact_id(),
  -- the machine's own time: a clock moved for a demonstration must not keep rows for ever
  at timestamptz not null default clock_timestamp()
);
create index market_change_xid on market_change (xid);
create index market_change_at on market_change (at);
