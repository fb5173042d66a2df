import { randomBytes } from 'node:crypto';
import type { TestDatabase } from '#tests/support/database.ts';

export interface Town {
  lon: number;
  lat: number;
}

export interface LotAt {
  site: Town;
  type?: string;
  status?: 'draft' | 'published' | 'withdrawn';
  /** Seconds from now; null when nothing says it is public. */
  opens?: number | null;
  closes?: number | null;
  priceCents?: number | null;
}

/** Many lots in few statements, as a bulk load writes them. Sites stand exactly where asked: the blur is tested elsewhere. */
export async function plantLots({ owner }: TestDatabase, lots: LotAt[]): Promise<string[]> {
  const slug = `map-${randomBytes(6).toString('hex')}`;
  return owner.begin(async (sql) => {
    const [org] = await sql`
      insert into organisation (slug, name, kind, legal_status) values (${slug}, ${slug}, 'firm', 'private') returning id`;
    const [commune] = await sql`select code from commune order by code limit 1`;
    const towns = [...new Map(lots.map(({ site }) => [`${site.lon},${site.lat}`, site])).entries()];
    const sites = await sql`
      insert into site (organisation_id, kind, name, commune_code, lon, lat, position_source, public_lon, public_lat)
      select ${org?.id}, 'depot', 'site', ${commune?.code}, lon, lat, 'pasted', lon, lat
        from jsonb_to_recordset(${sql.json(towns.map(([, town]) => ({ ...town })))}::jsonb) as t(lon float8, lat float8)
      returning id`;
    const siteOf = new Map(towns.map(([key], i) => [key, sites[i]?.id]));
    const rows = lots.map((lot) => ({
      site: siteOf.get(`${lot.site.lon},${lot.site.lat}`),
      type: lot.type ?? 'BOI-01',
      status: lot.status ?? 'published',
      price: lot.priceCents ?? null,
    }));
    const made = await sql`
      insert into lot (organisation_id, site_id, type_code, family_code, title, unit, quantity_milli, step_milli, unit_mass_g,
        mass_low_g, mass_high_g, price_cents, status, origin_site_id, origin_commune_code, public_point, cell, commune_code, published_at)
      select ${org?.id}, r.site, r.type, left(r.type, 3), 'lot', 'u', 1000, 1000, 1000, 1000, 1000, r.price, r.status, r.site,
        ${commune?.code}, point(0, 0), 0, ${commune?.code}, now()
        from jsonb_to_recordset(${sql.json(rows)}::jsonb) as r(site bigint, type text, status text, price bigint)
      returning id, public_id`;
    const audiences = lots.flatMap(({ opens = -60, closes = null }, i) =>
      opens === null ? [] : [{ lot: made[i]?.id, opens, closes }],
    );
    await sql`
      insert into lot_audience (lot_id, audience, opens_at, closes_at)
      select lot, 'public', ledger.clock() + make_interval(secs => opens), ledger.clock() + make_interval(secs => closes)
        from jsonb_to_recordset(${sql.json(audiences)}::jsonb) as a(lot bigint, opens float8, closes float8)`;
    return made.map((row) => String(row.public_id));
  }) as Promise<string[]>;
}
