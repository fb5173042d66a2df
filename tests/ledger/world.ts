import { randomBytes, randomUUID } from 'node:crypto';
import type postgres from 'postgres';

type Sql = postgres.Sql<{ bigint: number }>;

export interface Party {
  organisation: number;
  person: number;
}

/** An organisation with one person, of random names. */
export async function party(sql: Sql, kind = 'firm'): Promise<Party> {
  const code = randomBytes(6).toString('hex');
  const [row] = await sql`
    with p as (insert into person (email, name) values (${`${code}@example.org`}, ${code}) returning id),
      o as (insert into organisation (slug, name, kind, legal_status) values (${code}, ${code}, ${kind}, 'private') returning id)
    select p.id as person, o.id as organisation from p, o`;
  return { organisation: Number(row?.organisation), person: Number(row?.person) };
}

export interface LotOptions {
  milli?: number;
  step?: number;
  unitMass?: number;
  basis?: 'measured' | 'declared' | 'default';
  acceptMode?: 'ask' | 'at_once';
  commune?: string;
  legalLine?: string;
  originCounted?: boolean;
  until?: string | null;
  from?: string | null;
  price?: number | null;
  publish?: boolean;
}

/** The type every test lot has: counted by the unit, with a default mass and its range. */
export async function anyType(sql: Sql) {
  const [type] =
    await sql`select * from material_type where unit = 'u' and unit_mass_g is not null and mass_low_g < unit_mass_g
    and mass_high_g > unit_mass_g order by code limit 1`;
  if (!type) throw new Error('the taxonomy is not loaded');
  return type;
}

/** A lot of `holder`, published unless said otherwise: 20 units of 20 kg measured, in Rennes. */
export async function lot(sql: Sql, holder: Party, options: LotOptions = {}): Promise<number> {
  const commune = options.commune ?? '35238';
  const type = await anyType(sql);
  const basis = options.basis ?? 'measured';
  const unitMass = basis === 'default' ? type.unit_mass_g : (options.unitMass ?? 20_000);
  const [site] = await sql`
    insert into site (organisation_id, kind, name, commune_code, lon, lat, position_source, public_lon, public_lat)
    values (${holder.organisation}, 'works', 'Works', ${commune}, -1.68, 48.11, 'commune', -1.681, 48.112) returning id`;
  const [row] = await sql`
    insert into lot (organisation_id, site_id, type_code, family_code, title, unit, quantity_milli, step_milli, unit_mass_g,
      mass_low_g, mass_high_g, mass_basis, factor_version, accept_mode, legal_line, origin_site_id, origin_commune_code, origin_counted,
      available_from, available_until, price_cents, public_point, cell, commune_code)
    values (${holder.organisation}, ${site?.id}, ${type.code}, ${type.family_code}, 'Doors', 'u', ${options.milli ?? 20_000},
      ${options.step ?? 1000}, ${unitMass}, ${basis === 'default' ? type.mass_low_g : null}, ${basis === 'default' ? type.mass_high_g : null},
      ${basis}, ${basis === 'default' ? type.factor_version : null}, ${options.acceptMode ?? 'ask'}, ${options.legalLine ?? 'reemploi'},
      ${site?.id}, ${commune}, ${options.originCounted ?? false}, ${options.from ?? null}, ${options.until ?? null},
      ${options.price ?? null}, point(0, 0), 0, ${commune}) returning id`;
  const id = Number(row?.id);
  if (options.publish !== false) expectOk(await call(sql, 'publish', holder, id));
  return id;
}

/** What a door of the ledger answers. */
export interface Answer {
  outcome: string;
  state?: string;
  left?: number;
  reservation?: number;
  correction?: number;
  movement?: number;
  [detail: string]: unknown;
}

/** ledger.<verb>(organisation, person, key, …values): one call, one transaction. */
export async function call(
  sql: Sql,
  verb: string,
  by: Party,
  ...values: (string | number | boolean | null)[]
): Promise<Answer> {
  return callWith(sql, randomUUID(), verb, by, ...values);
}

export async function callWith(
  sql: Sql,
  key: string,
  verb: string,
  by: Party,
  ...values: (string | number | boolean | null)[]
): Promise<Answer> {
  const all = [by.organisation, by.person, key, ...values];
  const places = all.map((_, index) => `$${index + 1}`).join(', ');
  const [row] = await sql.unsafe(`select ledger.${verb}(${places}) as answer`, all);
  return row?.answer as Answer;
}

export function expectOk(answer: Answer): Answer {
  if (answer.outcome !== 'ok') throw new Error(`refused: ${JSON.stringify(answer)}`);
  return answer;
}

/** Reserved and accepted. */
export async function accepted(
  sql: Sql,
  holder: Party,
  taker: Party,
  lotId: number,
  milli: number,
  to = '35278',
): Promise<number> {
  const { reservation } = expectOk(await call(sql, 'reserve', taker, lotId, milli, 'own_works', 'yes', to));
  expectOk(await call(sql, 'accept', holder, Number(reservation)));
  return Number(reservation);
}

/** Grams weighed, with their bounds, as arguments of confirm_handover. */
export function weighed(grams: number): [number, number, number, string] {
  return [grams, Math.round(grams * 0.98), Math.round(grams * 1.02), 'A'];
}

/** Both sides confirm the same; the answer of the second. */
export async function handedOver(
  sql: Sql,
  holder: Party,
  taker: Party,
  reservation: number,
  milli: number,
  grams: number,
): Promise<Answer> {
  expectOk(await call(sql, 'confirm_handover', taker, reservation, milli, ...weighed(grams)));
  return expectOk(await call(sql, 'confirm_handover', holder, reservation, milli, null, null, null, null));
}

/** Rows of the audit that concern these lots; empty when their books balance. */
export async function auditOf(sql: Sql): Promise<string[]> {
  return (await sql`select what, ref from ledger.audit`).map((row) => `${row.what} ${row.ref}`);
}
