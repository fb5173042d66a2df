-- The most one taker may take of a lot, all its reservations together; null: as much as is left. Held to by ledger.reserve_refusal, under
-- the lot's lock (db/functions/ledger_50_reserve.sql). What was held before a holder lowers it stays held.
alter table lot add column per_taker_milli bigint check (per_taker_milli > 0);
