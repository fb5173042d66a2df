-- The share of hand-overs confirmed on the holder's device, shown beside the evidence grades, is read from these alone.
create index handover_on_device on ledger.handover (id) where state = 'confirmed' and taker_by in ('code', 'signature');
