-- Holds past their deadline are found at once, however many are still running on the lot.
drop index ledger.reservation_of_lot_held;
create index reservation_of_lot_due on ledger.reservation (lot_id, expires_at) where held > 0 and not expiry_suspended;
