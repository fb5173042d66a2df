-- Lots number $1 to $2, published: the lots, who sees them, and their stock with its first movement.
with drawn as (
  select i, s.id as site_id, s.organisation_id, s.commune, s.zone, s.lon, s.lat, k.*,
         k.titles[1 + floor(bulk.share(i, 'title') * cardinality(k.titles))::int] as title,
         1 + floor(bulk.share(i, 'sentence') * (select count(*) from bulk.wording))::int as sentence_n,
         ledger.clock() - bulk.share(i, 'age') * interval '180 days' as published_at,
         ((ledger.clock() at time zone s.zone)::date + 1 + floor(bulk.share(i, 'until') * 150)::int) as last_day
    from generate_series($1::bigint, $2::bigint) as i
    join bulk.spot s on s.n = 1 + floor(power(bulk.share(i, 'site'), 1.5) * (select count(*) from bulk.spot))::bigint
    join bulk.kind k on k.n = width_bucket(bulk.share(i, 'kind'), (select array_agg(low order by n) from bulk.kind))),
sized as (
  select d.*, t.family_code, t.unit, t.unit_mass_g, t.mass_low_g, t.mass_high_g, t.factor_version,
         case when t.unit in ('u', 'pallet', 'kg') then 1000 else 10 end as step_milli,
         bulk.share(i, 'price') as price_draw, bulk.share(i, 'condition') as condition_draw, bulk.share(i, 'removal') as removal_draw
    from drawn d join material_type t on t.code = d.type)
insert into lot (id, organisation_id, site_id, type_code, family_code, title, description, unit, quantity_milli, step_milli, unit_mass_g,
    mass_low_g, mass_high_g, mass_basis, factor_version, price_cents, price_basis, condition, length_mm, width_mm, thickness_mm,
    asbestos, lead, removal, available_from, available_until, offer_ends_at, status, origin_site_id, origin_commune_code, public_point, cell,
    commune_code, search, published_at, created_at, updated_at)
overriding system value
select bulk.first_lot() + i - 1, d.organisation_id, d.site_id, d.type, d.family_code, d.title, said.sentence, d.unit,
    greatest(1, round((d.least * power(d.most / d.least, bulk.share(i, 'quantity'))) * 1000 / d.step_milli))::bigint * d.step_milli, d.step_milli,
    coalesce(d.unit_mass_g, 12000), case when d.unit_mass_g is not null then d.mass_low_g end, case when d.unit_mass_g is not null then d.mass_high_g end,
    case when d.unit_mass_g is not null then 'default' else 'declared' end, case when d.unit_mass_g is not null then d.factor_version end,
    case when price_draw < 0.3 then 0 when price_draw < 0.4 then null else d.cheapest + round((d.dearest - d.cheapest) * bulk.share(i, 'cents'))::bigint end,
    'unit', (array['new', 'good', 'good', 'good', 'fair', 'fair', 'degraded', 'unknown'])[1 + floor(condition_draw * 8)::int],
    d.mm[1], d.mm[2], d.mm[3], 'no', 'no', case when removal_draw < 0.8 then 'removed' when removal_draw < 0.9 then 'by_holder' else 'by_taker' end,
    case when bulk.share(i, 'from') < 0.3 then d.last_day - 150 end, case when bulk.share(i, 'ends') < 0.6 then d.last_day end,
    case when bulk.share(i, 'ends') < 0.6 then (d.last_day + 1)::timestamp at time zone d.zone end,
    'published', d.site_id, d.commune, mercator(d.lon, d.lat), morton(mercator(d.lon, d.lat)), d.commune, said.search,
    d.published_at, d.published_at, d.published_at
  from sized d join bulk.said on (said.type, said.title, said.sentence_n) = (d.type, d.title, d.sentence_n)
