-- The prices of a type, newest lots first, read without touching the table: what the lot page says of prices never reads more than
-- a fixed number of these entries, whatever the size of the market.
create index lot_priced on lot (type_code, unit, id desc)
  include (status, commune_code, organisation_id, price_basis, price_cents, quantity_milli)
  where status <> 'draft' and price_cents > 0;
