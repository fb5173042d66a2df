-- Who comes and who receives call each other from acceptance until so long after the hour, or after the hand-over when none was booked;
-- what is still open may always be called about. ledger.reservation_place says it of each (db/functions/disclosure.sql).
alter table ledger.delay add column calls interval not null default '7 days' check (calls between '1 day' and '60 days');
