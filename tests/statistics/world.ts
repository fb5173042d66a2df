import { randomBytes } from 'node:crypto';
import type postgres from 'postgres';
import { call, expectOk, type Party } from '#tests/ledger/world.ts';

type Sql = postgres.Sql<{ bigint: number }>;

export interface Tonnes {
  holder: Party;
  taker: Party;
  from: string;
  to?: string;
  type?: string;
  units?: number;
  /** On a ticket; else counted x the unit mass. */
  weighedG?: number;
  basis?: 'measured' | 'declared' | 'default';
  line?: 'reemploi' | 'reutilisation' | 'other_use' | 'new_surplus';
}

/** A lot published and taken whole, both sides confirming today: one operation in the figures. Returns its grams. */
export async function collected(sql: Sql, tonnes: Tonnes): Promise<number> {
  const { holder, taker, from, to = from, units = 10, basis = 'measured', line = 'reemploi' } = tonnes;
  const lot = await published(sql, { holder, from, type: tonnes.type, units, basis, line });
  const { reservation } = expectOk(
    await call(sql, 'reserve', taker, lot.id, units * 1000, 'own_works', 'yes', to),
  );
  expectOk(await call(sql, 'accept', holder, Number(reservation)));
  const { grams, low, high, evidence } = tonnes.weighedG
    ? {
        grams: tonnes.weighedG,
        low: Math.round(tonnes.weighedG * 0.98),
        high: Math.round(tonnes.weighedG * 1.02),
        evidence: 'A',
      }
    : counted(units, lot, basis);
  expectOk(
    await call(sql, 'confirm_handover', taker, Number(reservation), units * 1000, grams, low, high, evidence),
  );
  expectOk(
    await call(sql, 'confirm_handover', holder, Number(reservation), units * 1000, null, null, null, null),
  );
  return grams;
}

interface Lot {
  id: number;
  unitMassG: number;
  lowG: number;
  highG: number;
}

function counted(units: number, { unitMassG, lowG, highG }: Lot, basis: Tonnes['basis']) {
  const grams = units * unitMassG;
  if (basis === 'default') return { grams, low: units * lowG, high: units * highG, evidence: 'D' };
  const spread = basis === 'declared' ? 0.25 : 0.1;
  return {
    grams,
    low: Math.round(grams * (1 - spread)),
    high: Math.round(grams * (1 + spread)),
    evidence: basis === 'declared' ? 'C' : 'B',
  };
}

export async function published(
  sql: Sql,
  {
    holder,
    from,
    type,
    units = 10,
    basis = 'measured',
    line = 'reemploi',
    title = 'Lot',
  }: Omit<Tonnes, 'taker' | 'to'> & { title?: string },
): Promise<Lot> {
  const [material] = await sql`
    select * from material_type where unit = 'u' and unit_mass_g is not null and mass_low_g < unit_mass_g and mass_high_g > unit_mass_g
       and (${type ?? null}::text is null or code = ${type ?? null}) order by code limit 1`;
  if (!material) throw new Error(`no type ${type} counted by the unit`);
  const [site] = await sql`
    insert into site (organisation_id, kind, name, commune_code, lon, lat, position_source, public_lon, public_lat)
    select ${holder.organisation}, 'works', ${randomBytes(4).toString('hex')}, code, lon, lat, 'commune', lon, lat
      from commune where code = ${from} returning id`;
  const unitMassG = Number(material.unit_mass_g);
  const [row] = await sql`
    insert into lot (organisation_id, site_id, type_code, family_code, title, unit, quantity_milli, step_milli, unit_mass_g,
      mass_low_g, mass_high_g, mass_basis, factor_version, legal_line, origin_site_id, origin_commune_code, public_point, cell, commune_code)
    values (${holder.organisation}, ${site?.id}, ${material.code}, ${material.family_code}, ${title}, 'u', ${units * 1000}, 1000, ${unitMassG},
      ${material.mass_low_g}, ${material.mass_high_g}, ${basis}, ${material.factor_version}, ${line},
      ${site?.id}, ${from}, point(0, 0), 0, ${from}) returning id`;
  const id = Number(row?.id);
  expectOk(await call(sql, 'publish', holder, id));
  return { id, unitMassG, lowG: Number(material.mass_low_g), highG: Number(material.mass_high_g) };
}
