-- Statements of a site put the lines of its lots together by their instant.
create index movement_when on ledger.movement (lot_id, at, seq);
