import { type SQL, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import type { Taken } from './commands/carry-out-acceptance.server.ts';
import type { Run } from './run.server.ts';
import type { Draft } from './views.ts';

/** Column of `lot` and its SQL type, by the name it has in a Draft. The one list of what an import writes. */
export const DRAFT_COLUMNS: Record<keyof Draft, readonly [column: string, type: string]> = {
  title: ['title', 'text'],
  description: ['description', 'text'],
  typeCode: ['type_code', 'text'],
  familyCode: ['family_code', 'text'],
  unit: ['unit', 'text'],
  quantityMilli: ['quantity_milli', 'bigint'],
  stepMilli: ['step_milli', 'bigint'],
  unitMassG: ['unit_mass_g', 'bigint'],
  massLowG: ['mass_low_g', 'bigint'],
  massHighG: ['mass_high_g', 'bigint'],
  massBasis: ['mass_basis', 'text'],
  factorVersion: ['factor_version', 'text'],
  priceCents: ['price_cents', 'bigint'],
  condition: ['condition', 'text'],
  ageNote: ['age_note', 'text'],
  assembly: ['assembly', 'text'],
  lengthMm: ['length_mm', 'int'],
  widthMm: ['width_mm', 'int'],
  thicknessMm: ['thickness_mm', 'int'],
  building: ['building', 'text'],
  level: ['level', 'text'],
  room: ['room', 'text'],
  reusePotential: ['reuse_potential', 'text'],
  asbestos: ['asbestos', 'text'],
  lead: ['lead', 'text'],
  otherPollutants: ['other_pollutants', 'text'],
  wasteCode: ['waste_code', 'text'],
  removalNote: ['removal_note', 'text'],
  availableFrom: ['available_from', 'date'],
  availableUntil: ['available_until', 'date'],
};

const names = Object.values(DRAFT_COLUMNS).map(([column]) => column);
const columns: SQL = sql.raw(names.join(', '));
const typed: SQL = sql.raw(
  Object.values(DRAFT_COLUMNS)
    .map(([column, type]) => `${column} ${type}`)
    .join(', '),
);

/** A draft by the names of its columns. */
export const asColumns = (draft: Draft): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(DRAFT_COLUMNS).map(([name, [column]]) => [column, draft[name as keyof Draft]]),
  );

/** New draft lots, in one statement. What is announced before the works is still in place: the holder removes it. */
export async function createLots({ db }: Ctx, run: Run, taken: readonly Taken[]): Promise<void> {
  if (taken.length === 0) return;
  const rows = taken.map(({ line, ref, draft }) => ({ line, ref, ...asColumns(draft) }));
  const { work } = run;
  await db.execute(sql`
    with made as (
      insert into lot (organisation_id, site_id, pemd_ref, origin_site_id, origin_commune_code, origin_diagnosis_row, removal,
                       public_point, cell, commune_code, created_by, ${columns})
      select s.organisation_id, s.id, r.ref, s.id, s.commune_code, ${`${work.publicId}:`} || r.line, 'by_holder',
             point(0, 0), 0, s.commune_code, ${work.acceptedBy}::bigint, ${sql.raw(names.map((name) => `r.${name}`).join(', '))}
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(line int, ref text, ${typed}), site s
       where s.id = ${work.siteId}
      returning id, origin_diagnosis_row)
    update diagnosis_row d set lot_id = made.id, outcome = 'created'
      from made where d.diagnosis_id = ${work.id} and d.line = split_part(made.origin_diagnosis_row, ':', 2)::int`);
}
