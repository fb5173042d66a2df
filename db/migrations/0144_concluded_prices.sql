-- What the lot page says of prices comes from what was concluded and collected alone, whatever the lot asks since: the newest lots of a
-- type, whether or not they have a price today, are found without touching the table.
create index lot_of_type on lot (type_code, unit, id desc) include (organisation_id, commune_code) where status <> 'draft';
drop index lot_priced;
