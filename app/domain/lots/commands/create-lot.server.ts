import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import { canManageSite } from '#app/domain/sites/policy.ts';
import { lot } from '#db/tables/lots.ts';
import { site } from '#db/tables/sites.ts';
import type { LotInput } from '../schema.ts';

/** Lists a draft lot on one of the acting organisation's sites. Nobody else sees it before it is published. */
export async function createLot(
  ctx: Ctx,
  sitePublicId: string,
  { key, input, publicId = randomUUID() }: { key: string; input: LotInput; publicId?: string },
): Promise<{ publicId: string }> {
  return inCommand(ctx, { name: 'create-lot', key, input: { sitePublicId, ...input } }, async (tx) => {
    const [home] = await tx.db.select().from(site).where(eq(site.publicId, sitePublicId));
    if (!home || ctx.actor.organisation?.id !== home.organisationId) return refuse('not-found');
    if (!canManageSite(ctx.actor, { organisationId: home.organisationId, siteId: home.id }))
      return refuse('forbidden');
    const material = await materialFacts(tx, input);
    await insertDraft(tx, {
      ...input,
      ...material,
      publicId,
      organisationId: home.organisationId,
      siteId: home.id,
      originSiteId: home.id,
      originCommuneCode: home.communeCode,
      communeCode: home.communeCode,
      // the place is the site's: the database's trigger writes it
      publicPoint: '(0,0)',
      cell: 0,
      createdBy: ctx.actor.person?.id ?? null,
    });
    return { publicId };
  });
}

/**
 * Names only the columns that are given: the serving role may not write a lot's status or dates of life, not even with
 * `default`, which drizzle's own insert says for every other column.
 */
async function insertDraft({ db }: Ctx, draft: typeof lot.$inferInsert): Promise<void> {
  const given = (Object.keys(draft) as (keyof typeof draft)[]).filter((name) => draft[name] !== undefined);
  const names = given.map((name) => sql.identifier(lot[name].name));
  const values = given.map((name) => sql.param(draft[name], lot[name]));
  await db.execute(
    sql`insert into ${lot} (${sql.join(names, sql`, `)}) values (${sql.join(values, sql`, `)})`,
  );
}

/**
 * What the taxonomy says of a type: family, waste code, and the unit mass with its range when none was declared.
 * Grams of one of the lot's units; the type's default holds only in the type's own unit (or by definition for kg and t).
 */
export async function materialFacts(ctx: Ctx, input: LotInput) {
  const [type] = await ctx.db.execute<{
    familyCode: string;
    unit: string;
    unitMassG: number | null;
    low: number | null;
    high: number | null;
    wasteCode: string | null;
    version: string;
  }>(sql`
    select family_code as "familyCode", unit, unit_mass_g as "unitMassG", mass_low_g as low, mass_high_g as high,
           waste_code as "wasteCode", factor_version as version
      from material_type where code = ${input.typeCode}`);
  if (!type) return refuse('type-unknown', { field: 'typeCode' });
  const facts = { familyCode: type.familyCode, wasteCode: type.wasteCode, factorVersion: type.version };
  if (input.unit === 'kg' || input.unit === 't') {
    const grams = input.unit === 'kg' ? 1000 : 1_000_000;
    return { ...facts, unitMassG: grams, massLowG: grams, massHighG: grams };
  }
  if (input.unitMassG !== undefined)
    return { ...facts, unitMassG: input.unitMassG, massLowG: null, massHighG: null };
  if (input.unit !== type.unit || type.unitMassG === null)
    return refuse('unit-mass-needed', { field: 'unitMassKg' });
  return { ...facts, unitMassG: type.unitMassG, massLowG: type.low, massHighG: type.high };
}
